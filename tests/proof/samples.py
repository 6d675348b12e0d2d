"""The requests and answers that AWS's documentation shows: names of members and their values.

Ids, dates and what a mock cannot know are `ANY`; account and region are the mock's. `NEWER` and `GONE` are where the
answers have changed since they were printed.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from typing import Any
from unittest.mock import ANY

APP_ID = "611e3e3cdd47474c9c1399a505665b91"
ARN = "arn:aws:mobiletargeting:us-east-1:123456789012"
APP_ARN = f"{ARN}:apps/{APP_ID}"
ROLE = "arn:aws:iam::123456789012:role/pinpoint-events"
IDENTITY = "arn:aws:ses:us-east-1:123456789012:identity/sender@example.com"
APP = {"ApplicationId": APP_ID}
PHONE = "+12065550142"

Call = tuple[str, dict[str, Any]]


@dataclasses.dataclass(eq=False)
class Like:
    """Equal to each text of a form."""

    form: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and re.fullmatch(self.form, other) is not None


DATE = Like(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
UUID = Like("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ID = Like("[0-9a-f]{32}")
MESSAGE_ID = Like("[0-9a-v]{39}0")


@dataclasses.dataclass(frozen=True)
class Sample:
    """A call with its answer; `given` are the calls before it. `members` may use `{segment}`, the id of a segment."""

    source: str
    operation: str
    members: dict[str, Any]
    answer: dict[str, Any] | None
    given: Sequence[Call] = ()


NEWER: dict[str, set[str]] = {
    "ApplicationResponse": {"CreationDate"},
    "GCMChannelResponse": {"DefaultAuthenticationMethod", "HasFcmServiceCredentials"},
}
"""By shape: the members that the model got after the sample was printed."""

GONE: dict[str, set[str]] = {"EmailChannelResponse": {"RoleArn"}}
"""By shape: the members of a sample that later answers were seen without.

