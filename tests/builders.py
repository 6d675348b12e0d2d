"""What tests of several folders build: calls in short forms, records of the logs, and responses of other services."""

from __future__ import annotations

import contextlib
import datetime
import gzip
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from botocore.awsrequest import AWSResponse
from botocore.exceptions import ClientError

from pinpoint_mock import Event, Message
from pinpoint_mock.logs.message import MessageLog

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock

KEYS: dict[str, Any] = {"aws_access_key_id": "AKIDEXAMPLE", "aws_secret_access_key": "secret"}

PHONE = "+15550100"
PUSH_CHANNELS = ("ADM", "APNS", "APNS_SANDBOX", "APNS_VOIP", "APNS_VOIP_SANDBOX", "BAIDU", "GCM")
OTHER_CHANNELS = ("CUSTOM", "EMAIL", "IN_APP", "PUSH", "SMS", "VOICE")
ADDRESSES = {"SMS": PHONE, "VOICE": PHONE, "EMAIL": "ada@example.com"} | dict.fromkeys(PUSH_CHANNELS, "token")

MESSAGES = {"SMS": "SMSMessage", "VOICE": "VoiceMessage", "EMAIL": "EmailMessage", "ADM": "ADMMessage"} | {
    "BAIDU": "BaiduMessage",
    "GCM": "GCMMessage",
    **{channel: "APNSMessage" for channel in PUSH_CHANNELS if channel.startswith("APNS")},
}

ROLE = "arn:aws:iam::123456789012:role/jobs"

HELLO: Any = {"DefaultMessage": {"Body": "Hello"}}
PUSH: Any = {"DefaultPushNotificationMessage": {"Title": "Hi", "Body": "Hello"}}
TOO_MANY_ENDPOINTS = "Exceeded maximum endpoint per user count: 15"


def in_digits(text: str, zero: str) -> str:
    """The text with its digits in another script, which begin at `zero`."""
    return "".join(chr(ord(zero) + int(letter)) if letter.isdigit() else letter for letter in text)


ARABIC, FULL_WIDTH, DEVANAGARI = "\u0660", "\uff10", "\u0966"
"""The zeros of other scripts."""


def create_app(client: PinpointClient, name: str = "shop") -> str:
    """CreateApp; the id."""
    return client.create_app(CreateApplicationRequest={"Name": name})["ApplicationResponse"]["Id"]


def app_ids(client: PinpointClient) -> set[str]:
    """The ids of GetApps."""
    return {app["Id"] for app in client.get_apps()["ApplicationsResponse"]["Item"]}


def sms(*addresses: str, body: str = "Hello") -> Any:
    """The MessageRequest of one SMS."""
    return {
        "Addresses": {address: {"ChannelType": "SMS"} for address in addresses or (PHONE,)},
        "MessageConfiguration": {"SMSMessage": {"Body": body}},
    }


def send(
    client: PinpointClient,
    app_id: str,
    channel: str = "SMS",
    configuration: Any = HELLO,
    recipient: Any = None,
    address: str | None = None,
    **request: Any,
) -> Any:
    """SendMessages to one address; the result for it. `request` are further members of the MessageRequest."""
    address = address or ADDRESSES[channel]
    addresses = {address: {"ChannelType": channel, **(recipient or {})}}
    members: Any = {"Addresses": addresses, "MessageConfiguration": configuration, **request}
    answer = client.send_messages(ApplicationId=app_id, MessageRequest=members)
    return answer["MessageResponse"]["Result"][address]


def send_to_endpoint(client: PinpointClient, app_id: str, endpoint_id: str, configuration: Any = HELLO) -> Any:
    """SendMessages to one endpoint; the result for it."""
    members: Any = {"Endpoints": {endpoint_id: {}}, "MessageConfiguration": configuration}
    answer = client.send_messages(ApplicationId=app_id, MessageRequest=members)
    return answer["MessageResponse"]["EndpointResult"][endpoint_id]


