"""The command line, by what it prints."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from pinpoint_mock import __version__
from pinpoint_mock.cli import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def demo(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("COLUMNS", "80")
    main(["demo"])
    return capsys.readouterr().out


def test_the_demo_shows_what_each_recipient_got(demo: str) -> None:
    table = demo.split("What send_messages")[0]
    for text in (
        "SMS",
        "EMAIL",
        "GCM",
        "SUCCESSFUL",
        "PERMANENT_FAILURE",
        "+15550100",
        "ada@example.com",
        "fcm-token-of-the-tablet",
    ):
        assert text in table
    words = " ".join(table.split())
    assert "Your parcel, Ada" in words
    assert "…" not in demo
    assert max(len(line) for line in table.splitlines()) <= 80


def test_the_demo_shows_the_answers_and_the_deleted_endpoint(demo: str) -> None:
    answers, deleted = demo.split("The customers on")[0].split("The endpoint that delete_endpoint deleted")
    assert '"DeliveryStatus": "SUCCESSFUL"' in answers
    assert '"StatusMessage": "MessageId: ' in answers
    assert "Unregistered or expired token" in answers
    assert '"Id": "ada-tablet"' in deleted
    assert '"ChannelType": "GCM"' in deleted


def test_the_demo_shows_who_is_in_a_segment_of_imported_customers(demo: str) -> None:
    shown = demo.split("The customers on the plan pro, of 5 that were imported\n")[1]
    assert json.loads(shown) == ["grace-phone", "grace-mail", "mary-mail"]


def test_the_demo_needs_no_settings(tmp_path: Path) -> None:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("AWS_") and name != "HOME"
    } | {"HOME": str(tmp_path)}
    result = subprocess.run(
        [sys.executable, "-c", "from pinpoint_mock.cli import main; main(['demo'])"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "What each recipient got" in result.stdout


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert (caught.value.code, capsys.readouterr().out) == (0, f"pinpoint-mock {__version__}\n")


def test_a_command_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main([])
    assert caught.value.code == 2
    assert "command" in capsys.readouterr().err
