"""Recommendations in messages: whom a recommender knows, what its function gets, and what becomes of its answer."""

from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from freezegun import freeze_time

from pinpoint_mock import mock_pinpoint
from tests.builders import KEYS, PHONE
from tests.operations.recommenders import FUNCTION, PLAIN, WITH_FUNCTION, create, delete, update

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock

ITEM = "Try {{RecommendationItems.[0]}}"
TITLE = "Watch {{Recommendations.Title.[0]}}"

BY_USER: dict[str, Any] = {**PLAIN, "RecommendationProviderIdType": "PINPOINT_USER_ID"}
FAILED = "The Lambda function failed"


class Shop:
    """An application whose SMS template `t` asks a recommender."""

    def __init__(self, pinpoint: PinpointMock, client: PinpointClient) -> None:
        self.pinpoint = pinpoint
        self.client = client
        self.region_name = client.meta.region_name
        self.app_id = pinpoint.add_app(region_name=self.region_name)
        self.numbers = itertools.count()

    def add_recommender(self, body: str = ITEM, configuration: Any = PLAIN, **template: Any) -> str:
        """A recommender and a template that asks it; the id."""
        recommender_id: str = create(self.client, configuration)["Id"]
        self.add_template(recommender_id, body, **template)
        return recommender_id

    def add_template(self, recommender_id: str, body: str, **template: Any) -> None:
        self.client.create_sms_template(
            TemplateName="t", SMSTemplateRequest={"Body": body, "RecommenderId": recommender_id, **template}
        )

    def add_endpoints(self, *endpoint_ids: str, **members: Any) -> None:
        for endpoint_id in endpoint_ids:
            address = f"+1555{next(self.numbers):07}"
            given = {"channel": "SMS", "address": address, "region_name": self.region_name, **members}
            self.pinpoint.add_endpoint(self.app_id, endpoint_id=endpoint_id, **given)

    def recommend(self, recommender_id: str, **items: list[str]) -> None:
        self.pinpoint.add_recommendations(recommender_id, items, region_name=self.region_name)

    def send(self, *endpoint_ids: str, **members: Any) -> Any:
        """SendMessages of the template to endpoints, or to what `members` say; the answer."""
        request: Any = {
            "MessageConfiguration": {},
            "TemplateConfiguration": {"SMSTemplate": {"Name": "t"}},
            **({"Endpoints": {endpoint_id: {} for endpoint_id in endpoint_ids}} if endpoint_ids else {}),
            **members,
        }
        return self.client.send_messages(ApplicationId=self.app_id, MessageRequest=request)["MessageResponse"]

    def send_to_users(self, *user_ids: str) -> Any:
        """SendUsersMessages of the template; the answer."""
        request: Any = {
            "Users": {user_id: {} for user_id in user_ids},
            "MessageConfiguration": {},
            "TemplateConfiguration": {"SMSTemplate": {"Name": "t"}},
        }
        answer = self.client.send_users_messages(ApplicationId=self.app_id, SendUsersMessageRequest=request)
        return answer["SendUsersMessageResponse"]

    def bodies(self) -> list[str | None]:
        """The bodies that were sent."""
        return [message.body for message in self.pinpoint.sent_messages]

    def failure(self) -> tuple[str, str | None]:
        """The text of the only failed message, which is a permanent failure, and its explanation."""
        message = self.pinpoint.failed_messages.one(delivery_status="PERMANENT_FAILURE", status_code=400)
        return message.status_message, message.explanation


@pytest.fixture
def shop(pinpoint: PinpointMock, client: PinpointClient) -> Shop:
    return Shop(pinpoint, client)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Try {{RecommendationItems.[0]}}", "Try 1815"),
        ("Try {{RecommendationItems.[1]}} or {{RecommendationItems.[2]}}", "Try 2009 or 42"),
        ("Try {{RecommendationItems}}", "Try 1815"),
        ("Try {{join RecommendationItems ', '}}", "Try 1815, 2009, 42"),
        ("{{#each RecommendationItems}}{{@index}}: {{this}}. {{/each}}", "0: 1815. 1: 2009. 2: 42. "),
        ("{{#if RecommendationItems}}For {{User.UserId}}{{/if}}", "For ada"),
    ],
)
def test_the_items_of_an_endpoint(shop: Shop, body: str, expected: str) -> None:
    recommender_id = shop.add_recommender(body)
    shop.add_endpoints("phone", user_id="ada")
    shop.recommend(recommender_id, phone=["1815", "2009", "42"], ada=["not this"])
    shop.send("phone")
    assert shop.bodies() == [expected]


