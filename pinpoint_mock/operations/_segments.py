"""What campaigns and journeys ask of the segments that they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pinpoint_mock.state.segments import SegmentReference
    from pinpoint_mock.state.world import App


def is_imported(app: App, top: SegmentReference) -> bool:
    """Whether a segment, or one of those that it is built on, is an imported one."""
    seen, queue = {top}, [top]
    for reference in queue:
        version = app.segments.find(reference)
        if version is not None and version.imported is not None:
            return True
        for below in version.sources if version else ():
            if below not in seen:
                seen.add(below)
                queue.append(below)
    return False
