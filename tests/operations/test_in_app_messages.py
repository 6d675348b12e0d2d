"""In-app messages, as clients ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.builders import explanation, not_found
from tests.operations import settings

if TYPE_CHECKING:
    from freezegun.api import FrozenDateTimeFactory
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock
    from tests.builders import Audience, Campaigns, Segments
    from tests.operations.templates import Templates

DIMENSIONS: Any = {"Attributes": {}, "EventType": {"DimensionType": "INCLUSIVE", "Values": ["opened"]}, "Metrics": {}}
SCHEDULE: Any = {
    "EndTime": "2030-01-01T12:00:00.500Z",
    "EventFilter": {"FilterType": "ENDPOINT", "Dimensions": DIMENSIONS},
    "Frequency": "IN_APP_EVENT",
    "StartTime": "2030-01-01T10:00:00Z",
}
TEXT: Any = {"Alignment": "LEFT", "TextColor": "#000000"}
BUTTON: Any = {"DefaultConfig": {"ButtonAction": "CLOSE", "Text": "Close"}}


def content(header: str) -> list[Any]:
    return [
        {
            "BackgroundColor": "#FFFFFF",
            "BodyConfig": {"Body": "Body", **TEXT},
            "HeaderConfig": {"Header": header, **TEXT},
            "PrimaryBtn": BUTTON,
        }
    ]


def message(header: str = "Hi") -> Any:
    return {"InAppMessage": {"Content": content(header), "Layout": "OVERLAYS"}}


@pytest.fixture(autouse=True)
def _app(clock: FrozenDateTimeFactory, audience: Audience) -> None:
    audience.put("app", ChannelType="IN_APP", Address="app")


def shown(client: PinpointClient, app_id: str, endpoint_id: str = "app") -> list[Any]:
    answer = client.get_in_app_messages(ApplicationId=app_id, EndpointId=endpoint_id)
    return list(answer["InAppMessagesResponse"]["InAppMessageCampaigns"])


def headers(campaigns: Campaigns, endpoint_id: str = "app") -> list[str]:
    found = shown(campaigns.client, campaigns.app_id, endpoint_id)
    return [each["InAppMessage"]["Content"][0]["HeaderConfig"]["Header"] for each in found]


def test_an_in_app_message_has_the_documented_members(
    clock: FrozenDateTimeFactory, client: PinpointClient, campaigns: Campaigns, pinpoint: PinpointMock
) -> None:
    made = campaigns.create(Name="Spring", Schedule=SCHEDULE, MessageConfiguration=message())
    clock.move_to("2030-01-01T10:00:00Z")
    assert shown(client, campaigns.app_id) == [
        {
            "CampaignId": f"Spring-{made['Id']}",
            "DailyCap": 0,
            "InAppMessage": {"Content": content("Hi"), "Layout": "OVERLAYS"},
            "Priority": 3,
            "Schedule": {"EndDate": "2030-01-01T12:00:00Z", "EventFilter": {"Dimensions": DIMENSIONS}},
            "SessionCap": 0,
            "TotalCap": 0,
            "TreatmentId": "0",
        }
    ]
    assert not pinpoint.messages
    assert campaigns.list_activities(made["Id"]) == {"Item": []}


def test_caps_and_quiet_time_are_those_of_the_campaign_else_of_the_project(
    clock: FrozenDateTimeFactory, client: PinpointClient, campaigns: Campaigns
) -> None:
    settings.write(
        client, campaigns.app_id, Limits={"Session": 1, "Daily": 2, "Total": 3}, QuietTime=settings.QUIET_TIME
    )
    campaigns.create(Schedule=SCHEDULE, MessageConfiguration=message())
    own = {"Start": "12:00", "End": "13:00"}
    campaigns.create(
        Limits={"Session": 0, "Daily": 5}, Schedule={**SCHEDULE, "QuietTime": own}, MessageConfiguration=message()
    )
    clock.move_to("2030-01-01T10:00:00Z")
    found = [
        (each["SessionCap"], each["DailyCap"], each["TotalCap"], each["Schedule"]["QuietTime"])
        for each in shown(client, campaigns.app_id)
    ]
    assert found == [(1, 2, 3, settings.QUIET_TIME), (0, 5, 3, own)]


def test_messages_are_shown_from_start_to_end_unless_paused_or_deleted(
    clock: FrozenDateTimeFactory, campaigns: Campaigns
) -> None:
    campaign_id = campaigns.create_id(Schedule=SCHEDULE, MessageConfiguration=message())
    other = campaigns.create_id(Schedule=SCHEDULE, MessageConfiguration=message("Other"))
    found = []
    for moment in ("09:59:59", "10:00:00", "11:00:00", "12:00:01"):
        clock.move_to(f"2030-01-01T{moment}Z")
        found.append((headers(campaigns), campaigns.status(campaign_id)))
        if moment == "10:00:00":
            campaigns.update(campaign_id, IsPaused=True)
    assert found == [
        ([], "SCHEDULED"),
        (["Hi", "Other"], "EXECUTING"),
        (["Other"], "PAUSED"),
        ([], "COMPLETED"),
    ]
    campaigns.delete(other)
    assert headers(campaigns) == []


def test_a_message_without_end(clock: FrozenDateTimeFactory, client: PinpointClient, campaigns: Campaigns) -> None:
    schedule = {name: value for name, value in SCHEDULE.items() if name != "EndTime"}
    campaigns.create(Schedule=schedule, MessageConfiguration=message())
    clock.move_to("2031-01-01T00:00:00Z")
    (found,) = shown(client, campaigns.app_id)
    assert found["Schedule"].keys() == {"EventFilter"}


def test_messages_come_by_priority_then_by_age(clock: FrozenDateTimeFactory, campaigns: Campaigns) -> None:
    for header, priority in (("a", 4), ("b", None), ("c", 1), ("d", 3), ("e", 1)):
        campaigns.create(Schedule=SCHEDULE, MessageConfiguration=message(header), Priority=priority)
    clock.move_to("2030-01-01T10:00:00Z")
    assert headers(campaigns) == ["c", "e", "b", "d", "a"]


def test_only_members_of_the_segment_see_a_message(
    clock: FrozenDateTimeFactory, campaigns: Campaigns, audience: Audience, segments: Segments
) -> None:
    pro = segments.create_id(Dimensions={"Attributes": {"plan": {"Values": ["pro"]}}})
    campaigns.create(SegmentId=pro, Schedule=SCHEDULE, MessageConfiguration=message())
    audience.put("push", ChannelType="GCM", Address="token", Attributes={"plan": ["pro"]})
    clock.move_to("2030-01-01T10:00:00Z")
    assert (headers(campaigns), headers(campaigns, "push"), headers(campaigns, "PUSH")) == ([], ["Hi"], ["Hi"])


@pytest.mark.parametrize(("cohort_id", "expected"), [(0, []), (10, ["B"]), (30, ["A"])])
def test_cohorts_choose_the_treatment(
    clock: FrozenDateTimeFactory, campaigns: Campaigns, pinpoint: PinpointMock, cohort_id: int, expected: list[str]
) -> None:
    pinpoint.add_endpoint(
        campaigns.app_id, endpoint_id="chosen", channel="IN_APP", address="chosen", cohort_id=cohort_id
    )
    campaigns.create(
        Schedule=SCHEDULE,
        MessageConfiguration=message("A"),
        HoldoutPercent=10,
        AdditionalTreatments=[{"SizePercent": 20, "MessageConfiguration": message("B")}],
    )
    clock.move_to("2030-01-01T10:00:00Z")
    assert headers(campaigns, "chosen") == expected


def test_a_message_may_come_from_a_template(
    clock: FrozenDateTimeFactory, client: PinpointClient, campaigns: Campaigns, templates: Templates
) -> None:
    config = {"color": "red"}
    templates.create("INAPP", "t", Content=content("Template"), CustomConfig=config, Layout="TOP_BANNER")
    campaigns.create(
        Schedule=SCHEDULE,
        MessageConfiguration=None,
        TemplateConfiguration={"InAppTemplate": {"Name": "t"}},
    )
    campaigns.create(Schedule=SCHEDULE, MessageConfiguration={"SMSMessage": {"Body": "nothing to show"}})
    clock.move_to("2030-01-01T10:00:00Z")
    (found,) = shown(client, campaigns.app_id)
    assert found["InAppMessage"] == {"Content": content("Template"), "CustomConfig": config, "Layout": "TOP_BANNER"}
    templates.delete("INAPP", "t")
    assert shown(client, campaigns.app_id) == []


def test_a_button_that_closes_has_no_link(
    clock: FrozenDateTimeFactory, client: PinpointClient, campaigns: Campaigns
) -> None:
    web = {"ButtonAction": "LINK", "Link": "https://example.com"}
    link = {**web, "Text": "Read"}
    primary = {"DefaultConfig": {**link, "ButtonAction": "CLOSE"}, "Web": web}
    item = {**content("Hi")[0], "PrimaryBtn": primary, "SecondaryBtn": {"DefaultConfig": link}}
    campaigns.create(Schedule=SCHEDULE, MessageConfiguration={"InAppMessage": {"Content": [item]}})
    campaigns.create(Schedule=SCHEDULE, MessageConfiguration={"InAppMessage": {"Layout": "CAROUSEL"}})
    clock.move_to("2030-01-01T10:00:00Z")
    first, second = shown(client, campaigns.app_id)
    (shown_item,) = first["InAppMessage"]["Content"]
    assert shown_item["PrimaryBtn"] == {"DefaultConfig": {"ButtonAction": "CLOSE", "Text": "Read"}, "Web": web}
    assert shown_item["SecondaryBtn"] == {"DefaultConfig": link}
    assert second["InAppMessage"] == {"Layout": "CAROUSEL"}


def test_campaigns_of_other_kinds_show_nothing(clock: FrozenDateTimeFactory, campaigns: Campaigns) -> None:
    campaigns.create(Schedule={**SCHEDULE, "Frequency": "EVENT"}, MessageConfiguration=message())
    clock.move_to("2030-01-01T10:00:00Z")
    assert headers(campaigns) == []


def test_an_unknown_endpoint_is_not_found(client: PinpointClient, campaigns: Campaigns, pinpoint: PinpointMock) -> None:
    with not_found():
        shown(client, campaigns.app_id, "unknown")
    assert explanation(pinpoint, lambda: shown(client, campaigns.app_id, "unknown")).startswith("no endpoint 'unknown'")
