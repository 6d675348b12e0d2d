"""Recommended items in messages: whom a recommender knows, and what becomes of recipients without items."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import boto3
import pytest

from pinpoint_mock import mock_pinpoint
from tests.builders import KEYS, PHONE
from tests.delivery.shop import ITEM, Shop
from tests.operations.recommenders import PLAIN, create, delete, update

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock

BY_USER: dict[str, Any] = {**PLAIN, "RecommendationProviderIdType": "PINPOINT_USER_ID"}


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
