"""Who is in a journey, for `PinpointMock.journey_participants`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pinpoint_mock.core.explain import MOST, and_more, shown
from pinpoint_mock.logs.participant import Participant, Participants, participant_log
from pinpoint_mock.state.stored import Read

if TYPE_CHECKING:
    from pinpoint_mock.state.participants import Participation
    from pinpoint_mock.state.world import World


def participants_of(world: World, journey_id: str) -> Participants:
    """The participants of a journey, also of one that was deleted; see `PinpointMock.journey_participants`."""
    __tracebackhide__ = True
    _read(world, journey_id)
    return participant_log(Read(lambda: _read(world, journey_id)), world)


def _read(world: World, journey_id: str) -> list[Participant]:
    __tracebackhide__ = True
    with world.lock:
        apps = [app for backend in world.backends() for app in backend.apps.values()]
        for app in apps:
            store = app.journeys.participants(journey_id)
            if store is not None:
                return [_participant(each) for each in store]
        journeys = [journey for app in apps for journey in app.journeys]
        journeys.sort(key=lambda journey: journey.document["Name"] != journey_id)  # some pass the name
        known = and_more([journey.described for journey in journeys[:MOST]], len(journeys))
    raise ValueError(
        f"pinpoint_mock: journey {shown(journey_id)} does not exist in any application. There: {known}. "
        "Pass the Id that create_journey() returns."
    )


def _participant(participation: Participation) -> Participant:
    return Participant(
        endpoint_id=participation.endpoint_id,
        user_id=participation.user_id,
        run_id=participation.run_id,
        activity_id=participation.activity_id,
        status=participation.status,
        entered_at=participation.entered_at,
        due_at=participation.due_at,
        path=participation.path,
    )
