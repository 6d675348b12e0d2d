"""Journeys by their seed, and one jump of the clock over them against a look at every quarter of an hour."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
from freezegun import freeze_time
from hypothesis import given, settings
from hypothesis import strategies as st

from pinpoint_mock import mock_pinpoint
from tests.builders import Audience, Journeys, activities, say, wait

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

NINE = datetime.datetime(2030, 1, 1, 9, tzinfo=datetime.timezone.utc)


def many(early_client: PinpointClient, seed: int, kind: str, members: Any) -> tuple[dict[str, int], list[str]]:
    """The metrics of a random activity for 200 endpoints, and who came to `a2`."""
    with freeze_time(NINE) as clock, mock_pinpoint(seed=seed) as pinpoint:
        journeys = Journeys(early_client, pinpoint.add_app())
        audience = Audience(early_client, journeys.app_id)
        for start in (0, 100):
            items = [
                {"Id": f"e{n}", "ChannelType": "SMS", "Address": f"+1555{n:07}"} for n in range(start, start + 100)
            ]
            audience.put_batch(*items)
        journey_id = journeys.publish(Activities=activities((kind, members), wait()))
        clock.move_to("2030-01-01T09:10:00Z")
        there = pinpoint.journey_participants(journey_id)
        statuses = [each.status for each in there]
        metrics = journeys.metrics(journey_id)
        assert metrics["ENDPOINT_ENTERED"] == 200 == metrics["ENDPOINT_ACTIVE"] + metrics["ENDPOINT_LEFT"]
        assert statuses.count("HELD_OUT") == journeys.metrics(journey_id, "a1").get("HOLDOUT", 0)
        return journeys.metrics(journey_id, "a1"), [each.endpoint_id or "" for each in there.filter(activity_id="a2")]


RANDOM: dict[str, Any] = {
    "RandomSplit": {"Branches": [{"Percentage": 30, "NextActivity": "a2"}, {"Percentage": 70}]},
    "Holdout": {"Percentage": 70, "NextActivity": "a2"},
}


@pytest.mark.parametrize("kind", RANDOM)
def test_random_activities_are_fixed_by_the_seed(early_client: PinpointClient, kind: str) -> None:
    metrics, reached = many(early_client, 1, kind, RANDOM[kind])
    assert many(early_client, 1, kind, RANDOM[kind]) == (metrics, reached)
    assert many(early_client, 2, kind, RANDOM[kind])[1] != reached
    own, other = ("Branch_1", "Branch_2") if kind == "RandomSplit" else ("PASSED", "HOLDOUT")
    assert metrics == {own: len(reached), other: 200 - len(reached)}
    assert 30 < len(reached) < 90


RED: Any = {"SegmentDimensions": {"Attributes": {"color": {"Values": ["red"]}}}}
CHAINS: Any = {
    "wait and say": activities(say(), wait("PT50M"), say()),
    "split": activities(
        ("ConditionalSplit", {"Condition": {"Conditions": [RED]}, "TrueActivity": "a2", "FalseActivity": "a3"}),
        wait("PT40M", NextActivity="a3"),
        say(),
    ),
    "random": activities(
        ("RandomSplit", {"Branches": [{"Percentage": 50, "NextActivity": "a2"}, {"Percentage": 50}]}), wait(), say()
    ),
    "holdout": activities(("Holdout", {"Percentage": 50}), say()),
}
REQUESTS = st.fixed_dictionaries(
    {"Activities": st.sampled_from(list(CHAINS.values()))},
    optional={
        "RefreshFrequency": st.sampled_from(["PT1H", "PT2H"]),
        "QuietTime": st.just({"Start": "09:00", "End": "10:10"}),
        "WaitForQuietTime": st.booleans(),
        "LocalTime": st.booleans(),
        "Limits": st.fixed_dictionaries({"EndpointReentryCap": st.integers(0, 2), "DailyCap": st.integers(0, 3)}),
        "Schedule": st.fixed_dictionaries(
            {"StartTime": st.just(NINE + datetime.timedelta(minutes=20))},
            optional={"EndTime": st.just(NINE + datetime.timedelta(hours=3))},
        ),
    },
)


@settings(max_examples=15)
@given(st.lists(REQUESTS, min_size=1, max_size=2), st.booleans())
def test_one_jump_and_a_look_at_every_quarter_give_the_same(
    early_client: PinpointClient, requests: list[dict[str, Any]], restores: bool
) -> None:
    found = []
    for minutes in (6 * 60, 15):
        with freeze_time(NINE) as clock, mock_pinpoint(seed=1) as pinpoint:
            journeys = Journeys(early_client, pinpoint.add_app())
            journeys.add_templates()
            audience = Audience(early_client, journeys.app_id)
            for number, zone in enumerate(("UTC", "Asia/Kathmandu", "America/St_Johns", "Moon")):
                audience.put(
                    f"e{number}",
                    ChannelType="SMS",
                    Address=f"+155501{number}",
                    Demographic={"Timezone": zone},
                    Attributes={"color": ["red" if number % 2 else "blue"]},
                )
            ids = [journeys.publish(**request) for request in requests]
            pinpoint.backend().world.ids.seed(7)
            for _ in range(6 * 60 // minutes):
                clock.tick(datetime.timedelta(minutes=minutes))
                len(pinpoint.messages)
                if restores:  # nothing is lost between two looks
                    world = pinpoint.backend().world
                    kept = list(world.messages.all)
                    world.restore(world.snapshot())
                    for each in kept:
                        world.messages.record(each)
            messages = [(each.sent_at, each.endpoint_id, each.delivery_status) for each in pinpoint.messages]
            participants = [
                (each.endpoint_id, each.status, each.path, each.entered_at, each.due_at)
                for journey_id in ids
                for each in pinpoint.journey_participants(journey_id)
            ]
            states = [(journeys.state(each), journeys.metrics(each)) for each in ids]
            found.append((messages, participants, states))
            assert all(each.due_at is None or each.due_at > NINE for each in pinpoint.journey_participants(ids[0]))
            for _, metrics in states:
                entered, inside = metrics.get("ENDPOINT_ENTERED", 0), metrics.get("ENDPOINT_ACTIVE", 0)
                assert entered == inside + metrics.get("ENDPOINT_LEFT", 0) + metrics.get("CANCELLED", 0)
    assert found[0] == found[1]
