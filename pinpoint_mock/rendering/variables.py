"""The variables that a message can name: those of an endpoint, and how several layers of them are merged.

A variable has a path: `User.UserId` is `UserId` below `User`. Its value is a single one or a list.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import EndpointResponseTypeDef

SELF_KEY = ""
"""The key for the value of a variable that also has members: `User` next to `User.UserId`."""

TENTH = Decimal("0.1")
CACHED_NAMES = 4096

SAME_NAME = (
    "Address",
    "Attributes",
    "ChannelType",
    "CreationDate",
    "Demographic",
    "EffectiveDate",
    "EndpointStatus",
    "Id",
    "OptOut",
    "RequestId",
)
"""The members of EndpointResponse that are variables as they are."""


def endpoint_variables(endpoint: EndpointResponseTypeDef, source: str | None = None) -> dict[str, Any]:
    """The variables that an endpoint gives to a template; with its `source` only those that it can read.

    Recommendations are not among them: they come from a recommender.

    Source: UG message-templates-personalizing.

    >>> endpoint_variables({"Id": "e1", "Location": {"City": "Paris", "Latitude": 48.857}})
    {'Id': 'e1', 'EndpointId': 'e1', 'Location': {'City': 'Paris', 'Latitude': 48.9}}
    """
    names = ENDPOINT_VARIABLES if source is None else variables_read(source)
    return merge_variables({name: ENDPOINT_VARIABLES[name](endpoint) for name in names})


@functools.lru_cache(maxsize=256)
def variables_read(source: str) -> tuple[str, ...]:
    """The endpoint variables that a template may read, by the first part of their names.

    >>> variables_read("Hi {{User.UserAttributes.FirstName}}")
    ('User',)
    """
    if ANY_VARIABLE.search(source):
        return tuple(ENDPOINT_VARIABLES)
    words = set(re.findall(r"\w+", source))
    return tuple(name for name in ENDPOINT_VARIABLES if name in words)


ANY_VARIABLE = re.compile(r"\bthis\b|@root|(?<=[\s({~#>=&^/|])\.{1,2}(?=[\s)}~])")
"""What gives a template all variables at once, without their names: `this`, `@root`, and `.` or `..` alone."""


def _location(endpoint: EndpointResponseTypeDef) -> dict[str, Any]:
    location = dict(endpoint.get("Location", {}))
    for name in location.keys() & {"Latitude", "Longitude"}:
        location[name] = float(Decimal(str(location[name])).quantize(TENTH, ROUND_HALF_UP)) + 0.0  # never -0.0
    return location


def _user(endpoint: EndpointResponseTypeDef) -> dict[str, Any]:
    user = endpoint.get("User", {})
    return {name: user.get(name) for name in ("UserAttributes", "UserId")}


ENDPOINT_VARIABLES: Mapping[str, Callable[[EndpointResponseTypeDef], Any]] = {
    **{name: functools.partial(lambda member, endpoint: endpoint.get(member), name) for name in SAME_NAME},
    "EndpointId": lambda endpoint: endpoint.get("Id"),
    "Location": _location,
    "Metrics": lambda endpoint: {name: float(value) for name, value in endpoint.get("Metrics", {}).items()},
    "Pinpoint": lambda endpoint: {"ApplicationId": endpoint.get("ApplicationId")},
    "User": _user,
}
"""How the value of each variable is read from an endpoint."""

VARIABLE_NAMES = frozenset({*ENDPOINT_VARIABLES, "RecommendationItems", "Recommendations"})
"""What the names of an endpoint's variables begin with, also where it has no value for them."""


def merge_variables(*layers: Mapping[str, Any]) -> dict[str, Any]:
    """Variables of several layers, weakest first, under the paths that their names stand for.

    A name with dots and a nested name are the same variable. A layer that has no value for a variable, or an empty
    list, leaves the value of a weaker one in force. `.[0]` at the end of a name is no part of it.

    >>> merge_variables({"User": {"UserId": "u1"}}, {"User.UserId": ["u2"], "Code": ["7"]})
    {'User': {'UserId': ['u2']}, 'Code': ['7']}
    """
    merged: dict[str, Any] = {}
    for layer in layers:
        for path, value in _values(layer):
            group, last = merged, path[-1]
            for name in path[:-1]:
                group = _group(group, name)
            target, key = (group[last], SELF_KEY) if isinstance(group.get(last), dict) else (group, last)
            target[key] = value
    return merged


@functools.lru_cache(maxsize=CACHED_NAMES)
def path_of(name: str) -> tuple[str, ...]:
    """The path that a name with dots stands for; brackets may be around its parts.

    >>> path_of("User.UserAttributes.[Last Name]")
    ('User', 'UserAttributes', 'Last Name')
    """
    return tuple(re.split(r"[./]", re.sub(r"(?<![^./])\[([^][]*)\](?![^./])", r"\1", name)))


def _values(layer: Mapping[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, value in layer.items():
        path = (*above, *path_of(name.removesuffix(".[0]")))
        if isinstance(value, Mapping):
            yield from _values(value, path)
        elif value is not None and value != []:
            yield path, value


def _group(group: dict[str, Any], name: str) -> dict[str, Any]:
    """The members under a name; a value that stands there becomes one of them."""
    members = group.get(name)
    if not isinstance(members, dict):
        members = group[name] = {} if members is None else {SELF_KEY: members}
    return members
