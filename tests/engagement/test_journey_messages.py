"""The message activities of journeys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.builders import Campaigns, activities, say, wait

if TYPE_CHECKING:
    from freezegun.api import FrozenDateTimeFactory

    from pinpoint_mock import PinpointMock
    from tests.builders import Audience, Journeys

pytestmark = pytest.mark.usefixtures("clock")

FUNCTION = "deliver"


@pytest.fixture(autouse=True)
def _endpoints(audience: Audience) -> None:
    addresses = {"SMS": "+15550100", "EMAIL": "ada@example.com", "GCM": "token", "CUSTOM": "@ada"}
    for channel, address in addresses.items():
        audience.put(channel.lower(), ChannelType=channel, Address=address, Attributes={"name": ["Ada"]})


def run(clock: FrozenDateTimeFactory, journeys: Journeys, *chain: Any, **request: Any) -> str:
    """Publish a journey and let it begin."""
    journey_id = journeys.publish(*chain, **request)
    clock.move_to("2030-01-01T09:10:00Z")
    return journey_id


@pytest.mark.parametrize(
    ("kind", "members", "channel", "settings"),
    [
        (
            "SMS",
            {"MessageConfig": {"SenderId": "Shop", "MessageType": "PROMOTIONAL", "EntityId": "e", "TemplateId": "t"}},
            "SMS",
            {"EntityId": "e", "TemplateId": "t"},
        ),
        ("EMAIL", {"MessageConfig": {"FromAddress": "shop@example.com"}}, "EMAIL", {}),
        ("PUSH", {"MessageConfig": {"TimeToLive": "60"}}, "GCM", {"TimeToLive": 60}),
        ("PUSH", {}, "GCM", {}),
    ],
)
def test_each_kind_is_for_its_channel(
    clock: FrozenDateTimeFactory,
    journeys: Journeys,
    pinpoint: PinpointMock,
    kind: str,
    members: Any,
    channel: str,
    settings: Any,
) -> None:
    journey_id = run(clock, journeys, say(kind, **members))
    message = pinpoint.messages.one()
    (job,) = journeys.runs(journey_id)["Item"]
    assert (message.journey_id, message.journey_run_id, message.journey_activity_id) == (journey_id, job["RunId"], "a1")
    assert (message.channel, message.endpoint_id, message.body) == (channel, channel.lower(), "Hello")
    assert message.template == {"type": kind, "name": "hello", "version": 1}
    assert {name: message.settings.get(name) for name in settings} == settings
    assert (message.operation, message.campaign_id) == (None, None)
    if kind == "SMS":
        assert (message.sender_id, message.message_type) == ("Shop", "PROMOTIONAL")
    if kind == "EMAIL":
        assert message.from_address == "shop@example.com"
    assert journeys.metrics(journey_id, "a1") == {"SUCCESS": 1}
    assert journeys.metrics(journey_id)["ENDPOINT_LEFT"] == 4


def test_a_push_payload_names_the_journey(
    clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock
) -> None:
    journey_id = run(clock, journeys, say("PUSH"))
    message = pinpoint.sent_messages.one()
    assert message.payload is not None
    assert journey_id in str(message.payload)
    assert str(message.journey_run_id) in str(message.payload)
    assert "_DIRECT" not in str(message.payload)


def test_the_version_of_the_template_and_the_texts_of_the_moment(
    clock: FrozenDateTimeFactory, journeys: Journeys, audience: Audience, pinpoint: PinpointMock
) -> None:
    update: Any = {"TemplateName": "hello", "SMSTemplateRequest": {"Body": "Hi {{Attributes.name}}"}}
    journeys.client.update_sms_template(**update, CreateNewVersion=True)
    journeys.client.update_template_active_version(
        TemplateName="hello", TemplateType="SMS", TemplateActiveVersionRequest={"Version": "2"}
    )
    journeys.publish(say(TemplateVersion="1"), say(), wait(), say())
    clock.move_to("2030-01-01T09:30:00Z")
    audience.put("sms", Attributes={"name": ["Bob"]})
    clock.move_to("2030-01-01T11:30:00Z")
    assert [each.body for each in pinpoint.sent_messages] == ["Hello", "Hi Ada", "Hi Bob"]


def test_a_template_that_is_gone(clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock) -> None:
    journey_id = journeys.publish(say(), wait())
    journeys.client.delete_sms_template(TemplateName="hello")
    clock.move_to("2030-01-01T09:10:00Z")
    failed = pinpoint.failed_messages.one()
    assert (failed.delivery_status, failed.status_message) == ("PERMANENT_FAILURE", "Template does not exist")
    assert failed.explanation is not None
    assert "'hello'" in failed.explanation
    assert journeys.metrics(journey_id, "a1") == {"FAILURE_PERMANENT": 1}
    assert journeys.metrics(journey_id)["ENDPOINT_ACTIVE"] == 4


@pytest.mark.parametrize(
    ("status", "metric"),
    [
        ("PERMANENT_FAILURE", "FAILURE_PERMANENT"),
        ("TEMPORARY_FAILURE", "TRANSIENT_FAILURE"),
        ("THROTTLED", "THROTTLED"),
        ("UNKNOWN_FAILURE", "UNKNOWN"),
        ("OPT_OUT", "FAILURE_PERMANENT"),
    ],
)
def test_failures(
    clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock, status: Any, metric: str
) -> None:
    pinpoint.fail_delivery(channel="SMS", delivery_status=status)
    journey_id = run(clock, journeys, say(), say("EMAIL"))
    assert pinpoint.failed_messages.one().journey_activity_id == "a1"
    assert journeys.metrics(journey_id, "a1") == {metric: 1}
    assert journeys.metrics(journey_id, "a2") == {"SUCCESS": 1}


def test_a_channel_that_is_off(clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock) -> None:
    journeys.client.delete_sms_channel(ApplicationId=journeys.app_id)
    journey_id = run(clock, journeys)
    assert "No channel of type SMS" in pinpoint.failed_messages.one().status_message
    assert journeys.metrics(journey_id, "a1") == {"FAILURE_PERMANENT": 1}


@pytest.mark.parametrize(
    ("members", "expected"), [({"OptOut": "ALL"}, []), ({"EndpointStatus": "INACTIVE"}, ["SUCCESSFUL"])]
)
def test_endpoints_that_change_inside(
    clock: FrozenDateTimeFactory,
    journeys: Journeys,
    audience: Audience,
    pinpoint: PinpointMock,
    members: Any,
    expected: list[str],
) -> None:
    journey_id = run(clock, journeys, wait(), say())
    audience.put("sms", **members)
    clock.move_to("2030-01-01T12:00:00Z")
    assert [each.delivery_status for each in pinpoint.messages] == expected
    assert journeys.metrics(journey_id)["ENDPOINT_LEFT"] == 4


@pytest.mark.parametrize(
    ("limits", "expected", "explanation"),
    [
        ({"DailyCap": 2}, [1, 0, 1, 1], "of a day: the DailyCap is 2"),
        ({"TotalCap": 2}, [1, 1, 0, 0], "of the journey: the TotalCap of the journey is 2"),
        ({"TimeframeCap": {"Cap": 2, "Days": 2}}, [1, 1, 0, 1], "of a timeframe: the TimeframeCap is 2 in 2 days"),
        ({"TimeframeCap": {"Cap": 2, "Days": 0}}, [1, 1, 1, 1], None),
        ({"DailyCap": 0, "TotalCap": 0, "TimeframeCap": {"Cap": 0, "Days": 1}}, [1, 1, 1, 1], None),
    ],
)
def test_limits(
    clock: FrozenDateTimeFactory,
    journeys: Journeys,
    pinpoint: PinpointMock,
    limits: Any,
    expected: list[int],
    explanation: str | None,
) -> None:
    """Four messages: two today, of which a campaign's is a third, one tomorrow and one the day after."""
    journey_id = journeys.publish(say(), wait(), say(), wait("P1D"), say(), wait("P1D"), say(), Limits=limits)
    clock.move_to("2030-01-01T09:30:00Z")
    Campaigns(journeys.client, journeys.app_id).create(MessageConfiguration={"SMSMessage": {"Body": "Sale"}})
    clock.move_to("2030-01-05T09:30:00Z")
    messages = pinpoint.messages.filter(journey_id=journey_id)
    statuses = ["SUCCESSFUL" if each else "DAILY_CAP" for each in expected]
    assert [each.delivery_status for each in messages] == statuses
    capped = messages.filter(delivery_status="DAILY_CAP")
    assert {f"{each.status_message}: {each.explanation}" for each in capped} == (
        {f"Endpoint got the most messages {explanation}"} if explanation else set()
    )
    metrics = [journeys.metrics(journey_id, activity_id) for activity_id in ("a1", "a3", "a5", "a7")]
    assert metrics == [{"SUCCESS": 1} if each else {"DAILY_CAP_EXCEEDED": 1} for each in expected]


