"""What makes the types of channels differ, and what an update makes of a channel."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from pinpoint_mock.core.arns import partition
from pinpoint_mock.core.checks import missing, one_of
from pinpoint_mock.core.clock import now, timestamp
from pinpoint_mock.core.explain import listed
from pinpoint_mock.core.suggestions import did_you_mean

if TYPE_CHECKING:
    from pinpoint_mock.state.world import App

Document = dict[str, Any]
"""A stored channel or the answer that describes it: which members it has depends on the channel type."""

Names = tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class ChannelRules:
    """What makes a channel type different from the others.

    `name` is its part of the operation names. `needed` lists sets of request members: one set at least must be there
    in full. `echoed` maps members of the answer to those of the request that they repeat. `fixed` holds members of
    the answer that are always the same, `flags` those that say whether a request member was set. `choices` maps
    request members to their values, the default first. `keeps_absent` is whether an update leaves the stored members
    that it does not send.
    """

    channel_type: str
    name: str
    needed: tuple[Names, ...] = ((),)
    echoed: Mapping[str, str] = dataclasses.field(default_factory=dict)
    fixed: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    flags: Mapping[str, str] = dataclasses.field(default_factory=dict)
    choices: Mapping[str, Names] = dataclasses.field(default_factory=dict)
    keeps_absent: bool = False


def _same(*names: str) -> dict[str, str]:
    return {name: name for name in names}


def _apns(channel_type: str, name: str) -> ChannelRules:
    return ChannelRules(
        channel_type,
        name,
        needed=(("Certificate", "PrivateKey"), ("BundleId", "TeamId", "TokenKey", "TokenKeyId")),
        echoed=_same("DefaultAuthenticationMethod"),
        flags={"HasTokenKey": "TokenKey"},
        choices={"DefaultAuthenticationMethod": ("CERTIFICATE", "KEY", "TOKEN")},
        keeps_absent=True,
    )


CHANNEL_RULES = (
    ChannelRules("ADM", "Adm", needed=(("ClientId", "ClientSecret"),)),
    _apns("APNS", "Apns"),
    _apns("APNS_SANDBOX", "ApnsSandbox"),
    _apns("APNS_VOIP", "ApnsVoip"),
    _apns("APNS_VOIP_SANDBOX", "ApnsVoipSandbox"),
    ChannelRules("BAIDU", "Baidu", needed=(("ApiKey", "SecretKey"),), echoed={"Credential": "ApiKey"}),
    ChannelRules(
        "EMAIL",
        "Email",
        needed=(("FromAddress", "Identity"),),
        echoed=_same("FromAddress", "Identity", "ConfigurationSet", "OrchestrationSendingRoleArn"),
        fixed={"MessagesPerSecond": 1},
    ),
    ChannelRules(
        "GCM",
        "Gcm",
        needed=(("ApiKey",), ("ServiceJson",)),
        echoed=_same("DefaultAuthenticationMethod"),
        flags={"HasFcmServiceCredentials": "ServiceJson"},
        choices={"DefaultAuthenticationMethod": ("KEY", "TOKEN")},
        keeps_absent=True,
    ),
    ChannelRules(
        "SMS",
        "Sms",
        echoed=_same("SenderId", "ShortCode"),
        fixed={"PromotionalMessagesPerSecond": 20, "TransactionalMessagesPerSecond": 20},
    ),
    ChannelRules("VOICE", "Voice"),
)

RULES_OF_TYPE = {rules.channel_type: rules for rules in CHANNEL_RULES}

CHANNEL_TYPES: tuple[str, ...] = tuple(RULES_OF_TYPE)
"""The channel types that an application can have."""


EXAMPLE_ADDRESS = "sender@example.com"


def put_channel(app: App, channel: ChannelRules, request: Document) -> None:
    """Set a channel up, or change it, or raise BadRequestException and change nothing."""
    document = _updated(channel, app.channels.get(channel.channel_type, {}), request)
    _check_credentials(channel, document)
    _check_choices(channel, document)
    app.channels[channel.channel_type] = document


def _updated(channel: ChannelRules, stored: Document, request: Document) -> Document:
    moment = timestamp(now())
    defaults = {member: values[0] for member, values in channel.choices.items()}
    kept = stored if channel.keeps_absent else {}
    members = {name: value for name, value in {**kept, "Enabled": True, **request}.items() if value != ""}
    dates = {"CreationDate": stored.get("CreationDate", moment), "LastModifiedDate": moment}
    return {**defaults, **members, **dates, "Version": stored.get("Version", 0) + 1}


def _check_credentials(channel: ChannelRules, document: Document) -> None:
    lacking = [[name for name in names if name not in document] for names in channel.needed]
    if all(lacking):
        sets = " or ".join(" and ".join(names) for names in channel.needed)
        sent = [name for names in channel.needed for name in names if name in document]
        member = "credentials" if len(lacking) > 1 else lacking[0][0]
        raise missing(member, f"a channel of type {channel.channel_type} needs {sets}; sent or stored: {listed(sent)}")


def _check_choices(channel: ChannelRules, document: Document) -> None:
    for member, values in channel.choices.items():
        one_of(member, document[member], values)


def enable_channels(app: App, channel_types: Iterable[str] | None = None) -> None:
    """Set channels up with placeholder credentials and enable them; None means all ten.

    ValueError for a type that does not exist, before anything is changed.
    """
    __tracebackhide__ = True
    names = CHANNEL_TYPES if channel_types is None else tuple(dict.fromkeys(channel_types))
    for name in names:
        _check_type(name)
    for name in names:
        put_channel(app, RULES_OF_TYPE[name], {"Enabled": True, **_placeholders(app, RULES_OF_TYPE[name])})


def _check_type(name: str) -> None:
    __tracebackhide__ = True
    if name in RULES_OF_TYPE:
        return
    sentences = (
        f"pinpoint_mock: '{name}' is not a type of channel that an application can have.",
        did_you_mean(name.upper(), CHANNEL_TYPES),
        f"The types are {', '.join(CHANNEL_TYPES)}.",
    )
    raise ValueError(" ".join(filter(None, sentences)))


def _placeholders(app: App, channel: ChannelRules) -> Document:
    if channel.channel_type == "EMAIL":
        region_name, account_id = app.backend.region_name, app.backend.account_id
        identity = f"arn:{partition(region_name)}:ses:{region_name}:{account_id}:identity/{EXAMPLE_ADDRESS}"
        return {"FromAddress": EXAMPLE_ADDRESS, "Identity": identity}
    return {name: f"example-{name}" for name in channel.needed[0]}
