"""Asynchronous clients. Only environments with aiobotocore, which pins botocore, have these tests."""

from __future__ import annotations

import importlib.util

import boto3
import pytest
from botocore.loaders import Loader

NEEDED = {"aiobotocore": ["*.py"], "aioboto3": ["test_aioboto3.py"]}

collect_ignore_glob = [
    pattern for library, patterns in NEEDED.items() for pattern in patterns if not importlib.util.find_spec(library)
]

LOADER = Loader()
"""One for all sessions, as each would read the same large files."""


@pytest.fixture(autouse=True)
def _no_default_session_and_no_metadata(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("botocore.loaders.create_loader", lambda *args: LOADER)
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    for name in ("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI"):
        monkeypatch.delenv(name, raising=False)
