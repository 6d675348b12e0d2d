"""botocore's waiting between retries: while a mock is active nobody waits, and what would have been is kept.

Two throttled attempts would cost a test two to three seconds. With a frozen clock the rate limiter of the adaptive
mode would even wait for ever.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from typing import Any

from pinpoint_mock.state import activation


def make_time(original: types.ModuleType) -> Any:
    """The module `time` as `botocore.endpoint` is to see it."""

    def sleep(seconds: float) -> None:
        active = activation.current()
        if active is None:
            original.sleep(seconds)
        else:
            active.retry_delays.append(seconds)

    time = types.ModuleType(original.__name__, original.__doc__)
    time.__dict__.update(vars(original), sleep=sleep)
    return time


def make_sleep_amount(original: Callable[[Any, float], float]) -> Callable[[Any, float], float]:
    """A `_sleep_amount` of token buckets that lets nobody wait."""

    def sleep_amount(bucket: Any, amount: float) -> float:
        seconds = original(bucket, amount)
        active = activation.current()
        if active is None:
            return seconds
        if seconds > 0:
            active.retry_delays.append(seconds)
        return 0

    return sleep_amount
