"""Waiting between retries: never while a mock is active, as ever otherwise."""

from __future__ import annotations

import time
from types import ModuleType
from typing import Any

import botocore.endpoint
import pytest
from botocore.retries.bucket import Clock, TokenBucket

from pinpoint_mock import mock_pinpoint


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What is really slept, with nobody sleeping."""
    seconds: list[float] = []
    recorder = ModuleType("time")
    recorder.__dict__.update(vars(time), sleep=seconds.append)
    monkeypatch.setattr(botocore.endpoint, "time", recorder)
    return seconds


def test_nobody_waits_while_a_mock_is_active(slept: list[float]) -> None:
    module: Any = botocore.endpoint
    with mock_pinpoint() as pinpoint:
        module.time.sleep(3)
        assert module.time.monotonic is time.monotonic
        kept = module.time
    module.time.sleep(1)
    kept.sleep(2)  # of code that has taken it along
    assert pinpoint.retry_delays == [3]
    assert slept == [1, 2]


def test_delays_are_forgotten_by_clear() -> None:
    module: Any = botocore.endpoint
    with mock_pinpoint() as pinpoint:
        module.time.sleep(3)
        pinpoint.clear()
        assert pinpoint.retry_delays == []


def test_the_rate_limiter_of_the_adaptive_mode_waits_only_without_a_mock() -> None:
    bucket: Any = TokenBucket(max_rate=10, clock=Clock())
    with mock_pinpoint() as pinpoint:
        bucket.acquire(5)
        sleep_amount = TokenBucket._sleep_amount  # type: ignore[attr-defined]  # it is private
        assert sleep_amount(bucket, -100) == 0
    assert [delay > 0 for delay in pinpoint.retry_delays] == [True]
    assert sleep_amount(bucket, 5) > 0
