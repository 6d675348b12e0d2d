"""Who gets a message: bare addresses, endpoints, and the endpoints of users."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.builders import PHONE

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock


def test_users_messages_reach_every_endpoint_of_a_user(
    client: PinpointClient, app_id: str, pinpoint: PinpointMock
) -> None:
    pinpoint.add_endpoint(app_id, endpoint_id="phone", channel="SMS", address=PHONE, user_id="ada")
    pinpoint.add_endpoint(app_id, endpoint_id="mail", channel="EMAIL", address="ada@example.com", user_id="ada")
    answer = client.send_users_messages(
        ApplicationId=app_id,
        SendUsersMessageRequest={
            "Users": {"ada": {"Substitutions": {"name": ["Ada"]}}, "nobody": {}},
            "MessageConfiguration": {
                "SMSMessage": {"Body": "Hi {{name}}"},
                "DefaultPushNotificationMessage": {"Body": "not for these"},
            },
        },
    )
    response = answer["SendUsersMessageResponse"]
    assert response["RequestId"] == answer["ResponseMetadata"]["RequestId"]
    assert response["ApplicationId"] == app_id
    assert list(response["Result"]) == ["ada", "nobody"]
    assert list(response["Result"]["ada"]) == ["phone", "mail"]
    assert response["Result"]["ada"]["phone"]["DeliveryStatus"] == "SUCCESSFUL"
    assert response["Result"]["ada"]["mail"] == {
        "Address": "ada@example.com",
        "DeliveryStatus": "PERMANENT_FAILURE",
        "StatusCode": 400,
        "StatusMessage": "Either template or email message must be specified",
    }
    assert response["Result"]["nobody"] == {
        "": {
            "Address": "",
            "DeliveryStatus": "PERMANENT_FAILURE",
            "StatusCode": 400,
            "StatusMessage": "No endpoints found for userId.",
        }
    }
    assert [(message.user_id, message.endpoint_id, message.body) for message in pinpoint.messages] == [
        ("ada", "phone", "Hi Ada"),
        ("ada", "mail", None),
        ("nobody", "", None),
    ]
    assert {message.operation for message in pinpoint.messages} == {"SendUsersMessages"}


def test_a_bare_address_consults_no_endpoint(app_id: str, pinpoint: PinpointMock, send: Any) -> None:
    pinpoint.add_endpoint(app_id, endpoint_id="phone", channel="SMS", address=PHONE, opt_out="ALL")
    assert send("SMS", {"SMSMessage": {"Body": "Hello"}}).delivery_status == "SUCCESSFUL"
