"""The runs of journeys and their execution metrics.

Source: API apps-application-id-journeys-journey-id-runs; API apps-application-id-journeys-journey-id-execution-metrics.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from pinpoint_mock.core.checks import existing
from pinpoint_mock.core.clock import now, timestamp
from pinpoint_mock.core.paging import paginate
from pinpoint_mock.engagement.journey_activities import ACTIVITY_TYPES, kind_of, kinds_of, metric_names
from pinpoint_mock.operations._registry import operation
from pinpoint_mock.state.explain import no_journey, no_journey_activity, no_journey_run

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import (
        JourneyExecutionActivityMetricsResponseTypeDef,
        JourneyExecutionMetricsResponseTypeDef,
        JourneyRunExecutionActivityMetricsResponseTypeDef,
        JourneyRunExecutionMetricsResponseTypeDef,
        JourneyRunResponseTypeDef,
        JourneyRunsResponseTypeDef,
    )

    from pinpoint_mock.state.journeys import Journey, JourneyRun
    from pinpoint_mock.state.world import App

OF_JOURNEY = (
    *("ENDPOINT_ENTERED", "ENDPOINT_ACTIVE", "ENDPOINT_LEFT"),
    *("CANCELLED", "REENTRY_CAP_EXCEEDED", "ACTIVE_ENDPOINT_REJECTED"),
)
"""The execution metrics of a journey and of a run of it.

Source: DG analytics-standard-metrics.
"""

OF_RUN = (
    *("ENDPOINT_PRODUCED", "ENDPOINTS_FROM_USER", "ENDPOINT_OPT_OUT", "ENDPOINT_INACTIVE"),
    *("FILTERED_OUT_BY_SEGMENT", "ENDPOINT_MISSING_ADDRESS", "ENDPOINT_MISSING_CHANNEL", "ENDPOINT_MISSING_TIMEZONE"),
    *("ENDPOINT_TIMEZONE_MISMATCH", "DUPLICATE_ENDPOINT", "DUPLICATE_USER", "PAUSED", "ENDED"),
    "ENDPOINT_ESTIMATED_TIMEZONE",
)
"""What a run has beside those.

