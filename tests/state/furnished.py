"""A world with something of everything that a world can hold."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from botocore import xform_name

from pinpoint_mock.state.objects import Objects
from pinpoint_mock.state.participants import Participation, Reported
from tests.builders import ROLE

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock
    from pinpoint_mock.state.world import World

APP_ID = "shop"
ENDPOINT_ID = "phone"
USER_ID = "ada"
SEGMENT = "customers"
TEMPLATE = "welcome"
RUN_ID = "run"
PHONE = "+15550100"
TEMPLATES = ("Email", "InApp", "Push", "Sms", "Voice")
"""The types of templates as the names of their operations call them."""

RECOMMENDER: Any = {
    "RecommendationProviderUri": "arn:aws:personalize:us-east-1:123456789012:campaign/films",
    "RecommendationProviderRoleArn": "arn:aws:iam::123456789012:role/pinpoint",
    "RecommendationsDisplayName": "Films",
}
IMPORT: Any = {"Format": "CSV", "RegisterEndpoints": True, "RoleArn": ROLE, "S3Url": "s3://audience/users.csv"}
EXPORT: Any = {"RoleArn": ROLE, "S3UrlPrefix": "s3://audience/exports"}

YEARS_LATER = datetime.datetime(2999, 1, 1, tzinfo=datetime.timezone.utc)
OTP = {"ReferenceId": "signup", "DestinationIdentity": PHONE}


def furnish(pinpoint: PinpointMock, client: PinpointClient) -> World:
    """Give every operation that is built something to work on, in the active mock, and return its world."""
    pinpoint.add_app(application_id=APP_ID, tags={"team": "blue"})
    pinpoint.add_endpoint(
        APP_ID,
        endpoint_id=ENDPOINT_ID,
        channel="GCM",
        address="token",
        user_id=USER_ID,
        attributes={"color": ["red"]},
        metrics={"age": 1.0},
        user_attributes={"name": ["Ada"]},
    )
    _write_settings(client)
    _write_templates(client)
    _write_segments(client)
    _write_campaigns(client)
    _write_journeys(pinpoint, client)
    _send_code(client)
    _add_recommendations(pinpoint, client)
    _run_jobs(pinpoint, client)
    pinpoint.add_phone_number(PHONE, Carrier="Example Telephone")
    pinpoint.owns(origination_numbers=["+15550199"])
    pinpoint.fail_delivery(channel="GCM", outcome="unregistered_device", times=1, optional=True)
    pinpoint.fail_request("get_apps", "TooManyRequestsException", after=1, optional=True)
    world = pinpoint.backend().world
    world.agenda.schedule(YEARS_LATER, "test.work", world.backends()[0].apps[APP_ID].place, "owner", "key", {"a": "b"})
    return world


def _write_settings(client: PinpointClient) -> None:
    client.remove_attributes(
        ApplicationId=APP_ID,
        AttributeType="endpoint-custom-attributes",
        UpdateAttributesRequest={"Blacklist": ["size"]},
    )
    client.update_application_settings(
        ApplicationId=APP_ID, WriteApplicationSettingsRequest={"Limits": {"Daily": 1, "Total": 2}}
    )
    client.put_event_stream(
        ApplicationId=APP_ID,
        WriteEventStream={
            "DestinationStreamArn": "arn:aws:kinesis:us-east-1:123456789012:stream/events",
            "RoleArn": "arn:aws:iam::123456789012:role/events",
        },
    )


def _write_templates(client: PinpointClient) -> None:
    for name in TEMPLATES:
        member = {"Push": "PushNotificationTemplateRequest", "Sms": "SMSTemplateRequest"}.get(
            name, f"{name}TemplateRequest"
        )
        request: dict[str, Any] = {"TemplateName": TEMPLATE, member: {"tags": {"team": "blue"}}}
        getattr(client, xform_name(f"Create{name}Template"))(**request)
        getattr(client, xform_name(f"Update{name}Template"))(**request, CreateNewVersion=True)


def _add_recommendations(pinpoint: PinpointMock, client: PinpointClient) -> None:
    answer = client.create_recommender_configuration(CreateRecommenderConfiguration=RECOMMENDER)
    recommender_id = answer["RecommenderConfigurationResponse"]["Id"]
    pinpoint.add_recommendations(recommender_id, {ENDPOINT_ID: ["1815"]}, region_name="us-east-1")
    pinpoint.add_lambda("recommend", lambda event, context: event)


def _write_segments(client: PinpointClient) -> None:
    for name in (SEGMENT, "deleted"):
        created = client.create_segment(
            ApplicationId=APP_ID, WriteSegmentRequest={"Name": name, "tags": {"team": "blue"}}
        )["SegmentResponse"]
    client.delete_segment(ApplicationId=APP_ID, SegmentId=created["Id"])


def _write_campaigns(client: PinpointClient) -> None:
    """One campaign that was sent, which counts for its caps, and one that waits."""
    (segment,) = client.get_segments(ApplicationId=APP_ID)["SegmentsResponse"]["Item"]
    for start_time in ("IMMEDIATE", "2999-01-01T00:00:00Z"):
        client.create_campaign(
            ApplicationId=APP_ID,
            WriteCampaignRequest={
                "MessageConfiguration": {"DefaultMessage": {"Body": "Hello"}},
                "Schedule": {"StartTime": start_time},
                "SegmentId": segment["Id"],
                "tags": {"team": "blue"},
            },
        )


def _write_journeys(pinpoint: PinpointMock, client: PinpointClient) -> None:
    """A journey that somebody is in already, who has got a message and has had an event."""
    (segment,) = client.get_segments(ApplicationId=APP_ID)["SegmentsResponse"]["Item"]
    request: Any = {
        "Name": "welcome",
        "State": "ACTIVE",
        "StartActivity": "pause",
        "Activities": {"pause": {"Wait": {"WaitTime": {"WaitFor": "P365D"}}}},
        "StartCondition": {"SegmentStartCondition": {"SegmentId": segment["Id"]}},
    }
    client.create_journey(ApplicationId=APP_ID, WriteJourneyRequest=request)
    app = pinpoint.backend("us-east-1").apps[APP_ID]
    (journey,), moment = app.journeys, datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc)
    run = app.journeys.begin_run(journey, RUN_ID, moment, is_open=False)
    participants = app.journeys.participants_of(journey)
    participants.enter(Participation(0, run.run_id, ENDPOINT_ID, USER_ID, moment, moment, activity_id="pause"))
    participants.note(0, Reported(moment, "seen", {}, {}))
    app.journeys.count(journey.journey_id, run.run_id, "pause", "WAIT_FINISHED")
    app.message_counts.add_by_journey(moment, ENDPOINT_ID)


def _run_jobs(pinpoint: PinpointMock, client: PinpointClient) -> None:
    """An import and an export; the files are in an object store that stays with the world."""
    objects = Objects()
    objects.write("audience", "users.csv", f"Id\n{ENDPOINT_ID}".encode())
    pinpoint.backend().world.object_stores = lambda account_id, region_name: objects
    client.create_import_job(ApplicationId=APP_ID, ImportJobRequest=IMPORT)
    client.create_export_job(ApplicationId=APP_ID, ExportJobRequest=EXPORT)


def _send_code(client: PinpointClient) -> None:
    client.send_otp_message(
        ApplicationId=APP_ID,
        SendOTPMessageRequestParameters={
            "BrandName": "Shop",
            "Channel": "SMS",
            "OriginationIdentity": "+15550199",
            **OTP,  # type: ignore[typeddict-item]  # these two are strings
        },
    )
