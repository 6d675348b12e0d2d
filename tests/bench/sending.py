"""A send to 100 endpoints, per message, against one endpoint read from its JSON and written to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import boto3

from pinpoint_mock import PinpointMock, mock_pinpoint
from tests.bench.measuring import Row, ratio

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient
    from mypy_boto3_pinpoint.type_defs import MessageRequestTypeDef

RECIPIENTS = 100
TEMPLATE = "Hi {{User.UserAttributes.FirstName}} of {{Attributes.City}}, {{Code}} is your code."
PLAIN: MessageRequestTypeDef = {"MessageConfiguration": {"SMSMessage": {"Body": "Your parcel has arrived."}}}
TEMPLATED: MessageRequestTypeDef = {
    "MessageConfiguration": {},
    "TemplateConfiguration": {"SMSTemplate": {"Name": "code"}},
}


def rows() -> Iterator[Row]:
    with mock_pinpoint() as pinpoint:
        client = boto3.client("pinpoint", region_name="us-east-1")
        app_id = pinpoint.add_app()
        ids = [_add_endpoint(pinpoint, app_id, number) for number in range(RECIPIENTS)]
        _add_template(client)
        endpoint = client.get_endpoint(ApplicationId=app_id, EndpointId=ids[0])["EndpointResponse"]

        def copy() -> None:
            json.loads(json.dumps(endpoint))

        def per_message(message: MessageRequestTypeDef) -> float:
            request: MessageRequestTypeDef = {**message, "Endpoints": {endpoint_id: {} for endpoint_id in ids}}

            def send() -> None:
                client.send_messages(ApplicationId=app_id, MessageRequest=request)
                assert len(pinpoint.sent_messages) == RECIPIENTS
                pinpoint.clear()

            return ratio(send, copy, rounds=31, times=3, against_times=600) / RECIPIENTS

        what = f"send_messages to {RECIPIENTS} endpoints, per message, against a copy of one by JSON"
        yield Row(f"{what}: plain", per_message(PLAIN), 5)
        yield Row(f"{what}: template of three variables", per_message(TEMPLATED), 12)


def _add_endpoint(pinpoint: PinpointMock, app_id: str, number: int) -> str:
    return pinpoint.add_endpoint(
        app_id,
        endpoint_id=f"endpoint-{number}",
        channel="SMS",
        address=f"+1555{number:07}",
        user_id=f"user-{number}",
        attributes={"City": ["Paris"], "Interests": ["cats", "dogs"]},
        user_attributes={"FirstName": ["Ada"], "Plan": ["gold"]},
        metrics={"Visits": 12.0},
        demographic={"Platform": "ios", "PlatformVersion": "17.4", "Timezone": "Europe/Paris"},
        location={"City": "Paris", "Country": "FRA", "Latitude": 48.86, "Longitude": 2.35},
    )


def _add_template(client: PinpointClient) -> None:
    client.create_sms_template(
        TemplateName="code",
        SMSTemplateRequest={"Body": TEMPLATE, "DefaultSubstitutions": json.dumps({"Code": "4711"})},
    )
