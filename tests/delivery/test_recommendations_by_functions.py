"""The function of a recommender: what it gets, what it may return, and what becomes of recipients where it fails."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from freezegun import freeze_time

from pinpoint_mock import mock_pinpoint
from tests.builders import PHONE
from tests.delivery.shop import TITLE, Shop
from tests.operations.recommenders import FUNCTION, WITH_FUNCTION, create

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock

FAILED = "The Lambda function failed"

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


def test_a_function_gets_each_endpoint_of_a_user(shop: Shop) -> None:
    configuration = {**WITH_FUNCTION, "RecommendationProviderIdType": "PINPOINT_USER_ID"}
    recommender_id = shop.add_recommender(TITLE, configuration)
    shop.add_endpoints("phone", "tablet", user_id="ada")
    shop.add_endpoints("other", user_id="bob")
    shop.recommend(recommender_id, ada=["1815"], bob=["2009"])
    function = Recorder(lambda event: add_films(event, None))
    shop.pinpoint.add_lambda("recommend", function)

    shop.send_to_users("bob", "ada")

    assert function.endpoint_ids() == [["other", "phone", "tablet"]]
    assert shop.bodies() == ["Watch Late Night", "Watch Fleabag", "Watch Fleabag"]


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
        (FAILED, f"function '{FUNCTION}' raised LookupError: no such film ({Path(__file__).name}, line {line})")
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
