"""Standard metrics: GetApplicationDateRangeKpi, GetCampaignDateRangeKpi and GetJourneyDateRangeKpi."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, cast

from pinpoint_mock.core.checks import existing, invalid, read_date
from pinpoint_mock.core.clock import UTC, now
from pinpoint_mock.core.explain import listed
from pinpoint_mock.core.suggestions import did_you_mean
from pinpoint_mock.engagement.metrics import (
    APPLICATION_METRICS,
    CAMPAIGN_METRICS,
    JOURNEY_METRICS,
    Group,
    Metric,
    Named,
    rows,
)
from pinpoint_mock.engagement.tracked_messages import tracked_messages
from pinpoint_mock.operations._registry import operation
from pinpoint_mock.state.explain import no_campaign, no_journey

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import (
        ApplicationDateRangeKpiResponseTypeDef,
        CampaignDateRangeKpiResponseTypeDef,
        JourneyDateRangeKpiResponseTypeDef,
    )

    from pinpoint_mock.state.world import App

LONGEST_RANGE = datetime.timedelta(days=31)
OLDEST = datetime.timedelta(days=90)
"""The longest range, and how far back it may begin.

Source: DG analytics.
"""

TOLERANCE = datetime.timedelta(minutes=1)
"""How much more both may be, since a caller has asked for the time a moment before the call."""


@operation("GetApplicationDateRangeKpi")
def get_application_date_range_kpi(
    app: App,
    *,
    kpi_name: str,
    start_time: str | None = None,
    end_time: str | None = None,
    page_size: str | None = None,
    next_token: str | None = None,
) -> ApplicationDateRangeKpiResponseTypeDef:
    """A metric over all campaigns, or over all direct messages, of an application, from the logs of the mock.

    PageSize and NextToken are not supported: there is one page. BadRequestException for a name that is none of an
    application, a range of more than 31 days, one that ends before it begins or begins more than 90 days ago. AWS
    documents these limits, but not what breaking them answers. AWS makes data available within two hours; here they are
    there at once.

    Source: DG analytics; DG analytics-standard-metrics; MODEL ApplicationDateRangeKpiResponse.
    """
    metric, group = _metric(APPLICATION_METRICS, kpi_name, "an application")
    start, end = _range(start_time, end_time)
    return {
        "ApplicationId": app.application_id,
        "StartTime": _date(start),
        "EndTime": _date(end),
        "KpiName": kpi_name,
        "KpiResult": cast("Any", {"Rows": rows(metric, group, tracked_messages(app, start, end))}),
    }


@operation("GetCampaignDateRangeKpi")
def get_campaign_date_range_kpi(
    app: App,
    *,
    campaign_id: str,
    kpi_name: str,
    start_time: str | None = None,
    end_time: str | None = None,
    page_size: str | None = None,
    next_token: str | None = None,
) -> CampaignDateRangeKpiResponseTypeDef:
    """A metric of one campaign, with the rules of those of applications.

    AWS does not document what an unknown campaign answers; here NotFoundException.

    Source: DG analytics-standard-metrics; MODEL CampaignDateRangeKpiResponse.
    """
    existing(app.campaigns.get(campaign_id), explain=lambda: no_campaign(app, campaign_id))
    metric, group = _metric(CAMPAIGN_METRICS, kpi_name, "a campaign")
    start, end = _range(start_time, end_time)
    messages = [sent for sent in tracked_messages(app, start, end) if sent.message.campaign_id == campaign_id]
    return {
        "ApplicationId": app.application_id,
        "CampaignId": campaign_id,
        "StartTime": _date(start),
        "EndTime": _date(end),
        "KpiName": kpi_name,
        "KpiResult": cast("Any", {"Rows": rows(metric, group, messages)}),
    }


@operation("GetJourneyDateRangeKpi")
def get_journey_date_range_kpi(
    app: App,
    *,
    journey_id: str,
    kpi_name: str,
    start_time: str | None = None,
    end_time: str | None = None,
    page_size: str | None = None,
    next_token: str | None = None,
) -> JourneyDateRangeKpiResponseTypeDef:
    """A metric of the e-mails of one journey, with the rules of those of applications.

    AWS does not document what an unknown journey answers; here NotFoundException.

    Source: DG analytics-standard-metrics; MODEL JourneyDateRangeKpiResponse.
    """
    existing(app.journeys.get(journey_id), explain=lambda: no_journey(app, journey_id))
    metric, group = _metric(JOURNEY_METRICS, kpi_name, "a journey")
    start, end = _range(start_time, end_time)
    messages = [sent for sent in tracked_messages(app, start, end) if sent.message.journey_id == journey_id]
    return {
        "ApplicationId": app.application_id,
        "JourneyId": journey_id,
        "StartTime": _date(start),
        "EndTime": _date(end),
        "KpiName": kpi_name,
        "KpiResult": cast("Any", {"Rows": rows(metric, group, messages)}),
    }


def _range(start_time: str | None, end_time: str | None) -> tuple[datetime.datetime, datetime.datetime]:
    """The first and the last moment of a range; by default the 31 days that end now.

    AWS does not document what one of them alone means; here the range ends now, or begins 31 days before its end.

    Source: MODEL GetApplicationDateRangeKpiRequest; DG analytics.
    """
    present = now()
    end = present if end_time is None else read_date("EndTime", end_time)
    oldest = present - OLDEST - TOLERANCE
    if start_time is None and end < oldest:
        raise invalid("EndTime", "must be at most 90 days ago", _date(end))
    start = end - LONGEST_RANGE if start_time is None else read_date("StartTime", start_time)
    if end < start:
        raise invalid("EndTime", "must not be before StartTime", _date(end))
    if end - start > LONGEST_RANGE + TOLERANCE:
        raise invalid("EndTime", "must be at most 31 days after StartTime", _date(end))
    if start < oldest:
        raise invalid("StartTime", "must be at most 90 days ago", _date(start))
    return start, end


def _date(moment: datetime.datetime) -> Any:
    """The form of a date in these answers, without milliseconds; boto3 makes a datetime of it.

    Source: DG analytics-query-results.
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _metric(metrics: Named, name: str, holder: str) -> tuple[Metric, Group | None]:
    """The metric of a name, and its grouping; BadRequestException if a holder of metrics has none of that name."""
    if name not in metrics:
        error = invalid("KpiName", f"must be the name of a standard metric of {holder}", name)
        hint = did_you_mean(name, metrics)
        error.explanation += f". {hint}" if hint else f"; there: {listed(metrics, name)}"
        raise error
    return metrics[name]
