"""Settings of an application through boto3."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
import time_machine

from tests.builders import create_app
from tests.operations.settings import EVERYTHING, HOOK, JOURNEY_LIMITS, QUIET_TIME, read, write

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient


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


def test_settings_of_an_unknown_app_are_not_found(client: PinpointClient) -> None:
    with pytest.raises(client.exceptions.NotFoundException, match=r": Application not found$"):
        read(client, "0" * 32)
    with pytest.raises(client.exceptions.NotFoundException, match=r": Application not found$"):
        write(client, "0" * 32)