def explanation(pinpoint: PinpointMock, call: Callable[[], object]) -> str:
    """The explanation of a call that fails, which the caller never reads."""
    with pytest.raises(ClientError) as caught:
        call()
    request = pinpoint.requests.last
    assert request.error == caught.value.response["Error"]["Code"]
    assert request.error_message == caught.value.response["Error"]["Message"]
    assert request.explanation is not None
    assert request.explanation not in json.dumps(caught.value.response, default=str)
    assert request.describe().endswith(
        f"{request.status_code} {request.error}: {request.error_message} ({request.explanation})"
    )
    return request.explanation


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
        """The ids that GetUserEndpoints returns."""
        return [endpoint["Id"] for endpoint in self.of_user(user_id)]

    def add_user(self, user_id: str, channel_type: str, count: int = 15) -> None:
        """Endpoints `0`, `1` ... of one channel type for a user."""
        items = [
            {"Id": str(number), "Address": f"to-{number}", "ChannelType": channel_type, "User": {"UserId": user_id}}
            for number in range(count)
        ]
        self.put_batch(*items)

    def remove(self, attribute_type: str, *blacklist: str) -> list[str]:
        """RemoveAttributes; the names that it returns."""
        answer = self.client.remove_attributes(
            ApplicationId=self.app_id,
            AttributeType=attribute_type,
            UpdateAttributesRequest={"Blacklist": list(blacklist)},
        )
        return answer["AttributesResource"]["Attributes"]


class Segments:
    """The segments of one application through boto3; `WriteSegmentRequest` is given by its members."""

    def __init__(self, client: PinpointClient, app_id: str) -> None:
        self.client = client
        self.app_id = app_id

    def create(self, **request: Any) -> Any:
        """CreateSegment."""
        members: Any = request
        return self.client.create_segment(ApplicationId=self.app_id, WriteSegmentRequest=members)["SegmentResponse"]

    def create_id(self, *groups: Any, **request: Any) -> str:
        """CreateSegment with these groups, or with other members; the id."""
        made = self.create(SegmentGroups={"Groups": list(groups)}, **request) if groups else self.create(**request)
        return str(made["Id"])

    def update(self, segment_id: str, **request: Any) -> Any:
        """UpdateSegment."""
        members: Any = request
        answer = self.client.update_segment(
            ApplicationId=self.app_id, SegmentId=segment_id, WriteSegmentRequest=members
        )
        return answer["SegmentResponse"]

    def get(self, segment_id: str) -> Any:
        """GetSegment."""
        return self.client.get_segment(ApplicationId=self.app_id, SegmentId=segment_id)["SegmentResponse"]

    def version(self, segment_id: str, version: object) -> Any:
        """GetSegmentVersion."""
        answer = self.client.get_segment_version(ApplicationId=self.app_id, SegmentId=segment_id, Version=str(version))
        return answer["SegmentResponse"]

    def delete(self, segment_id: str) -> Any:
        """DeleteSegment."""
        return self.client.delete_segment(ApplicationId=self.app_id, SegmentId=segment_id)["SegmentResponse"]

    def list(self, **options: Any) -> Any:
        """GetSegments."""
        return self.client.get_segments(ApplicationId=self.app_id, **options)["SegmentsResponse"]

    def list_versions(self, segment_id: str, **options: Any) -> Any:
        """GetSegmentVersions."""
        answer = self.client.get_segment_versions(ApplicationId=self.app_id, SegmentId=segment_id, **options)
        return answer["SegmentsResponse"]


