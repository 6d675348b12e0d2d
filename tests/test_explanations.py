"""Why a request failed: what was asked for and what exists, beside the service's own words."""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING, Any

import botocore.exceptions
import pytest

from tests.wire import send

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock


def explanation(pinpoint: PinpointMock, call: Callable[[], object]) -> str:
    """The explanation of a call that fails, which the caller never reads."""
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        call()
    request = pinpoint.requests.last
    assert request.error == caught.value.response["Error"]["Code"]
    assert request.error_message == caught.value.response["Error"]["Message"]
    assert request.explanation is not None
    assert request.explanation not in json.dumps(caught.value.response, default=str)
    assert request.describe().endswith(
        f"{request.status_code} {request.error}: {request.error_message} ({request.explanation})"
    )
    return request.explanation


class TestApplications:
    def test_one_of_another_region(self, pinpoint: PinpointMock, client: PinpointClient) -> None:
        pinpoint.add_app(application_id="shop", region_name="eu-west-1")
        found = explanation(pinpoint, lambda: client.get_app(ApplicationId="shop-eu"))
        assert found == "no application 'shop-eu' in us-east-1 of 123456789012; there: 'shop' in eu-west-1"

    def test_the_same_id_comes_first_and_another_account_is_named(
        self, pinpoint: PinpointMock, client: PinpointClient
    ) -> None:
        for number in range(4):
            pinpoint.add_app(application_id=f"here-{number}", region_name="us-east-1")
        pinpoint.add_app(application_id="shop", region_name="eu-west-1", account_id="210987654321")
        found = explanation(pinpoint, lambda: client.get_channels(ApplicationId="shop"))
        assert found.endswith(
            "there: 'shop' in eu-west-1 of 210987654321, 'here-0' in us-east-1, 'here-1' in us-east-1 and 2 more"
        )

    def test_a_name_instead_of_an_id(self, pinpoint: PinpointMock, client: PinpointClient) -> None:
        pinpoint.add_app(application_id="a1", region_name="us-east-1", name="shop")
        found = explanation(pinpoint, lambda: client.get_app(ApplicationId="shop"))
        assert found.endswith("there: 'a1' (whose name that is) in us-east-1")

    def test_none_at_all(self, pinpoint: PinpointMock, client: PinpointClient) -> None:
        found = explanation(pinpoint, lambda: client.get_app(ApplicationId="shop"))
        assert found == "no application 'shop' in us-east-1 of 123456789012; there: none"

    def test_one_that_was_deleted(self, pinpoint: PinpointMock, client: PinpointClient, app_id: str) -> None:
        client.delete_app(ApplicationId=app_id)
        found = explanation(pinpoint, lambda: client.delete_app(ApplicationId=app_id))
        assert found == f"application '{app_id}' in us-east-1 of 123456789012 was deleted"


