"""The way through a journey: from one activity to the next, until participants wait or leave."""

from __future__ import annotations

import dataclasses
import datetime
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dateutil.relativedelta import relativedelta

from pinpoint_mock.core.clock import now, parse_timestamp
from pinpoint_mock.engagement import running
from pinpoint_mock.engagement.durations import read_duration
from pinpoint_mock.engagement.journey_activities import MESSAGE_KINDS, kind_of
from pinpoint_mock.engagement.journey_conditions import all_or_any, asks_for_events, condition_holds
from pinpoint_mock.engagement.journey_messages import MessageActivity
from pinpoint_mock.engagement.journey_states import STEP, rest, schedule
from pinpoint_mock.state.journeys import Journey
from pinpoint_mock.state.participants import HELD_OUT, LEFT, Participation

if TYPE_CHECKING:
    from pinpoint_mock.state.agenda import Work
    from pinpoint_mock.state.world import App

Members = Mapping[str, Any]
Groups = Iterable[tuple[str | None, Sequence[int]]]
"""Participants by the numbers of their participations, and the activity that they come to; None to leave."""

IMPLICIT_WAITS = {
    **dict.fromkeys(("EMAIL", "SMS", "PUSH"), relativedelta(hours=1)),
    "CUSTOM": relativedelta(minutes=15),
}
"""How long a split on events waits after a message that comes just before it, if it does not say so itself.

Source: UG journeys-add-activities; UG troubleshooting.
"""


@dataclasses.dataclass(frozen=True)
class Step:
    """Participants of one run who have come to an activity by the same way, at the same moment."""

    app: App
    journey: Journey
    activity_id: str
    participants: Sequence[Participation]

    @property
    def activity(self) -> Members:
        """The activity."""
        return self.journey.activities[self.activity_id]

    @property
    def members(self) -> Members:
        """What the activity says as one of its kind."""
        members: Members = self.activity[kind_of(self.activity)]
        return members

    @property
    def numbers(self) -> list[int]:
        """The numbers of the participations."""
        return [each.number for each in self.participants]

    def count(self, metric: str, number: int) -> None:
        """Add to a metric of the activity."""
        run_id = self.participants[0].run_id
        self.app.journeys.count(self.journey.journey_id, run_id, self.activity_id, metric, number)

    def wait(self, until: datetime.datetime, participants: Sequence[Participation] | None = None) -> None:
        """Let participants, all of them if none are given, wait here."""
        waiting = self.participants if participants is None else participants
        store = self.app.journeys.participants_of(self.journey)
        for each in waiting:
            current = store.get(each.number)
            if current.is_inside:
                store.put(dataclasses.replace(current, due_at=until))
        numbers = [each.number for each in waiting]
        schedule(self.app, self.journey.journey_id, until, STEP, activity_id=self.activity_id, numbers=numbers)


def walk(app: App, journey_id: str, groups: Groups) -> None:
    """Take participants to activities and on from there. A function of the user's may end the journey meanwhile."""
    queue = deque(groups)
    while queue:
        activity_id, numbers = queue.popleft()
        journey = app.journeys.get(journey_id)
        if journey is None:
            return
        store = app.journeys.participants_of(journey)
        participants = [each for each in map(store.get, numbers) if each.is_inside]
        if not participants:
            continue
        if activity_id is None:
            leave(app, journey, participants)
            continue
        arrived = [
            dataclasses.replace(each, activity_id=activity_id, due_at=None, path=(*each.path, activity_id))
            for each in participants
        ]
        for each in arrived:
            store.put(each)
        step = Step(app, journey, activity_id, arrived)
        queue.extend(HANDLERS[kind_of(step.activity)](step))
    rest(app, journey_id)


def leave(app: App, journey: Journey, participants: Sequence[Participation], status: str = LEFT) -> None:
    """Let participants leave; those who are held out do too."""
    store = app.journeys.participants_of(journey)
    for each in participants:
        store.put(dataclasses.replace(each, status=status, due_at=None))
        app.journeys.count(journey.journey_id, each.run_id, None, "ENDPOINT_LEFT")


@running.work(STEP)
def _go_on(app: App, work: Work) -> None:
    """Go on with participants whose wait is over."""
    journey, activity_id = app.journeys.get(work.owner), work.arguments["activity_id"]
    assert journey is not None, "the work of a journey that was deleted was cancelled"
    store = app.journeys.participants_of(journey)
    back = [dataclasses.replace(store.get(number), due_at=None) for number in work.arguments["numbers"]]
    for each in back:
        store.put(each)
    step = Step(app, journey, activity_id, back)
    walk(app, work.owner, AFTER_WAITING[kind_of(step.activity)](step))


def moment_of(wait_time: Members) -> datetime.datetime:
    """When a WaitTime that begins now is over."""
    duration = read_duration(wait_time.get("WaitFor", ""))
    until = now() + duration if duration is not None else parse_timestamp(wait_time["WaitUntil"])
    assert until is not None, "the rules have read it"
    return until


def _wait(step: Step) -> Groups:
    """Wait, unless that is over already.

    Source: MODEL WaitActivity; DG analytics-standard-metrics.
    """
    until = moment_of(step.members["WaitTime"])
    if until > now():
        step.wait(until)
        return []
    step.count("WAIT_SKIPPED", len(step.participants))
    return [(step.members.get("NextActivity"), step.numbers)]