def test_the_items_of_a_user_are_for_all_its_endpoints(shop: Shop) -> None:
    recommender_id = shop.add_recommender(configuration=BY_USER)
    shop.add_endpoints("phone", "tablet", user_id="ada")
    shop.add_endpoints("other", user_id="bob")
    shop.recommend(recommender_id, ada=["1815"], bob=["2009"], phone=["not this"])

    answer = shop.send_to_users("bob", "ada", "eve")

    assert [(message.endpoint_id, message.body) for message in shop.pinpoint.sent_messages] == [
        ("other", "Try 2009"),
        ("phone", "Try 1815"),
        ("tablet", "Try 1815"),
    ]
    assert {user_id: list(endpoints) for user_id, endpoints in answer["Result"].items()} == {
        "bob": ["other"],
        "ada": ["phone", "tablet"],
        "eve": [""],
    }


@pytest.mark.parametrize(("number", "expected"), [(1, "1 "), (2, "1 2 "), (5, "1 2 3 4 5 ")])
def test_a_message_has_as_many_items_as_the_recommender_says(shop: Shop, number: int, expected: str) -> None:
    configuration = {**PLAIN, "RecommendationsPerMessage": number}
    recommender_id = shop.add_recommender("{{#each RecommendationItems}}{{this}} {{/each}}", configuration)
    shop.add_endpoints("phone")
    shop.recommend(recommender_id, phone=list("1234567"))
    shop.send("phone")
    assert shop.bodies() == [expected]


def test_an_update_counts_from_the_next_message_on_and_keeps_the_items(shop: Shop) -> None:
    recommender_id = shop.add_recommender("{{join RecommendationItems ','}}")
    shop.add_endpoints("phone")
    shop.recommend(recommender_id, phone=["1", "2"])
    shop.send("phone")
    update(shop.client, recommender_id, RecommendationsPerMessage=1)
    shop.send("phone")
    assert shop.bodies() == ["1,2", "1"]


def test_items_that_are_declared_again_replace_the_earlier_ones(shop: Shop) -> None:
    recommender_id = shop.add_recommender()
    shop.add_endpoints("phone", "tablet")
    shop.recommend(recommender_id, phone=["1"], tablet=["2"])
    shop.recommend(recommender_id, phone=["3", "4"])
    shop.send("phone", "tablet")
    assert shop.bodies() == ["Try 3", "Try 2"]


def test_substitutions_are_stronger_and_default_substitutions_weaker(shop: Shop) -> None:
    recommender_id = shop.add_recommender(DefaultSubstitutions=json.dumps({"RecommendationItems": "bestsellers"}))
    shop.add_endpoints("phone", "tablet", "watch")
    shop.recommend(recommender_id, phone=["1815"], tablet=["2009"])
    own = {"Substitutions": {"RecommendationItems": ["this"]}}
    shop.send(Endpoints={"phone": {}, "tablet": own, "watch": {}})
    assert shop.bodies() == ["Try 1815", "Try this", "Try bestsellers"]


