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

BEYOND: dict[str, Any] = {
    "AttributeDimension.Values": [],
    "CampaignCustomMessage.Data": "x" * 6_000,
    "CampaignEmailMessage.Headers": [{}] * 16,
    "CampaignLimits.Daily": 101,
    "CampaignLimits.MaximumDuration": 59,
    "CampaignLimits.MessagesPerSecond": 20_001,
    "CampaignLimits.Total": -1,
    "CreateApplicationRequest.tags": {"team": "x" * 257},
    "CreateRecommenderConfiguration.Name": LONG,
    "CreateRecommenderConfiguration.RecommendationsDisplayName": "x" * 26,
    "CreateRecommenderConfiguration.RecommendationsPerMessage": 6,
    "EndpointBatchItem.Attributes": {"x" * 51: ["red"]},
    "EndpointBatchRequest.Item": [{"Id": str(number)} for number in range(101)],
    "EndpointRequest.Attributes": {"color": ["x" * 101]},
    "EndpointRequest.Metrics": {"x" * 51: 1.0},
    "EndpointRequest.OptOut": "SOME",
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
    "Schedule.EndTime": "2020-01-01T00:00:00Z",
    "Schedule.StartTime": "2020-01-01T00:00:00Z",
    "Schedule.Timezone": "UTC+99",
    "SendOTPMessageRequestParameters.AllowedAttempts": 6,
    "SendOTPMessageRequestParameters.BrandName": "x" * 21,
    "SendOTPMessageRequestParameters.CodeLength": 9,
    "SendOTPMessageRequestParameters.ReferenceId": "x" * 49,
    "SendOTPMessageRequestParameters.ValidityPeriod": 61,
    "SendUsersMessageRequest.Users": {str(number): {} for number in range(101)},
    "SimpleEmail.Headers": [{}] * 16,
    "SetDimension.Values": [],
    "TagsModel.tags": {LONG: "red"},
    "UpdateRecommenderConfiguration.Name": LONG,
    "UpdateRecommenderConfiguration.RecommendationsPerMessage": 0,
    "VoiceTemplateRequest.Body": "x" * 10_001,
    "WriteCampaignRequest.AdditionalTreatments": [{"SizePercent": 1}] * 5,
    "WriteCampaignRequest.HoldoutPercent": 101,
    "WriteTreatmentResource.SizePercent": 101,
    "WriteEventStream.RoleArn": "arn:aws:iam::123456789012:user/ada",
    "WriteSegmentRequest.SegmentGroups": {"Groups": [GROUP] * 6},
}
"""For members with a limit, a value beyond it. None of journeys, whose drafts may be anything."""

UNKNOWN_IDS = (
    *(f"{holder}.SegmentId" for holder in ("ExportJobRequest", "ImportJobRequest", "WriteCampaignRequest")),
    *("SegmentReference.Id", "Template.Name"),
)
"""The members of bodies that name a resource; those of paths all do."""

NO_IDS = {"UpdateEndpoint": "EndpointId"} | {
    f"Create{name}Template": "TemplateName" for name in ("Email", "InApp", "Push", "Sms", "Voice")
}
"""The members of paths that may be new."""

PAGES = {"NextToken": "unknown", "PageSize": "many", "Token": "unknown"}
QUERIES = {**PAGES, "EndTime": "soon", "StartTime": "soon", "Version": "99"}
"""For members of queries a value that none can have."""

SINGLE_PAGES = ("Kpi", "Metrics")
"""How the names of operations end that take the members of pages and make nothing of them.

Source: MODEL GetApplicationDateRangeKpiRequest.NextToken.
"""


class Mutation(NamedTuple):
    """What is spoiled, how, and by which function, which changes a copy of the members in place."""

    kind: str
    keys: tuple[Any, ...]
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
    ids = [name for name in operation.labels.values() if name != NO_IDS.get(operation.name)]
    found = [_setting("unknown", (name,), "unknown") for name in ids]
    ignored = PAGES.keys() if operation.name.endswith(SINGLE_PAGES) else set()
    queries = (QUERIES.keys() & operation.query.values()) - ignored
    found += [_setting("bad query", (name,), QUERIES[name]) for name in sorted(queries)]
    found += [_removing((name,)) for name in operation.query.values() if name in operation.required]
    if NO_IDS.get(operation.name) == "TemplateName":
        found.append(_setting("beyond", ("TemplateName",), LONG))
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
    if f"{place.holder}.{place.member}" in UNKNOWN_IDS and "InAppTemplate" not in place.keys:  # sends ignore it
        yield _setting("unknown", place.keys, "unknown")
    if entry["type"] == "structure":
        yield from (_removing((*place.keys, name)) for name in entry.get("required", []))
        for name in entry["members"]:
            limit = f"{place.shape_name}.{name}"
            if limit in BEYOND and "WriteJourneyRequest" not in place.keys:
                yield _setting("beyond", (*place.keys, name), BEYOND[limit])


def _setting(kind: str, keys: tuple[Any, ...], value: Any) -> Mutation:
    def apply(members: Any) -> None:
        _holder(members, keys)[keys[-1]] = value

    return Mutation(kind, keys, apply)


def _removing(keys: tuple[Any, ...]) -> Mutation:
    def apply(members: Any) -> None:
        del _holder(members, keys)[keys[-1]]

    return Mutation("missing", keys, apply)


def _holder(members: Any, keys: tuple[Any, ...]) -> Any:
    for key in keys[:-1]:
        members = members[key]
    return members
