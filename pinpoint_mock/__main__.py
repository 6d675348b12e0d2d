"""`python -m pinpoint_mock`: the command line, as the script `pinpoint-mock` is."""

from __future__ import annotations

from pinpoint_mock.cli import main

if __name__ == "__main__":
    main()
