"""Snapshots of a world: they lack nothing that a test can set, and no operation changes what one holds."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from botocore import xform_name

from pinpoint_mock import mock_pinpoint
from pinpoint_mock.operations._registry import handler
from pinpoint_mock.protocol.model import operations
from tests.protocol.samples import parameters
from tests.state.furnished import (
    APP_ID,
    ENDPOINT_ID,
    EXPORT,
    IMPORT,
    OTP,
    PHONE,
    RECOMMENDER,
    TEMPLATE,
    TEMPLATES,
    USER_ID,
    furnish,
)

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock
    from pinpoint_mock.state.world import World

LOGS = {"World.messages", "World.events", "World.requests", "World.otp_checks", "World.journal"}
NOT_IN_A_SNAPSHOT = {
    *("World.lock", "World.options", "World.earlier_threads", "World.applied_faults", "World.object_stores"),
    *("World.work_off", "World.undone", "World.streams"),
    *LOGS,
}
"""The logs are emptied, the options end with the mocks that set them, and so does the doing of what is due; threads,
object stores and streams are those of the process, and faults count over all tests that share them."""

PARENTS = {"App.backend", "PinpointBackend.world"}
DOCUMENTS = {"App.tags", "App.settings", "App.event_stream"}
"""The attributes that hold one document: it is replaced, never changed in place, so that copies share it."""

SCALARS = (str, int, float, frozenset, datetime.datetime, type(None))
SPOILED = "spoiled"


def attributes(holder: object) -> dict[str, Any]:
    """The attributes of an object of the package that a snapshot has to hold, under `Class.attribute`."""
    kind = type(holder)
    assert kind.__module__.startswith("pinpoint_mock."), f"say how {kind} is read and changed"
    named = {f"{kind.__name__}.{name}": value for name, value in vars(holder).items()}
    return {name: value for name, value in named.items() if name not in NOT_IN_A_SNAPSHOT | PARENTS}


def contents(value: Any) -> Any:
    """A deep copy as plain data, with the order of dicts."""
    if isinstance(value, SCALARS) or callable(value):
        return value
    if isinstance(value, dict):
        return [(key, contents(item)) for key, item in value.items()]
    if isinstance(value, (list, tuple)):
        return [contents(item) for item in value]
    if isinstance(value, random.Random):
        return value.getstate()
    return {name: contents(item) for name, item in attributes(value).items()}


def places(value: Any) -> Iterator[tuple[str, object, Any]]:
    """Every attribute that can change, in whatever a value holds: its name, its holder and its value."""
    if isinstance(value, dict):
        for item in value.values():
            yield from places(item)
    elif isinstance(value, list):
        for item in value:
            yield from places(item)
    elif type(value).__module__.startswith("pinpoint_mock.") and not is_frozen(value):
        for name, item in attributes(value).items():
            yield name, value, item
            yield from places(item)


def is_frozen(value: object) -> bool:
    parameters_of_dataclass = getattr(type(value), "__dataclass_params__", None)
    return isinstance(value, tuple) or (parameters_of_dataclass is not None and parameters_of_dataclass.frozen)


def replace(name: str, holder: object, value: Any) -> None:
    setattr(holder, name.partition(".")[2], SPOILED)


def change_in_place(name: str, holder: object, value: Any) -> None:
    if isinstance(value, dict) and name not in DOCUMENTS:
        value[SPOILED] = SPOILED
    elif isinstance(value, list):
        value.append(SPOILED)
    elif isinstance(value, random.Random):
        value.random()


Change = Callable[[str, object, Any], None]


def lacking(make_world: Callable[[], World], change: Change) -> list[str]:
    """The attributes of a world that are not, after a restore, what they were when the snapshot was taken."""
    world = make_world()
    found = []
    for name in dict.fromkeys(name for name, _, _ in places(world)):
        if not is_restored(world, change, name):
            found.append(name)
            world = make_world()
    return found


def is_restored(world: World, change: Change, name: str) -> bool:
    before, snapshot = contents(world), world.snapshot()
    for _ in range(2):
        change(*next(place for place in places(world) if place[0] == name))
        world.restore(snapshot)
        if contents(world) != before:
            return False
    return True


@pytest.fixture
def make_world(request: pytest.FixtureRequest) -> Callable[[], World]:
    """Makes furnished worlds, each of its own."""
    client: PinpointClient = request.getfixturevalue("early_client")

    def make() -> World:
        with mock_pinpoint() as pinpoint:
            return furnish(pinpoint, client)

    return make


@pytest.mark.parametrize("change", [replace, change_in_place])
def test_a_snapshot_holds_every_attribute(make_world: Callable[[], World], change: Change) -> None:
    assert lacking(make_world, change) == []


@pytest.mark.parametrize("change", [replace, change_in_place])
def test_an_attribute_that_a_snapshot_lacks_is_found(make_world: Callable[[], World], change: Change) -> None:
    def make_with_extra() -> World:
        world = make_world()
        vars(world)["extra"] = {}
        return world

    assert lacking(make_with_extra, change) == ["World.extra"]


def test_a_restored_world_is_what_it_was(make_world: Callable[[], World]) -> None:
    world = make_world()
    before = {name: contents(value) for name, _, value in places(world)}
    world.restore(world.snapshot())
    assert {name: contents(value) for name, _, value in places(world)} == before


def test_every_store_of_a_furnished_world_holds_something(make_world: Callable[[], World]) -> None:
    stores = [(name, value) for name, _, value in places(make_world()) if isinstance(value, (dict, list))]
    assert [name for name, value in stores if not value] == []
    assert len(stores) > 10


NAMES: dict[str, Any] = {
    "ApplicationId": APP_ID,
    "EndpointId": ENDPOINT_ID,
    "UserId": USER_ID,
    "TemplateName": TEMPLATE,
    "TemplateType": "SMS",
    "AttributeType": "endpoint-custom-attributes",
    "ResourceArn": f"arn:aws:mobiletargeting:us-east-1:123456789012:apps/{APP_ID}",
    "Version": "1",
}
"""What members of requests are called in the furnished world."""

CAMPAIGN_ARN = f"arn:aws:mobiletargeting:us-east-1:123456789012:apps/{APP_ID}/campaigns/{{CampaignId}}"
SEGMENT_ARN = f"arn:aws:mobiletargeting:us-east-1:123456789012:apps/{APP_ID}/segments/{{SegmentId}}"
TEMPLATE_ARN = f"arn:aws:mobiletargeting:us-east-1:123456789012:templates/{TEMPLATE}/SMS"
CHANGED = {"Attributes": {"color": ["blue"], "shape": ["round"]}, "User": {"UserAttributes": {"name": ["Bob"]}}}
CAMPAIGN: Any = {
    "MessageConfiguration": {"DefaultMessage": {"Body": "Hello"}},
    "Schedule": {"StartTime": "IMMEDIATE"},
}
EVENT = {"EventType": "seen", "Timestamp": "2026-01-01T00:00:00Z"}

CALLS: dict[str, list[dict[str, Any]]] = {
    "CreateRecommenderConfiguration": [{"CreateRecommenderConfiguration": RECOMMENDER}],
    "UpdateRecommenderConfiguration": [{"UpdateRecommenderConfiguration": RECOMMENDER}],
    "CreateExportJob": [{"ExportJobRequest": EXPORT}],
    "CreateImportJob": [{"ImportJobRequest": {**IMPORT, "DefineSegment": True}}],
    "PutEvents": [{"EventsRequest": {"BatchItem": {ENDPOINT_ID: {"Endpoint": CHANGED, "Events": {"1": EVENT}}}}}],
    "PutEventStream": [
        {
            "WriteEventStream": {
                "DestinationStreamArn": "arn:aws:firehose:us-east-1:123456789012:deliverystream/events",
                "RoleArn": "arn:aws:iam::123456789012:role/events",
            }
        }
    ],
    "PhoneNumberValidate": [{"NumberValidateRequest": {"PhoneNumber": PHONE}}],
    "RemoveAttributes": [{"UpdateAttributesRequest": {"Blacklist": ["color"]}}],
    "SendMessages": [
        {"MessageRequest": {"Endpoints": {ENDPOINT_ID: {}}, "MessageConfiguration": {"GCMMessage": {"Body": "Hi"}}}}
    ],
    "SendOTPMessage": [
        {
            "SendOTPMessageRequestParameters": {
                "BrandName": "Shop",
                "Channel": "SMS",
                "OriginationIdentity": "+15550199",
                **OTP,
            }
        }
    ],
    "SendUsersMessages": [
        {"SendUsersMessageRequest": {"Users": {USER_ID: {}}, "MessageConfiguration": {"GCMMessage": {"Body": "Hi"}}}}
    ],
    "TagResource": [
        {"TagsModel": {"tags": {"team": "red"}}},
        {"TagsModel": {"tags": {"a": "b"}}, "ResourceArn": TEMPLATE_ARN},
        {"TagsModel": {"tags": {"a": "b"}}, "ResourceArn": CAMPAIGN_ARN},
        {"TagsModel": {"tags": {"a": "b"}}, "ResourceArn": SEGMENT_ARN},
    ],
    "GetApplicationDateRangeKpi": [{"KpiName": "txn-sms-sent"}],
    "GetCampaignDateRangeKpi": [{"KpiName": "sms-spend"}],
    "UntagResource": [
        {"TagKeys": ["team"]},
        {"TagKeys": ["team"], "ResourceArn": TEMPLATE_ARN},
        {"TagKeys": ["team"], "ResourceArn": CAMPAIGN_ARN},
        {"TagKeys": ["team"], "ResourceArn": SEGMENT_ARN},
    ],
    "UpdateApplicationSettings": [{"WriteApplicationSettingsRequest": {"Limits": {"Daily": 3}}}],
    "UpdateEndpoint": [{"EndpointRequest": CHANGED}],
    "UpdateEndpointsBatch": [{"EndpointBatchRequest": {"Item": [{"Id": ENDPOINT_ID, **CHANGED}]}}],
    "UpdateTemplateActiveVersion": [{"TemplateActiveVersionRequest": {"Version": "2"}}],
    "VerifyOTPMessage": [{"VerifyOTPMessageRequestParameters": {"Otp": "wrong", **OTP}}],
    **{f"Create{name}Template": [{"TemplateName": "another"}] for name in TEMPLATES},
    **{f"Delete{name}Template": [{}, {"Version": "2"}] for name in TEMPLATES},
    **{f"Update{name}Template": [{}, {"CreateNewVersion": True}] for name in TEMPLATES},
}
"""Members of the calls that need more than their required ones, or that are made in several ways."""


def job_id(client: PinpointClient, name: str) -> str:
    """The id of the job that the furnished world has, of the kind that an operation is about."""
    if "Export" in name:
        return client.get_export_jobs(ApplicationId=APP_ID)["ExportJobsResponse"]["Item"][0]["Id"]
    return client.get_import_jobs(ApplicationId=APP_ID)["ImportJobsResponse"]["Item"][0]["Id"]


READING = ("Get", "List", "PhoneNumberValidate")


@pytest.mark.parametrize("name", [name for name in operations() if handler(name)])
def test_no_operation_changes_what_a_snapshot_holds(pinpoint: PinpointMock, client: PinpointClient, name: str) -> None:
    world = furnish(pinpoint, client)
    snapshot = world.snapshot()
    before = contents(snapshot)
    required = parameters(client, name, "label", full=False)
    (segment,) = client.get_segments(ApplicationId=APP_ID)["SegmentsResponse"]["Item"]
    recommender_id = pinpoint.backend("us-east-1").recommenders.ids()[0]
    campaign, *_ = client.get_campaigns(ApplicationId=APP_ID)["CampaignsResponse"]["Item"]
    names = {
        **NAMES,
        "CampaignId": campaign["Id"],
        "JobId": job_id(client, name),
        "RecommenderId": recommender_id,
        "SegmentId": segment["Id"],
    }
    named = {member: names[member] for member in required if member in names}
    for members in CALLS.get(name, [{}]):
        world.restore(snapshot)
        sent = {**required, **named, **members}
        if name == "CreateCampaign":
            sent["WriteCampaignRequest"] = {**CAMPAIGN, "SegmentId": segment["Id"]}
        if "ResourceArn" in sent:
            sent["ResourceArn"] = sent["ResourceArn"].format(**names)
        getattr(client, xform_name(name))(**sent)
        assert contents(snapshot) == before
        assert name.startswith(READING) == (contents(world)["World._backends"] == before["Snapshot.backends"])
