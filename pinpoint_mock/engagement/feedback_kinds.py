"""What AWS tells later of a message: the kinds of feedback, for which messages they are, and what they have in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from pinpoint_mock.core.channels import PUSH_CHANNELS
from pinpoint_mock.logs.message import Message

Details = Mapping[str, Any]
MakeFacet = Callable[[Message, Details], dict[str, Any]]


class Kind(NamedTuple):
    """A kind of feedback.

    `channels` are those of the messages that it is for. `details` maps what a test may say of it to what is said
    otherwise, and None if a test has to say it. `facet` is the name of the object that the record of an e-mail has for
    it, `make_facet` makes that. `feedback` is the attribute of that name, `{link}` where it is the link. With
    `has_price` the record of an SMS has a price.
    """

    channels: frozenset[str]
    details: Details = MappingProxyType({})
    facet: str = ""
    make_facet: MakeFacet = lambda message, details: dict(details)
    feedback: str = ""
    is_of_campaigns: bool = False
    has_price: bool = True


def _delivery(message: Message, details: Details) -> dict[str, Any]:
    return {
        "smtp_response": details["smtp_response"],
        "reporting_mta": details["reporting_mta"],
        "recipients": [message.address],
        "processing_time_millis": details["processing_time_millis"],
    }


def _bounce(bounce_type: str) -> MakeFacet:
    def bounce(message: Message, details: Details) -> dict[str, Any]:
        recipient = {"email_address": message.address, **{name: details[name] for name in BOUNCED}}
        return {
            "bounce_type": bounce_type,
            "bounce_sub_type": details["bounce_sub_type"],
            "bounced_recipients": [recipient],
            "feedback_id": message.message_id,
            "reporting_mta": details["reporting_mta"],
        }

    return bounce


def _complaint(message: Message, details: Details) -> dict[str, Any]:
    return {
        "complained_recipients": [{"email_address": message.address}],
        "feedback_id": message.message_id,
        "user_agent": details["user_agent"],
        "complaint_feedback_type": details["complaint_feedback_type"],
    }


BOUNCED = ("action", "status", "diagnostic_code")
"""What a bounce says of its recipient."""

MTA = {"reporting_mta": "a8-53.smtp-out.amazonses.com"}
READER = {"ip_address": "192.0.2.1", "user_agent": "Mozilla/5.0"}
EMAIL = frozenset({"EMAIL"})
SMS = frozenset({"SMS"})

SEND = Kind(EMAIL, facet="send", feedback="received")
"""The record of an e-mail that was sent, which nobody has to report."""

KINDS: Mapping[str, Kind] = {
    "_email.delivered": Kind(
        EMAIL,
        {"smtp_response": "250 ok", **MTA, "processing_time_millis": 1310},
        facet="delivery",
        make_facet=_delivery,
        feedback="delivered",
    ),
    "_email.open": Kind(EMAIL, READER, facet="open", feedback="opened"),
    "_email.click": Kind(EMAIL, {**READER, "link": None}, facet="click", feedback="{link}"),
    "_email.hardbounce": Kind(
        EMAIL,
        {
            "bounce_sub_type": "General",
            "action": "failed",
            "status": "5.1.1",
            "diagnostic_code": "smtp; 550 5.1.1 user unknown",
            **MTA,
        },
        facet="bounce",
        make_facet=_bounce("Permanent"),
        feedback="hardbounce",
    ),
    "_email.softbounce": Kind(
        EMAIL,
        {
            "bounce_sub_type": "MailboxFull",
            "action": "failed",
            "status": "4.2.2",
            "diagnostic_code": "smtp; 452 4.2.2 mailbox full",
            **MTA,
        },
        facet="bounce",
        make_facet=_bounce("Transient"),
        feedback="softbounce",
    ),
    "_email.complaint": Kind(
        EMAIL,
        {"user_agent": READER["user_agent"], "complaint_feedback_type": "abuse"},
        facet="complaint",
        make_facet=_complaint,
        feedback="complaint",
    ),
    "_email.rejected": Kind(EMAIL, {"reason": "Bad content"}, facet="reject", feedback="rejected"),
    "_email.unsubscribe": Kind(
        EMAIL,
        {**READER, "link": "https://example.com/unsubscribe"},
        facet="click",
        make_facet=lambda message, details: {**details, "link_tags": {"unsubscribeLinkTag": ["click"]}},
        feedback="unsubscribe",
    ),
    "_email.rendering_failure": Kind(
        EMAIL,
        {"error_message": "The template could not be rendered"},
        facet="failure",
        feedback="rendering_failure",
    ),
    "_SMS.BUFFERED": Kind(SMS, {"record_status": "PENDING"}, has_price=False),
    "_SMS.SUCCESS": Kind(SMS, {"record_status": "DELIVERED"}),
    "_SMS.FAILURE": Kind(SMS, {"record_status": "UNKNOWN"}),
    "_SMS.OPTOUT": Kind(SMS, {"record_status": "DELIVERED"}),
    "_campaign.opened_notification": Kind(PUSH_CHANNELS, is_of_campaigns=True),
    "_campaign.received_foreground": Kind(PUSH_CHANNELS, is_of_campaigns=True),
    "_campaign.received_background": Kind(PUSH_CHANNELS, is_of_campaigns=True),
}
"""The kinds of feedback by the types of their events.

AWS documents the objects of deliveries, opens and clicks; those of bounces, complaints, rejections and unsubscriptions
are known from the tables of its sample. AWS documents neither the object of a rendering failure nor the attribute
`feedback` of all kinds; here the object has an `error_message`, and the attribute is the end of the type.

Source: DG event-streams-data-email; DG event-streams-data-sms; DG event-streams-data-campaign;
gh:aws-samples/digital-user-engagement-reference-architectures:cloudformation/S3_Data_Lake.yaml.
"""


def kinds_for(message: Message) -> list[str]:
    """The kinds of feedback that there can be of a message."""
    return [
        name
        for name, kind in KINDS.items()
        if message.channel in kind.channels and (message.campaign_id or not kind.is_of_campaigns)
    ]
