"""`segment_members`: whom it finds, also after the end of the mock, and what it says if there is nothing to find."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pinpoint_mock import mock_pinpoint
from tests.builders import PHONE, Segments

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock


def test_it_looks_in_all_applications_regions_and_accounts(pinpoint: PinpointMock, client: PinpointClient) -> None:
    found = []
    for endpoint_id in ("one", "two"):
        app_id = pinpoint.add_app()
        pinpoint.add_endpoint(app_id, endpoint_id=endpoint_id, channel="SMS", address=PHONE)
        found.append(pinpoint.segment_members(Segments(client, app_id).create_id()))
    assert found == [["one"], ["two"]]


def test_it_reads_a_mock_that_has_ended(early_client: PinpointClient) -> None:
    with mock_pinpoint() as pinpoint:
        app_id = pinpoint.add_app()
        pinpoint.add_endpoint(app_id, endpoint_id="phone", channel="SMS", address=PHONE)
        segment_id = Segments(early_client, app_id).create_id()
    assert pinpoint.segment_members(segment_id) == ["phone"]


def test_what_it_returns_is_the_callers(pinpoint: PinpointMock, segments: Segments) -> None:
    pinpoint.add_endpoint(segments.app_id, endpoint_id="phone", channel="SMS", address=PHONE)
    segment_id = segments.create_id()
    pinpoint.segment_members(segment_id).clear()
    assert pinpoint.segment_members(segment_id) == ["phone"]


def test_without_any_segment(pinpoint: PinpointMock) -> None:
    with pytest.raises(ValueError, match="nope") as caught:
        pinpoint.segment_members("nope")
    assert str(caught.value) == (
        "pinpoint_mock: segment 'nope' does not exist in any application. There: none. "
        "Pass the Id that create_segment() returns."
    )


def test_an_unknown_segment_names_those_that_exist(pinpoint: PinpointMock, segments: Segments) -> None:
    ids = [segments.create_id(Name=name) for name in ("first", "second", "third", "customers")]
    with pytest.raises(ValueError, match="customers") as caught:
        pinpoint.segment_members("customers")
    assert str(caught.value) == (
        "pinpoint_mock: segment 'customers' does not exist in any application. "
        f"There: '{ids[3]}' ('customers'), '{ids[0]}' ('first'), '{ids[1]}' ('second') and 1 more. "
        "Pass the Id that create_segment() returns."
    )


def test_a_deleted_segment(pinpoint: PinpointMock, segments: Segments) -> None:
    segment_id, other = segments.create_id(), segments.create_id()
    segments.delete(segment_id)
    with pytest.raises(ValueError, match=rf"^pinpoint_mock: segment '{segment_id}' was deleted\. There: '{other}'\. "):
        pinpoint.segment_members(segment_id)


@pytest.mark.parametrize("version", [0, 3, -1])
def test_an_unknown_version_names_those_that_exist(pinpoint: PinpointMock, segments: Segments, version: int) -> None:
    segment_id = segments.create_id(Name="all")
    segments.update(segment_id)
    with pytest.raises(ValueError, match="version") as caught:
        pinpoint.segment_members(segment_id, version)
    assert str(caught.value) == (
        f"pinpoint_mock: segment '{segment_id}' ('all') has no version {version}. There: 1, 2."
    )
