"""Asynchronous clients. Only environments with aiobotocore, which pins botocore, have these tests."""

from __future__ import annotations

import importlib.util

import pytest

NEEDED = {"aiobotocore": ["*.py"], "aioboto3": ["test_aioboto3.py"]}

collect_ignore_glob = [
    pattern for library, patterns in NEEDED.items() for pattern in patterns if not importlib.util.find_spec(library)
]


@pytest.fixture(autouse=True)
def _no_metadata(no_metadata: None) -> None:
    """Most clients here are made without a mock."""
