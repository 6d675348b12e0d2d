"""How explanations of errors show what was sent and what exists: short, and without credentials."""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Iterable, Sequence

CREDENTIALS = frozenset(
    {"ApiKey", "Certificate", "ClientSecret", "PrivateKey", "SecretKey", "ServiceJson", "TokenKey"},
)
"""The members of requests whose values are never shown.

Source: MODEL APNSChannelRequest; MODEL ADMChannelRequest; MODEL BaiduChannelRequest; MODEL GCMChannelRequest.
"""

NOT_SHOWN = "a value that is not shown"

LONGEST = 60
"""How many characters of a value are shown."""

MOST = 3
"""How many names are shown."""

COMPARED = 20
"""How many names are looked at to find the nearest."""

KINDS: dict[type, str] = {dict: "an object", list: "a list"}


def shown(value: object, member: str = "") -> str:
    """A value as it was sent, shortened; only the kind of an object or list, and nothing of a credential.

    >>> shown("SOME"), shown(["a"]), shown("secret", "ApiKey")
    ("'SOME'", 'a list', 'a value that is not shown')
    """
    if member in CREDENTIALS:
        return NOT_SHOWN
    text = KINDS.get(type(value)) or repr(value[: LONGEST + 1] if isinstance(value, str) else value)
    return f"{text[:LONGEST]}…" if len(text) > LONGEST + 2 else text


def was(member: str, value: object) -> str:
    """What a member of a request was.

    >>> was("OptOut", "SOME")
    "OptOut was 'SOME'"
    """
    return f"{member} was {shown(value, member)}"


def listed(names: Iterable[str], wanted: str = "", total: int | None = None) -> str:
    """A few names, the nearest to `wanted` first, and how many more there are.

    `total` is their number, where they come one by one.

    >>> listed(["a1", "a2", "b1", "b2", "phone"], "phones")
    "'phone', 'a1', 'a2' and 2 more"
    >>> listed([])
    'none'
    """
    if total is None:
        names = list(names)
        total = len(names)
    first = list(itertools.islice(names, COMPARED))
    nearest = difflib.get_close_matches(wanted, first, n=MOST) if wanted else []
    chosen = list(dict.fromkeys([*nearest, *first]))[:MOST]
    return and_more(list(map(shown, chosen)), total)


def and_more(parts: Sequence[str], total: int) -> str:
    """Parts of a list that has more of them.

    >>> and_more(["a", "b"], 9)
    'a, b and 7 more'
    """
    more = f" and {total - len(parts)} more" if total > len(parts) else ""
    return ", ".join(parts) + more if parts else "none"
