"""A shop that recommends: an application, a template that asks a recommender, and short forms of the calls."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from tests.operations.recommenders import PLAIN, create

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock

ITEM = "Try {{RecommendationItems.[0]}}"
TITLE = "Watch {{Recommendations.Title.[0]}}"


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
        request: Any = {"Body": body, "RecommenderId": recommender_id, **template}
        self.client.create_sms_template(TemplateName="t", SMSTemplateRequest=request)

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
