"""Work that was due when the mock ended: who asks whether nothing was sent is told, and every text says so."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import freezegun
import pytest

from pinpoint_mock import mock_pinpoint
from pinpoint_mock.logs.comparison import explain_comparison
from pinpoint_mock.state import activation
from tests.builders import PHONE, send
from tests.engagement.kinds import NINE, at, schedule

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock

UNDONE = "2 pieces of work were due when the mock ended: look at a log, or call run_due(), before."


def ended(client: PinpointClient, *, messages: int = 0, hour: int = 11) -> PinpointMock:
    """A mock that ended at an hour; work was due at ten, at eleven and at twelve."""
    with freezegun.freeze_time(NINE) as clock, mock_pinpoint() as pinpoint:
        app_id = pinpoint.add_app(region_name="us-east-1")
        for _ in range(messages):
            send(client, app_id)
        for due in (10, 11, 12):
            schedule(pinpoint, app_id, at(due))
        clock.move_to(at(hour))
    return pinpoint


NOTHING_SENT: dict[str, tuple[Callable[[PinpointMock], object], str]] = {
    "assert_nothing_sent": (lambda pinpoint: pinpoint.assert_nothing_sent(), "expected nothing to be sent"),
    "assert_nothing_else_sent": (
        lambda pinpoint: pinpoint.assert_nothing_else_sent(),
        "expected nothing else to be sent",
    ),
    "assert_not_sent": (lambda pinpoint: pinpoint.assert_not_sent(), "expected no sent message"),
    "assert_not_sent of fields": (
        lambda pinpoint: pinpoint.assert_not_sent(channel="EMAIL"),
        "expected no sent message with channel='EMAIL'",
    ),
}


@pytest.mark.parametrize(("check", "text"), NOTHING_SENT.values(), ids=NOTHING_SENT)
def test_nobody_can_say_that_nothing_was_sent(
    early_client: PinpointClient, check: Callable[[PinpointMock], object], text: str
) -> None:
    check(ended(early_client, hour=9))
    pinpoint = ended(early_client)
    with pytest.raises(AssertionError, match=f"^{re.escape(f'pinpoint_mock: {text}; {UNDONE}')}$"):
        check(pinpoint)


TEXTS: dict[str, tuple[int, Callable[[PinpointMock], object]]] = {
    "assert_nothing_sent": (1, lambda pinpoint: pinpoint.assert_nothing_sent()),
    "assert_nothing_else_sent": (1, lambda pinpoint: pinpoint.assert_nothing_else_sent()),
    "assert_not_sent": (1, lambda pinpoint: pinpoint.assert_not_sent(address=PHONE)),
    "assert_sent": (0, lambda pinpoint: pinpoint.assert_sent()),
    "assert_sent of too few": (1, lambda pinpoint: pinpoint.assert_sent(count=2)),
    "assert_sent of too many": (2, lambda pinpoint: pinpoint.assert_sent(count=1)),
    "wait_for_sent": (0, lambda pinpoint: pinpoint.wait_for_sent(timeout=0)),
    "one": (0, lambda pinpoint: pinpoint.sent_messages.one()),
    "one of several": (2, lambda pinpoint: pinpoint.sent_messages.one()),
    "one of a snapshot": (2, lambda pinpoint: pinpoint.sent_messages.filter(channel="EMAIL").one()),
    "one of all": (0, lambda pinpoint: pinpoint.messages.one()),
    "one of the failed": (0, lambda pinpoint: pinpoint.failed_messages.one()),
    "one request": (0, lambda pinpoint: pinpoint.requests.one()),
    "one event": (0, lambda pinpoint: pinpoint.events.one()),
    "one check": (0, lambda pinpoint: pinpoint.otp_checks.one()),
    "one stream record": (0, lambda pinpoint: pinpoint.stream_records.one()),
    "one endpoint": (0, lambda pinpoint: pinpoint.endpoints.one()),
    "last": (0, lambda pinpoint: pinpoint.sent_messages.last),
    "an index": (1, lambda pinpoint: pinpoint.sent_messages[1]),
}


@pytest.mark.parametrize(("messages", "look"), TEXTS.values(), ids=TEXTS)
def test_texts_say_so(early_client: PinpointClient, messages: int, look: Callable[[PinpointMock], object]) -> None:
    with pytest.raises((AssertionError, IndexError)) as caught:
        look(ended(early_client, messages=messages))
    assert str(caught.value).endswith(f"\n{UNDONE}")
    with pytest.raises((AssertionError, IndexError)) as caught:
        look(ended(early_client, messages=messages, hour=9))
    assert "when the mock ended" not in str(caught.value)


def test_faults_that_never_applied_say_so(early_client: PinpointClient) -> None:
    pinpoint = ended(early_client)
    pinpoint.fail_delivery()
    with pytest.raises(AssertionError) as caught:
        pinpoint.assert_all_faults_used()
    assert str(caught.value).endswith(f"\n{UNDONE}")


COMPARED: dict[str, tuple[str, Callable[[PinpointMock], tuple[Any, Any]]]] = {
    "a log with a list": ("==", lambda pinpoint: (pinpoint.messages, [{}, {}])),
    "a list with a log": ("==", lambda pinpoint: ([{"body": "Bye"}], pinpoint.messages)),
    "two logs": ("==", lambda pinpoint: (pinpoint.messages, pinpoint.failed_messages)),
    "in": ("in", lambda pinpoint: ({"body": "Bye"}, pinpoint.messages)),
    "not in": ("not in", lambda pinpoint: ({"body": "Hello"}, pinpoint.messages)),
}


@pytest.mark.parametrize(("op", "sides"), COMPARED.values(), ids=COMPARED)
def test_what_pytest_says_of_comparisons_says_so(
    early_client: PinpointClient, op: str, sides: Callable[[PinpointMock], tuple[Any, Any]]
) -> None:
    lines = explain_comparison(op, *sides(ended(early_client, messages=1)))
    assert lines is not None
    assert lines[-1] == UNDONE
    lines = explain_comparison(op, *sides(ended(early_client, messages=1, hour=9)))
    assert lines is not None
    assert UNDONE not in lines


def test_tables_say_so(early_client: PinpointClient) -> None:
    assert ended(early_client).messages.to_table() == f"No message is in this log.\n{UNDONE}\n"


@pytest.mark.skipif(sys.version_info < (3, 11), reason="exceptions have no notes before Python 3.11")
def test_the_note_on_an_exception_says_so_and_does_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(activation, "begin_listeners", [])  # as without pytest's plugin

    def begin_and_fail(clock: Any) -> None:
        with mock_pinpoint() as pinpoint:
            app_id = pinpoint.add_app(region_name="us-east-1")
            for due in (10, 11, 12):
                schedule(pinpoint, app_id, at(due))
            clock.move_to(at(11))
            raise ZeroDivisionError("mine")

    with freezegun.freeze_time(NINE) as clock, pytest.raises(ZeroDivisionError) as caught:
        begin_and_fail(clock)
    assert getattr(caught.value, "__notes__", []) == [f"Captured Pinpoint messages:\n  {UNDONE}"]


def test_reset_forgets_it(early_client: PinpointClient) -> None:
    pinpoint = ended(early_client)
    pinpoint.reset()
    pinpoint.assert_nothing_sent()
