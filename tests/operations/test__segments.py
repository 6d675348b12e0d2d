"""Whether an import is part of a segment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pinpoint_mock.operations._segments import is_imported
from pinpoint_mock.state.segments import SegmentReference

if TYPE_CHECKING:
    from pinpoint_mock import PinpointMock
    from tests.builders import Jobs, Segments


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_imports_are_found_at_any_depth(jobs: Jobs, segments: Segments, pinpoint: PinpointMock, depth: int) -> None:
    app = pinpoint.backend().apps[segments.app_id]
    job = jobs.run_import_of("ChannelType,Address,Id", "SMS,+15550100,one", DefineSegment=True)
    segment_id, other = job["Definition"]["SegmentId"], segments.create_id()
    for _ in range(depth):
        sources = {"SourceSegments": [{"Id": segment_id}, {"Id": other}], "SourceType": "ANY"}
        segment_id = segments.create_id(sources)
    assert is_imported(app, SegmentReference(segment_id, None))
    assert not is_imported(app, SegmentReference(other, None))
    assert not is_imported(app, SegmentReference("unknown", None))
