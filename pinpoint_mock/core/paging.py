"""Pages of a list and the tokens between them.

A token is unpadded base64url of a JSON object, the key of the last item of the page, as GetApps answers it.
Source: facts, audience sections 9 and 10. AWS documents neither the default page size nor what it answers to
a bad one; here the default is 100 and a bad page size or token is a BadRequestException.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from pinpoint_mock.core.checks import invalid
from pinpoint_mock.core.errors import BadRequestException
from pinpoint_mock.core.strict_json import ascii_json, read_json

Item = TypeVar("Item")
Key = Mapping[str, str | Callable[[Item], str]]
"""The members of a token in the order of their weight: what an item has there, or a text that all items share."""

DEFAULT_PAGE_SIZE = 100


def paginate(
    items: Iterable[Item],
    key: Key[Item],
    *,
    page_size: str | None = None,
    token: str | None = None,
    descending: bool = False,
) -> tuple[list[Item], str | None]:
    """The items of one page, sorted by the key, and the token of the next page or None.

    A token is foreign, and refused, if it has other members or another text where all items share one. An item that
    is deleted between two pages is skipped; none is listed twice.

    >>> paginate(["c", "a", "b"], {"AccountId": "1", "Id": str}, page_size="2")
    (['a', 'b'], 'eyJBY2NvdW50SWQiOiIxIiwiSWQiOiJiIn0')
    >>> paginate(["c", "a", "b"], {"AccountId": "1", "Id": str}, token="eyJBY2NvdW50SWQiOiIxIiwiSWQiOiJiIn0")
    (['c'], None)
    """
    size = _size(page_size)
    last = None if token is None else _decode(token, key)
    keyed = sorted(((_position(item, key), item) for item in items), key=lambda pair: pair[0], reverse=descending)
    if last is not None:
        keyed = [pair for pair in keyed if (pair[0] < last if descending else pair[0] > last)]
    page = [item for _, item in keyed[:size]]
    return page, _encode(keyed[size - 1][0], key) if len(keyed) > size else None


def _size(page_size: str | None) -> int:
    if page_size is None:
        return DEFAULT_PAGE_SIZE
    if not (re.fullmatch("[0-9]{1,9}", page_size) and int(page_size)):
        raise invalid("PageSize", "must be a positive number")
    return int(page_size)


def _position(item: Item, key: Key[Item]) -> tuple[str, ...]:
    return tuple(part if isinstance(part, str) else part(item) for part in key.values())


def _encode(position: tuple[str, ...], key: Key[Item]) -> str:
    members = dict(zip(key, position, strict=True))
    return base64.urlsafe_b64encode(ascii_json(members)).decode().rstrip("=")


def _decode(token: str, key: Key[Item]) -> tuple[str, ...]:
    try:
        members = read_json(base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True).decode())
    except ValueError:
        members = None
    if not (isinstance(members, dict) and members.keys() == key.keys() and _is_ours(members, key)):
        raise BadRequestException("Invalid token")
    return tuple(members[name] for name in key)


def _is_ours(members: dict[str, object], key: Key[Item]) -> bool:
    return all(
        members[name] == part if isinstance(part, str) else isinstance(members[name], str) for name, part in key.items()
    )