def test_every_channel_asks_the_recommender_of_its_template(shop: Shop) -> None:
    films = shop.add_recommender(configuration=BY_USER)
    books = create(shop.client, BY_USER)["Id"]
    shop.client.create_email_template(
        TemplateName="t",
        EmailTemplateRequest={
            "Subject": "For {{User.UserId}}",
            "HtmlPart": "<p>{{RecommendationItems.[0]}}</p>",
            "TextPart": "{{RecommendationItems.[1]}}",
            "Headers": [{"Name": "X-Book", "Value": "{{RecommendationItems.[1]}}"}],
            "RecommenderId": books,
        },
    )
    shop.client.create_push_template(
        TemplateName="t",
        PushNotificationTemplateRequest={
            "GCM": {"Body": ITEM, "Url": "https://shop.example/{{RecommendationItems.[0]}}"},
            "APNS": {"Body": "no recommendation"},
            "RecommenderId": films,
        },
    )
    for channel, address in {"SMS": PHONE, "EMAIL": "ada@example.com", "GCM": "token", "APNS": "another"}.items():
        shop.add_endpoints(channel, channel=channel, address=address, user_id="ada")
    shop.recommend(films, ada=["film"])
    shop.recommend(books, ada=["book", "another"])
    templates = {name: {"Name": "t"} for name in ("SMSTemplate", "EmailTemplate", "PushTemplate")}

    shop.send("SMS", "EMAIL", "GCM", "APNS", TemplateConfiguration=templates)

    sms, email, gcm, apns = shop.pinpoint.sent_messages
    assert (sms.body, gcm.body, gcm.settings["Url"]) == ("Try film", "Try film", "https://shop.example/film")
    assert (email.html_body, email.body) == ("<p>book</p>", "another")
    assert email.settings["Headers"] == [{"Name": "X-Book", "Value": "another"}]
    assert apns.body == "no recommendation"


def test_a_recommender_is_one_of_the_region_of_the_application(pinpoint: PinpointMock) -> None:
    shop = Shop(pinpoint, boto3.client("pinpoint", "eu-west-1", **KEYS))
    recommender_id = shop.add_recommender()
    shop.add_endpoints("phone")
    shop.recommend(recommender_id, phone=["1815"])
    shop.send("phone")
    assert shop.bodies() == ["Try 1815"]


def test_a_text_of_the_request_has_them_too(shop: Shop) -> None:
    recommender_id = shop.add_recommender()
    shop.add_endpoints("phone")
    shop.recommend(recommender_id, phone=["1815"])
    shop.send(Endpoints={"phone": {"BodyOverride": "Only {{RecommendationItems.[0]}}"}})
    assert shop.bodies() == ["Only 1815"]


@pytest.mark.parametrize(
    ("configuration", "asked", "known"),
    [(PLAIN, "endpoint 'phone'", "'tablet', 'adam', 'watch'"), (BY_USER, "user 'ada'", "'adam', 'tablet', 'watch'")],
)
def test_without_items_the_recipient_fails_and_the_variable_is_named(
    shop: Shop, configuration: Any, asked: str, known: str
) -> None:
    recommender_id = shop.add_recommender(configuration=configuration)
    shop.add_endpoints("phone", user_id="ada")
    shop.add_endpoints("tablet", user_id="adam")
    shop.recommend(recommender_id, tablet=["1"], adam=["2"], watch=["3"])

    entry = shop.send("phone", "tablet")["EndpointResult"]["phone"]

    text = "No value for the template variable RecommendationItems.[0]"
    assert (entry["DeliveryStatus"], entry["StatusCode"], entry["StatusMessage"]) == ("PERMANENT_FAILURE", 400, text)
    assert shop.pinpoint.sent_messages.one().endpoint_id == "tablet"
    failed = shop.pinpoint.failed_messages.one()
    assert failed.missing_variables == ("RecommendationItems.[0]",)
    assert failed.explanation == (
        f"recommender '{recommender_id}' has no items for {asked}; it has some for: {known}; "
        "add_recommendations() adds them"
    )
    assert f"{text} ({failed.explanation})" in failed.describe()


def test_an_empty_list_is_no_items(shop: Shop) -> None:
    recommender_id = shop.add_recommender()
    shop.add_endpoints("phone")
    shop.recommend(recommender_id, phone=[])
    shop.send("phone")
    assert shop.failure()[0] == "No value for the template variable RecommendationItems.[0]"


def test_fewer_items_than_the_template_names(shop: Shop) -> None:
    recommender_id = shop.add_recommender("{{RecommendationItems.[0]}}, {{RecommendationItems.[1]}}")
    shop.add_endpoints("phone")
    shop.recommend(recommender_id, phone=["1815"])
    shop.send("phone")
    assert shop.failure() == ("No value for the template variable RecommendationItems.[1]", None)