class Campaigns:
    """The campaigns of one application through boto3; `WriteCampaignRequest` is given by its members."""

    def __init__(self, client: PinpointClient, app_id: str) -> None:
        self.client = client
        self.app_id = app_id

    def everybody(self) -> str:
        """The id of a new segment of all endpoints."""
        return Segments(self.client, self.app_id).create_id(Name="everybody")

    def create(self, **request: Any) -> Any:
        """CreateCampaign: an SMS at once to everybody, but for the members that say otherwise; None is not sent."""
        members: Any = {
            "MessageConfiguration": {"SMSMessage": {"Body": "Hello"}},
            "Schedule": {"StartTime": "IMMEDIATE"},
            **request,
        }
        if "SegmentId" not in request:
            members["SegmentId"] = self.everybody()
        sent: Any = {name: value for name, value in members.items() if value is not None}
        answer = self.client.create_campaign(ApplicationId=self.app_id, WriteCampaignRequest=sent)
        return answer["CampaignResponse"]

    def create_id(self, **request: Any) -> str:
        """As `create`; the id."""
        return str(self.create(**request)["Id"])

    def update(self, campaign_id: str, **request: Any) -> Any:
        """UpdateCampaign."""
        members: Any = request
        answer = self.client.update_campaign(
            ApplicationId=self.app_id, CampaignId=campaign_id, WriteCampaignRequest=members
        )
        return answer["CampaignResponse"]

    def get(self, campaign_id: str) -> Any:
        """GetCampaign."""
        return self.client.get_campaign(ApplicationId=self.app_id, CampaignId=campaign_id)["CampaignResponse"]

    def status(self, campaign_id: str) -> str:
        """The status in GetCampaign."""
        return str(self.get(campaign_id)["State"]["CampaignStatus"])

    def version(self, campaign_id: str, version: object) -> Any:
        """GetCampaignVersion."""
        answer = self.client.get_campaign_version(
            ApplicationId=self.app_id, CampaignId=campaign_id, Version=str(version)
        )
        return answer["CampaignResponse"]

    def delete(self, campaign_id: str) -> Any:
        """DeleteCampaign."""
        return self.client.delete_campaign(ApplicationId=self.app_id, CampaignId=campaign_id)["CampaignResponse"]

    def list(self, **options: Any) -> Any:
        """GetCampaigns."""
        return self.client.get_campaigns(ApplicationId=self.app_id, **options)["CampaignsResponse"]

    def list_versions(self, campaign_id: str, **options: Any) -> Any:
        """GetCampaignVersions."""
        answer = self.client.get_campaign_versions(ApplicationId=self.app_id, CampaignId=campaign_id, **options)
        return answer["CampaignsResponse"]

    def list_activities(self, campaign_id: str, **options: Any) -> Any:
        """GetCampaignActivities."""
        answer = self.client.get_campaign_activities(ApplicationId=self.app_id, CampaignId=campaign_id, **options)
        return answer["ActivitiesResponse"]

    def activity(self, campaign_id: str, treatment_id: str = "0") -> Any:
        """The newest activity of a treatment."""
        items = self.list_activities(campaign_id)["Item"]
        return next(item for item in items if item["TreatmentId"] == treatment_id)


def activities(*members: Any, **named: Any) -> Any:
    """A chain of activities `a1`, `a2` ..., each leading to the next, and others by their names.

    Each is given as its only member: `("SMS", {...})`.
    """
    ids = [f"a{number}" for number in range(1, len(members) + 1)]
    chain = {}
    for activity_id, following, (kind, settings) in zip(ids, [*ids, None][1:], members, strict=True):
        is_split = kind == "ConditionalSplit" or "Branches" in settings
        leads_on = {"NextActivity": following} if following and not is_split else {}
        chain[activity_id] = {kind: {**leads_on, **settings}}
    return {**chain, **{name: {kind: settings} for name, (kind, settings) in named.items()}}


def wait(duration: str = "PT1H", **members: Any) -> Any:
    """A Wait."""
    return "Wait", {"WaitTime": {"WaitFor": duration}, **members}


def say(kind: str = "SMS", **members: Any) -> Any:
    """A message with the template `hello`."""
    return kind, {"TemplateName": "hello", **members}


