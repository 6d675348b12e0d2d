"""The limits and the quiet time of an application's settings, which campaigns and journeys can set too."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pinpoint_mock.core.checks import invalid, require

Ranges = Mapping[str, tuple[int, int | None]]
"""The smallest and the largest number that a member can have; None for no largest."""

CAMPAIGN_LIMITS: Ranges = {
    "Daily": (0, 100),
    "Total": (0, 100),
    "MaximumDuration": (60, None),
    "MessagesPerSecond": (1, 20_000),
    "Session": (0, None),
}
JOURNEY_LIMITS: Ranges = {"DailyCap": (0, 100), "TotalCap": (0, 100)}
TIMEFRAME_CAP: Ranges = {"Cap": (0, 100), "Days": (0, 30)}

TIME_OF_DAY = re.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9]")


def check_campaign_limits(limits: Mapping[str, Any]) -> None:
    """BadRequestException if a limit of a campaign is out of its range."""
    _check_ranges(limits, CAMPAIGN_LIMITS)


def check_journey_limits(limits: Mapping[str, Any]) -> None:
    """BadRequestException if a cap of a journey is out of its range."""
    _check_ranges(limits, JOURNEY_LIMITS)
    _check_ranges(limits.get("TimeframeCap", {}), TIMEFRAME_CAP)


def check_quiet_time(quiet_time: Mapping[str, Any]) -> None:
    """BadRequestException if a quiet time is neither empty nor has both ends as `HH:MM`."""
    if not quiet_time:
        return
    for member in ("Start", "End"):
        require(quiet_time, member)
        if not TIME_OF_DAY.fullmatch(quiet_time[member]):
            raise invalid(member, "must be HH:MM in 24-hour notation", quiet_time[member])


def _check_ranges(numbers: Mapping[str, Any], ranges: Ranges) -> None:
    for member, (least, most) in ranges.items():
        number = numbers.get(member, least)
        if number < least or (most is not None and number > most):
            rule = f"must be at least {least}" if most is None else f"must be from {least} to {most}"
            raise invalid(member, rule, number)
