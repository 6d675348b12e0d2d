"""The command line: `pinpoint-mock demo` shows on a small real run what the mock does."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pinpoint_mock import __version__

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient
    from mypy_boto3_pinpoint.type_defs import (
        EndpointRequestTypeDef,
        EndpointUserTypeDef,
        ImportJobResponseTypeDef,
        SegmentGroupTypeDef,
    )

    from pinpoint_mock import PinpointMock

CUSTOMERS = Path(__file__).with_name("demo.csv")
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
    """Send messages to a user with three endpoints, delete one of them, and print what each recipient got.

    Then import a file of customers, and print who is in a segment of them.
    """
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
        job = _import_customers(pinpoint, client, app_id)
        members = pinpoint.segment_members(_segment_of(client, app_id, job["Definition"]["SegmentId"]))

    console.print("What each recipient got", style="bold")
    console.print(record_table(pinpoint.messages))
    console.print("What send_messages and send_users_messages answered", style="bold")
    for result in results:
        _print_json(console, result)
    console.print("The endpoint that delete_endpoint deleted", style="bold")
    _print_json(console, deleted)
    console.print(f"The customers on the plan pro, of {job['TotalProcessed']} that were imported", style="bold")
    _print_json(console, members)


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


def _import_customers(pinpoint: PinpointMock, client: PinpointClient, app_id: str) -> ImportJobResponseTypeDef:
    """Import a file of this package, as if it were in S3; in a test, moto's `mock_aws` is there for that."""
    from pinpoint_mock.state.objects import Objects

    objects = Objects()
    objects.write("demo", CUSTOMERS.name, CUSTOMERS.read_bytes())
    pinpoint.backend().world.object_stores = lambda account_id, region_name: objects
    created = client.create_import_job(
        ApplicationId=app_id,
        ImportJobRequest={
            "Format": "CSV",
            "RoleArn": "arn:aws:iam::123456789012:role/import",
            "S3Url": f"s3://demo/{CUSTOMERS.name}",
            "RegisterEndpoints": True,
            "DefineSegment": True,
            "SegmentName": "customers",
        },
    )["ImportJobResponse"]
    return client.get_import_job(ApplicationId=app_id, JobId=created["Id"])["ImportJobResponse"]


def _segment_of(client: PinpointClient, app_id: str, imported_id: str) -> str:
    """The id of a segment of those in an imported segment that have the plan `pro`."""
    group: SegmentGroupTypeDef = {
        "SourceSegments": [{"Id": imported_id}],
        "Dimensions": [{"Attributes": {"plan": {"AttributeType": "INCLUSIVE", "Values": ["pro"]}}}],
    }
    return client.create_segment(
        ApplicationId=app_id, WriteSegmentRequest={"Name": "pro", "SegmentGroups": {"Groups": [group]}}
    )["SegmentResponse"]["Id"]


def _print_json(console: Any, document: Any) -> None:
    console.print(json.dumps(document, indent=2), markup=False, highlight=False, soft_wrap=True)
    console.print()
