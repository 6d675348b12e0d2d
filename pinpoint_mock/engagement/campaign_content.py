"""What a campaign says on each channel, as a message that can be sent."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from pinpoint_mock.core.channels import CHANNELS, PUSH_CHANNELS
from pinpoint_mock.core.strict_json import read_json
from pinpoint_mock.delivery.templates import TYPES_BY_MEMBER, named_templates
from pinpoint_mock.engagement.custom_delivery import CUSTOM
from pinpoint_mock.state.campaigns import DEFAULT_TREATMENT

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import DirectMessageConfigurationTypeDef

    from pinpoint_mock.state.campaigns import Document
    from pinpoint_mock.state.templates import TemplateVersion
    from pinpoint_mock.state.world import App

Members = Mapping[str, Any]

DEFAULT = "DefaultMessage"

PUSH_NAMES = {"ImageSmallIconUrl": "SmallImageIconUrl"}
"""The members of a push message that the message of a send calls otherwise.

Source: MODEL Message; MODEL APNSMessage; MODEL GCMMessage.
"""

TEMPLATES = ("EmailTemplate", "PushTemplate", "SMSTemplate")
"""The templates of what is sent."""


@dataclasses.dataclass(frozen=True)
class Treatment:
    """What those endpoints of a campaign get whose cohorts belong to one treatment.

    `document` holds the members of the campaign with those of the treatment over them.
    """

    treatment_id: str
    document: Document

    @functools.cached_property
    def configuration(self) -> DirectMessageConfigurationTypeDef:
        """The messages, in the shape that sends have."""
        return direct_configuration(self.document["MessageConfiguration"])

    @functools.cached_property
    def channels(self) -> frozenset[str]:
        """The channels for which there is a message or a template."""
        given = {member for member, message in self.configuration.items() if message}
        configuration = self.document["TemplateConfiguration"]
        types = {TYPES_BY_MEMBER[member] for member in TEMPLATES if configuration.get(member)}
        return frozenset(
            channel.type
            for channel in CHANNELS.values()
            if channel.template_type in types or not given.isdisjoint(channel.layers)
        )

    @functools.cached_property
    def custom_channels(self) -> frozenset[str]:
        """The channel types of endpoints that the custom delivery serves: CUSTOM, if it does not say which.

        Source: MODEL CustomDeliveryConfiguration.EndpointTypes; UG journeys-add-activities.
        """
        delivery = self.document.get("CustomDeliveryConfiguration")
        if not delivery:
            return frozenset()
        types = frozenset(delivery.get("EndpointTypes") or (CUSTOM,))
        return types | PUSH_CHANNELS if "PUSH" in types else types

    def reaches(self, channel: str) -> bool:
        """Whether there is something for endpoints of a channel type."""
        return channel in self.channels or channel in self.custom_channels

    def templates(self, app: App) -> dict[str, TemplateVersion]:
        """The templates by type, in the versions of now; NotFoundException if one does not exist any more."""
        return named_templates(app.backend, self.document["TemplateConfiguration"], TEMPLATES)


def treatments_of(document: Document) -> dict[str, Treatment]:
    """The treatments of a version of a campaign by id, the default one first."""
    treatments = {DEFAULT_TREATMENT: Treatment(DEFAULT_TREATMENT, document)}
    for own in document["AdditionalTreatments"]:
        treatments[own["Id"]] = Treatment(own["Id"], with_treatment(document, own))
    return treatments


def with_treatment(campaign: Members, own: Members) -> dict[str, Any]:
    """The members of a campaign with those of a treatment over them, of which empty ones count as not given.

    AWS does not document what a treatment has from its campaign; here it is what it lacks. One with messages or
    templates of its own has neither from the campaign, because a template would hide its message.

    Source: MODEL WriteTreatmentResource.
    """
    given = {member: value for member, value in own.items() if value != {}}
    if given.keys() & {"MessageConfiguration", "TemplateConfiguration"}:
        return {**campaign, "MessageConfiguration": {}, "TemplateConfiguration": {}, **given}
    return {**campaign, **given}


def treatment_ids_by_cohort(document: Document) -> list[str | None]:
    """The treatment of each cohort from 0 to 99; None for one that is held out.

    AWS documents percentages of a random choice; here the first cohorts are held out, those that follow belong to the
    additional treatments in their order, and what is left has the default one, so that a test can choose.

    Source: MODEL WriteCampaignRequest.HoldoutPercent; MODEL WriteTreatmentResource.SizePercent;
    MODEL EndpointResponse.CohortId.

    >>> ids = treatment_ids_by_cohort({"HoldoutPercent": 10, "AdditionalTreatments": [{"Id": "1", "SizePercent": 40}]})
    >>> ids[9], ids[10], ids[49], ids[50]
    (None, '1', '1', '0')
    """
    ids: list[str | None] = [None] * document["HoldoutPercent"]
    for own in document["AdditionalTreatments"]:
        ids += [own["Id"]] * own["SizePercent"]
    return ids + [DEFAULT_TREATMENT] * (100 - len(ids))


def direct_configuration(messages: Members) -> DirectMessageConfigurationTypeDef:
    """The MessageConfiguration of a campaign in the shape that sends have; texts that are empty count as not given.

    DefaultMessage is for push and SMS. AWS documents it for all channels; here it makes no e-mail, which would have no
    subject.

    Source: MODEL MessageConfiguration; MODEL DirectMessageConfiguration; DG segments-dynamic.

    >>> direct_configuration({"SMSMessage": {"Body": "Hello", "SenderId": ""}})
    {'SMSMessage': {'Body': 'Hello'}}
    """
    given = {member: _given(message) for member, message in messages.items()}
    direct: dict[str, Any] = {}
    default = given.get(DEFAULT, {})
    if default:
        direct["DefaultPushNotificationMessage"] = _push(default)
    for member in ("ADMMessage", "APNSMessage", "BaiduMessage", "GCMMessage"):
        if given.get(member):
            direct[member] = _push(given[member])
    sms = {**{name: text for name, text in default.items() if name == "Body"}, **given.get("SMSMessage", {})}
    if sms:
        direct["SMSMessage"] = sms
    if given.get("EmailMessage"):
        direct["EmailMessage"] = _email(given["EmailMessage"])
    return cast("DirectMessageConfigurationTypeDef", direct)


def _given(message: Members) -> dict[str, Any]:
    return {name: value for name, value in message.items() if value != ""}


def _push(message: Members) -> dict[str, Any]:
    members = {PUSH_NAMES.get(name, name): value for name, value in message.items() if name != "JsonBody"}
    return {**members, "Data": read_json(message["JsonBody"])} if "JsonBody" in message else members


def _email(message: Members) -> dict[str, Any]:
    names = {"Title": "Subject", "Body": "TextPart", "HtmlBody": "HtmlPart"}
    parts: dict[str, Any] = {part: {"Data": message[name]} for name, part in names.items() if name in message}
    if "Headers" in message:
        parts["Headers"] = message["Headers"]
    settings = {name: value for name, value in message.items() if name == "FromAddress"}
    return {**settings, "SimpleEmail": parts}