def test_the_timeframe_is_shared_by_all_journeys(
    clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock
) -> None:
    limits: Any = {"Limits": {"TimeframeCap": {"Cap": 1, "Days": 1}}}
    run(clock, journeys, **limits)
    journeys.publish(**limits)
    pinpoint.clear()
    clock.move_to("2030-01-01T10:00:00Z")
    assert pinpoint.messages.one().delivery_status == "DAILY_CAP"


QUIET: Any = {"QuietTime": {"Start": "09:00", "End": "10:30"}}


@pytest.mark.parametrize(
    ("zone", "members", "expected"),
    [
        ("UTC", {}, [("QUIET_TIME", "09:05")]),
        ("Asia/Tokyo", {}, [("SUCCESSFUL", "09:05")]),
        ("Moon", {}, [("QUIET_TIME_MISSING_TIMEZONE", "09:05")]),
        ("Moon", {"WaitForQuietTime": True}, [("QUIET_TIME_MISSING_TIMEZONE", "09:05")]),
        ("UTC", {"WaitForQuietTime": True}, [("SUCCESSFUL", "10:31")]),
    ],
)
def test_quiet_time(
    clock: FrozenDateTimeFactory,
    journeys: Journeys,
    audience: Audience,
    pinpoint: PinpointMock,
    zone: str,
    members: Any,
    expected: Any,
) -> None:
    audience.put("sms", Demographic={"Timezone": zone})
    journey_id = journeys.publish(**QUIET, **members)
    clock.move_to("2030-01-01T12:00:00Z")
    found = [(each.delivery_status, each.sent_at.strftime("%H:%M")) for each in pinpoint.messages]
    assert found == expected
    metric = "SUCCESS" if expected[0][0] == "SUCCESSFUL" else "QUIET_TIME"
    assert journeys.metrics(journey_id, "a1") == {metric: 1}
    assert journeys.state(journey_id) == "COMPLETED"


