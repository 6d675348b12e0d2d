"""The command line: `pinpoint-mock demo` shows on a small real run what the mock does."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pinpoint_mock import __version__

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient
    from mypy_boto3_pinpoint.type_defs import EndpointRequestTypeDef, EndpointUserTypeDef

USER_ID = "ada"
ENDPOINTS: dict[str, EndpointRequestTypeDef] = {
    "ada-phone": {"ChannelType": "SMS", "Address": "+15550100"},
    "ada-mail": {"ChannelType": "EMAIL", "Address": "ada@example.com"},
    "ada-tablet": {"ChannelType": "GCM", "Address": "fcm-token-of-the-tablet"},
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line with `arguments`, by default those of the process."""
    parser = argparse.ArgumentParser(prog="pinpoint-mock", description="A mock of Amazon Pinpoint for Python tests.")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(required=True, metavar="command")
    commands.add_parser("demo", help="send messages through boto3 under the mock and show what arrived").set_defaults(
        run=demo
    )
    parser.parse_args(arguments).run()


def demo() -> None:
    """Send messages to a user with three endpoints, delete one of them, and print what each recipient got."""
    import boto3
    from rich.console import Console

    from pinpoint_mock.logs.tables import record_table
    from pinpoint_mock.mock.lifecycle import mock_pinpoint

    console = Console()
    with mock_pinpoint() as pinpoint:
        client = boto3.client("pinpoint")
        app_id = _register(client)
        results = [_send_to_addresses_and_endpoints(client, app_id), _send_to_user(client, app_id)]
        pinpoint.fail_delivery(endpoint_id="ada-tablet", outcome="unregistered_device")
        results.append(_send_to_tablet(client, app_id))
        deleted = client.delete_endpoint(ApplicationId=app_id, EndpointId="ada-tablet")["EndpointResponse"]

    console.print("What each recipient got", style="bold")
    console.print(record_table(pinpoint.messages))
    console.print("What send_messages and send_users_messages answered", style="bold")
    for result in results:
        _print_json(console, result)
    console.print("The endpoint that delete_endpoint deleted", style="bold")
    _print_json(console, deleted)


def _register(client: PinpointClient) -> str:
    app_id = client.create_app(CreateApplicationRequest={"Name": "demo"})["ApplicationResponse"]["Id"]
    client.update_sms_channel(ApplicationId=app_id, SMSChannelRequest={"Enabled": True})
    client.update_email_channel(
        ApplicationId=app_id,
        EmailChannelRequest={
            "Enabled": True,
            "FromAddress": "shop@example.com",
            "Identity": "arn:aws:ses:us-east-1:123456789012:identity/example.com",
        },
    )
    client.update_gcm_channel(ApplicationId=app_id, GCMChannelRequest={"Enabled": True, "ApiKey": "a key"})
    client.create_email_template(
        TemplateName="parcel",
        EmailTemplateRequest={
            "Subject": "Your parcel, {{User.UserAttributes.FirstName}}",
            "TextPart": "{{upper User.UserAttributes.FirstName}}, your parcel is on its way.",
        },
    )
    user: EndpointUserTypeDef = {"UserId": USER_ID, "UserAttributes": {"FirstName": ["Ada"]}}
    for endpoint_id, endpoint in ENDPOINTS.items():
        client.update_endpoint(ApplicationId=app_id, EndpointId=endpoint_id, EndpointRequest={**endpoint, "User": user})
    return app_id


def _send_to_addresses_and_endpoints(client: PinpointClient, app_id: str) -> Any:
    return client.send_messages(
        ApplicationId=app_id,
        MessageRequest={
            "Addresses": {"+15550123": {"ChannelType": "SMS", "Substitutions": {"name": ["Grace"]}}},
            "Endpoints": {"ada-phone": {"Substitutions": {"name": ["Ada"]}}},
            "MessageConfiguration": {"SMSMessage": {"Body": "Hi {{name}}, your code is 4711.", "SenderId": "Shop"}},
        },
    )["MessageResponse"]


def _send_to_user(client: PinpointClient, app_id: str) -> Any:
    return client.send_users_messages(
        ApplicationId=app_id,
        SendUsersMessageRequest={
            "Users": {USER_ID: {}},
            "MessageConfiguration": {
                "DefaultMessage": {"Body": "Your parcel is on its way."},
                "DefaultPushNotificationMessage": {"Title": "Parcel"},
            },
            "TemplateConfiguration": {"EmailTemplate": {"Name": "parcel"}},
        },
    )["SendUsersMessageResponse"]["Result"]


def _send_to_tablet(client: PinpointClient, app_id: str) -> Any:
    return client.send_messages(
        ApplicationId=app_id,
        MessageRequest={
            "Endpoints": {"ada-tablet": {}},
            "MessageConfiguration": {"GCMMessage": {"Title": "Parcel", "Body": "Your parcel has arrived."}},
        },
    )["MessageResponse"]


def _print_json(console: Any, document: Any) -> None:
    console.print(json.dumps(document, indent=2), markup=False, highlight=False, soft_wrap=True)
    console.print()