Source: gh:hashicorp/terraform-provider-aws#38772.
"""

EXAMPLE_CORP = {"Arn": APP_ARN, "Id": APP_ID, "Name": "ExampleCorp", "tags": {}}


def channel(channel_type: str, version: int = 1, **members: Any) -> dict[str, Any]:
    """An answer about a channel: what all have, and more."""
    return {
        "ApplicationId": APP_ID,
        "CreationDate": DATE,
        "Enabled": True,
        "Id": channel_type.lower(),
        "IsArchived": False,
        "LastModifiedDate": DATE,
        "Platform": channel_type,
        "Version": version,
        **members,
    }


def entry(channel_type: str, **members: Any) -> dict[str, Any]:
    """The same in the list of all channels, which names no platform."""
    return {name: value for name, value in channel(channel_type, **members).items() if name != "Platform"}


CREDENTIALS = {"Certificate": "certificate", "PrivateKey": "key"}
SET_UP: dict[str, Call] = {
    "APNS": ("UpdateApnsChannel", {**APP, "APNSChannelRequest": CREDENTIALS}),
    "EMAIL": (
        "UpdateEmailChannel",
        {**APP, "EmailChannelRequest": {"FromAddress": "sender@example.com", "Identity": IDENTITY, "RoleArn": ROLE}},
    ),
    "GCM": ("UpdateGcmChannel", {**APP, "GCMChannelRequest": {"ApiKey": "key"}}),
    "SMS": ("UpdateSmsChannel", {**APP, "SMSChannelRequest": {"Enabled": True}}),
    "VOICE": ("UpdateVoiceChannel", {**APP, "VoiceChannelRequest": {"Enabled": True}}),
}
RATES = {"PromotionalMessagesPerSecond": 20, "TransactionalMessagesPerSecond": 20}

CHANNELS = [
    Sample(
        "CLI get-apns-channel",
        "GetApnsChannel",
        APP,
        channel("APNS", 2, DefaultAuthenticationMethod="CERTIFICATE", HasCredential=True, HasTokenKey=False),
        [SET_UP["APNS"], SET_UP["APNS"]],
    ),
    Sample(
        "CLI get-email-channel",
        "GetEmailChannel",
        APP,
        channel("EMAIL", FromAddress="sender@example.com", Identity=IDENTITY, MessagesPerSecond=1, RoleArn=ROLE),
        [SET_UP["EMAIL"]],
    ),
    Sample("CLI get-gcm-channel", "GetGcmChannel", APP, channel("GCM", HasCredential=True), [SET_UP["GCM"]]),
    Sample("CLI get-sms-channel", "GetSmsChannel", APP, channel("SMS", **RATES), [SET_UP["SMS"]]),
    Sample("CLI update-sms-channel", *SET_UP["SMS"], channel("SMS", 3, **RATES), [SET_UP["SMS"]] * 2),
    Sample("CLI get-voice-channel", "GetVoiceChannel", APP, channel("VOICE"), [SET_UP["VOICE"]]),
    Sample(
        "CLI get-channels",
        "GetChannels",
        APP,
        {
            "Channels": {
                "GCM": entry("GCM", HasCredential=True),
                "SMS": entry("SMS"),
                "EMAIL": entry("EMAIL"),
                "IN_APP": {"Enabled": True, "IsArchived": False, "Version": 0},
            }
        },
        [SET_UP["GCM"], SET_UP["SMS"], SET_UP["EMAIL"]],
    ),
]

TAGS = {"Year": "2019", "Stack": "Production"}
TAGGED: Call = ("TagResource", {"ResourceArn": APP_ARN, "TagsModel": {"tags": TAGS}})

APPS = [
    Sample(
        "CLI create-app",
        "CreateApp",
        {"CreateApplicationRequest": {"Name": "ExampleCorp"}},
        {**EXAMPLE_CORP, "Arn": Like(f"{ARN}:apps/[0-9a-f]{{32}}"), "Id": ID},
    ),
    Sample(
        "CLI create-app",
        "CreateApp",
        {"CreateApplicationRequest": {"Name": "ExampleCorp", "tags": {"Stack": "Test"}}},
        {**EXAMPLE_CORP, "Arn": ANY, "Id": ID, "tags": {"Stack": "Test"}},
    ),
    Sample("CLI get-app", "GetApp", APP, {**EXAMPLE_CORP, "tags": TAGS}, [TAGGED]),
    Sample("CLI delete-app", "DeleteApp", APP, EXAMPLE_CORP),
    Sample(
        "CLI get-apps",
        "GetApps",
        {"PageSize": "1"},
        {"Item": [{**EXAMPLE_CORP, "tags": TAGS}], "NextToken": Like("eyJDcmVhdGlvbkRhdGUiOi[0-9A-Za-z_-]+")},
        [TAGGED, ("CreateApp", {"CreateApplicationRequest": {"Name": "AnyCompany"}})],
    ),
    Sample("CLI tag-resource", *TAGGED, None),
    Sample("CLI list-tags-for-resource", "ListTagsForResource", {"ResourceArn": APP_ARN}, {"tags": TAGS}, [TAGGED]),
    Sample("CLI untag-resource", "UntagResource", {"ResourceArn": APP_ARN, "TagKeys": ["Year"]}, None, [TAGGED]),
    Sample(
        "CLI untag-resource", "UntagResource", {"ResourceArn": APP_ARN, "TagKeys": ["Year", "Stack"]}, None, [TAGGED]
    ),
]

TEMPLATE = {"Body": "hello\n how are you?\n food is good", "TemplateDescription": "Test SMS Template"}
TEMPLATE_MADE: Call = ("CreateSmsTemplate", {"TemplateName": "TestTemplate", "SMSTemplateRequest": TEMPLATE})

TEMPLATES = [
    Sample(
        "CLI create-sms-template",
        *TEMPLATE_MADE,
        {"Arn": f"{ARN}:templates/TestTemplate/SMS", "Message": "Created", "RequestID": UUID},
    ),
    Sample(
        "CLI get-sms-template",
        "GetSmsTemplate",
        {"TemplateName": "TestTemplate"},
        {
            "Arn": f"{ARN}:templates/TestTemplate/SMS",
            **TEMPLATE,
            "CreationDate": DATE,
            "LastModifiedDate": DATE,
            "tags": {},
            "TemplateName": "TestTemplate",
            "TemplateType": "SMS",
            "Version": "1",
        },
        [TEMPLATE_MADE],
    ),
]

ENDPOINT = {
    "Address": "+12345678900",
    "ChannelType": "SMS",
    "Location": {"Country": "USA"},
    "Metrics": {"SmsDelivered": 1.0},
    "OptOut": "NONE",
    "User": {"UserAttributes": {"Age": ["24"]}, "UserId": "testuser"},
}


def endpoint_made(**members: Any) -> Call:
    """The call that makes the endpoint of the samples."""
    return "UpdateEndpoint", {**APP, "EndpointId": "testendpoint", "EndpointRequest": {**ENDPOINT, **members}}


SENT = {
    "DeliveryStatus": "SUCCESSFUL",
    "MessageId": MESSAGE_ID,
    "StatusCode": 200,
    "StatusMessage": Like("MessageId: [0-9a-v]{39}0"),
    "Address": "+12345678900",
}
HELLO = {"MessageConfiguration": {"SMSMessage": {"Body": "hello, how are you?"}}}

MESSAGES = [
    Sample(
        "CLI get-endpoint",
        "GetEndpoint",
        {**APP, "EndpointId": "testendpoint"},
        {
            **ENDPOINT,
            "ApplicationId": APP_ID,
            "Attributes": {},
            "CohortId": Like("[0-9]{1,2}"),
            "CreationDate": DATE,
            "EffectiveDate": DATE,
            "EndpointStatus": "ACTIVE",
            "Id": "testendpoint",
            "OptOut": "ALL",
            "RequestId": UUID,
        },
        [endpoint_made(OptOut="ALL")],
    ),
    Sample(
        "CLI send-messages",
        "SendMessages",
        {**APP, "MessageRequest": {**HELLO, "Endpoints": {"testendpoint": {}}}},
        {"ApplicationId": APP_ID, "EndpointResult": {"testendpoint": SENT}, "RequestId": UUID},
        [SET_UP["SMS"], endpoint_made()],
    ),
    Sample(
        "CLI send-users-messages",
        "SendUsersMessages",
        {**APP, "SendUsersMessageRequest": {**HELLO, "Users": {"testuser": {}}}},
        {"ApplicationId": APP_ID, "RequestId": UUID, "Result": {"testuser": {"testendpoint": SENT}}},
        [SET_UP["SMS"], endpoint_made()],
    ),
    Sample(
        "CLI phone-number-validate",
        "PhoneNumberValidate",
        {"NumberValidateRequest": {"PhoneNumber": PHONE}},
        {
            "Carrier": "ExampleCorp Mobile",
            "City": "Seattle",
            "CleansedPhoneNumberE164": PHONE,
            "CleansedPhoneNumberNational": "2065550142",
            "Country": "United States",
            "CountryCodeIso2": "US",
            "CountryCodeNumeric": "1",
            "OriginalPhoneNumber": PHONE,
            "PhoneType": "MOBILE",
            "PhoneTypeCode": 0,
            "Timezone": "America/Los_Angeles",
            "ZipCode": "98101",
        },
    ),
    Sample(
        "gh:aws-amplify/amplify-js#1848",
        "PutEvents",
        {
            **APP,
            "EventsRequest": {
                "BatchItem": {
                    "testendpoint": {
                        "Endpoint": {},
                        "Events": {"event": {"EventType": "seen", "Timestamp": "2019-02-10T19:48:57+00:00"}},
                    }
                }
            },
        },
        {
            "Results": {
                "testendpoint": {
                    "EndpointItemResponse": {"StatusCode": 202, "Message": "Accepted"},
                    "EventsItemResponse": {"event": {"StatusCode": 202, "Message": "Accepted"}},
                }
            }
        },
    ),
]

SEGMENT_MADE: Call = ("CreateSegment", {**APP, "WriteSegmentRequest": {"Name": "all"}})
LIMITS = {"Daily": 0, "MaximumDuration": 60, "MessagesPerSecond": 50, "Total": 0}
EMAIL = {"FromAddress": "sender@example.com", "HtmlBody": "<!DOCTYPE html>\n<body>Hello</body>", "Title": "Demo"}


def campaign_written(name: str, **members: Any) -> dict[str, Any]:
    """The members of a campaign that the samples show, as they were written."""
    return {
        "Description": " ",
        "HoldoutPercent": 0,
        "Limits": LIMITS,
        "MessageConfiguration": {"EmailMessage": EMAIL},
        "Name": name,
        "Schedule": {"IsLocalTime": False, "StartTime": "IMMEDIATE", "Timezone": "utc"},
        "SegmentId": "{segment}",
        **members,
    }


def campaign_made(written: dict[str, Any]) -> Call:
    """The call that makes a campaign."""
    return "CreateCampaign", {**APP, "WriteCampaignRequest": written}


def campaign(written: dict[str, Any]) -> dict[str, Any]:
    """A campaign as it is answered once it is over."""
    return {
        **written,
        "AdditionalTreatments": [],
        "ApplicationId": APP_ID,
        "Arn": Like(f"{APP_ARN}/campaigns/[0-9a-f]{{32}}"),
        "CreationDate": DATE,
        "Id": ID,
        "IsPaused": False,
        "LastModifiedDate": DATE,
        "SegmentId": ID,
        "SegmentVersion": 1,
        "State": {"CampaignStatus": "COMPLETED"},
        "tags": {},
        "TemplateConfiguration": {},
        "Version": 1,
    }


FIRST = campaign_written("MyCampaign")
SECOND = campaign_written(
    "MyCampaign1",
    Limits={},
    Schedule={"IsLocalTime": False, "QuietTime": {}, "StartTime": "IMMEDIATE", "Timezone": "UTC"},
)

CAMPAIGNS = [
    Sample(
        "CLI get-campaign",
        "GetCampaign",
        {**APP, "CampaignId": "{campaign}"},
        campaign(FIRST),
        [SEGMENT_MADE, campaign_made(FIRST)],
    ),
    Sample(
        "CLI get-campaigns",
        "GetCampaigns",
        APP,
        {"Item": [campaign(SECOND), campaign(FIRST)]},
        [SEGMENT_MADE, campaign_made(FIRST), campaign_made(SECOND)],
    ),
]

IMPORT = {"Format": "CSV", "RegisterEndpoints": True, "RoleArn": ROLE, "S3Url": "s3://audience/endpoints.csv"}
IMPORT_MADE: Call = ("CreateImportJob", {**APP, "ImportJobRequest": IMPORT})
IMPORTED = {
    "CreationDate": DATE,
    "Definition": {**IMPORT, "DefineSegment": False, "ExternalId": "123456789012"},
    "Id": ID,
    "Type": "IMPORT",
}
EXPORT = {"RoleArn": ROLE, "S3UrlPrefix": "s3://audience/exports"}
EXPORT_MADE: Call = ("CreateExportJob", {**APP, "ExportJobRequest": EXPORT})
EXPORTED = {"CreationDate": DATE, "Definition": EXPORT, "Id": ID, "Type": "EXPORT"}
COMPLETED = {
    "ApplicationId": APP_ID,
    "CompletedPieces": 1,
    "CompletionDate": DATE,
    "FailedPieces": 0,
    "JobStatus": "COMPLETED",
    "TotalFailures": 0,
    "TotalPieces": 1,
}

JOBS = [
    Sample("DG audience-define-import", *IMPORT_MADE, {**IMPORTED, "JobStatus": "CREATED"}),
    Sample(
        "DG audience-define-import",
        "GetImportJob",
        {**APP, "JobId": "{job}"},
        {**IMPORTED, **COMPLETED, "TotalProcessed": 3},
        [IMPORT_MADE],
    ),
    Sample("DG audience-data-export", *EXPORT_MADE, {**EXPORTED, "JobStatus": "CREATED"}),
    Sample(
        "DG audience-data-export",
        "GetExportJob",
        {**APP, "JobId": "{job}"},
        {**EXPORTED, **COMPLETED, "TotalProcessed": 3},
        [IMPORT_MADE, EXPORT_MADE],
    ),
]

SAMPLES = [*APPS, *CHANNELS, *TEMPLATES, *MESSAGES, *CAMPAIGNS, *JOBS]
