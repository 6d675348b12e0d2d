"""Declared failures, and which of them applies."""

from __future__ import annotations

from typing import Any

import pytest

from pinpoint_mock.state.faults import Declaration, DeliveryCandidate, Fault, Faults

A_CALL = Declaration("fail_delivery()")
SMS = DeliveryCandidate("a1", "SMS", "+15550100", "e1", "u1")


def faults(*deliveries: Fault[Any]) -> Faults:
    return Faults(deliveries=list(deliveries))


def effect(declared: Faults) -> Any:
    """That of the fault that applies to an SMS, or None."""
    fault = declared.of_delivery(SMS)
    return None if fault is None else fault.effect


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
    declared = faults(Fault({"channel": "SMS"}, "effect", A_CALL, times, after))
    assert [effect(declared) == "effect" for _ in applied] == applied


def test_the_newest_that_applies_wins() -> None:
    older, newer = Fault({}, "older", A_CALL), Fault({"user_id": "u1"}, "newer", A_CALL, times=1, after=1)
    declared = faults(older, newer, Fault({"channel": "EMAIL"}, "of e-mail", A_CALL))
    assert [effect(declared) for _ in range(3)] == ["older", "newer", "older"]
    assert [fault.used for fault in declared.deliveries] == [2, 1, 0]


def test_what_does_not_match_does_not_count() -> None:
    declared = faults(Fault({"channel": "SMS"}, "effect", A_CALL, times=1, after=1))
    for candidate in (SMS._replace(channel="EMAIL"), SMS, SMS._replace(channel=None)):
        assert declared.of_delivery(candidate) is None
    assert effect(declared) == "effect"


def test_requests_have_faults_of_their_own() -> None:
    declared = Faults(requests=[Fault({"operation": "GetApp"}, lambda call: ValueError(call), A_CALL)])
    assert declared.of_delivery(SMS) is None
    assert declared.of_request("GetApps") is None
    fault = declared.of_request("GetApp")
    assert fault is not None
    assert str(fault.effect("a call")) == "a call"


def test_copies_share_the_declarations() -> None:
    other = Declaration("fail_request()")
    declared = faults(Fault({}, "effect", A_CALL))
    declared.requests.append(Fault({}, lambda call: ValueError(call), other))
    assert declared.declarations() == declared.copy().declarations() == [A_CALL, other]
    assert effect(declared.copy()) == "effect"
    assert [fault.used for fault in declared.deliveries] == [0]


def test_clear_forgets_everything() -> None:
    declared = faults(Fault({}, "effect", A_CALL))
    declared.requests.append(Fault({}, lambda call: ValueError(call), A_CALL))
    declared.owned["sender_ids"] = frozenset({"Shop"})
    declared.clear()
    assert declared == Faults()
