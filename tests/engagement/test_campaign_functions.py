"""The hook and the custom delivery of campaigns, by functions that the test registers."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest

from tests.operations import settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock
    from tests.builders import Audience, Campaigns

HOOK: Any = {"LambdaFunctionName": "filter", "Mode": "FILTER"}
URL = "https://example.com/hook"


pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def phone(audience: Audience) -> None:
    audience.put(
        "phone",
        ChannelType="SMS",
        Address="+15550100",
        Attributes={"color": ["red"]},
        User={"UserId": "ada", "UserAttributes": {"name": ["Ada"]}},
    )


def put_many(audience: Audience, count: int) -> None:
    for start in range(0, count, 100):
        numbers = range(start, min(count, start + 100))
        audience.put_batch(*({"Id": str(n), "ChannelType": "SMS", "Address": f"+1555{n:07}"} for n in numbers))


def unchanged(event: Any, context: object) -> Any:
    return event["Endpoints"]


def recording(events: list[Any]) -> Callable[[Any, object], Any]:
    """A hook that keeps what it gets and changes nothing."""

    def record(event: Any, context: object) -> Any:
        events.append(event)
        return {**event["Endpoints"]}

    return record


def test_a_hook_gets_what_aws_documents(campaigns: Campaigns, pinpoint: PinpointMock, phone: None) -> None:
    events: list[Any] = []
    pinpoint.add_lambda("filter", recording(events))
    made = campaigns.create(Hook=HOOK)
    (event,) = events
    activity = campaigns.activity(made["Id"])
    (definition,) = event.pop("Endpoints").values()
    assert event == {
        "ActivityId": activity["Id"],
        "ApplicationId": campaigns.app_id,
        "CampaignId": made["Id"],
        "MessageConfiguration": {"SMSMessage": {"Body": "Hello"}},
        "ScheduledTime": "2030-01-01T09:00:00.000Z",
        "TreatmentId": "0",
    }
    assert definition == {
        "Address": "+15550100",
        "Attributes": {"color": ["red"]},
        "ChannelType": "SMS",
        "CreationDate": definition["CreationDate"],
        "EffectiveDate": definition["EffectiveDate"],
        "EndpointStatus": "ACTIVE",
        "OptOut": "NONE",
        "User": {"UserId": "ada", "UserAttributes": {"name": ["Ada"]}},
    }
    pinpoint.sent_messages.one()


def test_a_hook_gets_fifty_endpoints_at_a_time(
    campaigns: Campaigns, audience: Audience, pinpoint: PinpointMock
) -> None:
    put_many(audience, 120)
    events: list[Any] = []
    pinpoint.add_lambda("filter", recording(events))
    campaigns.create(Hook=HOOK)
    assert [len(event["Endpoints"]) for event in events] == [50, 50, 20]
    assert [message.endpoint_id for message in pinpoint.sent_messages] == [str(number) for number in range(120)]


def test_each_treatment_asks_the_hook(campaigns: Campaigns, pinpoint: PinpointMock) -> None:
    for cohort_id in (0, 99, 1):
        pinpoint.add_endpoint(
            campaigns.app_id,
            endpoint_id=f"e{cohort_id}",
            channel="SMS",
            address=f"+155501{cohort_id}",
            cohort_id=cohort_id,
        )
    events: list[Any] = []
    pinpoint.add_lambda("filter", recording(events))
    own = {"SMSMessage": {"Body": "B"}}
    campaigns.create(Hook=HOOK, AdditionalTreatments=[{"SizePercent": 50, "MessageConfiguration": own}])
    seen = {event["TreatmentId"]: (event["MessageConfiguration"], list(event["Endpoints"])) for event in events}
    assert seen == {"0": ({"SMSMessage": {"Body": "Hello"}}, ["e99"]), "1": (own, ["e0", "e1"])}
    assert [(message.endpoint_id, message.body) for message in pinpoint.sent_messages] == [
        ("e0", "B"),
        ("e99", "Hello"),
        ("e1", "B"),
    ]


def test_endpoints_that_a_hook_leaves_out_get_nothing_and_no_entry(
    campaigns: Campaigns, audience: Audience, pinpoint: PinpointMock
) -> None:
    put_many(audience, 60)
    pinpoint.add_lambda(
        "filter",
        lambda event, context: {"Endpoints": {key: value for key, value in event["Endpoints"].items() if int(key) % 2}},
    )
    campaign_id = campaigns.create_id(Hook=HOOK)
    assert [message.endpoint_id for message in pinpoint.messages] == [str(number) for number in range(1, 60, 2)]
    assert campaigns.activity(campaign_id)["TotalEndpointCount"] == 30


def test_what_a_hook_changes_holds_for_this_message(
    campaigns: Campaigns, audience: Audience, pinpoint: PinpointMock, phone: None
) -> None:
    def change(event: Any, context: object) -> Any:
        definition = event["Endpoints"]["phone"]
        definition["Attributes"]["color"] = ["blue"]
        definition["Attributes"]["score"] = [650]
        definition["Attributes"]["rank"] = 7
        definition["Address"] = "+15550199"
        return event["Endpoints"] | {"another": {"ChannelType": "SMS", "Address": "+15550198"}}

    pinpoint.add_lambda("filter", change)
    body = "{{Attributes.color.[0]}} {{Attributes.score.[0]}} {{Attributes.rank.[0]}} {{User.UserAttributes.name.[0]}}"
    campaigns.create(Hook=HOOK, MessageConfiguration={"SMSMessage": {"Body": body}})
    message = pinpoint.messages.one()
    assert (message.body, message.address, message.endpoint_id) == ("blue 650 7 Ada", "+15550199", "phone")
    assert audience.get("phone")["Attributes"] == {"color": ["red"]}
    assert audience.get("phone")["Address"] == "+15550100"


def test_overrides_of_a_hook_are_for_push_and_sms(campaigns: Campaigns, pinpoint: PinpointMock) -> None:
    for channel, address in (("SMS", "+15550100"), ("GCM", "token"), ("EMAIL", "ada@example.com")):
        pinpoint.add_endpoint(campaigns.app_id, channel=channel, address=address)
    overrides = {"TitleOverride": "Title for {{Id}}", "BodyOverride": "Body"}
    pinpoint.add_lambda(
        "filter", lambda event, context: {key: each | overrides for key, each in event["Endpoints"].items()}
    )
    messages = {"DefaultMessage": {"Title": "T", "Body": "B"}, "EmailMessage": {"Title": "S", "Body": "E"}}
    campaigns.create(Hook=HOOK, MessageConfiguration=messages)
    assert pinpoint.sent_messages.one(channel="SMS").body == "Body"
    push = pinpoint.sent_messages.one(channel="GCM")
    assert (push.title, push.body) == (f"Title for {push.endpoint_id}", "Body")
    email = pinpoint.sent_messages.one(channel="EMAIL")
    assert (email.subject, email.body) == ("S", "E")


def test_a_definition_may_be_short_and_none_leaves_out(
    campaigns: Campaigns, audience: Audience, pinpoint: PinpointMock, phone: None
) -> None:
    audience.put("other", ChannelType="SMS", Address="+15550102")
    pinpoint.add_lambda("filter", lambda event, context: {"phone": {"OptOut": "NONE"}, "other": None})
    campaigns.create(Hook=HOOK, MessageConfiguration={"SMSMessage": {"Body": "{{Attributes.color.[0]}}"}})
    message = pinpoint.messages.one()
    assert (message.endpoint_id, message.body) == ("phone", "red")


def test_members_of_a_definition_that_count(campaigns: Campaigns, pinpoint: PinpointMock, phone: None) -> None:
    definition = {
        "Demographic": {"Make": "Fair"},
        "Id": "other",
        "Location": {"Country": "FR", "Latitude": 48.9},
        "Metrics": {"visits": 12},
        "OptOut": None,
        "User": {"UserId": "eve", "UserAttributes": {"name": "Eve"}},
    }
    pinpoint.add_lambda("filter", lambda event, context: {"phone": definition})
    body = "{{User.UserAttributes.name.[0]}} {{Demographic.Make}} {{Location.Country}} {{Metrics.visits}}"
    campaigns.create(Hook=HOOK, MessageConfiguration={"SMSMessage": {"Body": body}})
    message = pinpoint.sent_messages.one()
    assert (message.endpoint_id, message.user_id, message.body) == ("phone", "eve", "Eve Fair FR 12.0")


def test_a_function_may_wait_for_a_thread_that_calls_the_mock(
    client: PinpointClient, campaigns: Campaigns, pinpoint: PinpointMock, phone: None
) -> None:
    found: list[Any] = []

    def look(event: Any, context: object) -> Any:
        thread = threading.Thread(target=lambda: found.append(campaigns.status(event["CampaignId"])))
        thread.start()
        thread.join(10)
        return event["Endpoints"]

    pinpoint.add_lambda("filter", look)
    campaigns.create(Hook=HOOK)
    assert found == ["EXECUTING"]


def _fail(event: object, context: object) -> None:
    raise ZeroDivisionError("no luck")


BAD_HOOKS: dict[str, tuple[Any, str, str]] = {
    "an exception": (_fail, "The Lambda function failed", "raised ZeroDivisionError: no luck"),
    "no map": (lambda event, context: [], "The Lambda function returned no endpoints", "returned a list, not a map"),
    "nothing": (lambda event, context: None, "The Lambda function returned no endpoints", "returned None, not a map"),
    "no definition": (
        lambda event, context: {"phone": "x"},
        "The Lambda function returned an invalid endpoint",
        "returned 'x', not a definition, for 'phone'",
    ),
    "no text": (
        lambda event, context: {"phone": {"Address": 7}},
        "The Lambda function returned an invalid endpoint",
        "returned the Address 7 for 'phone'",
    ),
    "no object": (
        lambda event, context: {"phone": {"Attributes": ["a"]}},
        "The Lambda function returned an invalid endpoint",
        "returned the Attributes a list for 'phone'",
    ),
    "no number": (
        lambda event, context: {"phone": {"Metrics": {"visits": "12"}}},
        "The Lambda function returned an invalid endpoint",
        "returned the Metrics an object for 'phone'",
    ),
    "no user": (
        lambda event, context: {"phone": {"User": "ada"}},
        "The Lambda function returned an invalid endpoint",
        "returned the User 'ada' for 'phone'",
    ),
    "no attributes of a user": (
        lambda event, context: {"phone": {"User": {"UserAttributes": []}}},
        "The Lambda function returned an invalid endpoint",
        "returned the User an object for 'phone'",
    ),
}


@pytest.mark.parametrize(("function", "text", "reason"), BAD_HOOKS.values(), ids=BAD_HOOKS)
def test_a_hook_that_fails_fails_its_endpoints(
    campaigns: Campaigns, pinpoint: PinpointMock, phone: None, function: Any, text: str, reason: str
) -> None:
    pinpoint.add_lambda("filter", function)
    campaign_id = campaigns.create_id(Hook=HOOK)
    message = pinpoint.failed_messages.one()
    assert message.delivery_status == "HOOK_FAILURE"
    assert message.status_message.startswith(f"{text}: function 'filter' ")
    assert reason in message.status_message
    activity = campaigns.activity(campaign_id)
    assert (activity["TotalEndpointCount"], activity["SuccessfulEndpointCount"], activity["Result"]) == (
        1,
        0,
        "SUCCESS",
    )


def test_only_the_batch_fails_that_the_hook_fails_for(
    campaigns: Campaigns, audience: Audience, pinpoint: PinpointMock
) -> None:
    put_many(audience, 70)
    pinpoint.add_lambda("filter", lambda event, context: event["Endpoints"] if "0" in event["Endpoints"] else None)
    campaigns.create(Hook=HOOK)
    assert (len(pinpoint.sent_messages), len(pinpoint.failed_messages)) == (50, 20)


def test_a_hook_that_is_not_registered_names_the_cure(
    campaigns: Campaigns, pinpoint: PinpointMock, phone: None
) -> None:
    campaigns.create(Hook=HOOK)
    message = pinpoint.failed_messages.one()
    assert message.delivery_status == "HOOK_FAILURE"
    assert message.status_message.endswith("Register it with add_lambda().")
    assert message.explanation == (
        "no function is registered for 'filter' in us-east-1 of 123456789012; registered: none"
    )


@pytest.mark.parametrize("hook", [{}, {"Mode": "FILTER"}, {**HOOK, "Mode": "DELIVERY"}, {"LambdaFunctionName": ""}])
def test_hooks_that_do_nothing(campaigns: Campaigns, pinpoint: PinpointMock, phone: None, hook: Any) -> None:
    campaigns.create(Hook=hook)
    pinpoint.sent_messages.one()


def test_a_web_hook_is_registered_under_its_url(campaigns: Campaigns, pinpoint: PinpointMock, phone: None) -> None:
    pinpoint.add_lambda(URL, lambda event, context: {})
    campaigns.create(Hook={"WebUrl": URL})
    assert not pinpoint.messages


def test_the_hook_of_the_project_is_for_campaigns_without_one(
    client: PinpointClient, campaigns: Campaigns, pinpoint: PinpointMock, phone: None
) -> None:
    pinpoint.add_lambda("filter", lambda event, context: {})
    pinpoint.add_lambda("other", unchanged)
    settings.write(client, campaigns.app_id, CampaignHook=HOOK)
    campaigns.create()
    campaigns.create(Hook={})
    assert not pinpoint.messages
    campaigns.create(Hook={"LambdaFunctionName": "other"})
    pinpoint.sent_messages.one()


def test_a_function_may_call_the_mock(
    campaigns: Campaigns, audience: Audience, pinpoint: PinpointMock, phone: None
) -> None:
    def look(event: Any, context: object) -> Any:
        audience.put("another", ChannelType="SMS", Address="+15550102")
        campaigns.create(Name="from the hook")
        return event["Endpoints"]

    pinpoint.add_lambda("filter", look)
    campaigns.create(Name="first", Hook=HOOK)
    assert [message.endpoint_id for message in pinpoint.sent_messages] == ["phone", "phone", "another"]


CUSTOM: Any = {
    "MessageConfiguration": {"CustomMessage": {"Data": "data"}},
    "CustomDeliveryConfiguration": {"DeliveryUri": URL},
}


@pytest.fixture
def custom(audience: Audience) -> None:
    audience.put("custom", ChannelType="CUSTOM", Address="@ada")
    audience.put("mail", ChannelType="EMAIL", Address="ada@example.com")
    audience.put("push", ChannelType="GCM", Address="token")


def test_a_custom_message_without_function_is_recorded_as_sent(
    campaigns: Campaigns, audience: Audience, pinpoint: PinpointMock, custom: None
) -> None:
    campaigns.app_id = audience.app_id
    made = campaigns.create(**CUSTOM)
    message = pinpoint.messages.one()
    assert (message.channel, message.address, message.endpoint_id) == ("CUSTOM", "@ada", "custom")
    assert (message.delivery_status, message.body) == ("SUCCESSFUL", None)
    payload = message.payload
    assert payload is not None
    (definition,) = payload.pop("Endpoints").values()
    assert payload == {
        "ActivityId": campaigns.activity(made["Id"])["Id"],
        "ApplicationId": campaigns.app_id,
        "CampaignId": made["Id"],
        "Data": "data",
        "Message": {},
        "ScheduledTime": "2030-01-01T09:00:00.000Z",
        "TreatmentId": "0",
    }
    assert definition.keys() == {
        *("Address", "Attributes", "ChannelType", "CreationDate", "EffectiveDate", "EndpointStatus", "OptOut", "User"),
    }


def test_a_custom_delivery_gets_fifty_endpoints_at_a_time(
    campaigns: Campaigns, audience: Audience, pinpoint: PinpointMock
) -> None:
    for start in (0, 100):
        audience.put_batch(
            *({"Id": f"{n:03}", "ChannelType": "CUSTOM", "Address": f"@{n}"} for n in range(start, start + 100))
        )
    events: list[Any] = []
    pinpoint.add_lambda(URL, lambda event, context: events.append(event))
    campaigns.create(**CUSTOM)
    assert [len(event["Endpoints"]) for event in events] == [50] * 4
    ids = [f"{number:03}" for number in range(200)]
    assert [message.endpoint_id for message in pinpoint.sent_messages] == ids
    assert [list((message.payload or {})["Endpoints"]) for message in pinpoint.sent_messages] == [
        [each] for each in ids
    ]


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        ([], ["custom"]),
        (["EMAIL"], ["mail"]),
        (["PUSH", "CUSTOM"], ["custom", "push"]),
        (["SMS"], []),
    ],
)
def test_the_endpoints_of_a_custom_delivery(
    campaigns: Campaigns, pinpoint: PinpointMock, custom: None, types: list[str], expected: list[str]
) -> None:
    delivery = {"DeliveryUri": "deliver", "EndpointTypes": types}
    campaigns.create(MessageConfiguration=None, CustomDeliveryConfiguration=delivery)
    assert [message.endpoint_id for message in pinpoint.sent_messages.filter(channel="CUSTOM")] == expected


def test_a_custom_delivery_stands_beside_the_messages_of_other_channels(
    campaigns: Campaigns, pinpoint: PinpointMock, custom: None
) -> None:
    messages = {"EmailMessage": {"Title": "Hi", "Body": "Mail"}, "CustomMessage": {"Data": "x"}}
    delivery = {"DeliveryUri": "deliver", "EndpointTypes": ["CUSTOM", "GCM"]}
    campaigns.create(MessageConfiguration=messages, CustomDeliveryConfiguration=delivery)
    assert [(message.endpoint_id, message.channel) for message in pinpoint.sent_messages] == [
        ("custom", "CUSTOM"),
        ("mail", "EMAIL"),
        ("push", "CUSTOM"),
    ]


def test_failures_are_declared_for_a_custom_delivery(
    campaigns: Campaigns, pinpoint: PinpointMock, custom: None
) -> None:
    pinpoint.fail_delivery(endpoint_id="custom", delivery_status="TEMPORARY_FAILURE")
    campaigns.create(**CUSTOM)
    message = pinpoint.failed_messages.one()
    assert (message.delivery_status, message.channel) == ("TEMPORARY_FAILURE", "CUSTOM")


def test_a_custom_delivery_that_fails(campaigns: Campaigns, pinpoint: PinpointMock, custom: None) -> None:
    pinpoint.add_lambda(URL, _fail)
    campaigns.create(**CUSTOM)
    message = pinpoint.failed_messages.one()
    assert (message.delivery_status, message.channel) == ("CUSTOM_DELIVERY_FAILURE", "CUSTOM")
    assert "raised ZeroDivisionError: no luck" in message.status_message
    assert message.payload is not None


def test_add_lambda_refuses_what_is_no_name_and_no_url(pinpoint: PinpointMock) -> None:
    with pytest.raises(ValueError, match="nor an https URL"):
        pinpoint.add_lambda("http://example.com", unchanged)
