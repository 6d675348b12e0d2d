"""Declared failures, and which of them applies."""

from __future__ import annotations

from typing import Any

import pytest

from pinpoint_mock.state.faults import DeliveryCandidate, Fault, Faults

SMS = DeliveryCandidate("a1", "SMS", "+15550100", "e1", "u1")


def faults(*deliveries: Fault[Any]) -> Faults:
    return Faults(deliveries=list(deliveries))


@pytest.mark.parametrize(
    ("after", "times", "applied"),
    [
        (0, None, [True] * 4),
        (0, 2, [True, True, False, False]),
        (1, 1, [False, True, False, False]),
        (3, None, [False, False, False, True]),
    ],
)
def test_a_fault_lets_some_pass_and_applies_some_times(after: int, times: int | None, applied: list[bool]) -> None:
    declared = faults(Fault({"channel": "SMS"}, "effect", "text", times, after))
    assert [declared.of_delivery(SMS) == "effect" for _ in applied] == applied


def test_the_newest_that_applies_wins() -> None:
    older, newer = Fault({}, "older", "older"), Fault({"user_id": "u1"}, "newer", "newer", times=1, after=1)
    declared = faults(older, newer, Fault({"channel": "EMAIL"}, "of e-mail", "of e-mail"))
    assert [declared.of_delivery(SMS) for _ in range(3)] == ["older", "newer", "older"]
    assert declared.unused() == ["of e-mail"]


def test_what_does_not_match_does_not_count() -> None:
    declared = faults(Fault({"channel": "SMS"}, "effect", "text", times=1, after=1))
    for candidate in (SMS._replace(channel="EMAIL"), SMS, SMS._replace(channel=None)):
        assert declared.of_delivery(candidate) is None
    assert declared.of_delivery(SMS) == "effect"


def test_requests_have_faults_of_their_own() -> None:
    declared = Faults(requests=[Fault({"operation": "GetApp"}, lambda call: ValueError(call), "fail_request")])
    assert declared.of_delivery(SMS) is None
    assert declared.of_request("GetApps") is None
    assert declared.unused() == ["fail_request"]
    effect = declared.of_request("GetApp")
    assert effect is not None
    assert str(effect("a call")) == "a call"
    assert declared.unused() == []


def test_clear_forgets_everything() -> None:
    declared = faults(Fault({}, "effect", "text"))
    declared.requests.append(Fault({}, lambda call: ValueError(call), "text"))
    declared.owned["sender_ids"] = frozenset({"Shop"})
    declared.clear()
    assert declared == Faults()
