"""The known ways in which a delivery fails, by name, in the service's words where somebody has published them.

The texts of a sender id, a phone number and the sandbox are this mock's, because none has been published. Observed in
applications: BadDeviceToken, and the texts of FCM's HTTP v1.

Source: gh:aws-amplify/amplify-js#13111; gh:ionic-team/capacitor#4442; gh:aws-amplify/amplify-js#3695;
gh:aws-amplify/aws-sdk-ios#4291; gh:aws-amplify/amplify-swift#2138;
gh:department-of-veterans-affairs/notification-api#1319; gh:HHS/simpler-grants-gov#5326; gh:aws/aws-sdk-php#1862.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from pinpoint_mock.core.channels import CHANNELS, TELEPHONY_CHANNELS
from pinpoint_mock.core.strict_json import compact_json
from pinpoint_mock.rendering.payloads.android import is_fcm_v1

if TYPE_CHECKING:
    from pinpoint_mock.delivery.recipients import Delivery

PERMANENT_FAILURE = "PERMANENT_FAILURE"


class Outcome(NamedTuple):
    """How a delivery ended, in the words of a result entry; `explanation` is for the log alone."""

    delivery_status: str
    status_code: int
    status_message: str
    message_id: str | None = None
    updated_token: str | None = None
    explanation: str | None = None


MakeOutcome = Callable[["Delivery"], Outcome]


class ProviderError(NamedTuple):
    """What a push service says of a token: its HTTP status, 0 if it was not asked, its error, and its whole answer.

    Source: APNS handling-notification-responses-from-apns; FCM reference/fcm/rest/v1/ErrorCode.
    """

    status_code: int
    error: str
    response: object


APNS_BAD_TOKEN = ProviderError(400, "BadDeviceToken", {"reason": "BadDeviceToken"})
APNS_UNREGISTERED = ProviderError(410, "Unregistered", {"reason": "Unregistered"})
FCM_INVALID = ProviderError(200, "InvalidRegistration", {"failure": 1, "results": [{"error": "InvalidRegistration"}]})
FCM_NOT_REGISTERED = ProviderError(200, "NotRegistered", {"failure": 1, "results": [{"error": "NotRegistered"}]})
FCM_V1_BAD_TOKEN_TEXT = "The registration token is not a valid FCM registration token"  # noqa: S105  (no secret)
FCM_V1_BAD_TOKEN = ProviderError(
    400,
    FCM_V1_BAD_TOKEN_TEXT,
    {"error": {"code": 400, "message": FCM_V1_BAD_TOKEN_TEXT, "status": "INVALID_ARGUMENT"}},
)
FCM_V1_UNREGISTERED = ProviderError(
    404, "UNREGISTERED", {"error": {"code": 404, "status": "NOT_FOUND", "details": [{"errorCode": "UNREGISTERED"}]}}
)


def _push_failure(delivery: Delivery, status_code: int, text: str, error: ProviderError) -> Outcome:
    message = {
        "errorMessage": text,
        "channelType": delivery.recipient.channel,
        "pushProviderStatusCode": str(error.status_code),
        "pushProviderError": error.error,
        "pushProviderResponse": error.response if isinstance(error.response, str) else compact_json(error.response),
    }
    return Outcome(PERMANENT_FAILURE, status_code, compact_json(message))


def _dead_token(delivery: Delivery, error: ProviderError) -> Outcome:
    return _push_failure(delivery, 410, "Unregistered or expired token", error)


def _is_fcm_v1(delivery: Delivery) -> bool:
    channel = delivery.app.channels.get("GCM", {})
    return is_fcm_v1(delivery.content, channel.get("DefaultAuthenticationMethod"))


def _invalid_device_token(delivery: Delivery) -> Outcome:
    if delivery.recipient.channel != "GCM":
        return _dead_token(delivery, APNS_BAD_TOKEN)
    if _is_fcm_v1(delivery):
        return _push_failure(delivery, 400, "Invalid notification", FCM_V1_BAD_TOKEN)
    return _dead_token(delivery, FCM_INVALID)


def _malformed_device_token(delivery: Delivery) -> Outcome:
    """A token for APNs that is not hexadecimal, as FCM's are: it fails before Apple is asked."""
    response = f"hexBinary needs to be even-length: {delivery.recipient.address}"
    return _dead_token(delivery, ProviderError(0, "Device token is invalid in hex form", response))