class Journeys:
    """The journeys of one application through boto3; `WriteJourneyRequest` is given by its members."""

    def __init__(self, client: PinpointClient, app_id: str) -> None:
        self.client = client
        self.app_id = app_id

    def add_templates(self) -> None:
        """Templates `hello` for SMS, e-mail and push."""
        self.client.create_sms_template(TemplateName="hello", SMSTemplateRequest={"Body": "Hello"})
        self.client.create_email_template(
            TemplateName="hello", EmailTemplateRequest={"Subject": "Hello", "TextPart": "Hello"}
        )
        self.client.create_push_template(
            TemplateName="hello", PushNotificationTemplateRequest={"Default": {"Title": "Hello", "Body": "Hello"}}
        )

    def everybody(self) -> str:
        """The id of a new segment of all endpoints."""
        return Segments(self.client, self.app_id).create_id(Name="everybody")

    def published(self, *chain: Any, **request: Any) -> Any:
        """The request of a journey of these activities for everybody, ACTIVE, but for the members that say otherwise.

        None is not sent.
        """
        members: Any = {
            "Name": "welcome",
            "State": "ACTIVE",
            "StartActivity": "a1",
            "Activities": activities(*chain or [say()]),
            **request,
        }
        if "StartCondition" not in request:
            members["StartCondition"] = {"SegmentStartCondition": {"SegmentId": self.everybody()}}
        return {name: value for name, value in members.items() if value is not None}

    def create(self, **request: Any) -> Any:
        """CreateJourney."""
        members: Any = request
        answer = self.client.create_journey(ApplicationId=self.app_id, WriteJourneyRequest=members)
        return answer["JourneyResponse"]

    def publish(self, *chain: Any, **request: Any) -> str:
        """CreateJourney with `published`; the id."""
        return str(self.create(**self.published(*chain, **request))["Id"])

    def update(self, journey_id: str, **request: Any) -> Any:
        """UpdateJourney."""
        members: Any = {"Name": "welcome", **request}
        answer = self.client.update_journey(
            ApplicationId=self.app_id, JourneyId=journey_id, WriteJourneyRequest=members
        )
        return answer["JourneyResponse"]

    def get(self, journey_id: str) -> Any:
        """GetJourney."""
        return self.client.get_journey(ApplicationId=self.app_id, JourneyId=journey_id)["JourneyResponse"]

    def state(self, journey_id: str) -> str:
        """The State in GetJourney."""
        return str(self.get(journey_id)["State"])

    def set_state(self, journey_id: str, state: str) -> Any:
        """UpdateJourneyState."""
        request: Any = {"State": state}
        answer = self.client.update_journey_state(
            ApplicationId=self.app_id, JourneyId=journey_id, JourneyStateRequest=request
        )
        return answer["JourneyResponse"]

    def delete(self, journey_id: str) -> Any:
        """DeleteJourney."""
        return self.client.delete_journey(ApplicationId=self.app_id, JourneyId=journey_id)["JourneyResponse"]

    def list(self, **options: Any) -> Any:
        """ListJourneys."""
        return self.client.list_journeys(ApplicationId=self.app_id, **options)["JourneysResponse"]

    def runs(self, journey_id: str, **options: Any) -> Any:
        """GetJourneyRuns."""
        answer = self.client.get_journey_runs(ApplicationId=self.app_id, JourneyId=journey_id, **options)
        return answer["JourneyRunsResponse"]

    def metrics(self, journey_id: str, activity_id: str | None = None, run_id: str | None = None) -> dict[str, int]:
        """The execution metrics that are not zero: of a journey or an activity, in all runs or in one."""
        names: Any = {"ApplicationId": self.app_id, "JourneyId": journey_id}
        names |= {} if activity_id is None else {"JourneyActivityId": activity_id}
        names |= {} if run_id is None else {"RunId": run_id}
        subject = f"journey{'_run' if run_id else ''}_execution{'_activity' if activity_id else ''}_metrics"
        answer = getattr(self.client, f"get_{subject}")(**names)
        del answer["ResponseMetadata"]
        (response,) = answer.values()
        return {name: int(count) for name, count in response["Metrics"].items() if count != "0"}


