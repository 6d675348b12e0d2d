"""What makes a request valid beyond the service model: the forms, ranges and pairs that only its documentation has.

`MEMBERS` says what a member can be, by `Shape.Member` or, for all shapes, by its name; `NEEDED` which members a shape
has to have besides those that the model requires; `REPAIRS` what to do with members that do not go together. What has
no entry is any value of its type, from `SCALARS`. `ODD` are values of each type that few would send.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from pinpoint_mock.core.clock import now, timestamp
from tests.builders import PHONE, ROLE
from tests.state.furnished import ENDPOINT_ID, OTP, TEMPLATE, USER_ID

Values = st.SearchStrategy[Any]

DATES = st.sampled_from(["2019-10-08T18:40:16.581Z", "2029-12-31T23:00:00+00:00"])
TEXTS = st.sampled_from(["", "text", "Hello {{User.UserId}}", "ü 你好 😀", "a b"])
NO_EMPTY_TEXT = st.sampled_from(["text", "a b"])
NAMES = st.sampled_from(["a", "color", "b c"])
JSON_TEXTS = st.sampled_from(["{}", '{"name": "Ada"}'])
ADDRESSES = st.sampled_from([PHONE, "ada@example.com", "token"])
FUNCTIONS = st.sampled_from(["recommend", "arn:aws:lambda:us-east-1:123456789012:function:recommend"])
TEMPLATE_VERSIONS = st.sampled_from(["1", "2", "latest"])
ARN = "arn:aws:mobiletargeting:us-east-1:123456789012:"


def _later(**by: int) -> Callable[[], str]:
    return lambda: timestamp(now() + datetime.timedelta(**by))


MEMBERS: dict[str, Values] = {
    "Address": ADDRESSES,
    "AllowedAttempts": st.integers(1, 5),
    "AttributeType": st.sampled_from([f"endpoint-{kind}-attributes" for kind in ("custom", "metric", "user")]),
    "AttributeDimension.AttributeType": st.sampled_from(["INCLUSIVE", "EXCLUSIVE", "CONTAINS", "BEFORE", "ON"]),
    "AttributeDimension.Values": DATES.map(lambda date: [date]),
    "BrandName": st.sampled_from(["Shop", "ü"]),
    "CampaignLimits.Daily": st.integers(0, 100),
    "CampaignLimits.MaximumDuration": st.integers(60, 900),
    "CampaignLimits.MessagesPerSecond": st.integers(1, 20_000),
    "CampaignLimits.Total": st.integers(0, 100),
    "CodeLength": st.integers(5, 8),
    "ComparisonOperator": st.sampled_from(["EQUAL", "GREATER_THAN", "LESS_THAN"]),
    "CreateRecommenderConfiguration.Description": st.sampled_from(["", "films (new)"]),
    "UpdateRecommenderConfiguration.Description": st.sampled_from(["", "films (new)"]),
    "DefaultAuthenticationMethod": st.sampled_from(["KEY", "TOKEN"]),
    "DefaultSubstitutions": JSON_TEXTS,
    "DeliveryUri": FUNCTIONS,
    "DestinationIdentity": st.just(OTP["DestinationIdentity"]),
    "DestinationStreamArn": st.just("arn:aws:kinesis:us-east-1:123456789012:stream/events"),
    "EffectiveDate": DATES,
    "EndpointStatus": st.sampled_from(["ACTIVE", "INACTIVE"]),
    "EndTime": st.builds(_later()),
    "EndpointBatchItem.Id": st.sampled_from([ENDPOINT_ID, "tablet"]),
    "Event.ClientSdkVersion": st.just("1.0"),
    "Event.Timestamp": DATES,
    "HoldoutPercent": st.integers(0, 20),
    "IsoCountryCode": st.sampled_from(["US", "de"]),
    "JourneyActivityId": st.just("pause"),
    "JourneyStateRequest.State": st.just("CANCELLED"),
    "JourneyTimeframeCap.Days": st.integers(0, 30),
    "JsonBody": JSON_TEXTS,
    "KpiName": st.sampled_from(["unique-deliveries", "successful-delivery-rate"]),
    "LambdaFunctionName": FUNCTIONS,
    "Language": st.sampled_from(["en-US", "de-DE"]),
    "Name": st.sampled_from(["shop", "Films"]),
    "OptOut": st.sampled_from(["ALL", "NONE"]),
    "OriginationIdentity": st.just("+15550199"),
    "PageSize": st.sampled_from(["1", "2", "100"]),
    "PhoneNumber": st.sampled_from([PHONE, "+12065550142", "none"]),
    "QuietTime.End": st.sampled_from(["06:30", "23:59"]),
    "QuietTime.Start": st.sampled_from(["22:00", "00:00"]),
    "RangeInKilometers": st.floats(0, 100),
    "RecommendationProviderIdType": st.sampled_from(["PINPOINT_ENDPOINT_ID", "PINPOINT_USER_ID"]),
    "RecommendationProviderRoleArn": st.just(ROLE),
    "RecommendationProviderUri": st.just("arn:aws:personalize:us-east-1:123456789012:campaign/films"),
    "RecommendationTransformerUri": FUNCTIONS,
    "RecommendationsDisplayName": st.just("Films"),
    "RecommendationsPerMessage": st.integers(1, 5),
    "ReferenceId": st.just(OTP["ReferenceId"]),
    "RoleArn": st.just(ROLE),
    "S3Url": st.just("s3://audience/users.csv"),
    "S3UrlPrefix": st.just("s3://audience/exports"),
    "Schedule.EndTime": st.builds(_later(days=9)),
    "Schedule.StartTime": st.just("IMMEDIATE") | st.builds(_later(minutes=1)) | st.builds(_later(hours=6)),
    "Schedule.Timezone": st.sampled_from(["UTC", "UTC-08", "utc"]),
    "SegmentVersion": st.just(1),
    "SendOTPMessageRequestParameters.Channel": st.just("SMS"),
    "Session.Duration": st.just(1000),
    "Session.StartTimestamp": st.just("2019-10-08T18:40:16Z"),
    "Session.StopTimestamp": st.just("2019-10-08T18:40:17Z"),
    "SetDimension.Values": st.lists(st.sampled_from(["US", "SMS"]), min_size=1, max_size=2),
    "SegmentReference.Version": st.just(1),
    "SizePercent": st.integers(0, 20),
    "StartTime": st.builds(_later(days=-1)),
    "Template.Name": st.just(TEMPLATE),
    "Template.Version": TEMPLATE_VERSIONS,
    "TemplateActiveVersionRequest.Version": TEMPLATE_VERSIONS,
    "TemplateType": st.sampled_from(["EMAIL", "SMS", "PUSH", "VOICE", "INAPP"]),
    "ValidityPeriod": st.integers(5, 60),
    "WebUrl": st.just("https://shop.example/hook"),
    "Version": TEMPLATE_VERSIONS,
    "tags": st.dictionaries(st.sampled_from(["team", "cost center"]), st.sampled_from(["", "red"]), max_size=2),
}

APNS = ["Certificate", "PrivateKey"]

NEEDED: dict[str, list[str]] = {
    "ADMChannelRequest": ["ClientId", "ClientSecret"],
    **{f"APNS{kind}ChannelRequest": APNS for kind in ("", "Sandbox", "Voip", "VoipSandbox")},
    "AddressConfiguration": ["ChannelType"],
    "BaiduChannelRequest": ["ApiKey", "SecretKey"],
    "CreateRecommenderConfiguration": ["RecommendationsDisplayName"],
    "DefaultButtonConfiguration": ["Link"],
    "EndpointBatchItem": ["Id", "Address", "ChannelType"],
    "EndpointRequest": ["Address", "ChannelType"],
    "EmailChannelRequest": ["FromAddress", "Identity"],
    "GCMChannelRequest": ["ApiKey"],
    "GPSPointDimension": ["RangeInKilometers"],
    "ImportJobRequest": ["RegisterEndpoints"],
    "InAppMessageBodyConfig": ["Body"],
    "InAppMessageButton": ["DefaultConfig"],
    "InAppMessageContent": ["HeaderConfig", "BodyConfig", "BackgroundColor"],
    "InAppMessageHeaderConfig": ["Header"],
    "JourneyStateRequest": ["State"],
    "MessageRequest": ["Addresses", "Endpoints"],
    "NumberValidateRequest": ["PhoneNumber"],
    "OverrideButtonConfiguration": ["Link"],
    "PublicEndpoint": ["Address", "ChannelType"],
    "QuietTime": ["Start", "End"],
    "TemplateActiveVersionRequest": ["Version"],
    "UpdateRecommenderConfiguration": ["RecommendationsDisplayName"],
    "WriteCampaignRequest": ["MessageConfiguration", "Schedule", "SegmentId"],
    "WriteJourneyRequest": ["State"],
}

MEMBERS |= dict.fromkeys(
    ("ApiKey", "Certificate", "ClientId", "ClientSecret", "FromAddress", "Identity", "PrivateKey", "SecretKey"),
    NO_EMPTY_TEXT,
)

TEXTS_OF_IN_APP = ("BackgroundColor", "Body", "Header", "Link", "Text")
"""The members of in-app messages that are no empty text, which would count as none."""

Document = dict[str, Any]


def _without(*names: str) -> Callable[[Document], Document]:
    return lambda document: {name: value for name, value in document.items() if name not in names}


def _first(*names: str) -> Callable[[Document], Document]:
    """Keep the first of these members that there is, and none of the others."""

    def keep_first(document: Document) -> Document:
        present = [name for name in names if name in document]
        return _without(*present[1:])(document)

    return keep_first


def _recommender(document: Document) -> Document:
    """With a function there are attributes, without one there are none."""
    attributes = {"Recommendations.title": "Title"} if "RecommendationTransformerUri" in document else None
    others = _without("Attributes")(document)
    return {**others, "Attributes": attributes} if attributes else others


def _campaign(document: Document) -> Document:
    """A campaign by events needs a filter, and one in apps a date to begin; a custom message needs its destination."""
    schedule = document.get("Schedule", {})
    if schedule.get("Frequency") in ("EVENT", "IN_APP_EVENT"):
        dimensions = {"EventType": {"DimensionType": "INCLUSIVE", "Values": ["seen"]}}
        schedule = {
            **schedule,
            "StartTime": _later(minutes=5)(),
            "EventFilter": {"Dimensions": dimensions, "FilterType": "ENDPOINT"},
        }
    else:
        schedule = _without("EventFilter")(schedule)
    templates = _without("VoiceTemplate")(document.get("TemplateConfiguration", {}))
    messages = {"SMSMessage": {"Body": "Hello"}, **document.get("MessageConfiguration", {})}
    return {
        **document,
        "CustomDeliveryConfiguration": {"DeliveryUri": "recommend"},
        "MessageConfiguration": messages,
        "Schedule": schedule,
        **({"TemplateConfiguration": templates} if "TemplateConfiguration" in document else {}),
    }


REPAIRS: dict[str, Callable[[Document], Document]] = {
    "CreateRecommenderConfiguration": _recommender,
    "ExportJobRequest": lambda document: document if "SegmentId" in document else _without("SegmentVersion")(document),
    "ImportJobRequest": lambda document: {**document, "RegisterEndpoints": True},
    "Session": lambda document: document if "StopTimestamp" in document else _without("Duration")(document),
    "TreatmentResource": _without("Schedule"),
    "UpdateRecommenderConfiguration": _recommender,
    "WriteCampaignRequest": _campaign,
    "WriteJourneyRequest": lambda document: {**document, "State": "DRAFT"},
    "WriteSegmentRequest": _first("Dimensions", "SegmentGroups"),
    "WriteTreatmentResource": lambda document: _without("Schedule")(
        {**document, "TemplateConfiguration": _without("VoiceTemplate")(document.get("TemplateConfiguration", {}))}
    ),
}

QUERIES: dict[str, Values] = {
    "Prefix": st.sampled_from(["", "wel"]),
    "TagKeys": st.lists(st.sampled_from(["team", "none"]), min_size=1, max_size=2),
}
"""Members of queries that have rules of their own."""

KEYS = {
    "Addresses": ADDRESSES,
    "BatchItem": st.sampled_from([ENDPOINT_ID, "tablet"]),
    "Endpoints": st.sampled_from([ENDPOINT_ID, "nobody"]),
    "Users": st.sampled_from([USER_ID, "nobody"]),
}
"""The keys of maps that have at least one, which names something."""

SCALARS: dict[str, Values] = {
    "string": TEXTS,
    "integer": st.integers(0, 10),
    "long": st.integers(0, 10),
    "double": st.floats(-5, 5),
    "boolean": st.booleans(),
    "blob": st.sampled_from(["", "Ynl0ZXM="]),
    "timestamp": DATES,
}

ODD: dict[str, Values] = {
    "string": st.sampled_from(
        [
            *("\ud800", "\x00", "{{", "{{#if a}}{{/each}}", "{{{a}}}", "$1{x}\\", "%%", "[]", "x" * 200),
            *("0", "-1", "2030-01-01T00:00:00+14:00", "0001-01-01", "UNKNOWN"),
        ]
    ),
    "integer": st.sampled_from([0, -1, 2**31 - 1, -(2**31)]),
    "long": st.sampled_from([0, -1, 2**63 - 1, -(2**63)]),
    "double": st.sampled_from([0.0, -1.0, 1e308, -1e308, 5e-324]),
    "timestamp": st.sampled_from(["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2030-01-01"]),
}
