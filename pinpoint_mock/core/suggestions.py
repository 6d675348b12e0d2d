"""What somebody may have meant who wrote a name that does not exist."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

MEANT: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("to", "phone", "phone_number", "number", "recipient", "email_address", "mail", "token", "destination"),
        ("address",),
    ),
    **dict.fromkeys(("text", "message", "content"), ("body",)),
    "html": ("html_body",),
    "sender": ("from_address", "sender_id"),
    "status": ("delivery_status", "status_code", "endpoint_status"),
    "type": ("event_type", "channel"),
    "code": ("otp", "status_code"),
    "user": ("user_id",),
    "endpoint": ("endpoint_id",),
    **dict.fromkeys(("app", "app_id"), ("application_id",)),
    **dict.fromkeys(
        ("throttlingexception", "throttling", "throttledexception", "requestlimitexceeded", "limitexceededexception"),
        ("TooManyRequestsException",),
    ),
    **dict.fromkeys(("resourcenotfoundexception", "notfound"), ("NotFoundException",)),
    **dict.fromkeys(
        ("validationexception", "validationerror", "invalidparameterexception", "invalidparametervalue"),
        ("BadRequestException",),
    ),
    **dict.fromkeys(
        ("internalfailure", "serviceunavailable", "serviceunavailableexception"), ("InternalServerErrorException",)
    ),
    "resourceinuseexception": ("ConflictException",),
}
"""What other libraries and services call fields and errors, in lower case, and what may be meant here."""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A question that names the nearest of the known names, whatever their case, or "" if none is near.

    >>> did_you_mean("adress", ["address", "channel"])
    "Did you mean 'address'?"
    >>> did_you_mean("sms", ["EMAIL", "SMS"])
    "Did you mean 'SMS'?"
    >>> did_you_mean("to", ["address", "channel"])
    "Did you mean 'address'?"
    >>> did_you_mean("colour", ["address", "channel"])
    ''
    """
    names: dict[str, str] = {}
    for each in known:
        names.setdefault(each.casefold(), each)
    meant = [each for each in MEANT.get(name.lower(), ()) if each in names.values()]
    nearest = meant or [names[each] for each in difflib.get_close_matches(name.casefold(), list(names), n=1)]
    return f"Did you mean '{nearest[0]}'?" if nearest else ""
