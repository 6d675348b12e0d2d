"""`wait_for_sent`: messages that other threads send."""

from __future__ import annotations

import contextlib
import re
import threading
from typing import TYPE_CHECKING, Any

import freezegun
import pytest

from pinpoint_mock import ExpectationFailed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock

PHONE, OTHER = "+15550100", "+15550101"
MINUTE = 60.0


@pytest.fixture
def app_id(pinpoint: PinpointMock) -> str:
    return pinpoint.add_app(application_id="shop")


def send(client: PinpointClient, *addresses: str) -> None:
    client.send_messages(
        ApplicationId="shop",
        MessageRequest={
            "Addresses": {address: {"ChannelType": "SMS"} for address in addresses},
            "MessageConfiguration": {"SMSMessage": {"Body": "Hello"}},
        },
    )


@contextlib.contextmanager
def sending_once_the_test_waits(pinpoint: PinpointMock, client: PinpointClient, *calls: str) -> Iterator[None]:
    """A thread that makes its calls one by one, and only after the test has begun to wait."""
    messages = pinpoint.backend().world.messages
    wait_until = messages.wait_until
    waits = threading.Event()

    def noted_wait(is_met: Any, timeout: float) -> None:
        def noted() -> bool:
            waits.set()
            return bool(is_met())

        wait_until(noted, timeout)

    def work() -> None:
        assert waits.wait(MINUTE)
        for address in calls:
            send(client, address)

    thread = threading.Thread(target=work)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(messages, "wait_until", noted_wait)
        thread.start()
        yield
        thread.join(MINUTE)


@pytest.mark.usefixtures("app_id")
def test_what_was_sent_already_is_returned_at_once(pinpoint: PinpointMock, client: PinpointClient) -> None:
    send(client, PHONE, OTHER)
    assert pinpoint.wait_for_sent(timeout=0, address=PHONE) == [{"address": PHONE, "body": "Hello"}]
    assert pinpoint.wait_for_sent(timeout=0) == pinpoint.sent_messages


@pytest.mark.usefixtures("app_id")
def test_messages_of_another_thread(pinpoint: PinpointMock, client: PinpointClient) -> None:
    with sending_once_the_test_waits(pinpoint, client, OTHER, PHONE, OTHER, PHONE):
        found = pinpoint.wait_for_sent(2, MINUTE, address=PHONE)
    assert [message.address for message in found] == [PHONE, PHONE]
    assert len(pinpoint.sent_messages) == 4


@pytest.mark.usefixtures("app_id")
def test_the_log_is_a_snapshot_and_its_messages_are_accounted_for(
    pinpoint: PinpointMock, client: PinpointClient
) -> None:
    send(client, PHONE)
    found = pinpoint.wait_for_sent()
    pinpoint.assert_nothing_else_sent()
    send(client, PHONE)
    assert len(found) == 1
    with pytest.raises(AssertionError, match="1 of 2 is not accounted for"):
        pinpoint.assert_nothing_else_sent()


def frozen(library: str) -> contextlib.AbstractContextManager[object]:
    if library == "freezegun":
        return freezegun.freeze_time("2030-01-01")
    time_machine = pytest.importorskip("time_machine")
    travel: contextlib.AbstractContextManager[object] = time_machine.travel("2030-01-01", tick=False)
    return travel


@pytest.mark.usefixtures("app_id")
@pytest.mark.parametrize("library", ["freezegun", "time_machine"])
def test_under_a_frozen_clock(pinpoint: PinpointMock, client: PinpointClient, library: str) -> None:
    with frozen(library):
        with pytest.raises(AssertionError, match=r"within 0\.01 s; nothing was sent"):
            pinpoint.wait_for_sent(timeout=0.01)
        with sending_once_the_test_waits(pinpoint, client, PHONE):
            assert pinpoint.wait_for_sent(timeout=MINUTE)[0].sent_at.year == 2030


@pytest.mark.usefixtures("app_id")
def test_a_time_out_says_what_was_sent_instead(pinpoint: PinpointMock, client: PinpointClient) -> None:
    send(client, PHONE, "1")
    with pytest.raises(AssertionError) as caught:
        pinpoint.wait_for_sent(count=2, timeout=0.01, address=OTHER)
    assert str(caught.value) == (
        "pinpoint_mock: expected at least 2 sent messages within 0.01 s with address='+15550101'; 0 of 1 match.\n"
        "Closest:\n"
        "  1. SMS to +15550100: 'Hello'\n"
        "     address: expected '+15550101'\n"
        "                 found '+15550100'\n"
        "Failed attempts:\n"
        "  1. SMS to 1: 'Hello' PERMANENT_FAILURE: Invalid phone number"
    )


def test_what_cannot_be_waited_for(pinpoint: PinpointMock) -> None:
    with pytest.raises(ValueError, match=r"^pinpoint_mock: wait_for_sent\(\) takes a count of 1 or more, not 0"):
        pinpoint.wait_for_sent(0)
    with pytest.raises(TypeError, match=r"no field 'adress'\. Did you mean 'address'"):
        pinpoint.wait_for_sent(timeout=MINUTE, adress=PHONE)  # type: ignore[call-arg]  # this is what is tried


@pytest.mark.usefixtures("app_id")
def test_a_callable_that_fails_fails_the_test_and_not_the_sender(
    pinpoint: PinpointMock, client: PinpointClient
) -> None:
    with sending_once_the_test_waits(pinpoint, client, PHONE), pytest.raises(ExpectationFailed):
        pinpoint.wait_for_sent(timeout=MINUTE, body=lambda body: 1 / 0)
    assert pinpoint.requests.one().status_code == 200


@pytest.mark.usefixtures("app_id")
def test_patterns(pinpoint: PinpointMock, client: PinpointClient) -> None:
    with sending_once_the_test_waits(pinpoint, client, PHONE):
        assert len(pinpoint.wait_for_sent(timeout=MINUTE, body=re.compile("Hel+o"))) == 1
