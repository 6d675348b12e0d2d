"""What the mock costs, as ratios measured in one run: `tox -e bench`."""
