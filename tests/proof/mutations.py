"""Ways to spoil a valid request in exactly one place."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from pinpoint_mock.protocol.model import Operation, shape
from tests.proof.calls import members_of

WRONG_TYPES: dict[str, Any] = {
    "structure": [],
    "map": "text",
    "list": {},
    "string": 7,
    "integer": "7",
    "long": 2**63,
    "double": "2.5",
    "boolean": "true",
    "blob": "no base64!",
    "timestamp": "soon",
}
"""For each type a value that is none."""

LONG = "x" * 129
EVENT = {"EventType": "seen", "Timestamp": "2030-01-01T00:00:00Z"}
GROUP = {"Dimensions": [{"Metrics": {"age": {"ComparisonOperator": "EQUAL", "Value": 1.0}}}]}

TOO_LONG: dict[str, Any] = {
    "CampaignCustomMessage.Data": "x" * 6_000,
    "CampaignEmailMessage.Headers": [{}] * 16,
    "CreateApplicationRequest.tags": {"team": "x" * 257},
    "CreateRecommenderConfiguration.Name": LONG,
    "CreateRecommenderConfiguration.RecommendationsDisplayName": "x" * 26,
    "EndpointBatchItem.Attributes": {"x" * 51: ["red"]},
    "EndpointBatchRequest.Item": [{"Id": str(number)} for number in range(101)],
    "EndpointRequest.Attributes": {"color": ["x" * 101]},
    "EndpointRequest.Metrics": {"x" * 51: 1.0},
    "EventsRequest.BatchItem": {
        "phone": {"Endpoint": {}, "Events": {str(number): EVENT for number in range(101)}},
    },
    "InAppMessageBodyConfig.Body": "x" * 151,
    "InAppMessageHeaderConfig.Header": "x" * 65,
    "DefaultButtonConfiguration.Text": "x" * 65,
    "InAppTemplateRequest.CustomConfig": {str(number): "" for number in range(11)},
    "MessageHeader.Name": LONG,
    "MessageRequest.Addresses": {f"+1555{number:04}": {"ChannelType": "SMS"} for number in range(101)},
    "SMSTemplateRequest.Body": "x" * 1_601,
    "SendOTPMessageRequestParameters.BrandName": "x" * 21,
    "SendOTPMessageRequestParameters.ReferenceId": "x" * 49,
    "SendUsersMessageRequest.Users": {str(number): {} for number in range(101)},
    "SimpleEmail.Headers": [{}] * 16,
    "TagsModel.tags": {LONG: "red"},
    "UpdateRecommenderConfiguration.Name": LONG,
    "VoiceTemplateRequest.Body": "x" * 10_001,
    "WriteCampaignRequest.AdditionalTreatments": [{"SizePercent": 1}] * 5,
    "WriteCampaignRequest.HoldoutPercent": 101,
    "WriteSegmentRequest.SegmentGroups": {"Groups": [GROUP] * 6},
}
"""For members with a limit, a value beyond it."""

UNKNOWN_IDS = ("SegmentId", "SegmentReference.Id", "Template.Name")
"""The members of bodies that name a resource; those of paths all do."""

NO_IDS = {"UpdateEndpoint": "EndpointId"} | {
    f"Create{name}Template": "TemplateName" for name in ("Email", "InApp", "Push", "Sms", "Voice")
}
"""The members of paths that may be new."""

QUERIES = {"NextToken": "unknown", "PageSize": "many", "Token": "unknown", "Version": "99"}
"""For members of queries a value that none can have."""


class Mutation(NamedTuple):
    """What is spoiled, and how: a function that changes a copy of the members in place."""

    what: str
    apply: Callable[[Any], None]


class Place(NamedTuple):
    """A value in a request: how to come there, its shape, and which member of which shape it is."""

    keys: tuple[Any, ...]
    shape_name: str
    holder: str
    member: str
    value: Any


def mutated(members: dict[str, Any], mutation: Mutation) -> dict[str, Any]:
    """A spoiled copy of the members of a request."""
    spoiled = copy.deepcopy(members)
    mutation.apply(spoiled)
    return spoiled


def mutations(operation: Operation, members: dict[str, Any]) -> list[Mutation]:
    """All that can be spoiled in a request for an operation."""
    found = [_setting("unknown", (name,), "unknown") for name in operation.labels.values()]
    found = [mutation for mutation in found if mutation.what != f"unknown ('{NO_IDS.get(operation.name)}',)"]
    found += [_setting("bad query", (name,), QUERIES[name]) for name in operation.query.values() if name in QUERIES]
    found += [_removing((name,)) for name in operation.query.values() if name in operation.required]
    if NO_IDS.get(operation.name) == "TemplateName":
        found.append(_setting("too long", ("TemplateName",), LONG))
    if operation.payload:
        shape_name = members_of(operation)[operation.payload]
        root = Place((operation.payload,), shape_name, "", operation.payload, members[operation.payload])
        for place in places(root):
            found += _mutations_of_place(place)
    return found


def places(place: Place) -> Iterator[Place]:
    """A place and all below it."""
    yield place
    keys, shape_name, value = place.keys, place.shape_name, place.value
    entry = shape(shape_name)
    if entry["type"] == "structure":
        for name, item in value.items():
            yield from places(Place((*keys, name), entry["members"][name], shape_name, name, item))
    elif entry["type"] == "map":
        for key, item in value.items():
            yield from places(Place((*keys, key), entry["value"], shape_name, "", item))
    elif entry["type"] == "list":
        for index, item in enumerate(value):
            yield from places(Place((*keys, index), entry["member"], shape_name, "", item))


def _mutations_of_place(place: Place) -> Iterator[Mutation]:
    entry = shape(place.shape_name)
    yield _setting("wrong type", place.keys, WRONG_TYPES[entry["type"]])
    if "enum" in entry:
        yield _setting("unknown value", place.keys, "UNKNOWN")
    if place.member in UNKNOWN_IDS or f"{place.holder}.{place.member}" in UNKNOWN_IDS:
        yield _setting("unknown", place.keys, "unknown")
    if entry["type"] == "structure":
        yield from (_removing((*place.keys, name)) for name in entry.get("required", []))
        for name in entry["members"]:
            limit = f"{place.shape_name}.{name}"
            if limit in TOO_LONG:
                yield _setting("too long", (*place.keys, name), TOO_LONG[limit])


def _setting(what: str, keys: tuple[Any, ...], value: Any) -> Mutation:
    def apply(members: Any) -> None:
        _holder(members, keys)[keys[-1]] = value

    return Mutation(f"{what} {keys}", apply)


def _removing(keys: tuple[Any, ...]) -> Mutation:
    def apply(members: Any) -> None:
        del _holder(members, keys)[keys[-1]]

    return Mutation(f"missing {keys}", apply)


def _holder(members: Any, keys: tuple[Any, ...]) -> Any:
    for key in keys[:-1]:
        members = members[key]
    return members