def _unregistered_device(delivery: Delivery) -> Outcome:
    if delivery.recipient.channel != "GCM":
        return _dead_token(delivery, APNS_UNREGISTERED)
    return _dead_token(delivery, FCM_V1_UNREGISTERED if _is_fcm_v1(delivery) else FCM_NOT_REGISTERED)


def _ses_failure(status_code: int, code: str, text: str, delivery: Delivery) -> Outcome:
    request_id = delivery.app.backend.world.ids.request_id()
    details = f"Service: AmazonSimpleEmailServiceV2; Status Code: {status_code}; Error Code: {code}"
    return Outcome(PERMANENT_FAILURE, status_code, f"{text} ({details}; Request ID: {request_id}; Proxy: null)")


def unverified_sender(delivery: Delivery) -> Outcome:
    """SES does not know the identity that an e-mail is from.

    AWS does not document the entry; here it is the text of SES in the form of another refusal by SES that was seen.

    Source: gh:aws-amplify/amplify-cli#5232; gh:HHS/simpler-grants-gov#5326; DG quotas.
    """
    text = (
        "Email address is not verified. The following identities failed the check in region "
        f"{delivery.app.backend.region_name.upper()}: {delivery.content.from_address}"
    )
    return _ses_failure(400, "MessageRejected", text, delivery)


def _refused_by_ses(delivery: Delivery) -> Outcome:
    return _ses_failure(403, "AccessDeniedException", "User is not authorized to perform: ses:SendEmail", delivery)


def throttled(delivery: Delivery) -> Outcome:
    """The channel takes no more messages for now.

    AWS does not document the entries. Those of e-mail and SMS were seen; here the other channels have that of SMS,
    because 429 is what HTTP has for it.

    Source: gh:aws/aws-sdk-php#1862; gh:department-of-veterans-affairs/notification-api#2444; RFC 6585.
    """
    if delivery.recipient.channel == "EMAIL":
        return Outcome("THROTTLED", 403, "Maximum sending rate exceeded")
    return Outcome("THROTTLED", 429, "Too many requests.")


def unknown_origination_number(delivery: Delivery) -> Outcome:
    """The account has no such number. Only the middle of the text has been seen, in applications that look for it.

    Source: UG channels-sms-limitations-fallback;
    gh:department-of-veterans-affairs/notification-api:app/clients/sms/aws_pinpoint.py.
    """
    return Outcome(PERMANENT_FAILURE, 400, "The provided number does not exist in the account")


def unknown_sender_id(delivery: Delivery) -> Outcome:
    """The account has no such sender id. AWS does not document the text; here it is that of an unknown number."""
    return Outcome(PERMANENT_FAILURE, 400, "The provided sender id does not exist in the account")


def invalid_phone_number(delivery: Delivery) -> Outcome:
    """The address is no phone number. AWS does not document the entry; here it is 400, as for other refused numbers."""
    return Outcome(PERMANENT_FAILURE, 400, "Invalid phone number")


def _always(*outcome: object) -> MakeOutcome:
    made = Outcome(*outcome)  # type: ignore[arg-type]  # the table below is typed by its reader
    return lambda delivery: made


APNS = frozenset(channel.type for channel in CHANNELS.values() if channel.is_apple)
APNS_AND_GCM = APNS | {"GCM"}
EMAIL = frozenset({"EMAIL"})

OUTCOMES: Mapping[str, tuple[frozenset[str], MakeOutcome]] = {
    "invalid_device_token": (APNS_AND_GCM, _invalid_device_token),
    "malformed_device_token": (APNS, _malformed_device_token),
    "unregistered_device": (APNS_AND_GCM, _unregistered_device),
    "opted_out_number": (TELEPHONY_CHANNELS, _always(PERMANENT_FAILURE, 400, "Destination phone number opted out")),
    "unverified_sender": (EMAIL, unverified_sender),
    "refused_by_ses": (EMAIL, _refused_by_ses),
    "throttled_email": (EMAIL, throttled),
    "throttled_sms": (frozenset({"SMS"}), throttled),
    "unknown_origination_number": (TELEPHONY_CHANNELS, unknown_origination_number),
    "invalid_phone_number": (TELEPHONY_CHANNELS, invalid_phone_number),
    "account_in_sandbox": (
        TELEPHONY_CHANNELS,
        _always(PERMANENT_FAILURE, 400, "The account is in the sandbox and the destination is not verified"),
    ),
}
"""The outcomes that `fail_delivery` knows by name: the channels that they apply to, and how they are made."""
