"""Who is in a segment, for `PinpointMock.segment_members`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pinpoint_mock.audience.segments import segment_members
from pinpoint_mock.core.explain import MOST, and_more, shown

if TYPE_CHECKING:
    from pinpoint_mock.state.segments import Segment
    from pinpoint_mock.state.world import App, World


def member_ids(world: World, segment_id: str, version: int | None = None) -> list[str]:
    """The ids of the endpoints that belong to a version of a segment; see `PinpointMock.segment_members`."""
    __tracebackhide__ = True
    with world.lock:
        app, segment = _segment(world, segment_id)
        found = segment.find(version)
        if found is None:
            known = ", ".join(map(str, segment.versions))
            raise ValueError(
                f"pinpoint_mock: segment {segment.described} has no version {shown(version)}. There: {known}."
            )
        return [document["Id"] for document in segment_members(app, found)]


def _segment(world: World, segment_id: str) -> tuple[App, Segment]:
    __tracebackhide__ = True
    apps = [app for backend in world.backends() for app in backend.apps.values()]
    for app in apps:
        segment = app.segments.get(segment_id)
        if segment is not None:
            return app, segment
    was_deleted = any(app.segments.was_deleted(segment_id) for app in apps)
    state = "was deleted" if was_deleted else "does not exist in any application"
    segments = [segment for app in apps for segment in app.segments]
    segments.sort(key=lambda segment: segment.name != segment_id)  # some pass the name
    known = and_more([segment.described for segment in segments[:MOST]], len(segments))
    raise ValueError(
        f"pinpoint_mock: segment {shown(segment_id)} {state}. There: {known}. "
        "Pass the Id that create_segment() returns."
    )
