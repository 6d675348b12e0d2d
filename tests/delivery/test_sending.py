"""The way of a message: one plan for all recipients, and a text of its own for each of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest

from pinpoint_mock.delivery import recommendations, sending
from pinpoint_mock.rendering import layers, plan, recommended
from pinpoint_mock.rendering.handlebars import engine, source
from tests.operations import recommenders

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock


@pytest.fixture
def endpoints(pinpoint: PinpointMock, app_id: str) -> dict[str, dict[str, Any]]:
    """A hundred endpoints, each of a user of its own."""
    for number in range(100):
        pinpoint.add_endpoint(
            app_id,
            endpoint_id=f"e{number}",
            channel="SMS",
            address=f"+1555{number:07}",
            user_id=f"u{number}",
            user_attributes={"FirstName": [f"Ada{number}"]},
        )
    return {f"e{number}": {} for number in range(100)}


def test_what_is_the_same_for_all_recipients_is_done_once(
    pinpoint: PinpointMock, client: PinpointClient, app_id: str, endpoints: dict[str, Any]
) -> None:
    with (
        mock.patch(f"{plan.__name__}.merge_layers", wraps=layers.merge_layers) as merge_layers,
        mock.patch(f"{plan.__name__}.with_template", wraps=layers.with_template) as with_template,
        mock.patch("json.loads", wraps=json.loads) as loads,
        mock.patch(f"{engine.__name__}.prepare", wraps=source.prepare) as prepare,
        mock.patch(f"{sending.__name__}.message_plan", wraps=plan.message_plan) as message_plan,
    ):
        client.create_sms_template(
            TemplateName="t",
            SMSTemplateRequest={
                "Body": "Hi {{upper User.UserAttributes.FirstName}}, {{Shop}}",
                "DefaultSubstitutions": '{"Shop": "The Shop"}',
            },
        )
        loads.reset_mock()  # creating the template has read it too
        client.send_messages(
            ApplicationId=app_id,
            MessageRequest={
                "Endpoints": endpoints,
                "MessageConfiguration": {},
                "TemplateConfiguration": {"SMSTemplate": {"Name": "t"}},
            },
        )
    parsed = [call.args[0] for call in loads.call_args_list].count('{"Shop": "The Shop"}')
    done = [each.call_count for each in (message_plan, merge_layers, with_template, prepare)]
    assert [*done, parsed] == [1, 1, 1, 1, 1]
    assert [message.body for message in pinpoint.sent_messages] == [f"Hi ADA{i}, The Shop" for i in range(100)]


@pytest.mark.parametrize("has_recommender", [False, True])
def test_only_a_template_of_a_recommender_asks_for_recommendations(
    pinpoint: PinpointMock, client: PinpointClient, app_id: str, endpoints: dict[str, Any], has_recommender: bool
) -> None:
    recommender_id = recommenders.create(client)["Id"]
    body = "Hi {{User.UserAttributes.FirstName}}, {{Shop}}{{#if RecommendationItems}}!{{/if}}"
    request: Any = {"Body": body, "DefaultSubstitutions": '{"Shop": "The Shop"}'}
    if has_recommender:
        request["RecommenderId"] = recommender_id
    client.create_sms_template(TemplateName="t", SMSTemplateRequest=request)
    with (
        mock.patch(f"{plan.__name__}.asks_for_recommendations", wraps=recommended.asks_for_recommendations) as asks,
        mock.patch(f"{sending.__name__}.recommend", wraps=recommendations.recommend) as recommend,
    ):
        client.send_messages(
            ApplicationId=app_id,
            MessageRequest={
                "Endpoints": endpoints,
                "MessageConfiguration": {},
                "TemplateConfiguration": {"SMSTemplate": {"Name": "t"}},
            },
        )
    assert [message.body for message in pinpoint.sent_messages] == [f"Hi Ada{i}, The Shop" for i in range(100)]
    assert (asks.call_count, recommend.call_count) == ((1, 1) if has_recommender else (0, 0))
