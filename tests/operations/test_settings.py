"""Settings of an application through boto3."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
import time_machine

from tests.builders import create_app

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

HOOK = {"LambdaFunctionName": "arn:aws:lambda:us-east-1:123456789012:function:filter", "Mode": "FILTER"}
LIMITS = {"Daily": 0, "MaximumDuration": 60, "MessagesPerSecond": 50, "Total": 100, "Session": 3}
QUIET_TIME = {"Start": "22:00", "End": "06:30"}
JOURNEY_LIMITS = {"DailyCap": 100, "TotalCap": 0, "TimeframeCap": {"Cap": 100, "Days": 30}}
EVERYTHING: dict[str, Any] = {
    "CampaignHook": HOOK,
    "Limits": LIMITS,
    "QuietTime": QUIET_TIME,
    "JourneyLimits": JOURNEY_LIMITS,
}


def read(client: PinpointClient, app_id: str) -> dict[str, Any]:
    return {**client.get_application_settings(ApplicationId=app_id)["ApplicationSettingsResource"]}


def write(client: PinpointClient, app_id: str, **members: Any) -> dict[str, Any]:
    response = client.update_application_settings(
        ApplicationId=app_id,
        WriteApplicationSettingsRequest=members,  # type: ignore[arg-type]  # tables hold also what is refused
    )
    assert response["ResponseMetadata"]["HTTPStatusCode"] == 200
    return {**response["ApplicationSettingsResource"]}


def test_a_fresh_app_has_empty_settings(client: PinpointClient) -> None:
    app = client.create_app(CreateApplicationRequest={"Name": "shop"})["ApplicationResponse"]

    assert read(client, app["Id"]) == {
        "ApplicationId": app["Id"],
        "CampaignHook": {},
        "LastModifiedDate": app["CreationDate"],
        "Limits": {},
        "QuietTime": {},
    }


def test_what_was_written_can_be_read(client: PinpointClient, app_id: str) -> None:
    with time_machine.travel(datetime.datetime(2020, 1, 2, 3, 4, 5, 678_000, datetime.timezone.utc), tick=False):
        written = write(client, app_id, **EVERYTHING)

    assert written == {"ApplicationId": app_id, **EVERYTHING, "LastModifiedDate": "2020-01-02T03:04:05.678Z"}
    assert read(client, app_id) == written


def test_members_that_are_not_sent_stay_and_those_that_are_sent_are_replaced_whole(
    client: PinpointClient, app_id: str
) -> None:
    write(client, app_id, **EVERYTHING)

    written = write(client, app_id, Limits={"Daily": 5})

    assert written["Limits"] == {"Daily": 5}
    assert {name: written[name] for name in EVERYTHING if name != "Limits"} == {
        "CampaignHook": HOOK,
        "QuietTime": QUIET_TIME,
        "JourneyLimits": JOURNEY_LIMITS,
    }


@pytest.mark.parametrize("member", EVERYTHING)
def test_an_empty_object_clears_its_member(client: PinpointClient, app_id: str, member: str) -> None:
    write(client, app_id, **EVERYTHING)

    written = write(client, app_id, **{member: {}})

    assert {name: written[name] for name in EVERYTHING} == {**EVERYTHING, member: {}}
    assert read(client, app_id) == written


def test_two_members_are_taken_and_never_answered(client: PinpointClient, app_id: str) -> None:
    written = write(client, app_id, CloudWatchMetricsEnabled=True, EventTaggingEnabled=True)

    assert written.keys() == {"ApplicationId", "CampaignHook", "LastModifiedDate", "Limits", "QuietTime"}
    assert read(client, app_id) == written


def test_settings_of_one_app_are_not_those_of_another(client: PinpointClient, app_id: str) -> None:
    other = create_app(client)

    write(client, app_id, **EVERYTHING)

    assert read(client, other)["Limits"] == {}


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


def test_settings_of_an_unknown_app_are_not_found(client: PinpointClient) -> None:
    with pytest.raises(client.exceptions.NotFoundException, match=r": Application not found$"):
        read(client, "0" * 32)
    with pytest.raises(client.exceptions.NotFoundException, match=r": Application not found$"):
        write(client, "0" * 32)
