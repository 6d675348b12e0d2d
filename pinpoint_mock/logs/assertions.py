"""The assertions of `PinpointMock` over the messages that were sent and the requests that Pinpoint got."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from pinpoint_mock.logs.formatting import count_of, format_fields, limited
from pinpoint_mock.logs.matching import check_fields, difference
from pinpoint_mock.logs.near_misses import compare, explain_count, headline, section

if TYPE_CHECKING:
    from pinpoint_mock.logs.message import MessageLog, Messages
    from pinpoint_mock.logs.request import ApiRequest


def assert_sent(messages: MessageLog, expected: Mapping[str, Any], count: int | None) -> None:
    """AssertionError unless messages that are as expected were sent: at least one, or exactly `count`.

    They are accounted for. TypeError for an unknown field, ValueError for a plain value that the field never has and
    for a count below 1.
    """
    __tracebackhide__ = True
    if count is not None and count < 1:
        raise ValueError(
            f"pinpoint_mock: assert_sent() takes a count of 1 or more, not {count}. "
            "Use assert_not_sent() to say that no message matches."
        )
    expected = messages.sent.expectations(expected)
    matching = messages.sent.filter(**expected)
    if len(matching) == count or (matching and count is None):
        for message in matching:
            messages.account_for(message)
        return
    wanted = "at least one sent message" if count is None else f"exactly {count} sent message{'s' if count > 1 else ''}"
    text = explain_count(
        wanted,
        expected,
        list(messages.sent),
        list(messages.failed),
        at_least=count or 1,
        nothing="nothing was sent",
        if_too_many="Expect more fields, or another count.",
    )
    is_missing = len(matching) < (count or 1)
    raise AssertionError("\n".join([text, *(messages.sent.missing_lines() if is_missing else messages.undone_lines())]))


def wait_for_sent(messages: MessageLog, expected: Mapping[str, Any], count: int, timeout: float) -> Messages:
    """Wait until at least `count` messages that are as expected were sent, and return them, accounted for.

    AssertionError after `timeout` real seconds. TypeError for an unknown field, ValueError for a count below 1.
    """
    __tracebackhide__ = True
    if count < 1:
        raise ValueError(
            f"pinpoint_mock: wait_for_sent() takes a count of 1 or more, not {count}. "
            "Use assert_not_sent() to say that no message matches."
        )
    expected = messages.sent.expectations(expected)
    messages.wait_until(lambda: len(messages.sent.filter(**expected)) >= count, timeout)
    matching = messages.sent.filter(**expected)
    if len(matching) >= count:
        for message in matching:
            messages.account_for(message)
        return matching
    wanted = f"{'one' if count == 1 else count} sent message{'s' if count > 1 else ''} within {timeout:g} s"
    text = explain_count(
        f"at least {wanted}",
        expected,
        list(messages.sent),
        list(messages.failed),
        at_least=count,
        nothing="nothing was sent",
        if_too_many="",
    )
    raise AssertionError("\n".join([text, *messages.undone_lines()]))


def assert_not_sent(messages: MessageLog, expected: Mapping[str, Any]) -> None:
    """AssertionError, with a list, if a message that is as expected was sent, or might have been: see `_check_undone`.

    TypeError for an unknown field, ValueError for a plain value that the field never has.
    """
    __tracebackhide__ = True
    expected = messages.sent.expectations(expected)
    if not messages.sent.filter(**expected):
        fields = f" with {format_fields(expected)}" if expected else ""
        _check_undone(messages, f"no sent message{fields}")
        return
    compared = compare(messages.sent, expected)
    matching = [each for each in compared if not each.differences]
    first = headline("no sent message", expected, found=len(matching), total=len(compared), nothing="")
    raise AssertionError("\n".join([*section(first, matching), *messages.undone_lines()]))


def _check_undone(messages: MessageLog, wanted: str) -> None:
    """AssertionError if work was due when the mock ended: nobody knows what it would have sent."""
    __tracebackhide__ = True
    for line in messages.undone_lines():
        raise AssertionError(f"pinpoint_mock: expected {wanted}; {line}")


def assert_nothing_sent(messages: MessageLog) -> None:
    """AssertionError, with a list, if anything was sent, or might have been. A failed attempt was not sent."""
    __tracebackhide__ = True
    sent = compare(messages.sent, {})
    if not sent:
        _check_undone(messages, "nothing to be sent")
        return
    count = "1 message was" if len(sent) == 1 else f"{len(sent)} messages were"
    lines = section(f"pinpoint_mock: expected nothing to be sent; {count}.", sent)
    raise AssertionError("\n".join([*lines, *messages.undone_lines()]))


def assert_nothing_else_sent(messages: MessageLog) -> None:
    """AssertionError, with a list, if a message was sent that neither `assert_sent` nor `one` has accounted for.

    Also if one might have been sent.
    """
    __tracebackhide__ = True
    sent = compare(messages.sent, {})
    left = [each for each in sent if not messages.is_accounted_for(each.record)]
    if not left:
        _check_undone(messages, "nothing else to be sent")
        return
    count = f"{len(left)} of {len(sent)} {'is' if len(left) == 1 else 'are'} not accounted for"
    lines = section(f"pinpoint_mock: expected nothing else to be sent; {count}.", left)
    lines += ["assert_sent() and one() account for what they find; filter() does not.", *messages.undone_lines()]
    raise AssertionError("\n".join(lines))


class CallParameters:
    """A request whose parameters are read as attributes; one that was not sent is None."""

    def __init__(self, request: ApiRequest) -> None:
        self._request = request
        self._parameters = request.parameters

    def __getattr__(self, name: str) -> object:
        return self._parameters.get(name)

    def describe(self) -> str:
        """One line: the operation, its parameters, and how it was answered."""
        return self._request.describe_with_parameters()


def assert_called(
    requests: Iterable[ApiRequest], operation: str, known: Collection[str], expected: Mapping[str, Any]
) -> None:
    """AssertionError unless an operation was called with the parameters that are expected.

    `operation` is Pinpoint's name, `known` are the names of its parameters: TypeError for another one.
    """
    __tracebackhide__ = True
    check_fields(f"a call of {operation}", known, expected)
    calls = [CallParameters(request) for request in requests if request.operation == operation]
    if any(not difference(call, expected) for call in calls):
        return
    text = explain_count(
        f"a call of {operation}",
        expected,
        calls,
        at_least=1,
        nothing=f"{operation} was not called",
        if_too_many="",
    )
    raise AssertionError("\n".join([text, *([] if calls else _called_instead(requests))]))


def _called_instead(requests: Iterable[ApiRequest]) -> list[str]:
    """The operations that were called, with their numbers, in the order of their first calls."""
    counts = Counter(request.operation for request in requests)
    lines = limited([f"  {name}: {count_of(count, 'call')}"] for name, count in counts.items())
    return ["Called instead:", *lines] if lines else ["No other operation was called."]
