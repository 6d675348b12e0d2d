"""Short forms of the calls that tests about endpoints make over and over."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

PUSH_TYPES = ["ADM", "APNS", "APNS_SANDBOX", "APNS_VOIP", "APNS_VOIP_SANDBOX", "BAIDU", "GCM"]
OTHER_TYPES = ["CUSTOM", "EMAIL", "IN_APP", "PUSH", "SMS", "VOICE"]

TOO_MANY_ENDPOINTS = "Exceeded maximum endpoint per user count: 15"


class Audience:
    """The endpoints of one application through boto3."""

    def __init__(self, client: PinpointClient, app_id: str) -> None:
        self.client = client
        self.app_id = app_id

    def put(self, endpoint_id: str, **request: Any) -> str:
        """UpdateEndpoint; the id of the request."""
        members: Any = request
        answer = self.client.update_endpoint(ApplicationId=self.app_id, EndpointId=endpoint_id, EndpointRequest=members)
        return answer["MessageBody"]["RequestID"]

    def put_batch(self, *items: Any) -> None:
        """UpdateEndpointsBatch."""
        self.client.update_endpoints_batch(ApplicationId=self.app_id, EndpointBatchRequest={"Item": list(items)})

    def get(self, endpoint_id: str) -> Any:
        """GetEndpoint."""
        return self.client.get_endpoint(ApplicationId=self.app_id, EndpointId=endpoint_id)["EndpointResponse"]

    def delete(self, endpoint_id: str) -> Any:
        """DeleteEndpoint."""
        return self.client.delete_endpoint(ApplicationId=self.app_id, EndpointId=endpoint_id)["EndpointResponse"]

    def of_user(self, user_id: str) -> list[Any]:
        """GetUserEndpoints."""
        answer = self.client.get_user_endpoints(ApplicationId=self.app_id, UserId=user_id)
        return list(answer["EndpointsResponse"]["Item"])

    def ids_of_user(self, user_id: str) -> list[str]:
        """The ids that GetUserEndpoints answers."""
        return [endpoint["Id"] for endpoint in self.of_user(user_id)]

    def add_user(self, user_id: str, channel_type: str, count: int = 15) -> None:
        """Endpoints `0`, `1` ... of one channel type for a user."""
        items = [
            {"Id": str(number), "Address": f"to-{number}", "ChannelType": channel_type, "User": {"UserId": user_id}}
            for number in range(count)
        ]
        self.put_batch(*items)

    def remove(self, attribute_type: str, *blacklist: str) -> list[str]:
        """RemoveAttributes; the names that it answers."""
        answer = self.client.remove_attributes(
            ApplicationId=self.app_id,
            AttributeType=attribute_type,
            UpdateAttributesRequest={"Blacklist": list(blacklist)},
        )
        return answer["AttributesResource"]["Attributes"]


@contextlib.contextmanager
def refused(text: str, code: str = "BadRequestException") -> Iterator[None]:
    """Expect a call to fail with an error of the service and exactly this text."""
    with pytest.raises(ClientError) as caught:
        yield
    answer: Any = caught.value.response
    assert (answer["Error"]["Code"], answer["Message"]) == (code, text)


def not_found() -> contextlib.AbstractContextManager[None]:
    """Expect a NotFoundException."""
    return refused("Resource not found", "NotFoundException")
