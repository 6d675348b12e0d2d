"""Journeys of all kinds of activities, with everything that can happen to them in any order."""

from __future__ import annotations

import contextlib
import datetime
from collections import Counter
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError
from freezegun import freeze_time
from hypothesis import given, settings
from hypothesis import strategies as st

from pinpoint_mock import mock_pinpoint
from tests.builders import Audience, Journeys, Segments

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock

NINE = datetime.datetime(2030, 1, 1, 9, tzinfo=datetime.timezone.utc)
IDS = [f"a{number}" for number in range(1, 7)]
RED: Any = {"SegmentDimensions": {"Attributes": {"color": {"Values": ["red"]}}}}
BOUGHT: Any = {"EventCondition": {"Dimensions": {"EventType": {"Values": ["bought"]}}}}
SENT: Any = {"EventCondition": {"MessageActivity": "a1", "Dimensions": {"EventType": {"Values": ["_SMS.SUCCESS"]}}}}
CONDITIONS = st.sampled_from([RED, BOUGHT, SENT])


def optional(**members: Any) -> Any:
    return st.fixed_dictionaries({}, optional=members)


def activity(following: list[str]) -> Any:
    """An activity of any kind that leads to one of those that follow, or nowhere."""
    onward = st.sampled_from(following) if following else st.nothing()
    leads = optional(NextActivity=onward)
    wait = st.sampled_from([{"WaitFor": "PT20M"}, {"WaitFor": "P1D"}, {"WaitUntil": "2030-01-01T12:00:00Z"}])
    evaluation = optional(EvaluationWaitTime=wait)
    split = optional(TrueActivity=onward, FalseActivity=onward)
    branches = st.lists(st.tuples(CONDITIONS, leads), min_size=1, max_size=4)
    percentages = st.sampled_from([[50, 50], [10, 20, 70]])

    def with_kind(kind: str, *parts: Any) -> Any:
        return st.tuples(*parts).map(
            lambda found: {kind: {name: each for part in found for name, each in part.items()}}
        )

    return st.one_of(
        with_kind("SMS", leads, st.just({"TemplateName": "hello"})),
        with_kind("EMAIL", leads, st.just({"TemplateName": "hello"})),
        with_kind("CUSTOM", leads, st.just({"DeliveryUri": "deliver", "EndpointTypes": ["SMS", "EMAIL"]})),
        with_kind("Wait", leads, wait.map(lambda found: {"WaitTime": found})),
        with_kind("Holdout", leads, st.just({"Percentage": 50})),
        with_kind("ContactCenter", leads),
        with_kind(
            "ConditionalSplit",
            split,
            evaluation,
            st.lists(CONDITIONS, min_size=1, max_size=2).map(lambda found: {"Condition": {"Conditions": found}}),
        ),
        with_kind(
            "MultiCondition",
            evaluation,
            optional(DefaultActivity=onward),
            branches.map(lambda found: {"Branches": [{"Condition": each, **onto} for each, onto in found]}),
        ),
        with_kind(
            "RandomSplit",
            st.tuples(percentages, leads).map(
                lambda found: {"Branches": [{"Percentage": each, **found[1]} for each in found[0]]}
            ),
        ),
    )


ACTIVITIES = st.tuples(*(activity(IDS[place:]) for place in range(1, len(IDS) + 1))).map(
    lambda found: dict(zip(IDS, found, strict=True))
)
REQUESTS = st.fixed_dictionaries(
    {"Activities": ACTIVITIES},
    optional={
        "RefreshFrequency": st.sampled_from(["PT1H", "P1D"]),
        "RefreshOnSegmentUpdate": st.booleans(),
        "QuietTime": st.just({"Start": "09:00", "End": "10:10"}),
        "WaitForQuietTime": st.booleans(),
        "LocalTime": st.booleans(),
        "Limits": optional(
            EndpointReentryCap=st.integers(0, 2), DailyCap=st.integers(0, 3), TotalCap=st.integers(0, 3)
        ),
        "Schedule": optional(
            StartTime=st.just(NINE + datetime.timedelta(minutes=20)),
            EndTime=st.just(NINE + datetime.timedelta(hours=30)),
        ),
    },
)
ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(
            ["PAUSED", "ACTIVE", "CANCELLED", "event", "delete endpoint", "new endpoint", "segment", "delete"]
        ),
        st.sampled_from([1, 7, 60, 60 * 24]),
    ),
    max_size=8,
)