Source: DG journey-run-metrics-activity-execution.
"""


@operation("GetJourneyRuns")
def get_journey_runs(
    app: App, *, journey_id: str, page_size: str | None = None, token: str | None = None
) -> JourneyRunsResponseTypeDef:
    """A page of the runs of a journey, newest first, and a token if there are more.

    Each evaluation of the segment is a run; a journey that is entered by events has one for its whole life. It is there
    from its beginning on. NotFoundException if there is no such journey; BadRequestException for a page size that is
    not a positive number and for a token that this list does not give.

    Source: MODEL JourneyRunResponse; API apps-application-id-journeys-journey-id-runs.
    """
    _journey(app, journey_id)
    page, next_token = paginate(
        app.journeys.runs(journey_id),
        {"JourneyId": journey_id, "RunNumber": lambda run: f"{run.number:09}"},
        newest_first=True,
        page_size=page_size,
        token=token,
    )
    items = [_run_response(run) for run in page]
    return {"Item": items, "NextToken": next_token} if next_token else {"Item": items}


@operation("GetJourneyExecutionMetrics")
def get_journey_execution_metrics(
    app: App, *, journey_id: str, next_token: str | None = None, page_size: str | None = None
) -> JourneyExecutionMetricsResponseTypeDef:
    """How many participants of a journey have entered, are inside and have left, as texts of numbers.

    NotFoundException if there is no such journey. `NextToken` and `PageSize` are not supported by the service. AWS does
    not document whether metrics of zero are there; here they are.

    Source: MODEL JourneyExecutionMetricsResponse; DG analytics-standard-metrics.
    """
    journey = _journey(app, journey_id)
    return {**_head(app, journey), "Metrics": _journey_metrics(app, journey, None, OF_JOURNEY)}  # type: ignore[typeddict-item]  # the head has the rest


@operation("GetJourneyRunExecutionMetrics")
def get_journey_run_execution_metrics(
    app: App, *, journey_id: str, run_id: str, next_token: str | None = None, page_size: str | None = None
) -> JourneyRunExecutionMetricsResponseTypeDef:
    """The same for one run, and why endpoints did not enter. NotFoundException if there is no such journey or run.

    Source: MODEL JourneyRunExecutionMetricsResponse; DG journey-run-metrics-activity-execution.
    """
    journey = _journey(app, journey_id)
    run = _run(app, journey, run_id)
    metrics = _journey_metrics(app, journey, run.run_id, (*OF_JOURNEY, *OF_RUN))
    return {**_head(app, journey), "Metrics": metrics, "RunId": run_id}  # type: ignore[typeddict-item]  # as above


@operation("GetJourneyExecutionActivityMetrics")
def get_journey_execution_activity_metrics(
    app: App,
    *,
    journey_id: str,
    journey_activity_id: str,
    next_token: str | None = None,
    page_size: str | None = None,
) -> JourneyExecutionActivityMetricsResponseTypeDef:
    """What has become of participants at an activity, as texts of numbers.

    NotFoundException if there is no such journey or activity. AWS does not document the metrics of an activity of no
    kind, which a draft may have; here there are none.

    Source: MODEL JourneyExecutionActivityMetricsResponse; DG analytics-standard-metrics.
    """
    journey = _journey(app, journey_id)
    response = {**_head(app, journey), **_activity_metrics(app, journey, journey_activity_id, None)}
    return cast("JourneyExecutionActivityMetricsResponseTypeDef", response)


@operation("GetJourneyRunExecutionActivityMetrics")
def get_journey_run_execution_activity_metrics(
    app: App,
    *,
    journey_id: str,
    run_id: str,
    journey_activity_id: str,
    next_token: str | None = None,
    page_size: str | None = None,
) -> JourneyRunExecutionActivityMetricsResponseTypeDef:
    """The same for one run. NotFoundException if there is no such journey, run or activity.

    Source: MODEL JourneyRunExecutionActivityMetricsResponse; DG analytics-standard-metrics.
    """
    journey = _journey(app, journey_id)
    run = _run(app, journey, run_id)
    metrics = _activity_metrics(app, journey, journey_activity_id, run.run_id)
    response = {**_head(app, journey), **metrics, "RunId": run_id}
    return cast("JourneyRunExecutionActivityMetricsResponseTypeDef", response)


def _journey(app: App, journey_id: str) -> Journey:
    return existing(app.journeys.get(journey_id), explain=lambda: no_journey(app, journey_id))


def _run(app: App, journey: Journey, run_id: str) -> JourneyRun:
    return existing(app.journeys.run(journey.journey_id, run_id), explain=lambda: no_journey_run(app, journey, run_id))


def _run_response(run: JourneyRun) -> JourneyRunResponseTypeDef:
    return cast(
        "JourneyRunResponseTypeDef",
        {
            "CreationTime": timestamp(run.created_at),
            "LastUpdateTime": timestamp(run.updated_at),
            "RunId": run.run_id,
            "Status": run.status,
        },
    )


def _head(app: App, journey: Journey) -> dict[str, Any]:
    return {
        "ApplicationId": app.application_id,
        "JourneyId": journey.journey_id,
        "LastEvaluatedTime": timestamp(now()),
    }


def _journey_metrics(app: App, journey: Journey, run_id: str | None, names: tuple[str, ...]) -> dict[str, str]:
    counts = app.journeys.metrics(journey.journey_id, None, run_id)
    participants = app.journeys.participants_of(journey)
    counts["ENDPOINT_ACTIVE"] = participants.number_inside if run_id is None else participants.number_inside_of(run_id)
    return {name: str(counts[name]) for name in names}


def _activity_metrics(app: App, journey: Journey, activity_id: str, run_id: str | None) -> dict[str, Any]:
    activity: Mapping[str, Any] = existing(
        journey.activities.get(activity_id), explain=lambda: no_journey_activity(journey, activity_id)
    )
    if len(kinds_of(activity)) != 1:
        return {"ActivityType": "", "JourneyActivityId": activity_id, "Metrics": {}}
    counts = app.journeys.metrics(journey.journey_id, activity_id, run_id)
    activity_type = ACTIVITY_TYPES[kind_of(activity)]
    if activity_type == "WAIT":
        counts["WAIT_STARTED"] = sum(
            each.activity_id == activity_id and run_id in (None, each.run_id)
            for each in app.journeys.participants_of(journey).inside()
        )
    return {
        "ActivityType": activity_type,
        "JourneyActivityId": activity_id,
        "Metrics": {name: str(counts[name]) for name in metric_names(activity)},
    }
