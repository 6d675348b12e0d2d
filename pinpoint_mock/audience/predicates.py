"""How decisions about an endpoint are joined to one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pinpoint_mock.state.endpoints import Document
from pinpoint_mock.state.segments import Predicate


def all_of(predicates: Sequence[Predicate]) -> Predicate:
    """Whether all of them hold; of none, they do.

    >>> is_sms = all_of([lambda endpoint: endpoint["ChannelType"] == "SMS", lambda endpoint: "Address" in endpoint])
    >>> is_sms({"ChannelType": "SMS", "Address": "+15550100"}), is_sms({"ChannelType": "SMS"})
    (True, False)
    """
    if len(predicates) == 1:
        return predicates[0]

    def all_hold(document: Document) -> bool:
        for predicate in predicates:  # noqa: SIM110  # all() over a generator takes three times as long
            if not predicate(document):
                return False
        return True

    return all_hold


def any_of(predicates: Sequence[Predicate]) -> Predicate:
    """Whether at least one of them holds; of none, none does.

    >>> any_of([])({"ChannelType": "SMS"})
    False
    """
    if len(predicates) == 1:
        return predicates[0]

    def any_holds(document: Document) -> bool:
        for predicate in predicates:  # noqa: SIM110  # as above
            if predicate(document):
                return True
        return False

    return any_holds


def none_of(predicates: Sequence[Predicate]) -> Predicate:
    """Whether none of them holds.

    >>> none_of([lambda endpoint: endpoint["ChannelType"] == "SMS"])({"ChannelType": "SMS"})
    False
    """
    any_holds = any_of(predicates)
    return lambda document: not any_holds(document)


JOINS: dict[str, Callable[[Sequence[Predicate]], Predicate]] = {"ALL": all_of, "ANY": any_of, "NONE": none_of}
"""By the values of the members Type, SourceType and Include.

Source: MODEL SegmentGroup; MODEL SegmentGroupList.
"""