def _wait_is_over(step: Step) -> Groups:
    step.count("WAIT_FINISHED", len(step.participants))
    return [(step.members.get("NextActivity"), step.numbers)]


def _message(step: Step) -> Groups:
    """Send a message. Those who have to wait for the end of quiet time come back.

    Source: MODEL WriteJourneyRequest.WaitForQuietTime; DG event-streams-data-journey.
    """
    kind = kind_of(step.activity)
    run_id = step.participants[0].run_id
    sender = MessageActivity(step.app, step.journey, run_id, step.activity_id, kind, step.members)
    store = step.app.journeys.participants_of(step.journey)
    for each in step.participants:
        store.put(dataclasses.replace(each, since=now()))
    later = sender.send(step.participants)
    for moment, participants in later.items():
        step.wait(moment, participants)
    waiting = {each.number for those in later.values() for each in those}
    return [(step.members.get("NextActivity"), [number for number in step.numbers if number not in waiting])]


def _split(step: Step) -> Groups:
    """Wait for the moment of the decision, or decide at once.

    Source: MODEL ConditionalSplitActivity.EvaluationWaitTime; UG troubleshooting.
    """
    until = _moment_of_decision(step)
    if until is None or until <= now():
        return _decide(step)
    step.wait(until)
    return []


def _moment_of_decision(step: Step) -> datetime.datetime | None:
    if step.members.get("EvaluationWaitTime"):
        return moment_of(step.members["EvaluationWaitTime"])
    path = step.participants[0].path
    before = step.journey.activities[path[-2]] if len(path) > 1 else None
    if before is None or not asks_for_events(step.activity):
        return None
    wait = IMPLICIT_WAITS.get(kind_of(before))
    return None if wait is None else now() + wait


def _decide(step: Step) -> Groups:
    if kind_of(step.activity) == "ConditionalSplit":
        return _decide_yes_or_no(step)
    return _decide_among_branches(step)


def _decide_yes_or_no(step: Step) -> Groups:
    """Source: MODEL ConditionalSplitActivity; DG analytics-standard-metrics."""
    holds = all_or_any(step.app, step.journey, step.members["Condition"])
    yes = [each.number for each in step.participants if holds(each)]
    no = sorted(set(step.numbers) - set(yes))
    step.count("Branch_TRUE", len(yes))
    step.count("Branch_FALSE", len(no))
    return [(step.members.get("TrueActivity"), yes), (step.members.get("FalseActivity"), no)]


def _decide_among_branches(step: Step) -> Groups:
    """The first branch whose condition holds, else the default one.

    Source: MODEL MultiConditionalSplitActivity; UG journeys-add-activities.
    """
    branches = step.members["Branches"]
    decisions = [condition_holds(step.app, step.journey, branch["Condition"]) for branch in branches]
    places = [
        next((place for place, holds in enumerate(decisions) if holds(each)), len(branches))
        for each in step.participants
    ]
    following = [*(branch.get("NextActivity") for branch in branches), step.members.get("DefaultActivity")]
    return _by_branch(step, places, following)


def _random_split(step: Step) -> Groups:
    """Draw a branch for each participant, from the mock's own source, which `seed` fixes.

    Source: MODEL RandomSplitActivity; MODEL RandomSplitEntry.Percentage.
    """
    branches = step.members["Branches"]
    place_by_percentile = [place for place, branch in enumerate(branches) for _ in range(branch["Percentage"])]
    percentile = step.app.backend.world.ids.percentile
    places = [place_by_percentile[percentile()] for _ in step.participants]
    return _by_branch(step, places, [branch.get("NextActivity") for branch in branches])


def _by_branch(step: Step, places: Sequence[int], following: Sequence[str | None]) -> Groups:
    groups: list[tuple[str | None, list[int]]] = [(activity_id, []) for activity_id in following]
    for number, place in zip(step.numbers, places, strict=True):
        groups[place][1].append(number)
    for place, (_, numbers) in enumerate(groups, 1):
        step.count(f"Branch_{place}", len(numbers))
    return groups


def _holdout(step: Step) -> Groups:
    """Keep out a percentage, drawn for each participant: they leave.

    Source: MODEL HoldoutActivity; DG analytics-standard-metrics.
    """
    percentile = step.app.backend.world.ids.percentile
    held_out = [each for each in step.participants if percentile() < step.members["Percentage"]]
    leave(step.app, step.journey, held_out, HELD_OUT)
    passed = sorted(set(step.numbers) - {each.number for each in held_out})
    step.count("HOLDOUT", len(held_out))
    step.count("PASSED", len(passed))
    return [(step.members.get("NextActivity"), passed)]


def _pass_through(step: Step) -> Groups:
    """A contact centre is not simulated: nobody is called."""
    return [(step.members.get("NextActivity"), step.numbers)]


HANDLERS: Mapping[str, Callable[[Step], Groups]] = {
    **dict.fromkeys(MESSAGE_KINDS, _message),
    "Wait": _wait,
    "ConditionalSplit": _split,
    "MultiCondition": _split,
    "RandomSplit": _random_split,
    "Holdout": _holdout,
    "ContactCenter": _pass_through,
}
"""What participants do when they come to an activity; where they go on from there."""

AFTER_WAITING: Mapping[str, Callable[[Step], Groups]] = {
    **dict.fromkeys(MESSAGE_KINDS, _message),
    "Wait": _wait_is_over,
    "ConditionalSplit": _decide,
    "MultiCondition": _decide,
}
"""The same for activities at which they have waited."""
