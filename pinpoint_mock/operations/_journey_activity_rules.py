"""What the activities of a journey may be when it is published. Nothing here changes any state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Any

from pinpoint_mock.audience.segment_rules import check_dimensions, check_event_dimensions
from pinpoint_mock.core.channels import KILOBYTE
from pinpoint_mock.core.checks import explained_at
from pinpoint_mock.core.clock import parse_timestamp
from pinpoint_mock.core.errors import BadRequestException, NotFoundException
from pinpoint_mock.core.explain import listed, shown
from pinpoint_mock.delivery.templates import named_templates
from pinpoint_mock.engagement.durations import read_duration
from pinpoint_mock.engagement.journey_activities import KINDS, TEMPLATE_MEMBERS, kinds_of, next_activities
from pinpoint_mock.state.explain import no_segment
from pinpoint_mock.state.functions import FORM, HTTPS_URL

if TYPE_CHECKING:
    from pinpoint_mock.state.world import App

Activity = Mapping[str, Any]
Activities = Mapping[str, Activity]
Members = Mapping[str, Any]

MOST_ACTIVITIES = 40
MOST_BRANCHES = {"MultiCondition": 4, "RandomSplit": 5}
CUSTOM_KILOBYTES = 5
"""What AWS documents as the most.

Source: DG quotas; UG journeys-add-activities; MODEL CampaignCustomMessage.
"""


def failure(text: str, explanation: str) -> BadRequestException:
    """The error of a journey that cannot be published.

    AWS documents how its text begins; what follows is this mock's, but for the offset of the start.

    Source: gh:aws/aws-sdk-js-v3#5172; gh:aws/aws-sdk#597.
    """
    return BadRequestException(f"Journey validation failed, {text}", explanation)


def check_activities(app: App, start_activity: str | None, activities: Activities) -> None:
    """Refuse activities that cannot be run, with an error that names the first of them.

    Source: MODEL WriteJourneyRequest.Activities; MODEL Activity; DG quotas; UG journeys-add-activities.
    """
    if not activities:
        raise failure("Activities must not be empty", "Activities was empty or not sent")
    if len(activities) > MOST_ACTIVITIES:
        raise failure(f"Activities must have at most {MOST_ACTIVITIES} activities", f"Activities had {len(activities)}")
    if start_activity not in activities:
        raise failure(
            "StartActivity must be one of the Activities",
            f"StartActivity was {shown(start_activity)}; there: {listed(activities, str(start_activity))}",
        )
    for activity_id, activity in activities.items():
        with explained_at(f"Activities[{shown(activity_id)}]"):
            _check_activity(app, activity_id, activity, activities)
    circle = _circle(activities)
    if circle:
        raise failure(f"activity {circle[0]} is part of a loop without a wait", f"the loop was {' -> '.join(circle)}")


def _check_activity(app: App, activity_id: str, activity: Activity, activities: Activities) -> None:
    kinds = kinds_of(activity)
    if len(kinds) != 1:
        raise failure(f"activity {activity_id} must have exactly one of {', '.join(KINDS)}", f"it had {listed(kinds)}")
    kind, members = kinds[0], activity[kinds[0]]
    try:
        with explained_at(kind):
            CHECKS[kind](app, kind, members)
    except BadRequestException as error:
        raise failure(f"activity {activity_id}: {error}", error.explanation) from None
    for following in next_activities(activity):
        if following is not None and following not in activities:
            raise failure(
                f"activity {activity_id} names an unknown next activity",
                f"it was {shown(following)}; there: {listed(activities, following)}",
            )


def _check_message(app: App, kind: str, members: Members) -> None:
    name = members.get("TemplateName")
    if not name:
        raise BadRequestException("TemplateName is missing", "TemplateName was not sent")
    named = {TEMPLATE_MEMBERS[kind]: {"Name": name, "Version": members.get("TemplateVersion")}}
    try:
        named_templates(app.backend, named, (TEMPLATE_MEMBERS[kind],))
    except NotFoundException as error:
        raise BadRequestException("TemplateName and TemplateVersion must name a template", error.explanation) from None


def _check_push(app: App, kind: str, members: Members) -> None:
    _check_message(app, kind, members)
    time_to_live = members.get("MessageConfig", {}).get("TimeToLive", "0")
    if not (time_to_live.isascii() and time_to_live.isdigit()):
        raise BadRequestException("TimeToLive must be a number", f"TimeToLive was {shown(time_to_live)}")


def _check_custom(app: App, kind: str, members: Members) -> None:
    """A template of a custom message is stored and not looked for, as there is no operation to make one."""
    uri = members.get("DeliveryUri", "")
    if not FORM.fullmatch(uri) and not HTTPS_URL.fullmatch(uri):
        raise BadRequestException(
            "DeliveryUri must be the name or ARN of a Lambda function, or a URL with https",
            f"DeliveryUri was {shown(uri)}",
        )
    size = len(members.get("MessageConfig", {}).get("Data", "").encode(errors="surrogatepass")) / KILOBYTE
    if size > CUSTOM_KILOBYTES:
        raise BadRequestException(f"Data must be at most {CUSTOM_KILOBYTES} KB", f"Data had {round(size, 1)} KB")


def check_wait_time(wait_time: Members, name: str) -> None:
    """BadRequestException unless a WaitTime has either a duration or a date that can be read."""
    given = [member for member in ("WaitFor", "WaitUntil") if wait_time.get(member)]
    if len(given) != 1:
        raise BadRequestException(f"{name} must have either WaitFor or WaitUntil", f"{name} had {listed(given)}")
    if given == ["WaitFor"] and read_duration(wait_time["WaitFor"]) is None:
        raise BadRequestException("WaitFor must be an ISO 8601 duration", f"WaitFor was {shown(wait_time['WaitFor'])}")
    if given == ["WaitUntil"] and parse_timestamp(wait_time["WaitUntil"]) is None:
        raise BadRequestException(
            "WaitUntil must be an ISO 8601 date", f"WaitUntil was {shown(wait_time['WaitUntil'])}"
        )


def _check_wait(app: App, kind: str, members: Members) -> None:
    check_wait_time(members.get("WaitTime", {}), "WaitTime")


def _check_evaluation(members: Members) -> None:
    if members.get("EvaluationWaitTime"):
        check_wait_time(members["EvaluationWaitTime"], "EvaluationWaitTime")


def _check_conditional_split(app: App, kind: str, members: Members) -> None:
    conditions = members.get("Condition", {}).get("Conditions", [])
    if not conditions:
        raise BadRequestException("Condition must have at least one of Conditions", "Conditions was empty or not sent")
    for place, condition in enumerate(conditions):
        with explained_at(f"Condition.Conditions[{place}]"):
            _check_condition(app, condition)
    _check_evaluation(members)


def _check_multi_condition(app: App, kind: str, members: Members) -> None:
    _check_number_of_branches(kind, members, 1)
    for place, branch in enumerate(members["Branches"]):
        with explained_at(f"Branches[{place}].Condition"):
            _check_condition(app, branch.get("Condition", {}))
    _check_evaluation(members)


def _check_number_of_branches(kind: str, members: Members, least: int) -> None:
    number, most = len(members.get("Branches", ())), MOST_BRANCHES[kind]
    if not least <= number <= most:
        raise BadRequestException(f"Branches must have {least} to {most} branches", f"Branches had {number}")


def _check_condition(app: App, condition: Members) -> None:
    """A condition tests one thing: a segment, criteria or an event."""
    given = [member for member in ("EventCondition", "SegmentCondition", "segmentDimensions") if condition.get(member)]
    if len(given) != 1:
        raise BadRequestException(
            "a condition must have one of EventCondition, SegmentCondition and SegmentDimensions",
            f"it had {listed(given)}",
        )
    check_dimensions(condition.get("segmentDimensions", {}))
    event = condition.get("EventCondition", {})
    check_event_dimensions(event.get("Dimensions", {}))
    if "SegmentCondition" in given:
        check_segment(app, condition["SegmentCondition"]["SegmentId"])


def check_segment(app: App, segment_id: str) -> None:
    """BadRequestException unless a segment exists."""
    if app.segments.get(segment_id) is None:
        raise BadRequestException("SegmentId must name a segment", f"SegmentId: {no_segment(app, segment_id)}")


def _check_percentage(percentage: object) -> None:
    if not isinstance(percentage, int) or not 0 <= percentage <= 100:
        raise BadRequestException("Percentage must be 0 to 100", f"Percentage was {shown(percentage)}")


def _check_random_split(app: App, kind: str, members: Members) -> None:
    _check_number_of_branches(kind, members, 2)
    percentages = [branch.get("Percentage") for branch in members["Branches"]]
    for place, percentage in enumerate(percentages):
        with explained_at(f"Branches[{place}]"):
            _check_percentage(percentage)
    if sum(percentages) != 100:
        raise BadRequestException(
            "the Percentage of all Branches must be 100 together", f"Percentage was {sum(percentages)} together"
        )


def _check_holdout(app: App, kind: str, members: Members) -> None:
    _check_percentage(members["Percentage"])


def _check_contact_center(app: App, kind: str, members: Members) -> None:
    """Nothing is asked of it: participants pass through."""


CHECKS: Mapping[str, Callable[[App, str, Members], None]] = {
    "EMAIL": _check_message,
    "SMS": _check_message,
    "PUSH": _check_push,
    "CUSTOM": _check_custom,
    "Wait": _check_wait,
    "ConditionalSplit": _check_conditional_split,
    "MultiCondition": _check_multi_condition,
    "RandomSplit": _check_random_split,
    "Holdout": _check_holdout,
    "ContactCenter": _check_contact_center,
}


def _circle(activities: Activities) -> list[str]:
    """The activities of a loop in which nobody ever waits, or none.

    A split with an EvaluationWaitTime waits too. A date to wait for does not count: it is over when somebody comes
    again.
    """
    graph = {
        activity_id: {each for each in next_activities(activity) if each is not None}
        for activity_id, activity in activities.items()
        if not _waits(activity)
    }
    try:
        TopologicalSorter({each: following & graph.keys() for each, following in graph.items()}).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []


def _waits(activity: Activity) -> bool:
    members: Members = activity[kinds_of(activity)[0]]
    return any((members.get(name) or {}).get("WaitFor") for name in ("WaitTime", "EvaluationWaitTime"))
