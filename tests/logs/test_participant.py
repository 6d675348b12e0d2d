"""The records of who is in a journey."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from pinpoint_mock import Participant
from pinpoint_mock.logs.participant import participant_log

MOMENT = datetime.datetime(2030, 1, 1, 9, tzinfo=datetime.timezone.utc)


def participant(**fields: Any) -> Participant:
    defaults: dict[str, Any] = {
        "endpoint_id": "phone",
        "user_id": "ada",
        "run_id": "r",
        "activity_id": "wait",
        "status": "ACTIVE",
        "entered_at": MOMENT,
        "due_at": MOMENT,
        "path": ("hello", "wait"),
    }
    return Participant(**{**defaults, **fields})


def test_how_it_is_shown() -> None:
    waiting = participant()
    assert repr(waiting) == "<Participant endpoint phone: ACTIVE at wait, due at 2030-01-01 09:00:00>"
    assert waiting.row() == {
        "Participant": "endpoint phone",
        "Status": "ACTIVE",
        "Path": "hello > wait",
        "Due at": "2030-01-01T09:00:00+00:00",
    }
    gone = participant(endpoint_id=None, activity_id=None, status="LEFT", due_at=None)
    assert gone.describe() == "user ada: LEFT at no activity"
    assert gone.row()["Due at"] == "-"


def test_the_log() -> None:
    log = participant_log([participant(), participant(endpoint_id="tablet", status="LEFT")])
    assert log.filter(status="ACTIVE") == [{"endpoint_id": "phone"}]
    assert log.one(endpoint_id="tablet").status == "LEFT"
    with pytest.raises(ValueError, match="status='GONE'"):
        log.filter(status="GONE")  # type: ignore[arg-type]  # no such status
    assert participant_log([]).to_table() == "Nobody has entered the journey.\n"
