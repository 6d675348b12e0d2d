"""The command line: `pinpoint-mock demo` shows on a small real run what the mock does."""

from __future__ import annotations

import argparse
import datetime
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pinpoint_mock import __version__

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient
    from mypy_boto3_pinpoint.type_defs import EndpointRequestTypeDef, EndpointUserTypeDef, SegmentGroupTypeDef

    from pinpoint_mock.logs.expectations import MessageExpectations
    from pinpoint_mock.mock.facade import PinpointMock

CUSTOMERS = Path(__file__).with_name("demo.csv")
USER_ID = "ada"
ENDPOINTS: dict[str, EndpointRequestTypeDef] = {
    "ada-phone": {"ChannelType": "SMS", "Address": "+15550100"},
    "ada-mail": {"ChannelType": "EMAIL", "Address": "ada@example.com"},
    "ada-tablet": {"ChannelType": "GCM", "Address": "fcm-token-of-the-tablet"},
}
EXPECTED: MessageExpectations = {"address": "+15550100", "body": "Hi Ada, your code is 4712."}
"""What the demo expects in vain."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line with `arguments`, by default those of the process; without a command it prints its help."""
    parser = argparse.ArgumentParser(prog="pinpoint-mock", description="A mock of Amazon Pinpoint for Python tests.")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    parser.set_defaults(run=lambda options: parser.print_help())
    commands = parser.add_subparsers(metavar="command")
    demo_parser = commands.add_parser("demo", help="send messages through boto3 under the mock and show what arrived")
    demo_parser.add_argument("--json", action="store_true", help="print the calls with boto3's answers instead")
    demo_parser.set_defaults(run=lambda options: demo(as_json=options.json))
    options = parser.parse_args(arguments)
    options.run(options)


def demo(*, as_json: bool) -> None:
    """Print what each recipient got, and an assertion that fails; or, as JSON, the calls with boto3's answers.

    In between: who is in a segment of imported customers, and what a campaign sends them.
    """
    import boto3

    from pinpoint_mock.mock.lifecycle import mock_pinpoint

    with mock_pinpoint() as pinpoint:
        client = boto3.client("pinpoint")
        calls = play(pinpoint, client)
    with mock_pinpoint() as with_customers:
        app_id, segment_id = _import_customers(with_customers, client)
        customers = with_customers.segment_members(segment_id)
        _send_tomorrow(with_customers, client, app_id, segment_id)
    if as_json:
        print(json.dumps(calls, indent=2))
    else:
        _show(pinpoint, customers, with_customers)


def play(pinpoint: PinpointMock, client: PinpointClient) -> list[dict[str, Any]]:
    """Send messages to a user with three endpoints and delete one of them; the calls with boto3's answers."""
    app_id = _register(client)
    calls = [("send_messages", _send_to_addresses_and_endpoints(client, app_id))]
    calls.append(("send_users_messages", _send_to_user(client, app_id)))
    pinpoint.fail_delivery(endpoint_id="ada-tablet", outcome="unregistered_device")
    calls.append(("send_messages", _send_to_tablet(client, app_id)))
    calls.append(("delete_endpoint", client.delete_endpoint(ApplicationId=app_id, EndpointId="ada-tablet")))
    return [
        {"call": call, "answer": {name: part for name, part in answer.items() if name != "ResponseMetadata"}}
        for call, answer in calls
    ]


def _show(pinpoint: PinpointMock, customers: list[str], with_customers: PinpointMock) -> None:
    from rich.console import Console

    from pinpoint_mock.logs.formatting import format_fields
    from pinpoint_mock.logs.tables import record_table

    console = Console()
    console.print("What each recipient got", style="bold")
    console.print(record_table(pinpoint.messages))
    console.print("The imported customers who are on the plan pro", style="bold")
    console.print(", ".join(customers), end="\n\n")
    console.print("What a campaign sends them, a day later", style="bold")
    console.print(record_table(with_customers.messages))
    console.print("What a failing assertion says", style="bold")
    try:
        pinpoint.assert_sent(**EXPECTED)
    except AssertionError as error:
        text = f"\n>>> pinpoint.assert_sent({format_fields(EXPECTED)})\nAssertionError: {error}"
        console.print(text, markup=False, highlight=False, soft_wrap=True)


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
    )


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
    )


def _send_to_tablet(client: PinpointClient, app_id: str) -> Any:
    return client.send_messages(
        ApplicationId=app_id,
        MessageRequest={
            "Endpoints": {"ada-tablet": {}},
            "MessageConfiguration": {"GCMMessage": {"Title": "Parcel", "Body": "Your parcel has arrived."}},
        },
    )


def _import_customers(pinpoint: PinpointMock, client: PinpointClient) -> tuple[str, str]:
    """Import a file of this package, as if it were in S3; the ids of an application and of a segment of it.

    In a test, moto's `mock_aws` is there for S3.
    """
    from pinpoint_mock.state.objects import Objects

    objects = Objects()
    objects.write("demo", CUSTOMERS.name, CUSTOMERS.read_bytes())
    pinpoint.backend().world.object_stores = lambda account_id, region_name: objects
    app_id = pinpoint.add_app()
    job = client.create_import_job(
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
    group: SegmentGroupTypeDef = {
        "SourceSegments": [{"Id": job["Definition"]["SegmentId"]}],
        "Dimensions": [{"Attributes": {"plan": {"AttributeType": "INCLUSIVE", "Values": ["pro"]}}}],
    }
    segment = client.create_segment(
        ApplicationId=app_id, WriteSegmentRequest={"Name": "pro", "SegmentGroups": {"Groups": [group]}}
    )["SegmentResponse"]
    return app_id, segment["Id"]


def _send_tomorrow(pinpoint: PinpointMock, client: PinpointClient, app_id: str, segment_id: str) -> None:
    """Schedule a campaign for tomorrow, and let it be tomorrow."""
    moment = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=1)
    client.create_campaign(
        ApplicationId=app_id,
        WriteCampaignRequest={
            "Name": "offers",
            "SegmentId": segment_id,
            "Schedule": {"StartTime": moment.isoformat()},
            "MessageConfiguration": {
                "EmailMessage": {"Title": "Offers for {{User.UserId}}", "Body": "All books for half the price."},
                "SMSMessage": {"Body": "All books for half the price."},
            },
        },
    )
    pinpoint.advance(moment)
    pinpoint.run_due()
