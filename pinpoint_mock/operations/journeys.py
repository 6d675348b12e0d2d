"""Journeys: CreateJourney, GetJourney, UpdateJourney, DeleteJourney, ListJourneys, UpdateJourneyState.

Source: API apps-application-id-journeys; API apps-application-id-journeys-journey-id.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, cast

from pinpoint_mock.core.checks import existing, invalid, missing
from pinpoint_mock.core.clock import now, timestamp
from pinpoint_mock.core.errors import BadRequestException, ConflictException
from pinpoint_mock.core.explain import listed, shown
from pinpoint_mock.core.paging import paginate
from pinpoint_mock.engagement import journeys
from pinpoint_mock.engagement.journey_states import cancel
from pinpoint_mock.operations._journey_activity_rules import failure
from pinpoint_mock.operations._journey_rules import check_journey
from pinpoint_mock.operations._registry import operation
from pinpoint_mock.state.explain import no_journey
from pinpoint_mock.state.journeys import ACTIVE, CANCELLED, CLOSED, DRAFT, PAUSED

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import (
        JourneyResponseTypeDef,
        JourneysResponseTypeDef,
        JourneyStateRequestTypeDef,
        WriteJourneyRequestTypeDef,
    )

    from pinpoint_mock.state.journeys import Journey
    from pinpoint_mock.state.world import App

NOT_OURS = frozenset({"CreationDate", "LastModifiedDate", "State"})
"""The members of a request that are not stored as they were sent.

Source: gh:aws-samples/communication-developer-services-reference-architectures.
"""

SETTINGS = ("JourneyLimits", "QuietTime")
"""The settings of the project that a journey takes over when it is created.

Source: UG settings-general.
"""

FIXED = ("Activities", "StartActivity", "StartCondition")
"""The members of a published journey that cannot be changed.

