"""PutEvents through boto3, and the log of events."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
import time_machine

from tests.builders import TOO_MANY_ENDPOINTS, Audience, not_found, refused
from tests.operations.events import ACCEPTED, LOGIN, START, STOP, TIMESTAMP, names, put_event, put_events

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock


@time_machine.travel("2024-05-05T10:00:00Z", tick=False)
def test_an_event_is_answered_and_recorded(audience: Audience, pinpoint: PinpointMock) -> None:
    answer = audience.client.put_events(
        ApplicationId=audience.app_id,
        EventsRequest={
            "BatchItem": {
                "Phone": {
                    "Endpoint": {"Address": "+15550100", "ChannelType": "SMS"},
                    "Events": {
                        "e1": {
                            "EventType": "_session.stop",
                            "Timestamp": TIMESTAMP,
                            "AppPackageName": "com.example",
                            "AppTitle": "Shop",
                            "AppVersionCode": "7",
                            "ClientSdkVersion": "1.2",
                            "SdkName": "sdk",
                            "Attributes": {"page": "home"},
                            "Metrics": {"clicks": 3},
                            "Session": {"Id": "s", "StartTimestamp": START, "StopTimestamp": STOP, "Duration": 20009},
                        }
                    },
                }
            }
        },
    )
    assert answer["EventsResponse"] == {
        "Results": {"Phone": {"EndpointItemResponse": ACCEPTED, "EventsItemResponse": {"e1": ACCEPTED}}}
    }
    event = pinpoint.events.one()
    assert event.application_id == audience.app_id
    assert (event.region_name, event.account_id) == ("us-east-1", "123456789012")
    assert event.request_id == answer["ResponseMetadata"]["HTTPHeaders"]["x-amzn-requestid"]
    assert event.received_at == datetime.datetime(2024, 5, 5, 10, tzinfo=datetime.timezone.utc)
    assert (event.endpoint_id, event.event_id) == ("Phone", "e1")
    assert (event.event_type, event.timestamp) == ("_session.stop", TIMESTAMP)
    assert (event.attributes, event.metrics) == ({"page": "home"}, {"clicks": 3.0})
    assert event.session == {"Id": "s", "StartTimestamp": START, "StopTimestamp": STOP, "Duration": 20009}
    assert (event.app_package_name, event.app_title, event.app_version_code) == ("com.example", "Shop", "7")
    assert (event.client_sdk_version, event.sdk_name) == ("1.2", "sdk")


def test_what_an_event_does_not_send_is_empty_or_none(audience: Audience, pinpoint: PinpointMock) -> None:
    assert put_event(audience, LOGIN) == ACCEPTED
    event = pinpoint.events.one()
    assert (event.attributes, event.metrics, event.session, event.sdk_name) == ({}, {}, None, None)


def test_events_are_recorded_in_the_order_of_the_request(audience: Audience, pinpoint: PinpointMock) -> None:
    put_events(
        audience,
        {
            "b": {"Endpoint": {}, "Events": {"2": LOGIN, "1": LOGIN}},
            "a": {"Endpoint": {}, "Events": {"1": LOGIN}},
        },
    )
    assert [(event.endpoint_id, event.event_id) for event in pinpoint.events] == [("b", "2"), ("b", "1"), ("a", "1")]


def test_endpoints_are_created_and_merged(audience: Audience) -> None:
    audience.put("old", Attributes={"k": ["1"]}, EndpointStatus="INACTIVE")
    results = put_events(
        audience,
        {
            "old": {"Endpoint": {"Attributes": {"l": ["2"]}, "RequestId": "mine"}, "Events": {}},
            "new": {"Endpoint": {"Address": "a@example.com", "ChannelType": "EMAIL"}, "Events": {}},
        },
    )
    assert results == {
        "old": {"EndpointItemResponse": ACCEPTED, "EventsItemResponse": {}},
        "new": {"EndpointItemResponse": ACCEPTED, "EventsItemResponse": {}},
    }
    old = audience.get("old")
    assert (old["Attributes"], old["EndpointStatus"]) == ({"k": ["1"], "l": ["2"]}, "ACTIVE")
    assert old["RequestId"] == "mine"
    assert audience.get("new")["Address"] == "a@example.com"


def test_an_empty_endpoint_changes_nothing(audience: Audience) -> None:
    audience.put("phone", Attributes={"k": ["1"]}, EndpointStatus="INACTIVE")
    before = audience.get("phone")
    assert put_events(audience, {"Phone": {"Endpoint": {}, "Events": {"e": LOGIN}}})["Phone"] == {
        "EndpointItemResponse": ACCEPTED,
        "EventsItemResponse": {"e": ACCEPTED},
    }
    assert audience.get("phone") == before


def test_an_endpoint_that_has_opted_out_needs_no_address(audience: Audience) -> None:
    results = put_events(audience, {"a": {"Endpoint": {"ChannelType": "APNS", "OptOut": "ALL"}, "Events": {}}})
    assert results["a"]["EndpointItemResponse"] == ACCEPTED
    assert audience.get("a")["OptOut"] == "ALL"
    results = put_events(audience, {"a": {"Endpoint": {"OptOut": "NONE"}, "Events": {}}})
    assert results["a"]["EndpointItemResponse"] == {"StatusCode": 400, "Message": "Missing Address"}


def test_an_unknown_endpoint_with_an_empty_body_is_created(audience: Audience) -> None:
    put_event(audience, LOGIN)
    endpoint = audience.get("phone")
    assert endpoint.keys().isdisjoint({"Address", "ChannelType"})
    assert endpoint["EndpointStatus"] == "ACTIVE"


@pytest.mark.parametrize(
    ("endpoint_id", "endpoint", "text"),
    [
        ("a", {"Address": "+15550100"}, "Missing ChannelType"),
        ("a", {"ChannelType": "SMS"}, "Missing Address"),
        ("a", {"OptOut": "SOME"}, "Invalid OptOut: must be one of ALL, NONE"),
        ("a", {"Address": "x", "ChannelType": "SMS", "User": {"UserId": "ada"}}, TOO_MANY_ENDPOINTS),
        ("a$", {}, "Invalid Id: must not contain $, { or }"),
        ("", {}, "Missing Id"),
    ],
)
def test_a_refused_endpoint_holds_up_nothing_else(
    audience: Audience, pinpoint: PinpointMock, endpoint_id: str, endpoint: Any, text: str
) -> None:
    audience.add_user("ada", "SMS")
    results = put_events(
        audience,
        {
            endpoint_id: {"Endpoint": endpoint, "Events": {"e": LOGIN}},
            "good": {"Endpoint": {}, "Events": {"e": LOGIN}},
        },
    )
    assert results[endpoint_id] == {
        "EndpointItemResponse": {"StatusCode": 400, "Message": text},
        "EventsItemResponse": {"e": ACCEPTED},
    }
    assert results["good"]["EndpointItemResponse"] == ACCEPTED
    assert [event.endpoint_id for event in pinpoint.events] == [endpoint_id, "good"]
    assert audience.get("good")["Id"] == "good"
    assert len(audience.ids_of_user("ada")) == 15


def test_a_request_holds_at_most_100_events(audience: Audience, pinpoint: PinpointMock) -> None:
    batches = {
        "a": {"Endpoint": {}, "Events": names(50, LOGIN)},
        "b": {"Endpoint": {}, "Events": names(51, LOGIN)},
    }
    with refused("Invalid BatchItem: must have at most 100 events"):
        put_events(audience, batches)
    assert len(pinpoint.events) == 0
    with not_found():
        audience.get("a")
    batches["b"]["Events"].popitem()
    put_events(audience, batches)
    assert len(pinpoint.events) == 100


def test_nothing_to_report_is_no_error(audience: Audience) -> None:
    assert put_events(audience, {}) == {}


def test_events_of_an_unknown_application_are_not_found(audience: Audience) -> None:
    with not_found():
        audience.client.put_events(ApplicationId="missing", EventsRequest={"BatchItem": {}})


def test_a_list_of_events_has_one_line_for_each(client: PinpointClient, app_id: str, pinpoint: PinpointMock) -> None:
    events: Any = {"1": {"EventType": "cart.abandoned", "Timestamp": "2026-01-05T10:00:00Z"}}
    client.put_events(ApplicationId=app_id, EventsRequest={"BatchItem": {"phone": {"Endpoint": {}, "Events": events}}})
    with pytest.raises(AssertionError, match=r"1\. cart\.abandoned of endpoint phone"):
        pinpoint.events.one(event_type="cart.filled")