def test_another_failure_of_the_template_keeps_the_reason(shop: Shop) -> None:
    recommender_id = shop.add_recommender("{{RecommendationItems.[0]}} {{add Address 'x'}}")
    shop.add_endpoints("phone")
    shop.send("phone")
    text, explanation = shop.failure()
    assert text == "add: expected a number"
    assert explanation is not None
    assert explanation.startswith(f"recommender '{recommender_id}' has no items for endpoint 'phone'")


def test_without_strict_templates_a_message_without_items_is_sent(client: PinpointClient) -> None:
    with mock_pinpoint(strict_templates=False) as pinpoint:
        shop = Shop(pinpoint, client)
        shop.add_recommender()
        shop.add_endpoints("phone")
        shop.send("phone")
        message = pinpoint.sent_messages.one()
    assert (message.body, message.missing_variables) == ("Try ", ("RecommendationItems.[0]",))


def test_an_endpoint_without_a_user_where_users_are_known(shop: Shop) -> None:
    recommender_id = shop.add_recommender(configuration=BY_USER)
    shop.add_endpoints("phone")
    shop.recommend(recommender_id, phone=["1815"])
    shop.send("phone")
    assert shop.failure()[1] == f"recommender '{recommender_id}' knows users, and endpoint 'phone' has none"


@pytest.mark.parametrize(("configuration", "kind"), [(PLAIN, "endpoint"), (BY_USER, "user")])
def test_a_bare_address_is_not_known(shop: Shop, configuration: Any, kind: str) -> None:
    recommender_id = shop.add_recommender(configuration=configuration)
    shop.recommend(recommender_id, **{PHONE: ["1815"]})
    shop.send(Addresses={PHONE: {"ChannelType": "SMS"}})
    assert shop.failure()[1] == f"recommender '{recommender_id}' knows {kind}s, and a bare address is none"


@pytest.mark.parametrize("strict_templates", [True, False])
def test_a_recommender_that_does_not_exist_fails_its_messages(client: PinpointClient, strict_templates: bool) -> None:
    with mock_pinpoint(strict_templates=strict_templates) as pinpoint:
        shop = Shop(pinpoint, client)
        recommender_id = shop.add_recommender(DefaultSubstitutions=json.dumps({"RecommendationItems": "bestsellers"}))
        shop.add_endpoints("phone")
        shop.recommend(recommender_id, phone=["1815"])
        delete(client, recommender_id)
        other = create(client)["Id"]
        shop.send("phone", Addresses={PHONE: {"ChannelType": "SMS"}})
        for failed in pinpoint.failed_messages:
            assert (failed.delivery_status, failed.status_code) == ("PERMANENT_FAILURE", 400)
            assert failed.status_message == "The recommender of the template does not exist"
            assert failed.explanation == (
                f"no recommender '{recommender_id}' in us-east-1 of 123456789012; there: '{other}'"
            )
        assert len(pinpoint.failed_messages) == 2


def test_a_template_that_asks_for_nothing_does_not_need_its_recommender(shop: Shop) -> None:
    shop.add_template("nobody made it", "Recommendations for {{User.UserId}}")
    shop.add_endpoints("phone", user_id="ada")
    shop.send("phone")
    assert shop.bodies() == ["Recommendations for ada"]


def test_a_template_without_a_recommender_has_no_values(shop: Shop) -> None:
    shop.client.create_sms_template(TemplateName="t", SMSTemplateRequest={"Body": ITEM})
    shop.add_endpoints("phone")
    shop.send("phone")
    assert shop.failure() == ("No value for the template variable RecommendationItems.[0]", None)


FILMS = {"1815": ("Fleabag", "Comedy"), "2009": ("Late Night", "Drama")}


def add_films(event: Any, context: Any) -> Any:
    """A handler in the manner of AWS's sample."""
    for endpoint in event["Endpoints"].values():
        films = [FILMS[item] for item in endpoint["RecommendationItems"]]
        endpoint["Recommendations"] = {"Title": [title for title, _ in films], "Genre": [genre for _, genre in films]}
    return event["Endpoints"]


class Recorder:
    """A function that keeps its events, and answers with what another makes of them."""

    def __init__(self, answer: Callable[[Any], Any] = lambda event: event) -> None:
        self.answer = answer
        self.events: list[Any] = []

    def __call__(self, event: Any, context: Any) -> Any:
        self.events.append(event)
        return self.answer(event)

    def endpoint_ids(self) -> list[list[str]]:
        """The ids of the endpoints of each event."""
        return [list(event["Endpoints"]) for event in self.events]


