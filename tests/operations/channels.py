"""A channel of each type, and the operations on the channels of an application."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from botocore import xform_name
from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

CERTIFICATE = {"Certificate": "secret-certificate", "PrivateKey": "secret-private-key"}
TOKEN = {
    "BundleId": "secret-bundle",
    "TeamId": "secret-team",
    "TokenKey": "secret-token-key",
    "TokenKeyId": "secret-token-key-id",
}
IDENTITY = "arn:aws:ses:us-east-1:123456789012:identity/shop.example"
ROLE = "arn:aws:iam::123456789012:role/events"
EMAIL = {"FromAddress": "shop@shop.example", "Identity": IDENTITY}


class Case(NamedTuple):
    """A channel: its names in operations and payloads, a request, and what the answer has besides the common members.

    `push` tells whether the answer has HasCredential.
    """

    channel_type: str
    operation: str
    payload: str
    request: dict[str, Any]
    answer: dict[str, Any]
    push: bool = True


APNS_ANSWER = {"DefaultAuthenticationMethod": "CERTIFICATE", "HasTokenKey": False}
GCM_ANSWER = {"DefaultAuthenticationMethod": "KEY", "HasFcmServiceCredentials": False}
RATES = {"PromotionalMessagesPerSecond": 20, "TransactionalMessagesPerSecond": 20}
CASES = (
    Case("ADM", "Adm", "ADM", {"ClientId": "secret-client-id", "ClientSecret": "secret-client"}, {}),
    Case("APNS", "Apns", "APNS", CERTIFICATE, APNS_ANSWER),
    Case("APNS_SANDBOX", "ApnsSandbox", "APNSSandbox", CERTIFICATE, APNS_ANSWER),
    Case("APNS_VOIP", "ApnsVoip", "APNSVoip", CERTIFICATE, APNS_ANSWER),
    Case("APNS_VOIP_SANDBOX", "ApnsVoipSandbox", "APNSVoipSandbox", CERTIFICATE, APNS_ANSWER),
    Case("BAIDU", "Baidu", "Baidu", {"ApiKey": "123", "SecretKey": "secret-456"}, {"Credential": "123"}),
    Case("EMAIL", "Email", "Email", EMAIL, {**EMAIL, "MessagesPerSecond": 1}, push=False),
    Case("GCM", "Gcm", "GCM", {"ApiKey": "secret-api-key"}, GCM_ANSWER),
    Case("SMS", "Sms", "SMS", {}, RATES, push=False),
    Case("VOICE", "Voice", "Voice", {}, {}, push=False),
)
BY_TYPE = {case.channel_type: case for case in CASES}
APNS_TYPES = ("APNS", "APNS_SANDBOX", "APNS_VOIP", "APNS_VOIP_SANDBOX")


class Channels:
    """The channel operations of one application, by channel type."""

    def __init__(self, client: PinpointClient, app_id: str) -> None:
        self.client = client
        self.app_id = app_id

    def get(self, channel_type: str) -> dict[str, Any]:
        return self._call("Get", BY_TYPE[channel_type])

    def delete(self, channel_type: str) -> dict[str, Any]:
        return self._call("Delete", BY_TYPE[channel_type])

    def update(self, channel_type: str, **request: Any) -> dict[str, Any]:
        case = BY_TYPE[channel_type]
        return self._call("Update", case, **{f"{case.payload}ChannelRequest": request})

    def all(self) -> dict[str, Any]:
        return dict(self.client.get_channels(ApplicationId=self.app_id)["ChannelsResponse"]["Channels"])

    def _call(self, verb: str, case: Case, **members: Any) -> dict[str, Any]:
        method = getattr(self.client, xform_name(f"{verb}{case.operation}Channel"))
        response = method(ApplicationId=self.app_id, **members)
        assert response["ResponseMetadata"]["HTTPStatusCode"] == 200
        answer: dict[str, Any] = response[f"{case.payload}ChannelResponse"]
        return answer


def error(call: Callable[[], object]) -> tuple[str, str]:
    """The code and the text of the error that a call raises."""
    with pytest.raises(ClientError) as raised:
        call()
    return raised.value.response["Error"]["Code"], raised.value.response["Error"]["Message"]


NOT_FOUND = ("NotFoundException", "Resource not found")
SETTINGS: dict[str, dict[str, str]] = {
    "EMAIL": {"ConfigurationSet": "set", "OrchestrationSendingRoleArn": ROLE},
    "SMS": {"SenderId": "SHOP", "ShortCode": "12345"},
}
