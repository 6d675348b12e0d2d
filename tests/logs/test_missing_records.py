"""What the logs say where a record is missing: the requests that failed, and why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import botocore.exceptions
import pytest

from pinpoint_mock.logs.comparison import explain_comparison
from tests.builders import create_app

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock

LINES = (
    "Failed requests:\n"
    "  SendMessages: 404 NotFoundException: Resource not found "
    "(no application 'shop' in us-east-1 of 123456789012; there: none)"
)
REQUEST: Any = {
    "Addresses": {"+15550100": {"ChannelType": "SMS"}},
    "MessageConfiguration": {"SMSMessage": {"Body": "Hello"}},
}


def send(client: PinpointClient, application_id: str = "shop") -> None:
    with pytest.raises(botocore.exceptions.ClientError):
        client.send_messages(ApplicationId=application_id, MessageRequest=REQUEST)


WAYS: dict[str, tuple[type[Exception], Callable[[PinpointMock], object]]] = {
    "assert_sent": (AssertionError, lambda pinpoint: pinpoint.assert_sent(channel="SMS")),
    "one": (AssertionError, lambda pinpoint: pinpoint.sent_messages.one(channel="SMS")),
    "one of all": (AssertionError, lambda pinpoint: pinpoint.messages.one()),
    "one of the failed": (AssertionError, lambda pinpoint: pinpoint.failed_messages.one()),
    "one of a snapshot": (AssertionError, lambda pinpoint: pinpoint.sent_messages.filter(channel="SMS").one()),
    "last": (AssertionError, lambda pinpoint: pinpoint.sent_messages.last),
    "the first": (IndexError, lambda pinpoint: pinpoint.sent_messages[0]),
    "the last by its index": (IndexError, lambda pinpoint: pinpoint.messages[-1]),
    "the last event": (AssertionError, lambda pinpoint: pinpoint.events.last),
}


@pytest.mark.parametrize(("kind", "look"), WAYS.values(), ids=WAYS)
def test_failed_requests_are_named(
    pinpoint: PinpointMock, client: PinpointClient, kind: type[Exception], look: Callable[[PinpointMock], object]
) -> None:
    send(client)
    with pytest.raises(kind) as caught:
        look(pinpoint)
    assert str(caught.value).endswith("\n" + LINES)


def test_where_a_list_has_more_they_are_named_too(pinpoint: PinpointMock, client: PinpointClient) -> None:
    send(client)
    lines = explain_comparison("==", pinpoint.sent_messages, [{"channel": "SMS"}])
    assert lines is not None
    assert "\n".join(lines).endswith("\n" + LINES)


def test_where_too_much_was_sent_they_are_not(pinpoint: PinpointMock, client: PinpointClient) -> None:
    send(client)
    pinpoint.add_app(application_id="blog", region_name="us-east-1")
    for _ in range(2):
        client.send_messages(ApplicationId="blog", MessageRequest=REQUEST)
    for look in (lambda: pinpoint.assert_sent(count=1), pinpoint.sent_messages.one):
        with pytest.raises(AssertionError) as caught:
            look()
        assert "Failed requests" not in str(caught.value)


def test_only_the_newest_are_named(pinpoint: PinpointMock, client: PinpointClient) -> None:
    for number in range(7):
        send(client, f"shop-{number}")
    with pytest.raises(AssertionError) as caught:
        pinpoint.assert_sent()
    _, title, earlier, *lines = str(caught.value).splitlines()
    assert (title, earlier) == ("Failed requests:", "  2 earlier ones")
    assert [re.findall("'shop-.'", line) for line in lines] == [[f"'shop-{number}'"] for number in range(2, 7)]


def test_a_request_that_was_accepted_in_part_is_named(
    pinpoint: PinpointMock, client: PinpointClient, app_id: str
) -> None:
    event: Any = {"EventType": "seen", "Timestamp": "today"}
    client.put_events(
        ApplicationId=app_id, EventsRequest={"BatchItem": {"phone": {"Endpoint": {}, "Events": {"e1": event}}}}
    )
    with pytest.raises(AssertionError, match=r"\nFailed requests:\n  PutEvents: 202 \(event 'e1' of endpoint 'phone'"):
        pinpoint.events.one()


class TestIndices:
    def test_one_that_is_out_of_range(self, pinpoint: PinpointMock, client: PinpointClient) -> None:
        client.get_apps()
        for index in (1, -2):
            with pytest.raises(IndexError) as caught:
                pinpoint.requests[index]
            assert (
                str(caught.value) == f"pinpoint_mock: there is no request at index {index}. 1 request is in this log."
            )
        client.get_apps()
        with pytest.raises(IndexError, match=r"\. 2 requests are in this log\.$"):
            pinpoint.requests[2]

    def test_one_of_an_empty_log(self, pinpoint: PinpointMock) -> None:
        with pytest.raises(IndexError) as caught:
            pinpoint.sent_messages[0]
        assert (
            str(caught.value) == "pinpoint_mock: there is no sent message at index 0. No sent message is in this log."
        )

    def test_a_failed_attempt_is_named(self, pinpoint: PinpointMock, client: PinpointClient) -> None:
        client.send_messages(ApplicationId=create_app(client), MessageRequest=REQUEST)
        with pytest.raises(IndexError, match=r"(?s)Failed attempts:.*SMS to \+15550100: 'Hello' PERMANENT_FAILURE"):
            pinpoint.sent_messages[0]

    def test_a_log_is_a_sequence_as_before(self, pinpoint: PinpointMock, client: PinpointClient) -> None:
        for size in ("1", "2"):
            client.get_apps(PageSize=size)
        log = pinpoint.requests
        assert list(reversed(log)) == [log[1], log[0]] == [log[-1], log[-2]]
        assert log.index(log[1]) == 1
        assert log[5:] == list(pinpoint.messages) == []
