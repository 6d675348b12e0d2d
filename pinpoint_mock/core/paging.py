"""Pages of a list and the tokens between them.

A token is unpadded base64url of a JSON object, the key of the last item of the page, as in AWS's sample of GetApps.
AWS documents neither the default page size nor the answer to a bad one; here the default is 100, because programs ask
for pages of that size, and a bad page size or token is a BadRequestException.
Source: CLI get-apps; MODEL GetAppsRequest.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from pinpoint_mock.core.checks import invalid
from pinpoint_mock.core.errors import BadRequestException
from pinpoint_mock.core.explain import shown
from pinpoint_mock.core.strict_json import ascii_json, read_json

Item = TypeVar("Item")
Key = Mapping[str, str | Callable[[Item], str]]
"""The members of a token: what an item has there, or a text that all items share. The last one tells items apart."""

DEFAULT_PAGE_SIZE = 100


def paginate(
    items: Iterable[Item],
    key: Key[Item],
    *,
    newest_first: bool = False,
    page_size: str | None = None,
    token: str | None = None,
    number: Callable[[str], int] = int,
) -> tuple[list[Item], str | None]:
    """The items of one page, and the token of the next page or None.

    `items` come in the order of their creation, and `number` rises with it: it takes the last member of the key, which
    by default is the number itself. So an item that is deleted between two pages is skipped, and none is listed twice.
    A token is foreign, and refused, if it has other members or another text where all items share one.

    >>> key = {"AccountId": "1", "Version": str}
    >>> paginate([1, 2, 3], key, newest_first=True, page_size="2")
    ([3, 2], 'eyJBY2NvdW50SWQiOiIxIiwiVmVyc2lvbiI6IjIifQ')
    >>> paginate([1, 3, 4], key, newest_first=True, token="eyJBY2NvdW50SWQiOiIxIiwiVmVyc2lvbiI6IjIifQ")
    ([1], None)
    """
    size = _size(page_size)
    listed = list(items)
    if newest_first:
        listed.reverse()
    if token is not None:
        last = _last_number(token, key, number)
        numbered = [(number(_last_member(_members(item, key))), item) for item in listed]
        listed = [item for place, item in numbered if (place < last if newest_first else place > last)]
    return listed[:size], _token(_members(listed[size - 1], key)) if len(listed) > size else None


def _size(page_size: str | None) -> int:
    if page_size is None:
        return DEFAULT_PAGE_SIZE
    if not (re.fullmatch("[0-9]{1,9}", page_size) and int(page_size)):
        raise invalid("PageSize", "must be a positive number", page_size)
    return int(page_size)


def _members(item: Item, key: Key[Item]) -> dict[str, str]:
    return {name: part if isinstance(part, str) else part(item) for name, part in key.items()}


def _last_member(members: dict[str, str]) -> str:
    return next(reversed(members.values()))


def _token(members: dict[str, str]) -> str:
    return base64.urlsafe_b64encode(ascii_json(members)).decode().rstrip("=")


def _last_number(token: str, key: Key[Item], number: Callable[[str], int]) -> int:
    """The number of the item after which a page begins."""
    try:
        members = read_json(base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True).decode())
        if not (isinstance(members, dict) and members.keys() == key.keys() and _is_of_this_list(members, key)):
            raise ValueError("a token of another list")
        return number(_last_member({name: members[name] for name in key}))
    except ValueError:
        raise BadRequestException("Invalid token", f"this list has not given the token {shown(token)}") from None


def _is_of_this_list(members: dict[str, object], key: Key[Item]) -> bool:
    return all(
        members[name] == part if isinstance(part, str) else isinstance(members[name], str) for name, part in key.items()
    )