@pytest.mark.parametrize("name", ["recommend", FUNCTION])
@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("{{Recommendations.Title.[0]}} or {{Recommendations.Title.[1]}}", "Fleabag or Late Night"),
        ("{{Recommendations.Title}}, a {{lower Recommendations.Genre}}", "Fleabag, a comedy"),
        ("{{#each Recommendations.Title}}{{this}}. {{/each}}", "Fleabag. Late Night. "),
        ("{{RecommendationItems.[1]}}: {{Recommendations.[Genre].[1]}}", "2009: Drama"),
    ],
)
def test_a_function_adds_attributes(shop: Shop, name: str, body: str, expected: str) -> None:
    recommender_id = shop.add_recommender(body, WITH_FUNCTION)
    shop.add_endpoints("phone")
    shop.recommend(recommender_id, phone=["1815", "2009"])
    shop.pinpoint.add_lambda(name, add_films)
    shop.send("phone")
    assert shop.bodies() == [expected]


@freeze_time("2020-02-26T18:56:24.875Z")
def test_a_function_gets_the_documented_payload(shop: Shop) -> None:
    recommender_id = shop.add_recommender(TITLE, {**WITH_FUNCTION, "RecommendationsPerMessage": 2})
    shop.add_endpoints(
        "phone",
        user_id="sofia",
        address=PHONE,
        attributes={"AddressType": ["primary"]},
        user_attributes={"FirstName": ["Sofia"]},
        metrics={"visits": 3},
        location={"City": "Paris"},
        demographic={"Locale": "fr_FR"},
    )
    shop.recommend(recommender_id, phone=["1815", "2009", "1527"])
    function = Recorder()
    shop.pinpoint.add_lambda("recommend", function)

    shop.send("phone")

    assert function.events == [
        {
            "ApplicationId": shop.app_id,
            "Endpoints": {
                "phone": {
                    "ChannelType": "SMS",
                    "Address": PHONE,
                    "EndpointStatus": "ACTIVE",
                    "OptOut": "NONE",
                    "EffectiveDate": "2020-02-26T18:56:24.875Z",
                    "CreationDate": "2020-02-26T18:56:24.875Z",
                    "Attributes": {"AddressType": ["primary"]},
                    "Metrics": {"visits": 3.0},
                    "Location": {"City": "Paris"},
                    "Demographic": {"Locale": "fr_FR"},
                    "User": {"UserId": "sofia", "UserAttributes": {"FirstName": ["Sofia"]}},
                    "RecommendationItems": ["1815", "2009"],
                }
            },
        }
    ]


def test_a_function_gets_50_endpoints_at_a_time(shop: Shop) -> None:
    recommender_id = shop.add_recommender(TITLE, WITH_FUNCTION)
    endpoint_ids = [f"e{number}" for number in range(100)]
    shop.add_endpoints(*endpoint_ids)
    with_items = [endpoint_id for endpoint_id in endpoint_ids if endpoint_id != "e10"]
    shop.recommend(recommender_id, **{endpoint_id: ["1815"] for endpoint_id in with_items})
    function = Recorder(lambda event: add_films(event, None))
    shop.pinpoint.add_lambda("recommend", function)

    shop.send(*endpoint_ids)

    assert function.endpoint_ids() == [with_items[:50], with_items[50:]]
    assert shop.bodies() == ["Watch Fleabag"] * 99
    assert shop.pinpoint.failed_messages.one().endpoint_id == "e10"


def unreachable(shop: Shop) -> Iterator[str]:
    """Endpoints that get no message."""
    shop.add_endpoints("opted out", opt_out="ALL")
    shop.add_endpoints("inactive", endpoint_status="INACTIVE")
    shop.client.update_endpoint(ApplicationId=shop.app_id, EndpointId="for analytics", EndpointRequest={})
    shop.add_endpoints("voice", channel="VOICE")
    shop.client.delete_voice_channel(ApplicationId=shop.app_id)
    yield from ("opted out", "inactive", "for analytics", "voice", "unknown")