class TestEndpointsAndUsers:
    @pytest.mark.parametrize("method", ["get_endpoint", "delete_endpoint"])
    def test_an_endpoint_with_the_nearest_and_how_many_more(
        self, pinpoint: PinpointMock, client: PinpointClient, method: str
    ) -> None:
        pinpoint.add_app(application_id="shop", region_name="us-east-1")
        for endpoint_id in ("a", "b", "c", "d", "Phone-1"):
            pinpoint.add_endpoint(
                "shop", channel="SMS", address=endpoint_id, endpoint_id=endpoint_id, region_name="us-east-1"
            )
        found = explanation(pinpoint, lambda: getattr(client, method)(ApplicationId="shop", EndpointId="Phone-2"))
        assert found == "no endpoint 'Phone-2' in application 'shop'; there: 'Phone-1', 'a', 'b' and 2 more"

    def test_one_that_another_application_has(self, pinpoint: PinpointMock, client: PinpointClient) -> None:
        for application_id, region_name in (("shop", "us-east-1"), ("blog", "eu-west-1")):
            pinpoint.add_app(application_id=application_id, region_name=region_name)
        pinpoint.add_endpoint(
            "blog", channel="SMS", address="+1", endpoint_id="phone", user_id="ada", region_name="eu-west-1"
        )
        also = "; one is in application 'blog' in eu-west-1"
        found = explanation(pinpoint, lambda: client.get_endpoint(ApplicationId="shop", EndpointId="phone"))
        assert found == f"no endpoint 'phone' in application 'shop'; there: none{also}"
        found = explanation(pinpoint, lambda: client.get_user_endpoints(ApplicationId="shop", UserId="ada"))
        assert found == f"no endpoint of user 'ada' in application 'shop'; users there: none{also}"

    def test_of_many_events_that_are_refused_a_few_are_named(
        self, pinpoint: PinpointMock, client: PinpointClient, app_id: str
    ) -> None:
        events: Any = {str(number): {"EventType": "seen", "Timestamp": "today"} for number in range(9)}
        batch: Any = {"phone": {"Endpoint": {}, "Events": events}}
        client.put_events(ApplicationId=app_id, EventsRequest={"BatchItem": batch})
        *named, more = (pinpoint.requests.last.explanation or "").split("; ")
        assert [text.split(" of ")[0] for text in named] == ["event '0'", "event '1'", "event '2'"]
        assert more == "and 6 more"

    @pytest.mark.parametrize("method", ["get_user_endpoints", "delete_user_endpoints"])
    def test_a_user_in_another_case(self, pinpoint: PinpointMock, client: PinpointClient, method: str) -> None:
        pinpoint.add_app(application_id="shop", region_name="us-east-1")
        pinpoint.add_endpoint("shop", channel="SMS", address="+1", user_id="ada", region_name="us-east-1")
        found = explanation(pinpoint, lambda: getattr(client, method)(ApplicationId="shop", UserId="Ada"))
        assert found == "no endpoint of user 'Ada' in application 'shop'; users there: 'ada'"

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
    def test_one_of_another_type_and_region(self, pinpoint: PinpointMock, client: PinpointClient) -> None:
        client.create_email_template(TemplateName="welcome", EmailTemplateRequest={})
        client.create_sms_template(TemplateName="goodbye", SMSTemplateRequest={})
        found = explanation(pinpoint, lambda: client.get_sms_template(TemplateName="welcome"))
        assert found == (
            "no SMS template 'welcome' in us-east-1 of 123456789012; there: 'goodbye'; "
            "of that name: EMAIL in us-east-1 of 123456789012"
        )

    def test_a_version(self, pinpoint: PinpointMock, client: PinpointClient) -> None:
        client.create_sms_template(TemplateName="hello", SMSTemplateRequest={})
        client.update_sms_template(TemplateName="hello", SMSTemplateRequest={}, CreateNewVersion=True)
        found = explanation(pinpoint, lambda: client.get_sms_template(TemplateName="hello", Version="3"))
        assert found == "no version '3' of the SMS template 'hello'; there: '2', '1'"

    @pytest.mark.parametrize(
        ("named", "expected"),
        [
            ({"Name": "nope"}, "no SMS template 'nope' in us-east-1 of 123456789012; there: 'hello'"),
            ({"Name": "hello", "Version": "3"}, "no version '3' of the SMS template 'hello'; there: '1'"),
        ],
    )
    def test_one_that_a_send_names(
        self, pinpoint: PinpointMock, client: PinpointClient, app_id: str, named: Any, expected: str
    ) -> None:
        client.create_sms_template(TemplateName="hello", SMSTemplateRequest={})
        request: Any = {
            "Addresses": {"+1": {"ChannelType": "SMS"}},
            "MessageConfiguration": {},
            "TemplateConfiguration": {"SMSTemplate": named},
        }
        found = explanation(pinpoint, lambda: client.send_messages(ApplicationId=app_id, MessageRequest=request))
        assert found == expected

    def test_a_tag_of_an_unknown_resource(self, pinpoint: PinpointMock, client: PinpointClient, app_id: str) -> None:
        prefix = "arn:aws:mobiletargeting:us-east-1:123456789012:"
        for resource, expected in {
            prefix + "apps/nope": f"no application 'nope' in us-east-1 of 123456789012; there: '{app_id}' in us-east-1",
            prefix + "templates/hi/SMS": "no SMS template 'hi' in us-east-1 of 123456789012; there: none",
            "arn:aws:s3:::b": "'arn:aws:s3:::b' is no ARN of an application or template in us-east-1 of 123456789012, "
            f"such as {prefix}apps/<id>",
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


class TestRecipients:
    @staticmethod
    def send(client: PinpointClient, **request: Any) -> None:
        configuration: Any = {
            "SMSMessage": {"Body": "Hi"},
            "VoiceMessage": {"Body": "Hi"},
            "GCMMessage": {"Body": "Hi"},
        }
        message: Any = {"MessageConfiguration": configuration, **request}
        operation = client.send_users_messages if "Users" in request else client.send_messages
        member = "SendUsersMessageRequest" if "Users" in request else "MessageRequest"
        answer = operation(ApplicationId="shop", **{member: message})
        assert "there: " not in json.dumps(answer)
        assert "enabled: " not in json.dumps(answer)

    @pytest.fixture(autouse=True)
    def _shop(self, pinpoint: PinpointMock) -> None:
        pinpoint.add_app(application_id="shop", channels=["SMS"], region_name="us-east-1")
        pinpoint.add_endpoint(
            "shop", channel="SMS", address="+15550100", endpoint_id="phone", user_id="ada", region_name="us-east-1"
        )

    @pytest.mark.parametrize(
        ("recipients", "message", "expected"),
        [
            (
                {"Endpoints": {"phones": {}}},
                "Endpoint does not exist",
                "no endpoint 'phones' in application 'shop'; there: 'phone'",
            ),
            (
                {"Users": {"Ada": {}}},
                "No endpoints found for userId.",
                "no endpoint of user 'Ada' in application 'shop'; users there: 'ada'",
            ),
            (
                {"Addresses": {"token": {"ChannelType": "GCM"}}},
                "No channel of type GCM is enabled for the application shop",
                "channel GCM is not set up; enabled: 'SMS'",
            ),
            (
                {"Addresses": {"+15550100": {"ChannelType": "VOICE"}}},
                "Resource not found",
                "channel VOICE is not set up; enabled: 'SMS'",
            ),
        ],
        ids=["endpoint", "user", "channel", "voice"],
    )
    def test_who_was_asked_for_and_who_there_is(
        self, pinpoint: PinpointMock, client: PinpointClient, recipients: Any, message: str, expected: str
    ) -> None:
        self.send(client, **recipients)
        failed = pinpoint.failed_messages.one()
        assert (failed.status_message, failed.explanation) == (message, expected)
        assert failed.describe().endswith(f" PERMANENT_FAILURE: {message} ({expected})")

    def test_a_channel_that_is_off(self, pinpoint: PinpointMock, client: PinpointClient) -> None:
        client.update_sms_channel(ApplicationId="shop", SMSChannelRequest={"Enabled": False})
        self.send(client, Endpoints={"phone": {}})
        assert pinpoint.failed_messages.one().explanation == "channel SMS is off; enabled: none"

    def test_a_declared_failure(self, pinpoint: PinpointMock, client: PinpointClient) -> None:
        pinpoint.fail_delivery(outcome="opted_out_number")
        self.send(client, Endpoints={"phone": {}})
        assert pinpoint.failed_messages.one().explanation == "declared by the test with fail_delivery"

    def test_a_message_that_arrives_has_none(self, pinpoint: PinpointMock, client: PinpointClient) -> None:
        self.send(client, Endpoints={"phone": {}})
        assert pinpoint.sent_messages.one().explanation is None
