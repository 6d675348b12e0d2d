"""Segments: CreateSegment, GetSegment, UpdateSegment, DeleteSegment, GetSegments and their versions.

Source: API apps-application-id-segments; API apps-application-id-segments-segment-id.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from pinpoint_mock.audience.segment_rules import check_criteria, check_imported, sent_criteria
from pinpoint_mock.audience.segment_versions import create_segment as create
from pinpoint_mock.audience.segment_versions import update_segment as update
from pinpoint_mock.core.checks import existing, invalid
from pinpoint_mock.core.paging import paginate
from pinpoint_mock.core.tags import checked_tags
from pinpoint_mock.engagement.campaigns import segment_deleted
from pinpoint_mock.engagement.journeys import segment_updated
from pinpoint_mock.operations._registry import operation
from pinpoint_mock.state.explain import no_segment, no_segment_version

if TYPE_CHECKING:
    from mypy_boto3_pinpoint.type_defs import (
        SegmentResponseTypeDef,
        SegmentsResponseTypeDef,
        WriteSegmentRequestTypeDef,
    )

    from pinpoint_mock.state.segments import Segment, SegmentVersion
    from pinpoint_mock.state.world import App


@operation("CreateSegment")
def create_segment(app: App, *, write_segment_request: WriteSegmentRequestTypeDef) -> SegmentResponseTypeDef:
    """Create a segment, which has version 1.

    BadRequestException for tags that break the tagging rules and for criteria that `sent_criteria` or `check_criteria`
    refuses. AWS documents no rule for names; here any is accepted, even none, or one that another segment has.

    Source: MODEL WriteSegmentRequest; MODEL SegmentResponse; UG segments-building.
    """
    tags = checked_tags(write_segment_request.get("tags", {}))
    criteria = sent_criteria(write_segment_request) or {}
    check_criteria(app, criteria)
    segment = create(app, {**_name(write_segment_request), **criteria}, tags=tags)
    return _response(segment, segment.current)


@operation("GetSegment")
def get_segment(app: App, *, segment_id: str) -> SegmentResponseTypeDef:
    """The newest version of a segment; NotFoundException if there is no such segment.

    Source: MODEL SegmentResponse.
    """
    segment = _segment(app, segment_id)
    return _response(segment, segment.current)


@operation("UpdateSegment")
def update_segment(
    app: App, *, segment_id: str, write_segment_request: WriteSegmentRequestTypeDef
) -> SegmentResponseTypeDef:
    """Give a segment a new version: what is sent over what it has; Dimensions and SegmentGroups replace each other.

    `tags` are ignored. NotFoundException if there is no such segment; BadRequestException for criteria that
    `sent_criteria` or `check_criteria` refuses, and for any of an imported segment. AWS does not document whether
    members that are not sent stay; here they do, as with campaigns.

    Source: MODEL WriteSegmentRequest.tags; UG segments-managing.
    """
    segment = _segment(app, segment_id)
    criteria = sent_criteria(write_segment_request)
    members = _name(write_segment_request)
    if segment.current.imported:
        check_imported(criteria)
    elif criteria is not None:
        check_criteria(app, criteria, segment_id)
        members |= {**dict.fromkeys(("Dimensions", "SegmentGroups")), **criteria}
    segment = update(app, segment, members)
    segment_updated(app, segment_id)
    return _response(segment, segment.current)


@operation("DeleteSegment")
def delete_segment(app: App, *, segment_id: str) -> SegmentResponseTypeDef:
    """Delete a segment with all versions and return it as it was; NotFoundException if there is none.

    Segments that are built on it stay, and it counts as one without members. Campaigns for it that are not over stop,
    with the state DELETED.

    Source: MODEL DeleteSegmentResponse; MODEL CampaignState.CampaignStatus; UG segments-managing.
    """
    segment = _segment(app, segment_id)
    app.segments.delete(segment)
    segment_deleted(app, segment_id)
    return _response(segment, segment.current)


@operation("GetSegments")
def get_segments(app: App, *, page_size: str | None = None, token: str | None = None) -> SegmentsResponseTypeDef:
    """A page of the segments of the application as their newest versions, and a token if there are more.

    BadRequestException for a page size that is not a positive number and for a token that this list does not give. AWS
    does not document the order; here the segment that was created last comes first, because programs take the first
    one for the one that they have just made.

    Source: MODEL SegmentsResponse.
    """
    page, next_token = paginate(
        app.segments,
        {"ApplicationId": app.application_id, "SegmentNumber": lambda segment: f"{segment.number:09}"},
        newest_first=True,
        page_size=page_size,
        token=token,
    )
    return _list([_response(segment, segment.current) for segment in page], next_token)


@operation("GetSegmentVersion")
def get_segment_version(app: App, *, segment_id: str, version: str) -> SegmentResponseTypeDef:
    """A version of a segment, by its number.

    NotFoundException if the segment or the version does not exist, BadRequestException for a version that is no number.

    Source: MODEL GetSegmentVersionRequest.
    """
    segment = _segment(app, segment_id)
    if not re.fullmatch("[0-9]{1,9}", version):
        raise invalid("Version", "must be a number", version)
    number = int(version)
    return _response(segment, existing(segment.find(number), explain=lambda: no_segment_version(segment, number)))


@operation("GetSegmentVersions")
def get_segment_versions(
    app: App, *, segment_id: str, page_size: str | None = None, token: str | None = None
) -> SegmentsResponseTypeDef:
    """A page of the versions of a segment, newest first, and a token if there are more.

    NotFoundException if there is no such segment; BadRequestException for a page size that is not a positive number and
    for a token that this list does not give. AWS does not document the order; here it is that of other lists.

    Source: MODEL SegmentsResponse.Item.
    """
    segment = _segment(app, segment_id)
    page, next_token = paginate(
        segment.versions.values(),
        {"SegmentId": segment_id, "Version": lambda version: f"{version.number:09}"},
        newest_first=True,
        page_size=page_size,
        token=token,
    )
    return _list([_response(segment, version) for version in page], next_token)


def _segment(app: App, segment_id: str) -> Segment:
    return existing(app.segments.get(segment_id), explain=lambda: no_segment(app, segment_id))


def _name(request: WriteSegmentRequestTypeDef) -> dict[str, Any]:
    return {"Name": request["Name"]} if "Name" in request else {}


def _response(segment: Segment, version: SegmentVersion) -> SegmentResponseTypeDef:
    return cast("SegmentResponseTypeDef", {**version.document, "tags": segment.tags})


def _list(items: list[SegmentResponseTypeDef], next_token: str | None) -> SegmentsResponseTypeDef:
    return {"Item": items, "NextToken": next_token} if next_token else {"Item": items}