def act(journeys: Journeys, segment_id: str, journey_id: str, action: str) -> None:
    """Do something; that it is refused is as good."""
    audience, client = Audience(journeys.client, journeys.app_id), journeys.client
    with contextlib.suppress(ClientError):
        if action == "event":
            event: Any = {"EventType": "bought", "Timestamp": "2030-01-01T09:00:00Z"}
            batch: Any = {"e0": {"Endpoint": {}, "Events": {"e": event}}}
            client.put_events(ApplicationId=journeys.app_id, EventsRequest={"BatchItem": batch})
        elif action == "delete endpoint":
            audience.delete("e1")
        elif action == "new endpoint":
            audience.put("e1", ChannelType="EMAIL", Address="ada@example.com", Attributes={"color": ["red"]})
        elif action == "segment":
            Segments(client, journeys.app_id).update(segment_id, Name="changed")
        elif action == "delete":
            journeys.delete(journey_id)
        else:
            journeys.set_state(journey_id, action)


def outcome(pinpoint: PinpointMock, journey_id: str) -> Any:
    """What can be seen of a journey, after checking that it all fits together."""
    participants = list(pinpoint.journey_participants(journey_id))
    messages = list(pinpoint.messages.filter(journey_id=journey_id))
    for one in participants:
        assert one.path[-1:] == ((one.activity_id,) if one.activity_id else ())
        assert (one.due_at is None) or (one.status == "ACTIVE" and one.due_at >= one.entered_at)
        assert one.status != "ACTIVE" or one.due_at is not None
    entered_at = {one.endpoint_id: one.entered_at for one in reversed(participants)}
    assert all(message.sent_at >= entered_at[message.endpoint_id] for message in messages)
    inside = [one.endpoint_id for one in participants if one.status == "ACTIVE"]
    assert len(inside) == len(set(inside))
    return (
        [(one.endpoint_id, one.status, one.path, one.entered_at, one.due_at) for one in participants],
        [(each.endpoint_id, each.sent_at, each.delivery_status, each.journey_activity_id) for each in messages],
    )


@settings(max_examples=40)
@given(REQUESTS, ACTIONS, st.booleans())
def test_whatever_happens_it_fits_together(
    early_client: PinpointClient, request: dict[str, Any], actions: list[tuple[str, int]], is_by_event: bool
) -> None:
    with freeze_time(NINE) as clock, mock_pinpoint(seed=1) as pinpoint:
        journeys = Journeys(early_client, pinpoint.add_app())
        journeys.add_templates()
        pinpoint.add_lambda("deliver", lambda event, context: {})
        audience = Audience(early_client, journeys.app_id)
        zone = {"Demographic": {"Timezone": "UTC"}}
        audience.put("e0", ChannelType="SMS", Address="+15550100", Attributes={"color": ["red"]}, **zone)
        audience.put("e1", ChannelType="EMAIL", Address="ada@example.com")
        segment_id = journeys.everybody()
        bought = {"FilterType": "ENDPOINT", "Dimensions": BOUGHT["EventCondition"]["Dimensions"]}
        starts: Any = {"SegmentStartCondition": {"SegmentId": segment_id}}
        if is_by_event:
            starts = {"EventStartCondition": {"EventFilter": bought, "SegmentId": segment_id}}
            request = {**request, "LocalTime": False}
        journey_id = journeys.publish(**request, StartCondition=starts)
        for action, minutes in actions:
            clock.tick(datetime.timedelta(minutes=minutes))
            act(journeys, segment_id, journey_id, action)
            outcome(pinpoint, journey_id)
        world, middle = pinpoint.backend().world, datetime.datetime.now(datetime.timezone.utc)
        snapshot = world.snapshot()
        pinpoint.clear()
        futures = []
        for _ in range(2):
            clock.move_to(middle + datetime.timedelta(days=3))
            futures.append(outcome(pinpoint, journey_id))
            clock.move_to(middle)
            world.restore(snapshot)
        assert futures[0] == futures[1]
        statuses = Counter(one[1] for one in futures[0][0])
        assert sum(statuses.values()) == len(futures[0][0])
