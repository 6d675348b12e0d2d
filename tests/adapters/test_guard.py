"""The guard of a suite, by itself: what it lets pass."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.awsrequest import AWSRequest

from pinpoint_mock import mock_pinpoint
from pinpoint_mock.adapters import guard


def send(url: str) -> Any:
    original: Any = lambda session, request: f"sent to {request.url}"  # noqa: E731  (it has no name of its own)
    guarded: Any = guard._make_send(original)
    return guarded(None, AWSRequest("GET", url).prepare())


def test_other_services_pass() -> None:
    assert send("https://s3.amazonaws.com/") == "sent to https://s3.amazonaws.com/"


def test_pinpoint_passes_only_to_an_active_mock() -> None:
    url = "https://pinpoint.us-east-1.amazonaws.com/v1/apps"
    with mock_pinpoint():
        assert send(url) == f"sent to {url}"
    with pytest.raises(guard.RealPinpointRefused, match="no mock is active"):
        send(url)