Source: MODEL WriteJourneyRequest.State; UG journeys-pause-stop.
"""


@operation("CreateJourney")
def create_journey(app: App, *, write_journey_request: WriteJourneyRequestTypeDef) -> JourneyResponseTypeDef:
    """Create a journey: a draft, or published at once with the State ACTIVE.

    A draft may hold whatever fits the model, and is returned as it was sent. BadRequestException for another State and
    for what `check_journey` refuses of one that is published. AWS documents a rule for names; here any is accepted.

    Source: MODEL WriteJourneyRequest; gh:boto/boto3#2628;
    gh:aws-samples/communication-developer-services-reference-architectures.
    """
    sent = cast("Mapping[str, Any]", write_journey_request)
    state = _state(sent.get("State", DRAFT))
    if state == ACTIVE:
        check_journey(app, sent)
    moment, journey_id = timestamp(now()), app.backend.world.ids.journey_id()
    document = {
        "LocalTime": False,
        **_members(sent),
        "ApplicationId": app.application_id,
        "CreationDate": moment,
        "Id": journey_id,
        "LastModifiedDate": moment,
    }
    settings = {member: app.settings.get(member, {}) for member in SETTINGS}
    journey = app.journeys.create(dict(sorted(document.items())), settings)
    return _response(journeys.publish(app, journey) if state == ACTIVE else journey)


@operation("GetJourney")
def get_journey(app: App, *, journey_id: str) -> JourneyResponseTypeDef:
    """A journey; NotFoundException if there is no such journey or it was deleted.

    Source: MODEL JourneyResponse.
    """
    return _response(_journey(app, journey_id))


@operation("UpdateJourney")
def update_journey(
    app: App, *, journey_id: str, write_journey_request: WriteJourneyRequestTypeDef
) -> JourneyResponseTypeDef:
    """Change a journey: what is sent over what it has, each member as a whole. With the State ACTIVE it is published.

    State must be sent. NotFoundException if there is no such journey; BadRequestException for a State other than DRAFT
    and ACTIVE, and for what `check_journey` refuses of one that is published. ConflictException for one that is
    paused, closed or over, and for another start, other activities, or the State DRAFT of one that was published. AWS
    does not document whether members that are not sent stay; here they do, as with campaigns.

    Source: MODEL WriteJourneyRequest; MODEL ConflictException; gh:boto/boto3#2628; UG journeys-pause-stop.
    """
    journey = _journey(app, journey_id)
    sent = cast("Mapping[str, Any]", write_journey_request)
    if "State" not in sent:
        raise missing("State", f"State was not sent; sent: {listed(sent)}")
    state = _state(sent["State"])
    document = {**journey.document, **_members(sent)}
    if journey.state != DRAFT:
        _check_may_change(journey, state, document)
    if state == ACTIVE:
        check_journey(app, document)
    document["LastModifiedDate"] = timestamp(now())
    changed = app.journeys.replace(journey, document=dict(sorted(document.items())))
    if journey.state == ACTIVE:
        journeys.schedule_end(app, changed)
    elif state == ACTIVE:
        changed = journeys.publish(app, changed)
    return _response(changed)


def _check_may_change(journey: Journey, state: str, document: Mapping[str, Any]) -> None:
    if journey.state != ACTIVE:
        raise ConflictException(
            "The journey can't be changed in its state", f"journey {journey.described} is {journey.state}"
        )
    if state != ACTIVE:
        raise ConflictException(
            "A published journey can't be a draft again", f"State was {shown(state)}; the journey is {journey.state}"
        )
    changed = [member for member in FIXED if journey.document.get(member) != document.get(member)]
    before, after = (each.get("Schedule", {}).get("StartTime") for each in (journey.document, document))
    changed += [] if before == after else ["Schedule.StartTime"]
    if changed:
        raise ConflictException(
            "A published journey can't have another start or other activities", f"changed were {listed(changed)}"
        )


@operation("DeleteJourney")
def delete_journey(app: App, *, journey_id: str) -> JourneyResponseTypeDef:
    """Delete a journey and return it as it was; all who are inside leave. NotFoundException if there is none.

    AWS does not document whether one that goes on can be deleted; here it can.

    Source: MODEL DeleteJourneyResponse; gh:aws-samples/communication-developer-services-reference-architectures.
    """
    return _response(journeys.delete(app, _journey(app, journey_id)))


@operation("ListJourneys")
def list_journeys(app: App, *, page_size: str | None = None, token: str | None = None) -> JourneysResponseTypeDef:
    """A page of the journeys of the application, and a token if there are more.

    BadRequestException for a page size that is not a positive number and for a token that this list does not give. AWS
    does not document the order; here the journey that was created last comes first, as with campaigns.

    Source: MODEL JourneysResponse.
    """
    page, next_token = paginate(
        app.journeys,
        {"ApplicationId": app.application_id, "JourneyNumber": lambda journey: f"{journey.number:09}"},
        newest_first=True,
        page_size=page_size,
        token=token,
    )
    items = [_response(journey) for journey in page]
    return {"Item": items, "NextToken": next_token} if next_token else {"Item": items}


@operation("UpdateJourneyState")
def update_journey_state(
    app: App, *, journey_id: str, journey_state_request: JourneyStateRequestTypeDef
) -> JourneyResponseTypeDef:
    """Pause a journey, let it go on, or cancel it for good.

    ACTIVE can become PAUSED, if it has a RefreshFrequency, PAUSED can become ACTIVE after five minutes, and each of
    them, or CLOSED, CANCELLED. NotFoundException if there is no such journey; BadRequestException for anything else,
    drafts included, which UpdateJourney publishes. AWS does not document these errors, nor that a closed journey can be
    cancelled; here it can, as those who are inside could not be stopped otherwise.

    Source: MODEL JourneyStateRequest.State; UG journeys-pause-stop.
    """
    journey = _journey(app, journey_id)
    state = journey_state_request.get("State")
    if state is None:
        raise missing("State")
    change = CHANGES.get((journey.state, state))
    if change is None:
        error = invalid("State", f"a journey that is {journey.state} can't become {state}", state)
        error.explanation += f", and journey {journey.described} is {journey.state}"
        raise error
    document = {**journey.document, "LastModifiedDate": timestamp(now())}
    return _response(app.journeys.replace(change(app, journey), document=document))


def _pause(app: App, journey: Journey) -> Journey:
    if not journey.document.get("RefreshFrequency"):
        raise failure("a journey without RefreshFrequency can't be paused", "RefreshFrequency was not sent")
    return journeys.pause(app, journey)


def _resume(app: App, journey: Journey) -> Journey:
    assert journey.paused_at is not None, "it is paused"
    if now() < journey.paused_at + journeys.PUBLISHING:
        raise BadRequestException(
            "Invalid State: a journey can't go on before five minutes of its pause are over",
            f"State was 'ACTIVE'; the pause began at {timestamp(journey.paused_at)}, and it is {timestamp(now())}",
        )
    return journeys.resume(app, journey)


CHANGES: Mapping[tuple[str, str], Callable[[App, Journey], Journey]] = {
    (ACTIVE, PAUSED): _pause,
    (PAUSED, ACTIVE): _resume,
    (ACTIVE, CANCELLED): cancel,
    (PAUSED, CANCELLED): cancel,
    (CLOSED, CANCELLED): cancel,
}


def _state(state: str) -> str:
    """The State that a journey is written with: DRAFT or ACTIVE.

    Source: MODEL WriteJourneyRequest.State.
    """
    if state not in (DRAFT, ACTIVE):
        raise invalid("State", "must be DRAFT or ACTIVE; the others are for UpdateJourneyState", state)
    return state


def _journey(app: App, journey_id: str) -> Journey:
    return existing(app.journeys.get(journey_id), explain=lambda: no_journey(app, journey_id))


def _members(sent: Mapping[str, Any]) -> dict[str, Any]:
    return {member: value for member, value in sent.items() if member not in NOT_OURS}


def _response(journey: Journey) -> JourneyResponseTypeDef:
    return cast("JourneyResponseTypeDef", {**journey.document, "State": journey.state})
