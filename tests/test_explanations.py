"""Why a request failed: what was asked for and what exists, beside the service's own words."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import botocore.exceptions
import pytest

from tests.builders import explanation
from tests.wire import send

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock


class TestEndpointsAndUsers:
    def test_of_many_events_that_are_refused_a_few_are_named(
        self, pinpoint: PinpointMock, client: PinpointClient, app_id: str
    ) -> None:
        events: Any = {str(number): {"EventType": "seen", "Timestamp": "today"} for number in range(9)}
        batch: Any = {"phone": {"Endpoint": {}, "Events": events}}
        client.put_events(ApplicationId=app_id, EventsRequest={"BatchItem": batch})
        *named, more = (pinpoint.requests.last.explanation or "").split("; ")
        assert [text.split(" of ")[0] for text in named] == ["event '0'", "event '1'", "event '2'"]
        assert more == "and 6 more"

    def test_an_item_of_a_batch(self, pinpoint: PinpointMock, client: PinpointClient, app_id: str) -> None:
        items: Any = [{"Id": "a", "ChannelType": "SMS", "Address": "+1"}, {"Id": "b", "OptOut": "none"}]
        found = explanation(
            pinpoint,
            lambda: client.update_endpoints_batch(ApplicationId=app_id, EndpointBatchRequest={"Item": items}),
        )
        assert found == "EndpointBatchRequest.Item[1].OptOut was 'none'. Did you mean 'NONE'?"

    def test_events_and_endpoints_that_are_refused_without_failing_the_call(
        self, pinpoint: PinpointMock, client: PinpointClient, app_id: str
    ) -> None:
        batch: Any = {
            "Endpoint": {"OptOut": "SOME"},
            "Events": {"e1": {"EventType": "seen", "Timestamp": "2026-01-01T00:00:00Z"}},
        }
        start, stop = "2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z"
        session = {"Id": "s", "StartTimestamp": start, "StopTimestamp": stop, "Duration": 5}
        batch["Events"]["e2"] = {**batch["Events"]["e1"], "Session": session}
        client.put_events(ApplicationId=app_id, EventsRequest={"BatchItem": {"phone": batch}})
        request = pinpoint.requests.last
        assert (request.status_code, request.error, request.error_message) == (202, None, None)
        assert request.explanation is not None
        endpoint, event = request.explanation.split("; ")
        assert endpoint == "endpoint 'phone' was refused: Invalid OptOut: must be one of ALL, NONE, OptOut was 'SOME'"
        assert event.startswith("event 'e2' of endpoint 'phone' was refused: Session duration ")
        assert event.endswith("Duration was 5, and between the timestamps are 1000 milliseconds")


class TestTemplates:
    def test_a_tag_of_an_unknown_resource(self, pinpoint: PinpointMock, client: PinpointClient, app_id: str) -> None:
        prefix = "arn:aws:mobiletargeting:us-east-1:123456789012:"
        for resource, expected in {
            prefix + "apps/nope": f"no application 'nope' in us-east-1 of 123456789012; there: '{app_id}' in us-east-1",
            prefix + "templates/hi/SMS": "no SMS template 'hi' in us-east-1 of 123456789012; there: none",
            prefix + "apps/nope/segments/all": "no application 'nope' in us-east-1 of 123456789012; "
            f"there: '{app_id}' in us-east-1",
            f"{prefix}apps/{app_id}/segments/all": f"no segment 'all' in application '{app_id}'; there: none",
            f"{prefix}apps/{app_id}/campaigns/all": f"no campaign 'all' in application '{app_id}'; there: none",
            "arn:aws:s3:::b": "'arn:aws:s3:::b' is no ARN of an application, segment, campaign or template in "
            f"us-east-1 of 123456789012, such as {prefix}apps/<id>",
        }.items():
            assert (
                explanation(pinpoint, functools.partial(client.list_tags_for_resource, ResourceArn=resource))
                == expected
            )


class TestOthers:
    def test_a_channel(self, pinpoint: PinpointMock, client: PinpointClient) -> None:
        pinpoint.add_app(application_id="shop", channels=["EMAIL", "SMS"], region_name="us-east-1")
        found = explanation(pinpoint, lambda: client.get_gcm_channel(ApplicationId="shop"))
        assert found == "no channel GCM in application 'shop'; set up there: 'EMAIL', 'SMS'"

    def test_an_event_stream(self, pinpoint: PinpointMock, client: PinpointClient, app_id: str) -> None:
        found = explanation(pinpoint, lambda: client.get_event_stream(ApplicationId=app_id))
        assert found == f"application '{app_id}' has no event stream; put_event_stream() sets one"

    def test_the_value_that_was_sent(self, pinpoint: PinpointMock, client: PinpointClient, app_id: str) -> None:
        found = explanation(pinpoint, lambda: client.get_apps(PageSize="many"))
        assert found == "PageSize was 'many'"
        configuration: Any = {"SMSMessage": {"MessageType": "transactional"}}
        request: Any = {"Addresses": {"+1": {"ChannelType": "SMS"}}, "MessageConfiguration": configuration}
        found = explanation(pinpoint, lambda: client.send_messages(ApplicationId=app_id, MessageRequest=request))
        assert found == (
            "MessageRequest.MessageConfiguration.SMSMessage.MessageType was 'transactional'. "
            "Did you mean 'TRANSACTIONAL'?"
        )

    def test_an_address_without_a_channel_type(
        self, pinpoint: PinpointMock, client: PinpointClient, app_id: str
    ) -> None:
        request: Any = {"Addresses": {"+1": {"BodyOverride": "Hi"}}, "MessageConfiguration": {}}
        found = explanation(pinpoint, lambda: client.send_messages(ApplicationId=app_id, MessageRequest=request))
        assert found == "MessageRequest.Addresses['+1'].ChannelType was not sent; sent: 'BodyOverride'"

    def test_long_values_are_shortened(self, pinpoint: PinpointMock, client: PinpointClient) -> None:
        found = explanation(pinpoint, lambda: client.get_app(ApplicationId="x" * 300))
        assert found.startswith("no application '" + "x" * 59 + "… in us-east-1")

    def test_a_declared_failure(self, pinpoint: PinpointMock, client: PinpointClient) -> None:
        pinpoint.fail_request("get_apps", "ForbiddenException")
        found = explanation(pinpoint, client.get_apps)
        assert found == "declared by the test: fail_request(operation='get_apps', error='ForbiddenException')"

    def test_a_declared_error_of_the_connection(self, pinpoint: PinpointMock, client: PinpointClient) -> None:
        pinpoint.fail_request("get_apps", "ReadTimeoutError")
        with pytest.raises(botocore.exceptions.ReadTimeoutError) as caught:
            client.get_apps()
        request = pinpoint.requests.last
        assert request.error_message == str(caught.value)
        assert (
            request.explanation == "declared by the test: fail_request(operation='get_apps', error='ReadTimeoutError')"
        )

    def test_a_request_that_succeeds_has_none(self, pinpoint: PinpointMock, client: PinpointClient) -> None:
        client.get_apps()
        request = pinpoint.requests.last
        assert (request.error_message, request.explanation) == (None, None)
        assert request.describe() == "GetApps: 200"


BROKEN = {
    "a path that does not exist": ("GET", "/v1/nothing", b"", "no operation of Pinpoint has the path '/v1/nothing'"),
    "an empty part": (
        "GET",
        "/v1/apps//channels",
        b"",
        "no operation of Pinpoint has the path '/v1/apps//channels'; one of its parts is empty",
    ),
    "a method": ("PATCH", "/v1/apps", b"", "this path takes POST (CreateApp), GET (GetApps), not PATCH"),
    "no JSON": (
        "POST",
        "/v1/apps",
        b"{",
        "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
    ),
    "a body that is too large": (
        "POST",
        "/v1/apps",
        b" " * (7 * 1024 * 1024 + 1),
        "the body has 7,340,033 bytes, and CreateApp takes 7,340,032",
    ),
    "no object": ("POST", "/v1/apps", b"[1]", "CreateApplicationRequest was a list"),
    "another type": ("POST", "/v1/apps", b'{"Name": 5}', "CreateApplicationRequest.Name was 5"),
    "a missing member": (
        "POST",
        "/v1/apps",
        b'{"name": "shop"}',
        "CreateApplicationRequest.Name was not sent; sent: 'name'",
    ),
    "a place in a map": (
        "POST",
        "/v1/apps",
        b'{"Name": "shop", "tags": {"team": 5}}',
        "CreateApplicationRequest.tags['team'] was 5",
    ),
}


@pytest.mark.parametrize(("method", "path", "body", "expected"), BROKEN.values(), ids=BROKEN)
def test_requests_that_are_broken(pinpoint: PinpointMock, method: str, path: str, body: bytes, expected: str) -> None:
    answer = send(method, path, body)
    request = pinpoint.requests.one()
    assert answer.status == request.status_code
    assert (answer.document["Message"], request.explanation) == (request.error_message, expected)


def test_a_place_in_a_list(pinpoint: PinpointMock, app_id: str) -> None:
    send("PUT", f"/v1/apps/{app_id}/endpoints", {"Item": [{"Id": "a"}, {"Id": "b", "Metrics": {"n": "x"}}]})
    assert pinpoint.requests.last.explanation == "EndpointBatchRequest.Item[1].Metrics['n'] was 'x'"
