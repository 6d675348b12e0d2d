"""The activities of journeys: their kinds, where they lead, and what is counted of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Activity = Mapping[str, Any]

MESSAGE_KINDS = ("EMAIL", "SMS", "PUSH", "CUSTOM")

ACTIVITY_TYPES = {
    **dict.fromkeys(MESSAGE_KINDS, "MESSAGE"),
    "Wait": "WAIT",
    "ConditionalSplit": "CONDITIONAL_SPLIT",
    "MultiCondition": "MULTI_CONDITIONAL_SPLIT",
    "RandomSplit": "RANDOM_SPLIT",
    "Holdout": "HOLDOUT",
    "ContactCenter": "CONTACT_CENTER",
}
"""What metrics call an activity, by the member that says of which kind it is.

Source: MODEL Activity; DG analytics-standard-metrics.
"""

KINDS = tuple(ACTIVITY_TYPES)

TEMPLATE_MEMBERS = {"EMAIL": "EmailTemplate", "SMS": "SMSTemplate", "PUSH": "PushTemplate"}
"""The member of a TemplateConfiguration for the template of a message activity."""

METRICS: Mapping[str, tuple[str, ...]] = {
    "CONDITIONAL_SPLIT": ("Branch_TRUE", "Branch_FALSE"),
    "HOLDOUT": ("HOLDOUT", "PASSED"),
    "MESSAGE": (
        *("SUCCESS", "DAILY_CAP_EXCEEDED", "FAILURE_PERMANENT", "QUIET_TIME"),
        *("SERVICE_FAILURE", "THROTTLED", "TRANSIENT_FAILURE", "UNKNOWN"),
    ),
    "WAIT": ("WAIT_STARTED", "WAIT_FINISHED", "WAIT_SKIPPED"),
    "CONTACT_CENTER": (
        *("CALL_QUEUED", "CONTINUE_WAITING", "DIAL_FAILURE", "DROPPED", "TIMEOUT"),
        *("WAIT_FINISHED", "WAIT_FOR_QUIET_HOURS", "WAIT_STARTED"),
    ),
}
"""The execution metrics of each type of activity but for splits with branches, which are numbered.

Source: DG analytics-standard-metrics.
"""


def kinds_of(activity: Activity) -> list[str]:
    """The kinds that an activity has: just one, if it is as it should be."""
    return [kind for kind in KINDS if activity.get(kind) is not None]


def kind_of(activity: Activity) -> str:
    """The kind of an activity of a journey that was published.

    >>> kind_of({"Description": "An hour", "Wait": {"WaitTime": {"WaitFor": "PT1H"}}})
    'Wait'
    """
    return kinds_of(activity)[0]


def next_activities(activity: Activity) -> Iterator[str | None]:
    """The ids of the activities that can follow, None where participants leave."""
    members = activity[kind_of(activity)]
    for name in ("NextActivity", "TrueActivity", "FalseActivity", "DefaultActivity"):
        yield members.get(name)
    for branch in members.get("Branches", ()):
        yield branch.get("NextActivity")


def metric_names(activity: Activity) -> tuple[str, ...]:
    """The execution metrics of an activity; the default branch of a split has the number after the last.

    AWS does not document the number of the default branch, nor whether metrics of zero are there; here they are.

    Source: DG analytics-standard-metrics.
    """
    kind = kind_of(activity)
    if kind not in ("MultiCondition", "RandomSplit"):
        return METRICS[ACTIVITY_TYPES[kind]]
    number = len(activity[kind].get("Branches", ())) + (kind == "MultiCondition")
    return tuple(f"Branch_{place}" for place in range(1, number + 1))