def test_a_function_gets_no_endpoints_that_get_no_message(shop: Shop) -> None:
    recommender_id = shop.add_recommender(TITLE, WITH_FUNCTION)
    shop.add_endpoints("phone")
    others = list(unreachable(shop))
    shop.recommend(recommender_id, **{endpoint_id: ["1815"] for endpoint_id in ("phone", *others)})
    function = Recorder(lambda event: add_films(event, None))
    shop.pinpoint.add_lambda("recommend", function)

    shop.send("phone", "PHONE", *others)

    assert function.endpoint_ids() == [["phone"]]
    assert [(message.endpoint_id, message.delivery_status) for message in shop.pinpoint.messages] == [
        ("phone", "SUCCESSFUL"),
        ("phone", "DUPLICATE"),
        ("opted out", "OPT_OUT"),
        ("inactive", "PERMANENT_FAILURE"),
        ("for analytics", "PERMANENT_FAILURE"),
        ("voice", "PERMANENT_FAILURE"),
        ("unknown", "PERMANENT_FAILURE"),
    ]


def test_a_function_is_not_invoked_where_nobody_has_items(shop: Shop) -> None:
    shop.add_recommender(TITLE, WITH_FUNCTION)
    shop.add_endpoints("phone")
    shop.send("phone")
    assert shop.failure()[0] == "No value for the template variable Recommendations.Title.[0]"


TITLES = {"Recommendations": {"Title": ["Fleabag"]}}

