"""The ranges of limits, caps and quiet times, by the settings of an application."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.operations.settings import EVERYTHING, read, write

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient


@pytest.mark.parametrize(
    "members",
    [
        {"Limits": {"Daily": 100, "Total": 0, "MaximumDuration": 604_800, "MessagesPerSecond": 1}},
        {"Limits": {"MessagesPerSecond": 20_000}},
        {"QuietTime": {"Start": "00:00", "End": "23:59"}},
        {"QuietTime": {"Start": "19:09", "End": "20:00"}},
        {"JourneyLimits": {"DailyCap": 0, "TimeframeCap": {"Cap": 0, "Days": 0}}},
        {"JourneyLimits": {"TimeframeCap": {}}},
        {"CampaignHook": {"WebUrl": "https://example.com/hook", "Mode": "DELIVERY"}},
    ],
)
def test_members_in_their_ranges_are_taken(client: PinpointClient, app_id: str, members: dict[str, Any]) -> None:
    written = write(client, app_id, **members)

    assert {name: written[name] for name in members} == members


@pytest.mark.parametrize(
    ("members", "text"),
    [
        ({"Limits": {"Daily": 101}}, "Invalid Daily: must be from 0 to 100"),
        ({"Limits": {"Daily": -1}}, "Invalid Daily: must be from 0 to 100"),
        ({"Limits": {"Total": 101}}, "Invalid Total: must be from 0 to 100"),
        ({"Limits": {"Total": -1}}, "Invalid Total: must be from 0 to 100"),
        ({"Limits": {"MaximumDuration": 59}}, "Invalid MaximumDuration: must be at least 60"),
        ({"Limits": {"MessagesPerSecond": 0}}, "Invalid MessagesPerSecond: must be from 1 to 20000"),
        ({"Limits": {"MessagesPerSecond": 20_001}}, "Invalid MessagesPerSecond: must be from 1 to 20000"),
        ({"QuietTime": {"Start": "22:00"}}, "Missing End"),
        ({"QuietTime": {"End": "22:00"}}, "Missing Start"),
        ({"QuietTime": {"Start": "9:00", "End": "10:00"}}, "Invalid Start: must be HH:MM in 24-hour notation"),
        ({"QuietTime": {"Start": "09:60", "End": "10:00"}}, "Invalid Start: must be HH:MM in 24-hour notation"),
        ({"QuietTime": {"Start": "09:00", "End": "24:00"}}, "Invalid End: must be HH:MM in 24-hour notation"),
        ({"QuietTime": {"Start": "09:00", "End": "10:00 PM"}}, "Invalid End: must be HH:MM in 24-hour notation"),
        ({"QuietTime": {"Start": "", "End": ""}}, "Invalid Start: must be HH:MM in 24-hour notation"),
        ({"JourneyLimits": {"DailyCap": 101}}, "Invalid DailyCap: must be from 0 to 100"),
        ({"JourneyLimits": {"TotalCap": 101}}, "Invalid TotalCap: must be from 0 to 100"),
        ({"JourneyLimits": {"TimeframeCap": {"Cap": 101}}}, "Invalid Cap: must be from 0 to 100"),
        ({"JourneyLimits": {"TimeframeCap": {"Days": 31}}}, "Invalid Days: must be from 0 to 30"),
    ],
)
def test_a_member_out_of_its_range_is_refused_and_nothing_is_changed(
    client: PinpointClient, app_id: str, members: dict[str, Any], text: str
) -> None:
    before = write(client, app_id, **EVERYTHING)

    with pytest.raises(client.exceptions.BadRequestException) as caught:
        write(client, app_id, CampaignHook={}, **members)

    assert caught.value.response["Error"]["Message"] == text
    assert read(client, app_id) == before
