"""The channels to which a message can be sent, and what makes one different from another."""

from __future__ import annotations

import dataclasses

KILOBYTE = 1024


@dataclasses.dataclass(frozen=True, kw_only=True)
class Channel:
    """A channel.

    `message` is the member of MessageConfiguration with the channel's own message, `template_type` the type of its
    templates. A push channel has a member of its own in push templates, `template_member`, and `payload_kilobytes`
    is the size that its push service takes.

    Source: MODEL DirectMessageConfiguration; MODEL PushNotificationTemplateRequest; DG quotas.
    """

    type: str
    message: str
    template_type: str
    template_member: str | None = None
    payload_kilobytes: int = 0

    @property
    def is_push(self) -> bool:
        """Whether messages go to a push service."""
        return self.template_type == "PUSH"

    @property
    def is_apple(self) -> bool:
        """Whether the push service is Apple's."""
        return self.message == "APNSMessage"

    @property
    def layers(self) -> tuple[str, ...]:
        """The members of MessageConfiguration that make a message of this channel, weakest first."""
        push = ("DefaultPushNotificationMessage",) if self.is_push else ()
        return ("DefaultMessage", *push, self.message)


def _push(channel_type: str, name: str, payload_kilobytes: int = 4) -> Channel:
    return Channel(
        type=channel_type,
        message=f"{name}Message",
        template_type="PUSH",
        template_member=name,
        payload_kilobytes=payload_kilobytes,
    )


CHANNELS = {
    channel.type: channel
    for channel in (
        _push("ADM", "ADM", payload_kilobytes=6),
        _push("APNS", "APNS"),
        _push("APNS_SANDBOX", "APNS"),
        _push("APNS_VOIP", "APNS"),
        _push("APNS_VOIP_SANDBOX", "APNS"),
        _push("BAIDU", "Baidu"),
        Channel(type="EMAIL", message="EmailMessage", template_type="EMAIL"),
        _push("GCM", "GCM"),
        Channel(type="SMS", message="SMSMessage", template_type="SMS"),
        Channel(type="VOICE", message="VoiceMessage", template_type="VOICE"),
    )
}
"""The channels by type. AWS does not document the payload limit of VoIP; here it is that of APNS."""

PUSH_CHANNELS = frozenset(channel.type for channel in CHANNELS.values() if channel.is_push)
TELEPHONY_CHANNELS = frozenset({"SMS", "VOICE"})