ANSWERS: dict[str, Any] = {
    "the map of endpoints": {"phone": TITLES},
    "the map as in AWS's sample of an answer": {"Endpoints": {"phone": TITLES}},
    "the whole event": {"ApplicationId": "shop", "Endpoints": {"phone": TITLES}},
    "one text": {"phone": {"Recommendations": {"Title": "Fleabag", "Genre": "Comedy"}}},
    "anywhere in the definition": {"phone": {"ChannelType": "SMS", "User": {"UserId": "ada", **TITLES}}},
    "beside an attribute of that name": {"phone": {"Attributes": {"Recommendations": ["old"]}, "User": TITLES}},
    "other endpoints and changes beside it": {
        "phone": {"Address": "+15550199", "RecommendationItems": ["changed"], **TITLES},
        "tablet": TITLES,
    },
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_what_a_function_may_return(shop: Shop, answer: Any) -> None:
    recommender_id = shop.add_recommender(TITLE + " ({{RecommendationItems}})", WITH_FUNCTION)
    shop.add_endpoints("phone", address=PHONE)
    shop.recommend(recommender_id, phone=["1815"])
    shop.pinpoint.add_lambda("recommend", Recorder(lambda event: answer))
    shop.send("phone")
    message = shop.pinpoint.sent_messages.one()
    assert (message.body, message.address) == ("Watch Fleabag (1815)", PHONE)


def test_an_endpoint_that_is_called_endpoints(shop: Shop) -> None:
    recommender_id = shop.add_recommender(TITLE, WITH_FUNCTION)
    shop.add_endpoints("Endpoints", "phone")
    shop.recommend(recommender_id, Endpoints=["1815"], phone=["2009"])
    shop.pinpoint.add_lambda("recommend", add_films)
    shop.send("Endpoints", "phone")
    assert shop.bodies() == ["Watch Fleabag", "Watch Late Night"]


def test_the_prefix_of_attributes_is_no_part_of_their_names(shop: Shop) -> None:
    configuration = {**WITH_FUNCTION, "Attributes": {"Recommendations.Title": "Title", "Genre": "Genre"}}
    recommender_id = shop.add_recommender(TITLE, configuration)
    shop.add_endpoints("phone")
    shop.recommend(recommender_id, phone=["1815"])
    shop.pinpoint.add_lambda("recommend", add_films)
    shop.send("phone")
    assert shop.bodies() == ["Watch Fleabag"]


NOTHING_RETURNED: dict[str, tuple[Any, str]] = {
    "left out": ({}, "left out endpoint 'phone'"),
    "null": ({"phone": None}, "left out endpoint 'phone'"),
    "as it was": ({"phone": {"ChannelType": "SMS"}}, "returned no Recommendations for endpoint 'phone'"),
    "empty": ({"phone": {"Recommendations": {}}}, "returned no Recommendations for endpoint 'phone'"),
    "a text": ({"phone": "Fleabag"}, "returned no Recommendations for endpoint 'phone'"),
}


@pytest.mark.parametrize(("answer", "expected"), NOTHING_RETURNED.values(), ids=NOTHING_RETURNED)
def test_an_endpoint_for_which_a_function_returns_nothing(shop: Shop, answer: Any, expected: str) -> None:
    recommender_id = shop.add_recommender(TITLE, WITH_FUNCTION)
    shop.add_endpoints("phone")
    shop.recommend(recommender_id, phone=["1815"])
    shop.pinpoint.add_lambda("recommend", Recorder(lambda event: answer))
    shop.send("phone")
    assert shop.failure() == (
        "No value for the template variable Recommendations.Title.[0]",
        f"function '{FUNCTION}' {expected}",
    )


INVALID = "The Lambda function returned invalid recommendations"

BROKEN_RULES: dict[str, tuple[Any, str, str]] = {
    "no map": (["phone"], "The Lambda function returned no endpoints", "returned a list, not a map of endpoints"),
    "nothing": (None, "The Lambda function returned no endpoints", "returned None, not a map of endpoints"),
    "no map of endpoints": (
        {"Endpoints": "phone"},
        "The Lambda function returned no endpoints",
        "returned 'phone', not a map of endpoints",
    ),
    "attributes in a list": (
        {"phone": {"Recommendations": ["Fleabag"]}},
        INVALID,
        "returned for endpoint 'phone' Recommendations that are no map: a list",
    ),
    "an unknown attribute": (
        {"phone": {"Recommendations": {"Titel": ["Fleabag"]}}},
        INVALID,
        "returned for endpoint 'phone' the attribute 'Titel', which the recommender does not have; "
        "it has 'Title', 'Genre'",
    ),
    "an attribute with the prefix": (
        {"phone": {"Recommendations": {"Recommendations.Title": ["Fleabag"]}}},
        INVALID,
        "returned for endpoint 'phone' the attribute 'Recommendations.Title', which the recommender does not have; "
        "it has 'Title', 'Genre'",
    ),
    "a number": (
        {"phone": {"Recommendations": {"Title": 1815}}},
        INVALID,
        "returned for endpoint 'phone' the attribute 'Title' with what is no text: 1815",
    ),
    "a number among texts": (
        {"phone": {"Recommendations": {"Title": ["Fleabag"], "Genre": ["Comedy", 7]}}},
        INVALID,
        "returned for endpoint 'phone' the attribute 'Genre' with what is no text: 7",
    ),
    "a map in place of a text": (
        {"phone": {"Recommendations": {"Title": {"en": "Fleabag"}}}},
        INVALID,
        "returned for endpoint 'phone' the attribute 'Title' with what is no text: an object",
    ),
    "a set": ({"phone": {"Recommendations": {"Title": {"Fleabag"}}}}, FAILED, "returned what JSON cannot hold: "),
}


@pytest.mark.parametrize("strict_templates", [True, False])
@pytest.mark.parametrize(("answer", "text", "expected"), BROKEN_RULES.values(), ids=BROKEN_RULES)
def test_an_answer_that_breaks_the_rules_fails_the_recipient(
    client: PinpointClient, answer: Any, text: str, expected: str, strict_templates: bool
) -> None:
    with mock_pinpoint(strict_templates=strict_templates) as pinpoint:
        shop = Shop(pinpoint, client)
        recommender_id = shop.add_recommender(TITLE, WITH_FUNCTION)
        shop.add_endpoints("phone")
        shop.recommend(recommender_id, phone=["1815"])
        pinpoint.add_lambda("recommend", Recorder(lambda event: answer))
        shop.send("phone")
        status_message, explanation = shop.failure()
    assert status_message == text
    assert explanation is not None
    assert explanation.startswith(f"function '{FUNCTION}' {expected}")


def test_one_endpoint_that_breaks_the_rules_leaves_the_others_alone(shop: Shop) -> None:
    def function(event: Any, context: Any) -> Any:
        return add_films(event, context) | {"tablet": {"Recommendations": {"Title": None}}}

    recommender_id = shop.add_recommender(TITLE, WITH_FUNCTION)
    shop.add_endpoints("phone", "tablet")
    shop.recommend(recommender_id, phone=["1815"], tablet=["2009"])
    shop.pinpoint.add_lambda("recommend", function)
    shop.send("phone", "tablet")
    assert shop.bodies() == ["Watch Fleabag"]
    assert shop.failure()[0] == INVALID


def test_a_function_that_raises_fails_the_endpoints_that_it_got(shop: Shop) -> None:
    def function(event: Any, context: Any) -> Any:
        if "e50" in event["Endpoints"]:
            raise LookupError("no such film")
        return add_films(event, context)

    recommender_id = shop.add_recommender(TITLE, WITH_FUNCTION)
    endpoint_ids = [f"e{number}" for number in range(60)]
    shop.add_endpoints(*endpoint_ids)
    shop.recommend(recommender_id, **{endpoint_id: ["1815"] for endpoint_id in endpoint_ids})
    shop.pinpoint.add_lambda("recommend", function)

    shop.send(*endpoint_ids)

    assert shop.bodies() == ["Watch Fleabag"] * 50
    failed = list(shop.pinpoint.failed_messages)
    line = function.__code__.co_firstlineno + 2
    assert [message.endpoint_id for message in failed] == endpoint_ids[50:]
    assert {(message.status_message, message.explanation) for message in failed} == {
        (FAILED, f"function '{FUNCTION}' raised LookupError: no such film (test_recommendations.py, line {line})")
    }


def test_a_function_that_is_not_registered_is_named_with_the_cure(shop: Shop) -> None:
    recommender_id = shop.add_recommender(TITLE, {**WITH_FUNCTION, "RecommendationTransformerUri": "recommend"})
    shop.add_endpoints("phone")
    shop.recommend(recommender_id, phone=["1815"])
    shop.pinpoint.add_lambda("recomend", add_films)

    answer = shop.send("phone")

    text, explanation = shop.failure()
    assert text == answer["EndpointResult"]["phone"]["StatusMessage"]
    assert text == (
        "pinpoint_mock: the Lambda function is not registered, so nothing was invoked. Register it with add_lambda()."
    )
    assert explanation == (
        "no function is registered for 'recommend' in us-east-1 of 123456789012; registered: 'recomend'"
    )


def test_a_function_can_call_pinpoint(shop: Shop) -> None:
    def function(event: Any, context: Any) -> Any:
        for endpoint_id, endpoint in event["Endpoints"].items():
            found = shop.client.get_endpoint(ApplicationId=event["ApplicationId"], EndpointId=endpoint_id)
            endpoint["Recommendations"] = {"Title": found["EndpointResponse"]["Attributes"]["Likes"]}
        return event

    recommender_id = shop.add_recommender(TITLE, WITH_FUNCTION)
    shop.add_endpoints("phone", attributes={"Likes": ["Hunters"]})
    shop.recommend(recommender_id, phone=["1815"])
    shop.pinpoint.add_lambda("recommend", function)
    shop.send("phone")
    assert shop.bodies() == ["Watch Hunters"]


def test_clear_keeps_items_and_functions(shop: Shop) -> None:
    recommender_id = shop.add_recommender(TITLE, WITH_FUNCTION)
    shop.add_endpoints("phone")
    shop.recommend(recommender_id, phone=["1815"])
    shop.pinpoint.add_lambda("recommend", add_films)
    shop.pinpoint.clear()
    shop.send("phone")
    assert shop.bodies() == ["Watch Fleabag"]


def test_reset_forgets_recommenders_and_functions(pinpoint: PinpointMock, client: PinpointClient) -> None:
    pinpoint.add_lambda("recommend", add_films)
    create(client)
    pinpoint.reset()
    shop = Shop(pinpoint, client)
    recommender_id = shop.add_recommender(TITLE, WITH_FUNCTION)
    shop.add_endpoints("phone")
    shop.recommend(recommender_id, phone=["1815"])
    shop.send("phone")
    assert shop.failure()[1] == (
        f"no function is registered for '{FUNCTION}' in us-east-1 of 123456789012; registered: none"
    )
    assert pinpoint.backend("us-east-1").recommenders.ids() == [recommender_id]
