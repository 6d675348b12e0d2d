"""Records of event streams and their log."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

import pytest

from pinpoint_mock.logs.stream_record import STREAM_RECORD_FIELDS
from tests.builders import send

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

    from pinpoint_mock import PinpointMock, StreamRecord


@pytest.fixture
def record(client: PinpointClient, app_id: str, pinpoint: PinpointMock) -> StreamRecord:
    send(client, app_id)
    return pinpoint.stream_records.one()


def test_a_record_on_one_line_and_in_a_table(record: StreamRecord, pinpoint: PinpointMock) -> None:
    assert record.describe().startswith(f"_SMS.SUCCESS of {record.client_id}: sender_request_id: ")
    assert repr(record) == f"<StreamRecord {record.describe()}>"
    assert repr(pinpoint.stream_records) == f"<1 stream record: {record!r}>"
    row = record.row()
    assert (row["Event type"], row["Client"]) == ("_SMS.SUCCESS", record.client_id)
    assert "record_status: DELIVERED" in row["Attributes"]
    assert row["Metrics"] == "price_in_millicents_usd: 645.0"
    assert "_SMS.SUCCESS" in pinpoint.stream_records.to_table()
    assert dataclasses.replace(record, attributes={}).describe() == f"_SMS.SUCCESS of {record.client_id}"


def test_it_is_frozen_and_each_read_of_a_dict_is_a_copy(record: StreamRecord) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        record.event_type = "x"  # type: ignore[misc]  # the mistake under test
    record.record["event_type"] = "x"
    record.attributes["record_status"] = record.record["attributes"]["record_status"] = "x"
    assert record.record["event_type"] == record.event_type
    assert record.attributes["record_status"] == record.record["attributes"]["record_status"] == "DELIVERED"


def test_every_field_can_be_expected(record: StreamRecord, pinpoint: PinpointMock) -> None:
    log = pinpoint.stream_records
    assert log.one(**{name: getattr(record, name) for name in STREAM_RECORD_FIELDS}) == record
    assert {"event_type": "_SMS.SUCCESS"} in log
    with pytest.raises(AssertionError, match=r"^pinpoint_mock: expected one stream record with event_type='_email"):
        log.one(event_type="_email.send")
    with pytest.raises(TypeError, match="Did you mean 'event_type'"):
        log.filter(event_typ="x")  # type: ignore[call-arg]  # the mistake under test
    with pytest.raises(ValueError, match="no stream record ever has client_id=5"):
        log.filter(client_id=5)  # type: ignore[arg-type]  # the mistake under test


def test_a_missing_record_names_the_failed_requests(
    client: PinpointClient, app_id: str, pinpoint: PinpointMock
) -> None:
    with pytest.raises(client.exceptions.NotFoundException):
        send(client, "nope")
    with pytest.raises(AssertionError, match=r"Failed requests:\n  SendMessages: 404 "):
        pinpoint.stream_records.one()
    with pytest.raises(AssertionError, match="no last stream record"):
        _ = pinpoint.stream_records.last


@pytest.mark.usefixtures("record")
def test_a_snapshot_has_no_moments(pinpoint: PinpointMock) -> None:
    (plain,) = json.loads(pinpoint.stream_records.to_json())
    assert plain.keys() == STREAM_RECORD_FIELDS - {"arrived_at", "record"}
