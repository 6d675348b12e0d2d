"""Channels: Get, Update and Delete of each of the ten, and GetChannels, 31 operations from one table.

Channels differ by data, not by code. A stored document holds what updates have sent, credentials too, next to
`Enabled`, `Version` and the dates. An answer is built by the table, which names each member that may come out; so no
credential can, except the `ApiKey` of BAIDU, which is its answer's `Credential`.

Source: API apps-application-id-channels; MODEL APNSChannelRequest; MODEL GCMChannelRequest; MODEL BaiduChannelResponse.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from pinpoint_mock.core.channels import PUSH_CHANNELS
from pinpoint_mock.core.checks import existing
from pinpoint_mock.core.explain import listed, shown
from pinpoint_mock.operations._channels import CHANNEL_RULES, RULES_OF_TYPE, ChannelRules, Document, put_channel
from pinpoint_mock.operations._registry import operation

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import ChannelResponseTypeDef, ChannelsResponseTypeDef

    from pinpoint_mock.state.world import App

IN_APP: ChannelResponseTypeDef = {"Enabled": True, "IsArchived": False, "Version": 0}


def get_channel(channel: ChannelRules, app: App) -> Document:
    """A channel of an application: its settings, never its credentials.

    NotFoundException if the channel was never set up or was deleted. AWS does not document whether the members
    `HasCredential` and, for GCM, `Credential` are in every answer; here the first is in those of push channels, as
    in all samples, and the second is in none, because it would be a secret.

    Source: CLI get-sms-channel; CLI get-email-channel; CLI get-gcm-channel; CLI get-apns-channel;
    CLI get-voice-channel; gh:aws-amplify/amplify-cli:packages/amplify-category-notifications/src/channel-apns.ts.
    """
    document = existing(app.channels.get(channel.channel_type), explain=lambda: _no_channel(channel, app))
    return {
        **_entry(app, channel, document),
        "Platform": channel.channel_type,
        **{member: document[source] for member, source in channel.echoed.items() if source in document},
        **channel.fixed,
        **{member: source in document for member, source in channel.flags.items()},
    }


def update_channel(channel: ChannelRules, app: App, *, request: Document) -> Document:
    """Set a channel up or change it. A request without Enabled switches the channel on.

    The request replaces the settings of the channel: those that it does not send are gone. Only what APNS and GCM keep
    stays until it is sent again, so that Enabled alone switches them on and off. An empty string takes a member away.
    The RoleArn of the e-mail channel is taken and not answered.

    Version goes up by one and LastModifiedDate is set; the first version is 1. BadRequestException
    `Missing credentials` if APNS or GCM would be left without one complete set of credentials, `Missing <member>` if
    a channel with one possible set would be left without a member of it, and for an unknown
    DefaultAuthenticationMethod. Credentials are not tested, because that needs the push service.

    AWS documents none of this. Enabled, the settings of SMS and the credentials of APNS were observed; here e-mail
    follows SMS, whose operation has the same form, GCM follows APNS, and their DefaultAuthenticationMethod stays with
    the credentials that it is about. Nor does AWS document whether a channel that is switched off needs credentials;
    here it does, and stored ones count. Nor which names APNS has for its methods; here CERTIFICATE and KEY as its
    request describes them, and TOKEN as its messages do.

    Source: CLI update-sms-channel; CLI get-gcm-channel; MODEL APNSChannelRequest; gh:aws/aws-cli#3936;
    gh:aws/aws-sdk-js#2537; gh:hashicorp/terraform-provider-aws#11853; gh:hashicorp/terraform-provider-aws#6112;
    gh:hashicorp/terraform-provider-aws#38772;
    gh:aws-amplify/amplify-cli:packages/amplify-category-notifications/src/channel-apns.ts.
    """
    put_channel(app, channel, request)
    return get_channel(channel, app)


def delete_channel(channel: ChannelRules, app: App) -> Document:
    """Delete a channel and return it as it was.

    NotFoundException if there is none. AWS does not document at which version a channel starts that is set up again;
    here at 1, because nothing of the old one is left.

    Source: TF sms_channel_test.go; MODEL DeleteSmsChannelResponse.
    """
    deleted = get_channel(channel, app)
    del app.channels[channel.channel_type]
    return deleted


for _channel in CHANNEL_RULES:
    operation(f"Get{_channel.name}Channel")(functools.partial(get_channel, _channel))
    operation(f"Update{_channel.name}Channel")(functools.partial(update_channel, _channel))
    operation(f"Delete{_channel.name}Channel")(functools.partial(delete_channel, _channel))


@operation("GetChannels")
def get_channels(app: App) -> ChannelsResponseTypeDef:
    """The channels of an application by type, those that are off too, and IN_APP, which is always there.

    Source: CLI get-channels.
    """
    channels = {name: _entry(app, RULES_OF_TYPE[name], document) for name, document in app.channels.items()}
    return {"Channels": {**channels, "IN_APP": IN_APP}}


def _no_channel(channel: ChannelRules, app: App) -> str:
    known = listed(app.channels)
    return f"no channel {channel.channel_type} in application {shown(app.application_id)}; set up there: {known}"


def _entry(app: App, channel: ChannelRules, document: Document) -> ChannelResponseTypeDef:
    entry: ChannelResponseTypeDef = {
        "ApplicationId": app.application_id,
        "CreationDate": document["CreationDate"],
        "Enabled": document["Enabled"],
        "Id": channel.channel_type.lower(),
        "IsArchived": False,
        "LastModifiedDate": document["LastModifiedDate"],
        "Version": document["Version"],
    }
    if channel.channel_type in PUSH_CHANNELS:
        entry["HasCredential"] = True  # an update that would leave none is refused
    return entry