class Jobs:
    """The import and export jobs of one application, with the bucket `audience` of moto's S3, through boto3."""

    BUCKET = "audience"

    def __init__(self, client: PinpointClient, app_id: str, s3: Any) -> None:
        self.client = client
        self.app_id = app_id
        self.s3 = s3

    def put(self, key: str, *lines: str | bytes | dict[str, Any]) -> str:
        """Write a file of lines, objects as JSON; its URL."""
        texts = [json.dumps(line) if isinstance(line, dict) else line for line in lines]
        encoded = [text if isinstance(text, bytes) else text.encode() for text in texts]
        self.s3.put_object(Bucket=self.BUCKET, Key=key, Body=b"\n".join(encoded))
        return self.url(key)

    def url(self, key: str) -> str:
        """The URL of a key in the bucket."""
        return f"s3://{self.BUCKET}/{key}"

    def keys(self) -> list[str]:
        """The keys in the bucket."""
        return [each["Key"] for each in self.s3.list_objects_v2(Bucket=self.BUCKET).get("Contents", [])]

    def read(self, key: str) -> bytes:
        """The content of an object."""
        content: bytes = self.s3.get_object(Bucket=self.BUCKET, Key=key)["Body"].read()
        return content

    def create_import(self, url: str, **request: Any) -> Any:
        """CreateImportJob, of CSV files whose endpoints are registered if nothing else is said."""
        members: Any = {"Format": "CSV", "RegisterEndpoints": True, "RoleArn": ROLE, "S3Url": url, **request}
        answer = self.client.create_import_job(ApplicationId=self.app_id, ImportJobRequest=members)
        return answer["ImportJobResponse"]

    def get_import(self, job_id: str) -> Any:
        """GetImportJob."""
        return self.client.get_import_job(ApplicationId=self.app_id, JobId=job_id)["ImportJobResponse"]

    def run_import(self, url: str, **request: Any) -> Any:
        """CreateImportJob as above, then GetImportJob."""
        return self.get_import(self.create_import(url, **request)["Id"])

    def run_import_of(self, *lines: str | bytes | dict[str, Any], **request: Any) -> Any:
        """The same with these lines as the file `users`."""
        return self.run_import(self.put("users", *lines), **request)

    def create_export(self, prefix: str = "exports/", **request: Any) -> Any:
        """CreateExportJob to a prefix in the bucket."""
        members: Any = {"RoleArn": ROLE, "S3UrlPrefix": self.url(prefix), **request}
        answer = self.client.create_export_job(ApplicationId=self.app_id, ExportJobRequest=members)
        return answer["ExportJobResponse"]

    def get_export(self, job_id: str) -> Any:
        """GetExportJob."""
        return self.client.get_export_job(ApplicationId=self.app_id, JobId=job_id)["ExportJobResponse"]

    def exported(self, **request: Any) -> list[Any]:
        """CreateExportJob; the objects on the lines of what it has written."""
        job_id = self.create_export(**request)["Id"]
        [key] = [key for key in self.keys() if job_id in key]
        return [json.loads(line) for line in gzip.decompress(self.read(key)).splitlines()]


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


RECORD: dict[str, Any] = {
    "application_id": "a1",
    "region_name": "us-east-1",
    "account_id": "123456789012",
    "request_id": "r1",
}
MOMENT = datetime.datetime(2019, 10, 8, tzinfo=datetime.timezone.utc)


def message(**fields: Any) -> Message:
    """A record of an SMS that was sent."""
    given: dict[str, Any] = {
        **RECORD,
        "operation": "SendMessages",
        "sent_at": MOMENT,
        "channel": "SMS",
        "address": PHONE,
        "settings": {},
        "substitutions": {},
        "context": {},
        "payload": None,
        "payload_headers": None,
        "template": None,
        "delivery_status": "SUCCESSFUL",
        "status_code": 200,
        "status_message": "",
        "request": {},
    }
    return Message(**given | fields)


def message_log(*messages: Message) -> MessageLog:
    """A log of these messages."""
    log = MessageLog()
    for each in messages:
        log.record(each)
    return log


def event(**fields: Any) -> Event:
    """A record of an event."""
    given: dict[str, Any] = {
        **RECORD,
        "received_at": MOMENT,
        "endpoint_id": "e1",
        "event_id": "v1",
        "event_type": "opened",
        "timestamp": "2019-10-08T18:40:16.581Z",
        "attributes": {},
        "metrics": {},
        "session": None,
    }
    return Event(**given | fields)


class _Raw:
    """The body of a response as urllib3 gives it."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def stream(self) -> Iterator[bytes]:
        yield self._content


def response(url: str, content: bytes) -> AWSResponse:
    """A response of botocore with the status 200, as if it had come over the wire."""
    return AWSResponse(url, 200, {}, _Raw(content))  # type: ignore[arg-type]  # as urllib3's


class _Hello(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "5")
        self.end_headers()
        self.wfile.write(b"hello")

    def log_message(self, *args: object) -> None:
        """Nothing, as this is no part of a test's output."""


@contextlib.contextmanager
def local_server() -> Iterator[str]:
    """The URL of a server on this machine that answers each request with `hello`."""
    with HTTPServer(("127.0.0.1", 0), _Hello) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
