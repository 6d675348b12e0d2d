"""The credentials of channels are in the parameters of requests, but in no text that a terminal shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pinpoint_mock.core.explain import CREDENTIALS, NOT_SHOWN

CHANNEL_REQUEST = re.compile("ChannelRequest(?![A-Za-z])")
"""The end of the parameters that have credentials in them, such as APNSChannelRequest."""


class _Hidden:
    def __repr__(self) -> str:
        return NOT_SHOWN


HIDDEN = _Hidden()


class Holder:
    """A matcher that holds what it expects, so that credentials in that can be hidden too."""

    def __init__(self, expected: Any) -> None:
        self.expected = expected


def without_credentials(value: Any, path: str = "") -> Any:
    """The value to show for a field or a member at a path: with no credential of a channel in it.

    Only the request of a channel has credentials; elsewhere a member of that name is what a test is about.

    >>> without_credentials({"GCMChannelRequest": {"ApiKey": "secret", "Enabled": True}})
    {'GCMChannelRequest': {'ApiKey': a value that is not shown, 'Enabled': True}}
    >>> without_credentials("secret", "GCMChannelRequest.ApiKey"), without_credentials("a-1", "Data.ApiKey")
    (a value that is not shown, 'a-1')
    """
    is_inside = CHANNEL_REQUEST.search(path) is not None
    return _shown(value, is_inside, is_inside and path.rpartition(".")[2] in CREDENTIALS)


def _shown(value: Any, is_inside: bool, is_credential: bool = False) -> Any:
    if is_credential and isinstance(value, (str, re.Pattern)):
        return HIDDEN
    if isinstance(value, Holder):
        expected = _shown(value.expected, is_inside)
        return value if expected is value.expected else type(value)(expected)
    if isinstance(value, Mapping):
        return _shown_members(value, is_inside)
    if isinstance(value, list):
        items = [_shown(item, is_inside) for item in value]
        return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
    return value


def _shown_members(value: Mapping[Any, Any], is_inside: bool) -> Mapping[Any, Any]:
    members = {
        name: _shown(
            item,
            is_inside or CHANNEL_REQUEST.search(str(name)) is not None,
            is_inside and name in CREDENTIALS,
        )
        for name, item in value.items()
    }
    return members if any(members[name] is not item for name, item in value.items()) else value
