"""What can be expected of records, for type checkers and editors: one TypedDict for each kind of record."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypedDict, TypeVar, Union

if TYPE_CHECKING:
    from email.message import EmailMessage

ChannelType = Literal[
    "PUSH",
    "GCM",
    "APNS",
    "APNS_SANDBOX",
    "APNS_VOIP",
    "APNS_VOIP_SANDBOX",
    "ADM",
    "SMS",
    "VOICE",
    "EMAIL",
    "BAIDU",
    "CUSTOM",
    "IN_APP",
]
DeliveryStatus = Literal[
    "SUCCESSFUL",
    "THROTTLED",
    "TEMPORARY_FAILURE",
    "PERMANENT_FAILURE",
    "UNKNOWN_FAILURE",
    "OPT_OUT",
    "DUPLICATE",
]
CampaignSendStatus = Literal[
    "HOLDOUT",
    "DUPLICATE_ADDRESS",
    "QUIET_TIME",
    "DAILY_CAP",
    "CAMPAIGN_CAP",
    "HOOK_FAILURE",
    "RECOMMENDATION_FAILURE",
    "CUSTOM_DELIVERY_FAILURE",
]
MessageType = Literal["TRANSACTIONAL", "PROMOTIONAL"]
FeedbackKind = Literal[
    "_email.delivered",
    "_email.open",
    "_email.click",
    "_email.hardbounce",
    "_email.softbounce",
    "_email.complaint",
    "_email.rejected",
    "_email.unsubscribe",
    "_email.rendering_failure",
    "_SMS.BUFFERED",
    "_SMS.SUCCESS",
    "_SMS.FAILURE",
    "_SMS.OPTOUT",
    "_campaign.opened_notification",
    "_campaign.received_foreground",
    "_campaign.received_background",
]
TemplateType = Literal["EMAIL", "SMS", "VOICE", "PUSH", "INAPP"]
EndpointStatus = Literal["ACTIVE", "INACTIVE"]
OptOut = Literal["ALL", "NONE"]


class Matcher(Protocol):
    """An object whose `==` decides, as the matchers of dirty-equals: `equals` tells it from a plain value."""

    def equals(self, other: Any, /) -> bool:
        """Whether a value is as expected."""


Value = TypeVar("Value")

Expected = Union[Value, "re.Pattern[str]", Callable[[Any], object], Matcher, "type[Matcher]"]
"""A plain value, a compiled pattern, a callable, or a matcher."""

Document = Mapping[str, Any]


class MessageExpectations(TypedDict, total=False):
    """The fields and properties of a `Message`."""

    operation: Expected[str | None]
    application_id: Expected[str]
    region_name: Expected[str]
    account_id: Expected[str]
    request_id: Expected[str | None]
    sent_at: Expected[datetime.datetime]
    channel: Expected[ChannelType | None]
    address: Expected[str | None]
    endpoint_id: Expected[str | None]
    user_id: Expected[str | None]
    title: Expected[str | None]
    subject: Expected[str | None]
    body: Expected[str | None]
    html_body: Expected[str | None]
    otp: Expected[str | None]
    otp_expires_at: Expected[datetime.datetime | None]
    from_address: Expected[str | None]
    origination_number: Expected[str | None]
    sender_id: Expected[str | None]
    message_type: Expected[MessageType | None]
    settings: Expected[Document]
    substitutions: Expected[Mapping[str, Sequence[str]]]
    missing_variables: Expected[tuple[str, ...]]
    context: Expected[Mapping[str, str]]
    trace_id: Expected[str | None]
    raw_content: Expected[str | None]
    payload: Expected[Document | None]
    payload_headers: Expected[Mapping[str, str] | None]
    template: Expected[Document | None]
    delivery_status: Expected[DeliveryStatus | CampaignSendStatus]
    status_code: Expected[int]
    status_message: Expected[str]
    explanation: Expected[str | None]
    message_id: Expected[str | None]
    updated_token: Expected[str | None]
    request: Expected[Document | None]
    campaign_id: Expected[str | None]
    campaign_activity_id: Expected[str | None]
    treatment_id: Expected[str | None]
    journey_id: Expected[str | None]
    encoding: Expected[Literal["GSM 03.38", "UCS-2"] | None]
    parts: Expected[int | None]
    email: Expected[EmailMessage | None]


class RequestExpectations(TypedDict, total=False):
    """The fields of an `ApiRequest`."""

    operation: Expected[str]
    region_name: Expected[str]
    account_id: Expected[str]
    request_id: Expected[str]
    sent_at: Expected[datetime.datetime]
    parameters: Expected[Document]
    status_code: Expected[int | None]
    error: Expected[str | None]
    error_message: Expected[str | None]
    explanation: Expected[str | None]
    earlier_thread: Expected[str | None]


class OtpCheckExpectations(TypedDict, total=False):
    """The fields of an `OtpCheck`."""

    application_id: Expected[str]
    region_name: Expected[str]
    account_id: Expected[str]
    request_id: Expected[str]
    checked_at: Expected[datetime.datetime]
    code: Expected[str]
    reference_id: Expected[str]
    destination_identity: Expected[str]
    is_valid: Expected[bool]
    reason: Expected[str | None]


class EventExpectations(TypedDict, total=False):
    """The fields of an `Event`."""

    application_id: Expected[str]
    region_name: Expected[str]
    account_id: Expected[str]
    request_id: Expected[str]
    received_at: Expected[datetime.datetime]
    endpoint_id: Expected[str]
    event_id: Expected[str]
    event_type: Expected[str]
    timestamp: Expected[str]
    attributes: Expected[Mapping[str, str]]
    metrics: Expected[Mapping[str, float]]
    session: Expected[Document | None]
    app_package_name: Expected[str | None]
    app_title: Expected[str | None]
    app_version_code: Expected[str | None]
    client_sdk_version: Expected[str | None]
    sdk_name: Expected[str | None]


class StreamRecordExpectations(TypedDict, total=False):
    """The fields of a `StreamRecord`."""

    event_type: Expected[str]
    client_id: Expected[str]
    application_id: Expected[str]
    region_name: Expected[str]
    account_id: Expected[str]
    arrived_at: Expected[datetime.datetime]
    attributes: Expected[Mapping[str, str]]
    metrics: Expected[Mapping[str, float]]
    record: Expected[Document]


class DeliveryExpectations(TypedDict, total=False):
    """What tells the deliveries from each other that `fail_delivery` applies to."""

    application_id: Expected[str]
    channel: Expected[ChannelType | None]
    address: Expected[str]
    endpoint_id: Expected[str | None]
    user_id: Expected[str | None]
    campaign_id: Expected[str | None]


class AppExpectations(TypedDict, total=False):
    """The fields of a `StoredApp`."""

    application_id: Expected[str]
    name: Expected[str]
    arn: Expected[str]
    region_name: Expected[str]
    account_id: Expected[str]
    creation_date: Expected[datetime.datetime]
    channels: Expected[Sequence[ChannelType]]
    tags: Expected[Mapping[str, str]]


class EndpointExpectations(TypedDict, total=False):
    """The fields of a `StoredEndpoint`."""

    application_id: Expected[str]
    endpoint_id: Expected[str]
    region_name: Expected[str]
    account_id: Expected[str]
    channel: Expected[ChannelType | None]
    address: Expected[str | None]
    user_id: Expected[str | None]
    endpoint_status: Expected[EndpointStatus]
    opt_out: Expected[OptOut]
    attributes: Expected[Mapping[str, Sequence[str]]]
    user_attributes: Expected[Mapping[str, Sequence[str]]]
    metrics: Expected[Mapping[str, float]]
    demographic: Expected[Document]
    location: Expected[Document]
    cohort_id: Expected[str]
    effective_date: Expected[datetime.datetime]
    creation_date: Expected[datetime.datetime]


class TemplateExpectations(TypedDict, total=False):
    """The fields of a `StoredTemplate`."""

    type: Expected[TemplateType]
    name: Expected[str]
    region_name: Expected[str]
    account_id: Expected[str]
    active_version: Expected[int]
    versions: Expected[Sequence[int]]
    document: Expected[Document]
    tags: Expected[Mapping[str, str]]
    creation_date: Expected[datetime.datetime]
    last_modified_date: Expected[datetime.datetime]
