"""What the splits of a journey ask of a participant: segments, criteria, and events."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from pinpoint_mock.audience.dimensions import compiled
from pinpoint_mock.audience.segments import segment_members
from pinpoint_mock.core.clock import now
from pinpoint_mock.engagement.event_filter import lets_pass
from pinpoint_mock.engagement.journey_activities import kind_of
from pinpoint_mock.state.participants import Participation, Reported
from pinpoint_mock.state.segments import SegmentReference

if TYPE_CHECKING:
    from pinpoint_mock.state.endpoints import Document
    from pinpoint_mock.state.journeys import Journey
    from pinpoint_mock.state.world import App

Condition = Mapping[str, Any]
Holds = Callable[[Participation], bool]


def endpoints_of(app: App, participation: Participation) -> list[Document]:
    """The endpoints of a participant: one, or all of a user; none if they were deleted."""
    if participation.endpoint_id is None:
        return app.endpoints.of_user(participation.user_id or "")
    endpoint = app.endpoints.get(participation.endpoint_id)
    found = endpoint if endpoint is not None else participation.definition
    return [] if found is None else [dict(found)]


def conditions_of(activity: Mapping[str, Any]) -> list[Condition]:
    """The conditions of a split, in their order; none for other activities."""
    members = activity[kind_of(activity)]
    branches = [branch.get("Condition", {}) for branch in members.get("Branches", ())]
    return [*members.get("Condition", {}).get("Conditions", ()), *branches]


def asks_for_events(activity: Mapping[str, Any]) -> bool:
    """Whether a split has a condition on events."""
    return any(condition.get("EventCondition") for condition in conditions_of(activity))


def listens(journey: Journey) -> bool:
    """Whether a split of a journey has a condition on events."""
    return any(map(asks_for_events, journey.activities.values()))


def condition_holds(app: App, journey: Journey, condition: Condition) -> Holds:
    """The decision of a condition now. For a user it holds if it does for one of the endpoints.

    Source: MODEL SimpleCondition; UG journeys-add-activities.
    """
    if condition.get("EventCondition"):
        return _had_event(app, journey, condition["EventCondition"])
    if condition.get("SegmentCondition"):
        version = app.segments.find(SegmentReference(condition["SegmentCondition"]["SegmentId"], None))
        members = set() if version is None else {each["Id"].lower() for each in segment_members(app, version)}
        return lambda one: any(each["Id"].lower() in members for each in endpoints_of(app, one))
    meets = compiled(condition["segmentDimensions"])(now())
    return lambda one: any(map(meets, endpoints_of(app, one)))


def _had_event(app: App, journey: Journey, condition: Condition) -> Holds:
    """Whether an event has been there since the last message of a participant, else since the entry.

    With MessageActivity only events of that message count: those of the service, and those that an app reports with the
    attribute `journey_activity_id`. AWS documents the id of a message there; here it is that of the activity, as
    messages have no ids before they are sent.

    Source: MODEL EventCondition; UG journeys-add-activities; gh:aws-amplify/amplify-js.
    """
    participants = app.journeys.participants_of(journey)
    message_activity, dimensions = condition.get("MessageActivity"), condition.get("Dimensions", {})

    def counts(one: Participation, event: Reported) -> bool:
        is_meant = event.activity_id == message_activity if message_activity else event.moment >= one.since
        return is_meant and lets_pass(dimensions, event.event_type, event.attributes, event.metrics)

    return lambda one: any(counts(one, event) for event in participants.events(one.number))


def all_or_any(app: App, journey: Journey, condition: Condition) -> Holds:
    """The decision of a Condition, whose parts are joined by its Operator.

    AWS does not document a Condition without Operator; here it is ALL.

    Source: MODEL Condition.
    """
    parts = [condition_holds(app, journey, each) for each in condition["Conditions"]]
    join = any if condition.get("Operator") == "ANY" else all
    return lambda one: join(part(one) for part in parts)


def note_event(
    app: App,
    endpoint_id: str,
    event_type: str,
    *,
    attributes: Mapping[str, str],
    metrics: Mapping[str, float],
    activity_id: str | None = None,
) -> None:
    """Keep an event of an endpoint for the splits of the journeys that it is in, itself or as one of its user."""
    endpoint = app.endpoints.get(endpoint_id)
    user_id = endpoint["User"].get("UserId") if endpoint is not None else None
    about = activity_id or attributes.get("journey_activity_id")
    event = Reported(now(), event_type, attributes, metrics, about)
    for journey in app.journeys:
        participants = app.journeys.participants_of(journey)
        if participants.number_inside and listens(journey):
            for found in (
                participants.find_inside(endpoint_id, None),
                participants.find_inside(None, user_id) if user_id is not None else None,
            ):
                if found is not None:
                    participants.note(found.number, event)