def test_quiet_time_of_the_project_and_who_waits(
    clock: FrozenDateTimeFactory, journeys: Journeys, audience: Audience, pinpoint: PinpointMock
) -> None:
    journeys.client.update_application_settings(
        ApplicationId=journeys.app_id, WriteApplicationSettingsRequest={"QuietTime": QUIET["QuietTime"]}
    )
    audience.put("sms", Demographic={"Timezone": "UTC"})
    journey_id = run(clock, journeys, WaitForQuietTime=True)
    waiting = pinpoint.journey_participants(journey_id).one(status="ACTIVE")
    assert (waiting.endpoint_id, waiting.activity_id) == ("sms", "a1")
    assert waiting.due_at is not None
    assert waiting.due_at.strftime("%H:%M") == "10:31"


def test_nobody_waits_for_a_time_that_never_comes(
    clock: FrozenDateTimeFactory, journeys: Journeys, audience: Audience, pinpoint: PinpointMock
) -> None:
    audience.put("sms", Demographic={"Timezone": "UTC"})
    closed: Any = {"SendingSchedule": True, "OpenHours": {"SMS": {"MONDAY": []}}, "WaitForQuietTime": True}
    run(clock, journeys, **closed)
    failed = pinpoint.failed_messages.one()
    assert failed.delivery_status == "QUIET_TIME"
    assert failed.explanation == "it is Tuesday 09:05 in UTC, which is not in the OpenHours of SMS"


