"""Pages of a list and the tokens between them.

A token is unpadded base64url of a JSON object, the key of the last item of the page, as GetApps answers it.
Source: facts, audience sections 9 and 10. AWS documents neither the default page size nor what it answers to
a bad one; here the default is 100 and a bad page size or token is a BadRequestException.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from typing import TypeVar

from pinpoint_mock.core.errors import BadRequestException

Item = TypeVar("Item")
Key = dict[str, str]

DEFAULT_PAGE_SIZE = 100


def paginate(
    items: Sequence[Item],
    key: Callable[[Item], Key],
    *,
    page_size: str | None = None,
    token: str | None = None,
    descending: bool = False,
) -> tuple[Sequence[Item], str | None]:
    """The items of one page, and the token of the next page or None.

    `items` are sorted by `key`, which gives the members of the token in the order of their weight. An item that
    is deleted between two pages is skipped; none is listed twice.

    >>> paginate(["a", "b", "c"], lambda letter: {"Id": letter}, page_size="2")
    (['a', 'b'], 'eyJJZCI6ImIifQ')
    """
    size = _size(page_size)
    if token is not None:
        last = _decode(token)
        items = [item for item in items if _comes_after(key(item), last, descending=descending)]
    page = items[:size]
    return page, _encode(key(page[-1])) if len(items) > size else None


def _size(page_size: str | None) -> int:
    if page_size is None:
        return DEFAULT_PAGE_SIZE
    if not (page_size.isascii() and page_size.isdigit() and int(page_size)):
        raise BadRequestException("Invalid page-size: must be a positive number")
    return int(page_size)


def _comes_after(key: Key, last: Key, *, descending: bool) -> bool:
    if key.keys() != last.keys():
        raise BadRequestException("Invalid token")
    here, there = tuple(key.values()), tuple(last[name] for name in key)
    return here < there if descending else here > there


def _encode(key: Key) -> str:
    return base64.urlsafe_b64encode(json.dumps(key, separators=(",", ":")).encode()).decode().rstrip("=")


def _decode(token: str) -> Key:
    try:
        key = json.loads(base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError):
        raise BadRequestException("Invalid token") from None
    if not (isinstance(key, dict) and all(isinstance(value, str) for value in key.values())):
        raise BadRequestException("Invalid token")
    return key
