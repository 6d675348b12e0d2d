"""What a test declares: deliveries and requests that go wrong, answers to requests, and what the account owns."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

from pinpoint_mock.logs.matching import difference

Effect = TypeVar("Effect")


@dataclasses.dataclass(frozen=True, eq=False)
class Declaration:
    """A call that declares a fault, the same one for all tests that share it: its text, and if it need not apply."""

    text: str
    is_optional: bool = False


@dataclasses.dataclass(frozen=True)
class Fault(Generic[Effect]):
    """A declared failure. `expected` says what it applies to, `effect` what then happens.

    It lets the first `after` matches pass and then applies `times` times, or always if that is None. `used` is how
    often it has applied. It is replaced as it counts, never changed in place.
    """

    expected: Mapping[str, object]
    effect: Effect
    declaration: Declaration
    times: int | None = None
    after: int = 0
    used: int = 0

    def matches(self, candidate: object) -> bool:
        """Whether a candidate is as expected and this is not used up."""
        return (self.times is None or self.used < self.times) and not difference(candidate, self.expected)

    def counted(self) -> Fault[Effect]:
        """The fault after one more match: it has let that pass, or it has applied."""
        if self.after:
            return dataclasses.replace(self, after=self.after - 1)
        return dataclasses.replace(self, used=self.used + 1)


class DeliveryCandidate(NamedTuple):
    """What the expectations of a delivery fault are compared with."""

    application_id: str
    channel: str | None
    address: str
    endpoint_id: str | None
    user_id: str | None
    campaign_id: str | None = None


RequestEffect = Callable[[Any], Any]
"""Gets the `OperationCall`; returns the payload of the answer, or raises."""


class RequestCandidate(NamedTuple):
    """What the expectations of a request fault are compared with."""

    operation: str


@dataclasses.dataclass
class Faults:
    """All declared failures of a world, and answers to requests; the newest one that applies wins.

    `owned` maps `origination_numbers`, `sender_ids` and `identities` to what the account owns; what is not a key
    there is not declared, and anything is accepted.
    """

    deliveries: list[Fault[Any]] = dataclasses.field(default_factory=list)
    requests: list[Fault[RequestEffect]] = dataclasses.field(default_factory=list)
    owned: dict[str, frozenset[str]] = dataclasses.field(default_factory=dict)

    def of_delivery(self, candidate: DeliveryCandidate) -> Fault[Any] | None:
        """The newest fault that applies to a delivery, or None."""
        return _newest(self.deliveries, candidate)

    def of_request(self, operation: str) -> Fault[RequestEffect] | None:
        """The newest fault or answer that applies to a call of an operation, or None."""
        return _newest(self.requests, RequestCandidate(operation))

    def declarations(self) -> list[Declaration]:
        """How all of them were declared."""
        return [fault.declaration for fault in (*self.deliveries, *self.requests)]

    def copy(self) -> Faults:
        """The same declarations, in lists of their own."""
        return Faults(list(self.deliveries), list(self.requests), dict(self.owned))

    def clear(self) -> None:
        """Forget all declarations."""
        self.deliveries.clear()
        self.requests.clear()
        self.owned.clear()


def _newest(faults: list[Fault[Effect]], candidate: object) -> Fault[Effect] | None:
    for index in reversed(range(len(faults))):
        fault = faults[index]
        if fault.matches(candidate):
            faults[index] = fault.counted()
            if not fault.after:
                return fault
    return None
