"""Whom a campaign reaches: one endpoint falls out at each step, in the order of the steps."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from pinpoint_mock.audience.segment_versions import create_segment
from pinpoint_mock.state.segments import Imported
from tests.builders import Segments
from tests.operations import settings
from tests.operations.recommenders import PLAIN, create

if TYPE_CHECKING:
    from collections.abc import Callable

    from freezegun.api import FrozenDateTimeFactory
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock
    from tests.builders import Audience, Campaigns

UTC_ZONE: Any = {"Timezone": "UTC"}
TREATMENT: Any = {"SizePercent": 10}


class Step(NamedTuple):
    """An endpoint that falls out at a step: how, and what is to be seen of it.

    `metric` is what is counted of it, `status` that of its entry; without one it has none.
    """

    endpoint: dict[str, Any]
    metric: str | None = None
    status: str | None = None
    cohort_id: int = 50


SMS: dict[str, Any] = {"ChannelType": "SMS", "Demographic": UTC_ZONE}
NO_TEXT = ("HOLDOUT", "DUPLICATE_ADDRESS", "QUIET_TIME", "DAILY_CAP", "CAMPAIGN_CAP")

STEPS = {
    "5-total": Step(SMS, None, "CAMPAIGN_CAP"),
    "1-opt-out": Step({**SMS, "OptOut": "ALL"}, "ENDPOINT_OPT_OUT"),
    "1-inactive": Step({**SMS, "EndpointStatus": "INACTIVE"}, "ENDPOINT_INACTIVE"),
    "1-address": Step({"Address": None}, "ENDPOINT_MISSING_ADDRESS"),
    "1-mismatch": Step({"ChannelType": "EMAIL", "Address": "ada@example.com"}, "ENDPOINT_CHANNEL_MISMATCH"),
    "2-holdout": Step(SMS, None, "HOLDOUT", cohort_id=9),
    "2-treatment": Step(SMS, "TREATMENT_HOLDOUT", "SUCCESSFUL", cohort_id=10),
    "4-quiet": Step({**SMS, "Demographic": {"Timezone": "Asia/Tokyo"}}, None, "QUIET_TIME"),
    "5-daily": Step({**SMS, "Attributes": {"twice": ["yes"]}}, None, "DAILY_CAP"),
    "6-hook": Step(SMS),
    "7-recommendation": Step(SMS, None, "RECOMMENDATION_FAILURE"),
    "8-delivery": Step({**SMS, "Address": "nonsense"}, None, "PERMANENT_FAILURE"),
    "reached": Step(SMS, None, "SUCCESSFUL"),
    "1-channel": Step({}, "ENDPOINT_MISSING_CHANNEL"),
    "3-duplicate": Step({**SMS, "Address": "+15550199"}, None, "DUPLICATE_ADDRESS"),
}
"""Endpoints in the order of their creation. The last two are of a kind that only an import can bring."""

EXPLAINED = {
    "2-holdout": "its cohort is 9, and cohorts 0 to 9 are held out",
    "4-quiet": "it is 19:00 in Asia/Tokyo, and quiet time is 19:00 to 19:30",
    "5-daily": "the Daily limit is 2",
    "5-total": "the Total limit is 1",
}
"""What the log adds to the status of an entry."""

SEND_STATUSES = {"SUCCESSFUL": "SUCCESS", "PERMANENT_FAILURE": "FAILURE_PERMANENT"}
"""What the record of an endpoint calls the status of its entry, where it has another name."""

UNREGISTERED = ("1-channel", "3-duplicate")


pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def segment_id(pinpoint: PinpointMock, app_id: str) -> str:
    """An imported segment of all endpoints of the table, those that it does not register included."""
    app = pinpoint.backend().apps[app_id]
    common = {"ApplicationId": app_id, "CohortId": "50", "OptOut": "NONE", "EndpointStatus": "ACTIVE"}
    definitions = {
        name: {"Id": name, "Address": "+15550198", "Attributes": {}, "User": {}, **common, **STEPS[name].endpoint}
        for name in UNREGISTERED
    }
    imported = Imported(frozenset(STEPS) - set(UNREGISTERED), definitions=definitions)
    return create_segment(app, {"Name": "walk", "ImportDefinition": {}}, imported=imported).segment_id


@pytest.fixture
def put(audience: Audience, pinpoint: PinpointMock) -> Callable[[str], None]:
    def put(name: str) -> None:
        step = STEPS[name]
        address = "+15550199" if name == "reached" else f"+1555{sum(map(ord, name)):07}"
        members = {"Address": address, **step.endpoint}
        audience.put(name, **{member: value for member, value in members.items() if value is not None})
        pinpoint.backend().apps[audience.app_id].endpoints.set_cohort(name, step.cohort_id)

    return put


@pytest.fixture
def template(client: PinpointClient, pinpoint: PinpointMock) -> Any:
    """A TemplateConfiguration whose recommender has nothing for one of the endpoints."""
    recommender_id = create(client, PLAIN)["Id"]
    items = {name: ["film"] for name in STEPS if name != "7-recommendation"}
    pinpoint.add_recommendations(recommender_id, items)
    request: Any = {"Body": "Try {{RecommendationItems.[0]}}", "RecommenderId": recommender_id}
    client.create_sms_template(TemplateName="t", SMSTemplateRequest=request)
    return {"SMSTemplate": {"Name": "t"}}


def test_each_endpoint_falls_out_at_its_step(
    clock: FrozenDateTimeFactory,
    campaigns: Campaigns,
    pinpoint: PinpointMock,
    segment_id: str,
    put: Callable[[str], None],
    template: Any,
) -> None:
    """The endpoints of the caps have got messages before: one of this campaign yesterday, two of others today."""
    pinpoint.add_lambda("filter", lambda event, context: _without(event["Endpoints"], "6-hook"))
    put("5-total")
    campaign_id = campaigns.create_id(
        SegmentId=segment_id,
        Schedule={
            "StartTime": "2030-01-01T10:00:00Z",
            "Frequency": "DAILY",
            "QuietTime": {"Start": "19:00", "End": "19:30"},
        },
        MessageConfiguration=None,
        TemplateConfiguration=template,
        HoldoutPercent=10,
        AdditionalTreatments=[TREATMENT],
        Limits={"Daily": 2, "Total": 1},
        Hook={"LambdaFunctionName": "filter"},
    )
    clock.move_to("2030-01-02T09:00:00Z")
    pinpoint.sent_messages.one(endpoint_id="5-total")
    for name in STEPS:
        if name not in ("5-total", *UNREGISTERED):
            put(name)
    twice = Segments(campaigns.client, campaigns.app_id).create_id(Dimensions={"Attributes": {"twice": YES}})
    for _ in range(2):
        campaigns.create(SegmentId=twice)
    pinpoint.clear()
    clock.move_to("2030-01-02T10:00:00Z")

    entries = {str(message.endpoint_id): message for message in pinpoint.messages}
    assert {name: message.delivery_status for name, message in entries.items()} == {
        name: step.status for name, step in STEPS.items() if step.status
    }
    assert list(entries) == [name for name, step in STEPS.items() if step.status], "in the order of creation"
    for name, message in entries.items():
        assert (message.operation, message.request_id, message.request) == (None, None, None)
        assert (message.campaign_id, message.treatment_id) == (campaign_id, "1" if name == "2-treatment" else "0")
        assert (message.body is None) == (message.delivery_status in NO_TEXT)
        is_sent = message.delivery_status == "SUCCESSFUL"
        assert message in (pinpoint.sent_messages if is_sent else pinpoint.failed_messages)

    records = pinpoint.stream_records.filter(event_type="_campaign.send")
    assert [(record.client_id, record.attributes["campaign_send_status"]) for record in records] == [
        (name, SEND_STATUSES.get(step.status, step.status)) for name, step in STEPS.items() if step.status
    ]
    assert {name: message.explanation for name, message in entries.items() if name in EXPLAINED} == EXPLAINED
    activity, other = campaigns.activity(campaign_id), campaigns.activity(campaign_id, "1")
    assert activity["ExecutionMetrics"] == {
        "ENDPOINT_PRODUCED": str(len(STEPS)),
        **{step.metric: "1" for step in STEPS.values() if step.metric},
    }
    assert (activity["TotalEndpointCount"], activity["SuccessfulEndpointCount"]) == (7, 1)
    assert other["ExecutionMetrics"] == {**activity["ExecutionMetrics"], "TREATMENT_HOLDOUT": "8"}
    assert (other["TotalEndpointCount"], other["SuccessfulEndpointCount"]) == (1, 1)
    for each in (activity, other):
        assert {message.campaign_activity_id for message in pinpoint.messages} >= {each["Id"]}


YES: Any = {"Values": ["yes"]}


def _without(endpoints: dict[str, Any], endpoint_id: str) -> dict[str, Any]:
    return {key: value for key, value in endpoints.items() if key != endpoint_id}


def test_caps_count_what_was_sent_and_not_what_the_logs_hold(
    clock: FrozenDateTimeFactory, campaigns: Campaigns, audience: Audience, pinpoint: PinpointMock
) -> None:
    audience.put("phone", ChannelType="SMS", Address="+15550100")
    for _ in range(2):
        campaigns.create(Limits={"Daily": 1})
        pinpoint.clear()
    campaigns.create(Limits={"Daily": 1})
    assert pinpoint.failed_messages.one().delivery_status == "DAILY_CAP"
    clock.move_to("2030-01-02T00:00:00Z")
    campaigns.create(Limits={"Daily": 1})
    pinpoint.assert_sent(endpoint_id="phone", count=1)


def test_a_failed_message_counts_for_the_campaign_and_not_for_the_day(
    campaigns: Campaigns, audience: Audience, pinpoint: PinpointMock, clock: FrozenDateTimeFactory
) -> None:
    audience.put("phone", ChannelType="SMS", Address="+15550100")
    pinpoint.fail_delivery(delivery_status="TEMPORARY_FAILURE", times=1)
    schedule = {"StartTime": "IMMEDIATE", "Frequency": "HOURLY"}
    campaign_id = campaigns.create_id(Limits={"Daily": 1, "Total": 2}, Schedule=schedule)
    clock.move_to("2030-01-02T09:00:00Z")
    statuses = [message.delivery_status for message in pinpoint.messages.filter(campaign_id=campaign_id)]
    assert statuses[:2] == ["TEMPORARY_FAILURE", "SUCCESSFUL"]
    assert set(statuses[2:]) == {"DAILY_CAP", "CAMPAIGN_CAP"}
    assert statuses.count("SUCCESSFUL") == 1


def test_quiet_time_counts_for_the_cap_of_the_campaign(
    campaigns: Campaigns, audience: Audience, pinpoint: PinpointMock, clock: FrozenDateTimeFactory
) -> None:
    audience.put("phone", ChannelType="SMS", Address="+15550100", Demographic=UTC_ZONE)
    audience.put("elsewhere", ChannelType="SMS", Address="+15550101", Demographic={"Timezone": "Moon"})
    quiet = {"Start": "09:00", "End": "09:59"}
    schedule = {"StartTime": "IMMEDIATE", "Frequency": "HOURLY", "QuietTime": quiet}
    campaigns.create(Limits={"Total": 1}, Schedule=schedule)
    clock.move_to("2030-01-01T10:00:00Z")
    statuses = [(message.endpoint_id, message.delivery_status) for message in pinpoint.messages]
    assert statuses == [
        ("phone", "QUIET_TIME"),
        ("elsewhere", "SUCCESSFUL"),
        ("phone", "CAMPAIGN_CAP"),
        ("elsewhere", "CAMPAIGN_CAP"),
    ]


def test_settings_of_the_project_hold_for_campaigns_created_later_that_have_none(
    client: PinpointClient, campaigns: Campaigns, audience: Audience, pinpoint: PinpointMock
) -> None:
    audience.put("phone", ChannelType="SMS", Address="+15550100", Demographic=UTC_ZONE)
    later: Any = {"StartTime": "2030-01-01T10:00:00Z"}
    before = campaigns.create_id(Schedule=later)
    settings.write(client, campaigns.app_id, Limits={"Total": 1}, QuietTime={"Start": "10:00", "End": "11:00"})
    quiet = campaigns.create_id(Schedule=later)
    own_quiet_time = campaigns.create_id(Schedule={**later, "QuietTime": {"Start": "22:00", "End": "06:00"}})
    own_limits = campaigns.create_id(Limits={"Total": 0}, Schedule={"StartTime": "IMMEDIATE", "Frequency": "HOURLY"})
    settings.write(client, campaigns.app_id, QuietTime={})
    pinpoint.advance(LATER)
    statuses = {
        campaign_id: [message.delivery_status for message in pinpoint.messages.filter(campaign_id=campaign_id)]
        for campaign_id in (before, quiet, own_quiet_time, own_limits)
    }
    assert statuses == {
        before: ["SUCCESSFUL"],
        quiet: ["QUIET_TIME"],
        own_quiet_time: ["SUCCESSFUL"],
        own_limits: ["SUCCESSFUL", "QUIET_TIME", "QUIET_TIME", "SUCCESSFUL"],
    }


LATER = datetime.datetime(2030, 1, 1, 12, 30, tzinfo=datetime.timezone.utc)


@pytest.mark.parametrize(
    ("cohort_id", "expected"), [(0, None), (9, None), (10, "B"), (29, "B"), (30, "C"), (59, "C"), (60, "A"), (99, "A")]
)
def test_cohorts_choose_the_treatment(
    campaigns: Campaigns, pinpoint: PinpointMock, cohort_id: int, expected: str | None
) -> None:
    pinpoint.add_endpoint(campaigns.app_id, channel="SMS", address="+15550100", cohort_id=cohort_id)
    campaigns.create(
        MessageConfiguration={"SMSMessage": {"Body": "A"}},
        HoldoutPercent=10,
        AdditionalTreatments=[
            {"MessageConfiguration": {"SMSMessage": {"Body": "B"}}, "SizePercent": 20},
            {"MessageConfiguration": {"SMSMessage": {"Body": "C"}}, "SizePercent": 30},
        ],
    )
    assert pinpoint.messages.one().body == expected
