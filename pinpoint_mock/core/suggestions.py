"""What somebody may have meant who wrote a name that does not exist."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A question that names the nearest of the known names, whatever their case, or "" if none is near.

    >>> did_you_mean("adress", ["address", "channel"])
    "Did you mean 'address'?"
    >>> did_you_mean("sms", ["EMAIL", "SMS"])
    "Did you mean 'SMS'?"
    >>> did_you_mean("to", ["address", "channel"])
    ''
    """
    names: dict[str, str] = {}
    for each in known:
        names.setdefault(each.casefold(), each)
    nearest = difflib.get_close_matches(name.casefold(), list(names), n=1)
    return f"Did you mean '{names[nearest[0]]}'?" if nearest else ""
