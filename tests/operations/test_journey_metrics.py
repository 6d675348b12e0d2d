"""The runs of journeys and their execution metrics, as they are answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.builders import activities, explanation, say, wait

if TYPE_CHECKING:
    from freezegun.api import FrozenDateTimeFactory
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock
    from tests.builders import Audience, Journeys


@pytest.fixture
def journey_id(clock: FrozenDateTimeFactory, journeys: Journeys, audience: Audience) -> str:
    """A journey that somebody is in."""
    audience.put("phone", ChannelType="SMS", Address="+15550100")
    journey_id = journeys.publish(say(), wait("P1D"), RefreshFrequency="PT1H")
    clock.move_to("2030-01-01T10:30:00Z")
    return journey_id


def test_runs_are_read_newest_first(journeys: Journeys, journey_id: str) -> None:
    first = journeys.runs(journey_id, PageSize="1")
    second = journeys.runs(journey_id, PageSize="1", Token=first["NextToken"])
    (newest,), (oldest,) = first["Item"], second["Item"]
    assert "NextToken" not in second
    assert oldest == {
        "RunId": oldest["RunId"],
        "CreationTime": "2030-01-01T09:05:00.000Z",
        "LastUpdateTime": "2030-01-01T09:05:00.000Z",
        "Status": "RUNNING",
    }
    assert (newest["CreationTime"], newest["Status"]) == ("2030-01-01T10:05:00.000Z", "COMPLETED")


def test_all_metrics_are_there(client: PinpointClient, journeys: Journeys, journey_id: str) -> None:
    names: Any = {"ApplicationId": journeys.app_id, "JourneyId": journey_id}
    run_id = journeys.runs(journey_id)["Item"][-1]["RunId"]
    head = {**names, "LastEvaluatedTime": "2030-01-01T10:30:00.000Z"}
    of_journey = client.get_journey_execution_metrics(**names)["JourneyExecutionMetricsResponse"]
    counts = {
        "ENDPOINT_ENTERED": "1",
        "ENDPOINT_ACTIVE": "1",
        "ENDPOINT_LEFT": "0",
        "CANCELLED": "0",
        "REENTRY_CAP_EXCEEDED": "0",
        "ACTIVE_ENDPOINT_REJECTED": "1",
    }
    assert of_journey == {**head, "Metrics": counts}
    of_run: Any = client.get_journey_run_execution_metrics(**names, RunId=run_id)["JourneyRunExecutionMetricsResponse"]
    metrics = of_run.pop("Metrics")
    assert of_run == {**head, "RunId": run_id}
    assert (metrics["ENDPOINT_PRODUCED"], metrics["ACTIVE_ENDPOINT_REJECTED"], metrics["ENDED"]) == ("1", "0", "0")
    of_wait = client.get_journey_execution_activity_metrics(**names, JourneyActivityId="a2")
    waiting = {"WAIT_STARTED": "1", "WAIT_FINISHED": "0", "WAIT_SKIPPED": "0"}
    activity = {"ActivityType": "WAIT", "JourneyActivityId": "a2", "Metrics": waiting}
    assert of_wait["JourneyExecutionActivityMetricsResponse"] == {**head, **activity}
    of_both = client.get_journey_run_execution_activity_metrics(**names, JourneyActivityId="a2", RunId=run_id)
    assert of_both["JourneyRunExecutionActivityMetricsResponse"] == {**head, **activity, "RunId": run_id}


@pytest.mark.parametrize("activity_id", [None, "a1"])
def test_a_run_that_is_not_there(
    journeys: Journeys, pinpoint: PinpointMock, journey_id: str, activity_id: str | None
) -> None:
    text = explanation(pinpoint, lambda: journeys.metrics(journey_id, activity_id, "r"))
    assert text.startswith(f"no run 'r' of journey '{journey_id}' ('welcome'); there: '")
    assert pinpoint.requests.last.error == "NotFoundException"


def test_an_activity_that_is_not_there(journeys: Journeys, pinpoint: PinpointMock, journey_id: str) -> None:
    text = explanation(pinpoint, lambda: journeys.metrics(journey_id, "a3"))
    assert text == f"no activity 'a3' in journey '{journey_id}' ('welcome'); there: 'a1', 'a2'"


def test_an_activity_of_a_draft(journeys: Journeys) -> None:
    draft = journeys.create(Name="draft", Activities={"none": {}, **activities(wait())})["Id"]
    assert journeys.metrics(draft, "none") == {}
    assert journeys.metrics(draft, "a1") == {}
    assert journeys.runs(draft) == {"Item": []}
