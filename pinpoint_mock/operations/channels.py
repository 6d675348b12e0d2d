"""Channels: Get, Update and Delete of each of the ten, and GetChannels, 31 operations from one table.

Channels differ by data, not by code. A stored document holds the members of all updates, credentials too, next to
`Enabled`, `Version` and the dates. An answer is built by the table, which names each member that may come out; so no
credential can, except the `ApiKey` of BAIDU, which is its answer's `Credential`.

Source: facts, audience section 11.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from pinpoint_mock.core.arns import partition
from pinpoint_mock.core.checks import existing, missing, one_of
from pinpoint_mock.core.clock import now, timestamp
from pinpoint_mock.core.suggestions import did_you_mean
from pinpoint_mock.operations._registry import operation

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import ChannelResponseTypeDef, ChannelsResponseTypeDef

    from pinpoint_mock.state.world import App

Document = dict[str, Any]
"""A stored channel or the answer that describes it: which members it has depends on the channel type."""

Names = tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class Channel:
    """What makes a channel type different from the others.

    `name` is its part of the operation names. `needed` lists sets of request members: one set at least must be there
    in full. `echoed` maps members of the answer to those of the request that they repeat. `fixed` holds members of
    the answer that are always the same, `flags` those that tell whether a request member was set. `choices` maps
    request members to their values, the default first.
    """

    channel_type: str
    name: str
    needed: tuple[Names, ...] = ((),)
    echoed: Mapping[str, str] = dataclasses.field(default_factory=dict)
    fixed: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    flags: Mapping[str, str] = dataclasses.field(default_factory=dict)
    choices: Mapping[str, Names] = dataclasses.field(default_factory=dict)
    is_push: bool = False


def _same(*names: str) -> dict[str, str]:
    return {name: name for name in names}


def _apns(channel_type: str, name: str) -> Channel:
    return Channel(
        channel_type,
        name,
        needed=(("Certificate", "PrivateKey"), ("BundleId", "TeamId", "TokenKey", "TokenKeyId")),
        echoed=_same("DefaultAuthenticationMethod"),
        flags={"HasTokenKey": "TokenKey"},
        choices={"DefaultAuthenticationMethod": ("CERTIFICATE", "KEY", "TOKEN")},
        is_push=True,
    )


CHANNEL_TABLE = (
    Channel("ADM", "Adm", needed=(("ClientId", "ClientSecret"),), is_push=True),
    _apns("APNS", "Apns"),
    _apns("APNS_SANDBOX", "ApnsSandbox"),
    _apns("APNS_VOIP", "ApnsVoip"),
    _apns("APNS_VOIP_SANDBOX", "ApnsVoipSandbox"),
    Channel("BAIDU", "Baidu", needed=(("ApiKey", "SecretKey"),), echoed={"Credential": "ApiKey"}, is_push=True),
    Channel(
        "EMAIL",
        "Email",
        needed=(("FromAddress", "Identity"),),
        echoed=_same("FromAddress", "Identity", "ConfigurationSet", "RoleArn", "OrchestrationSendingRoleArn"),
        fixed={"MessagesPerSecond": 1},
    ),
    Channel(
        "GCM",
        "Gcm",
        needed=(("ApiKey",), ("ServiceJson",)),
        echoed=_same("DefaultAuthenticationMethod"),
        flags={"HasFcmServiceCredentials": "ServiceJson"},
        choices={"DefaultAuthenticationMethod": ("KEY", "TOKEN")},
        is_push=True,
    ),
    Channel(
        "SMS",
        "Sms",
        echoed=_same("SenderId", "ShortCode"),
        fixed={"PromotionalMessagesPerSecond": 20, "TransactionalMessagesPerSecond": 20},
    ),
    Channel("VOICE", "Voice"),
)

CHANNELS = {channel.channel_type: channel for channel in CHANNEL_TABLE}

CHANNEL_TYPES: tuple[str, ...] = tuple(CHANNELS)
"""The channel types that an application can have."""

IN_APP: ChannelResponseTypeDef = {"Enabled": True, "IsArchived": False, "Version": 0}


def get_channel(channel: Channel, app: App) -> Document:
    """A channel of an application: its settings, never its credentials.

    NotFoundException if the channel was never set up or was deleted. AWS does not document whether the members
    `HasCredential` and, for GCM, `Credential` are in every answer; here the first is in those of push channels, as
    in all samples, and the second is in none, because it would be a secret.

    Source: facts, audience section 11 (CLI get-sms-channel, get-email-channel, get-gcm-channel, get-apns-channel,
    get-voice-channel; amplify-cli channel-apns.ts for the missing one).
    """
    return _answer(app, channel, _stored(app, channel))


def update_channel(channel: Channel, app: App, **members: Document) -> Document:
    """Set a channel up or change it: what the request does not name stays, an empty string takes a member away.

    Version goes up by one and LastModifiedDate is set; the first version is 1. BadRequestException
    `Missing credentials` if APNS or GCM would be left without one complete set of credentials, `Missing <member>` if
    a channel with one possible set would be left without a member of it, and for an unknown
    DefaultAuthenticationMethod. Credentials are never tried.

    AWS does not document what a new channel is without Enabled; here it is off. Nor does it document whether members
    other than credentials stay when absent; here they do. Nor whether a channel that is switched off needs
    credentials; here it does, and stored ones count. Nor which names APNS has for its methods; here CERTIFICATE and
    KEY as its request describes them, and TOKEN as its messages do.

    Source: facts, audience section 11 (CLI update-sms-channel, get-gcm-channel; aws/aws-cli#3936 for the text).
    """
    (request,) = members.values()
    return _put(app, channel, request)


def delete_channel(channel: Channel, app: App) -> Document:
    """Delete a channel and answer it as it was.

    NotFoundException if there is none. AWS does not document at which version a channel starts that is set up again;
    here at 1.

    Source: facts, audience section 11 (TF sms_channel_test.go).
    """
    deleted = get_channel(channel, app)
    del app.channels[channel.channel_type]
    return deleted


for _channel in CHANNEL_TABLE:
    operation(f"Get{_channel.name}Channel")(functools.partial(get_channel, _channel))
    operation(f"Update{_channel.name}Channel")(functools.partial(update_channel, _channel))
    operation(f"Delete{_channel.name}Channel")(functools.partial(delete_channel, _channel))


@operation("GetChannels")
def get_channels(app: App) -> ChannelsResponseTypeDef:
    """The channels of an application by type, those that are off too, and IN_APP, which is always there.

    Source: facts, audience section 11 (CLI get-channels).
    """
    channels = {name: _entry(app, CHANNELS[name], document) for name, document in app.channels.items()}
    return {"Channels": {**channels, "IN_APP": IN_APP}}


def enable_channels(app: App, channel_types: Iterable[str] | None = None) -> None:
    """Set channels up with placeholder credentials and enable them; None means all ten.

    ValueError for a type that does not exist, before anything is changed.
    """
    names = CHANNEL_TYPES if channel_types is None else tuple(dict.fromkeys(channel_types))
    for name in names:
        _check_type(name)
    for name in names:
        _put(app, CHANNELS[name], {"Enabled": True, **_placeholders(app, CHANNELS[name])})


def _check_type(name: str) -> None:
    if name in CHANNELS:
        return
    sentences = (
        f"pinpoint_mock: '{name}' is not a type of channel that an application can have.",
        did_you_mean(name.upper(), CHANNEL_TYPES),
        f"The types are {', '.join(CHANNEL_TYPES)}.",
    )
    raise ValueError(" ".join(filter(None, sentences)))


def _placeholders(app: App, channel: Channel) -> Document:
    region_name, account_id = app.backend.region_name, app.backend.account_id
    plausible = {
        "FromAddress": "sender@example.com",
        "Identity": f"arn:{partition(region_name)}:ses:{region_name}:{account_id}:identity/sender@example.com",
    }
    return {name: plausible.get(name, f"example-{name}") for name in channel.needed[0]}


def _put(app: App, channel: Channel, request: Document) -> Document:
    document = _merged(channel, app.channels.get(channel.channel_type, {}), request)
    _check_credentials(channel, document)
    _check_choices(channel, document)
    app.channels[channel.channel_type] = document
    return _answer(app, channel, document)


def _merged(channel: Channel, stored: Document, request: Document) -> Document:
    moment = timestamp(now())
    defaults = {member: values[0] for member, values in channel.choices.items()}
    members = {name: value for name, value in {**stored, **request}.items() if value != ""}
    dates = {"CreationDate": stored.get("CreationDate", moment), "LastModifiedDate": moment}
    return {"Enabled": False, **defaults, **members, **dates, "Version": stored.get("Version", 0) + 1}


def _check_credentials(channel: Channel, document: Document) -> None:
    lacking = [[name for name in names if name not in document] for names in channel.needed]
    if all(lacking):
        raise missing("credentials" if len(lacking) > 1 else lacking[0][0])


def _check_choices(channel: Channel, document: Document) -> None:
    for member, values in channel.choices.items():
        one_of(member, document[member], values)


def _stored(app: App, channel: Channel) -> Document:
    return existing(app.channels.get(channel.channel_type))


def _entry(app: App, channel: Channel, document: Document) -> ChannelResponseTypeDef:
    entry: ChannelResponseTypeDef = {
        "ApplicationId": app.application_id,
        "CreationDate": document["CreationDate"],
        "Enabled": document["Enabled"],
        "Id": channel.channel_type.lower(),
        "IsArchived": False,
        "LastModifiedDate": document["LastModifiedDate"],
        "Version": document["Version"],
    }
    if channel.is_push:
        entry["HasCredential"] = True  # an update that would leave none is refused
    return entry


def _answer(app: App, channel: Channel, document: Document) -> Document:
    return {
        **_entry(app, channel, document),
        "Platform": channel.channel_type,
        **{member: document[source] for member, source in channel.echoed.items() if source in document},
        **channel.fixed,
        **{member: source in document for member, source in channel.flags.items()},
    }
