"""Applications that moto holds when `mock_pinpoint` begins."""

from __future__ import annotations

import datetime
import sys
from typing import TYPE_CHECKING

import boto3
import pytest
from moto import mock_aws

from pinpoint_mock import mock_pinpoint
from pinpoint_mock.adapters.moto.takeover import take_over_from_world
from pinpoint_mock.state.world import World
from tests.adapters.moto.shared import OTHER_ACCOUNT, in_other_account
from tests.builders import app_ids, create_app

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient


def test_applications_of_moto_are_taken_over(session: boto3.session.Session) -> None:
    client = session.client("pinpoint", region_name="eu-west-1")
    with mock_aws():
        app_id = client.create_app(CreateApplicationRequest={"Name": "shop", "tags": {"team": "blue"}})[
            "ApplicationResponse"
        ]["Id"]
        client.update_application_settings(
            ApplicationId=app_id,
            WriteApplicationSettingsRequest={
                "CloudWatchMetricsEnabled": True,
                "Limits": {"Daily": 3},
                "QuietTime": {"Start": "22:00", "End": "06:00"},
            },
        )
        stream = {"DestinationStreamArn": "events", "RoleArn": "role"}
        client.put_event_stream(ApplicationId=app_id, WriteEventStream=stream)  # type: ignore[arg-type]  # from a table
        before = client.get_app(ApplicationId=app_id)["ApplicationResponse"]
        with mock_pinpoint():
            app = client.get_app(ApplicationId=app_id)["ApplicationResponse"]
            assert (app["Id"], app["Name"], app["tags"]) == (app_id, "shop", {"team": "blue"})
            created = datetime.datetime.fromtimestamp(float(before["CreationDate"]), datetime.timezone.utc)
            assert app["CreationDate"] == created.isoformat(timespec="milliseconds").replace("+00:00", "Z")
            settings = client.get_application_settings(ApplicationId=app_id)["ApplicationSettingsResource"]
            assert settings.pop("LastModifiedDate").endswith("Z")
            assert settings == {
                "ApplicationId": app_id,
                "CampaignHook": {},
                "Limits": {"Daily": 3},
                "QuietTime": {"Start": "22:00", "End": "06:00"},
            }
            event_stream = client.get_event_stream(ApplicationId=app_id)["EventStream"]
            assert event_stream.pop("LastModifiedDate").endswith("Z")
            assert event_stream == {"ApplicationId": app_id, **stream}


def test_an_application_without_settings_is_taken_over_as_it_is(stock_client: PinpointClient) -> None:
    with mock_aws():
        app_id = create_app(stock_client)
        with mock_pinpoint():
            assert stock_client.get_app(ApplicationId=app_id)["ApplicationResponse"]["tags"] == {}
            settings = stock_client.get_application_settings(ApplicationId=app_id)["ApplicationSettingsResource"]
            assert (settings["CampaignHook"], settings["Limits"], settings["QuietTime"]) == ({}, {}, {})
            with pytest.raises(stock_client.exceptions.NotFoundException):
                stock_client.get_event_stream(ApplicationId=app_id)


def test_applications_of_another_account_are_taken_over(session: boto3.session.Session) -> None:
    with mock_aws():
        other_client = in_other_account(session)
        app_id = create_app(other_client)
        with mock_pinpoint() as pinpoint:
            assert list(pinpoint.backend(account_id=OTHER_ACCOUNT).apps) == [app_id]
            assert app_ids(other_client) == {app_id}


def test_nothing_is_taken_over_before_moto_has_a_pinpoint(
    monkeypatch: pytest.MonkeyPatch, stock_client: PinpointClient
) -> None:
    monkeypatch.delitem(sys.modules, "moto.pinpoint.models")
    with mock_aws(), mock_pinpoint():
        assert app_ids(stock_client) == set()


def test_an_application_is_taken_over_once(stock_client: PinpointClient) -> None:
    aws = mock_aws()
    aws.start()
    deleted, kept = create_app(stock_client), create_app(stock_client)
    with mock_pinpoint():
        stock_client.delete_app(ApplicationId=deleted)
        aws.stop(remove_data=False)  # as moto's decorated classes do after setUp
        aws.start(reset=False)
        assert app_ids(stock_client) == {kept}
    aws.stop()


def test_an_application_of_set_up_is_there_in_a_mocked_test(stock_client: PinpointClient) -> None:
    aws = mock_aws()
    aws.start()
    app_id = create_app(stock_client)
    aws.stop(remove_data=False)
    with mock_pinpoint():
        aws.start(reset=False)
        assert app_ids(stock_client) == {app_id}
        aws.stop()


def test_what_is_due_for_applications_comes_along_with_them() -> None:
    source, world = World(), World()
    moment = datetime.datetime(2030, 1, 1, tzinfo=datetime.timezone.utc)
    for application_id, region_name in [("new", "us-east-1"), ("both", "us-east-1"), ("far", "eu-west-1")]:
        backend = source.backend("1", region_name)
        backend.add(backend.new_app("shop", {}, application_id))
        source.agenda.schedule(moment, "run", backend.apps[application_id].place, "c1")
    backend = world.backend("1", "us-east-1")
    backend.add(backend.new_app("shop", {}, "both"))
    take_over_from_world(source, world)
    due = world.agenda.due(moment)
    assert [work.app for work in due] == [("1", "us-east-1", "new"), ("1", "eu-west-1", "far")]
    assert [world.app(work.app) is not None for work in due] == [True, True]
