"""Segments and their versions, as they are written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pinpoint_mock.audience.dimensions import compiled
from pinpoint_mock.audience.segment_rules import source
from pinpoint_mock.core.clock import now, timestamp
from pinpoint_mock.state.segments import Group, Imported, Segment, SegmentVersion

if TYPE_CHECKING:
    from pinpoint_mock.state.world import App


def create_segment(
    app: App, members: Mapping[str, Any], *, tags: Mapping[str, str] | None = None, imported: Imported | None = None
) -> Segment:
    """Create a segment whose version 1 has these members: Name, and Dimensions, SegmentGroups or ImportDefinition.

    It is an imported segment if `imported` says whom it names. The members must have been checked.

    Source: MODEL SegmentResponse.
    """
    moment = timestamp(now())
    segment_id = app.backend.world.ids.segment_id()
    document = {
        "ApplicationId": app.application_id,
        "Arn": f"{app.arn}/segments/{segment_id}",
        "CreationDate": moment,
        "Id": segment_id,
        "LastModifiedDate": moment,
        "SegmentType": "DIMENSIONAL" if imported is None else "IMPORT",
        "Version": 1,
        **members,
    }
    return app.segments.create(_version(document, imported), dict(tags or {}))


def update_segment(
    app: App, segment: Segment, members: Mapping[str, Any], *, imported: Imported | None = None
) -> Segment:
    """Give a segment a new version: these members over those of the last one, and whom it names if that is new.

    The members must have been checked. A member that is None is dropped.

    Source: MODEL SegmentResponse.Version.
    """
    last = segment.current
    merged = {**last.document, **members, "LastModifiedDate": timestamp(now()), "Version": last.number + 1}
    document = {member: value for member, value in merged.items() if value is not None}
    updated = segment.with_version(_version(document, imported or last.imported))
    app.segments.put(updated)
    return updated


def _version(document: Mapping[str, Any], imported: Imported | None) -> SegmentVersion:
    """A version with its criteria compiled. What is not sent joins by ALL."""
    groups = document.get("SegmentGroups", {})
    compiled_groups = [_group(group) for group in groups.get("Groups", ())]
    if "Dimensions" in document:
        compiled_groups.append(Group(criteria=(compiled(document["Dimensions"]),)))
    ordered = dict(sorted(document.items()))
    return SegmentVersion(ordered, tuple(compiled_groups), groups.get("Include", "ALL"), imported)


def _group(group: Mapping[str, Any]) -> Group:
    return Group(
        tuple(source(reference) for reference in group.get("SourceSegments", ())),
        group.get("SourceType", "ALL"),
        tuple(compiled(dimensions) for dimensions in group.get("Dimensions", ())),
        group.get("Type", "ALL"),
    )