def test_a_zone_that_is_estimated_from_the_number(
    clock: FrozenDateTimeFactory, journeys: Journeys, audience: Audience, pinpoint: PinpointMock
) -> None:
    audience.put("sms", Address="+81312345678")
    journey_id = run(clock, journeys, **QUIET, TimezoneEstimationMethods=["PHONE_NUMBER"])
    assert pinpoint.sent_messages.one().endpoint_id == "sms"  # it is six in the evening in Tokyo
    (job,) = journeys.runs(journey_id)["Item"]
    assert journeys.metrics(journey_id, run_id=job["RunId"])["ENDPOINT_ESTIMATED_TIMEZONE"] == 1


CUSTOM: Any = {"DeliveryUri": FUNCTION, "MessageConfig": {"Data": "data"}}


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        (None, ["custom"]),
        (["SMS", "EMAIL"], ["sms", "email"]),
        (["PUSH"], ["gcm"]),
        (["GCM"], ["gcm"]),
    ],
)
def test_a_custom_activity_gets_the_endpoints_of_its_types(
    clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock, types: Any, expected: list[str]
) -> None:
    events: list[Any] = []
    pinpoint.add_lambda(FUNCTION, lambda event, context: events.append(event))
    members = {**CUSTOM, **({"EndpointTypes": types} if types else {})}
    journey_id = run(clock, journeys, ("CUSTOM", members))
    pinpoint.run_due()
    (event,) = events
    assert list(event.pop("Endpoints")) == expected
    assert event == {"Message": {}, "Data": "data", "ApplicationId": journeys.app_id, "JourneyId": journey_id}
    messages = pinpoint.sent_messages
    assert [(each.endpoint_id, each.channel) for each in messages] == [(each, "CUSTOM") for each in expected]
    assert messages[0].payload is not None
    assert messages[0].payload["JourneyId"] == journey_id
    assert list(messages[0].payload["Endpoints"]) == expected[:1]
    assert journeys.metrics(journey_id, "a1") == {"SUCCESS": len(expected)}


def test_a_custom_activity_without_a_function_is_sent(
    clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock
) -> None:
    run(clock, journeys, ("CUSTOM", {"DeliveryUri": "https://example.com/hook"}))
    assert pinpoint.sent_messages.one().payload is not None


def test_a_custom_activity_whose_function_fails(
    clock: FrozenDateTimeFactory, journeys: Journeys, audience: Audience, pinpoint: PinpointMock
) -> None:
    pinpoint.add_lambda(FUNCTION, lambda event, context: 1 / 0)
    journey_id = run(clock, journeys, ("CUSTOM", CUSTOM), say())
    failed = pinpoint.failed_messages.one()
    assert failed.delivery_status == "CUSTOM_DELIVERY_FAILURE"
    assert "ZeroDivisionError" in failed.status_message
    assert journeys.metrics(journey_id, "a1") == {"SERVICE_FAILURE": 1}
    assert journeys.metrics(journey_id, "a2") == {"SUCCESS": 1}


