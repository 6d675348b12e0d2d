"""Segments as imports write them, without an operation of boto3."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from freezegun import freeze_time

from pinpoint_mock.audience.segment_versions import create_segment, update_segment
from pinpoint_mock.state.segments import Imported

if TYPE_CHECKING:
    from pinpoint_mock import PinpointMock
    from tests.builders import Segments

FIRST, SECOND = "2019-11-25T18:46:19.123Z", "2020-01-31T12:00:00.000Z"
DEFINITION: dict[str, Any] = {
    "ExternalId": "123456789012",
    "Format": "JSON",
    "RoleArn": "arn:aws:iam::123456789012:role/import",
    "S3Url": "s3://bucket/people.json",
    "Size": 1,
    "ChannelCounts": {"SMS": 1},
}


def test_an_imported_segment_has_its_definition(pinpoint: PinpointMock, segments: Segments) -> None:
    app = pinpoint.backend().apps[segments.app_id]
    with freeze_time(FIRST):
        segment = create_segment(
            app,
            {"ImportDefinition": DEFINITION, "Name": "people"},
            tags={"team": "blue"},
            imported=Imported(frozenset({"phone"})),
        )
    answer = segments.get(segment.segment_id)
    assert answer == {
        "ApplicationId": app.application_id,
        "Arn": f"{app.arn}/segments/{segment.segment_id}",
        "CreationDate": FIRST,
        "Id": segment.segment_id,
        "ImportDefinition": DEFINITION,
        "LastModifiedDate": FIRST,
        "Name": "people",
        "SegmentType": "IMPORT",
        "Version": 1,
        "tags": {"team": "blue"},
    }
    with freeze_time(SECOND):
        larger = {**DEFINITION, "Size": 2}
        updated = update_segment(
            app, segment, {"ImportDefinition": larger}, imported=Imported(frozenset({"phone", "tablet"}))
        )
    assert segments.get(segment.segment_id) == {
        **answer,
        "ImportDefinition": larger,
        "LastModifiedDate": SECOND,
        "Version": 2,
    }
    assert segments.version(segment.segment_id, 1) == answer
    assert updated.current.imported == Imported(frozenset({"phone", "tablet"}))


def test_an_import_of_nobody_is_an_imported_segment(pinpoint: PinpointMock, segments: Segments) -> None:
    app = pinpoint.backend().apps[segments.app_id]
    pinpoint.add_endpoint(segments.app_id, channel="SMS", address="+15550100")
    segment = create_segment(app, {}, imported=Imported())
    assert segments.get(segment.segment_id)["SegmentType"] == "IMPORT"
    assert pinpoint.segment_members(segment.segment_id) == []


def test_a_member_that_is_none_is_dropped(pinpoint: PinpointMock, segments: Segments) -> None:
    app = pinpoint.backend().apps[segments.app_id]
    segment = create_segment(app, {"Name": "a"})
    assert "Name" not in update_segment(app, segment, {"Name": None}).current.document