def test_a_custom_activity_in_quiet_time_calls_nothing(
    clock: FrozenDateTimeFactory, journeys: Journeys, audience: Audience, pinpoint: PinpointMock
) -> None:
    called: list[Any] = []
    pinpoint.add_lambda(FUNCTION, lambda event, context: called.append(event))
    audience.put("custom", Demographic={"Timezone": "UTC"})
    run(clock, journeys, ("CUSTOM", CUSTOM), **QUIET)
    assert pinpoint.failed_messages.one().delivery_status == "QUIET_TIME"
    assert called == []


def test_what_a_function_says_of_an_endpoint_feeds_splits(
    clock: FrozenDateTimeFactory, journeys: Journeys, audience: Audience, pinpoint: PinpointMock
) -> None:
    answers = {
        "custom": {"EventAttributes": {"mood": "good", "long": "x" * 129, "number": 7}},
        "other": {"EventAttributes": {"mood": "bad"}},
        "third": "nothing",
        "fourth": {"EventAttributes": "nothing"},
    }
    for name in ("other", "third", "fourth"):
        audience.put(name, ChannelType="CUSTOM", Address=name)
    pinpoint.add_lambda(FUNCTION, lambda event, context: answers)

    def about(name: str, value: str) -> Any:
        dimensions = {"Attributes": {name: {"Values": [value]}}}
        return {"Condition": {"EventCondition": {"MessageActivity": "a1", "Dimensions": dimensions}}}

    split = {"Branches": [about("mood", "good"), about("mood", "bad"), about("number", "7"), about("long", "x" * 129)]}
    chain = activities(("CUSTOM", {**CUSTOM, "NextActivity": "a2"}), ("MultiCondition", split))
    journey_id = run(clock, journeys, Activities=chain)
    assert journeys.metrics(journey_id, "a2") == {}
    clock.move_to("2030-01-01T09:20:00Z")
    assert journeys.metrics(journey_id, "a2") == {"Branch_1": 1, "Branch_2": 1, "Branch_5": 5}


@pytest.mark.parametrize("way", ["CANCELLED", "deleted", "PAUSED"])
def test_a_function_may_end_or_pause_its_journey(
    clock: FrozenDateTimeFactory, journeys: Journeys, pinpoint: PinpointMock, way: str
) -> None:
    ids: list[str] = []

    def function(event: Any, context: Any) -> None:
        if way == "deleted":
            journeys.delete(ids[0])
        else:
            journeys.set_state(ids[0], way)

    pinpoint.add_lambda(FUNCTION, function)
    ids.append(journeys.publish(("CUSTOM", CUSTOM), wait(), say(), RefreshFrequency="P1D"))
    clock.move_to("2030-01-01T09:10:00Z")
    assert pinpoint.sent_messages.one().channel == "CUSTOM"
    inside = pinpoint.journey_participants(ids[0]).filter(status="ACTIVE")
    assert len(inside) == (4 if way == "PAUSED" else 0)
    clock.move_to("2030-01-01T12:10:00Z")
    assert len(pinpoint.messages) == 1
    if way == "PAUSED":
        journeys.set_state(ids[0], "ACTIVE")
        clock.move_to("2030-01-01T13:10:00Z")
        assert len(pinpoint.messages) == 2


def test_nobody_comes_back_to_a_journey_that_a_function_has_cancelled(
    clock: FrozenDateTimeFactory, journeys: Journeys, audience: Audience, pinpoint: PinpointMock
) -> None:
    audience.put("custom", Demographic={"Timezone": "Asia/Tokyo"})
    audience.put("waits", ChannelType="CUSTOM", Address="@waits", Demographic={"Timezone": "UTC"})
    ids: list[str] = []
    pinpoint.add_lambda(FUNCTION, lambda event, context: journeys.set_state(ids[0], "CANCELLED"))
    ids.append(journeys.publish(("CUSTOM", CUSTOM), **QUIET, WaitForQuietTime=True))
    clock.move_to("2030-01-01T12:10:00Z")
    assert [each.endpoint_id for each in pinpoint.messages] == ["custom"]
    assert {each.status for each in pinpoint.journey_participants(ids[0])} == {"CANCELLED"}
