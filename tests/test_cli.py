"""The command line, by what it prints."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import boto3
import pytest

from pinpoint_mock import __version__, mock_pinpoint
from pinpoint_mock.cli import main, play

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Run the command line in a terminal of 80 columns; what it prints."""
    monkeypatch.setenv("COLUMNS", "80")

    def run(*arguments: str) -> str:
        main(arguments)
        return capsys.readouterr().out

    return run


def test_the_demo_shows_what_each_recipient_got(run: Callable[..., str]) -> None:
    title, table = run("demo").split("What a failing assertion says")[0].split("\n", 1)
    assert title == "What each recipient got"
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
    assert "…" not in table
    assert max(len(line) for line in table.splitlines()) <= 80


def test_the_demo_ends_with_a_failing_assertion_as_a_user_sees_it(run: Callable[..., str]) -> None:
    call, error = run("demo").split("What a failing assertion says\n\n")[1].split("\n", 1)
    assert call == ">>> pinpoint.assert_sent(address='+15550100', body='Hi Ada, your code is 4712.')"
    with mock_pinpoint() as pinpoint:
        play(pinpoint, boto3.client("pinpoint"))
    with pytest.raises(AssertionError) as caught:
        pinpoint.assert_sent(address="+15550100", body="Hi Ada, your code is 4712.")
    assert error == f"AssertionError: {caught.value}\n"
    assert "expected 'Hi Ada, your code is 4712.'" in error
    assert "found 'Hi Ada, your code is 4711.'" in error


def test_the_demo_prints_its_calls_and_their_answers_as_json(run: Callable[..., str]) -> None:
    calls = json.loads(run("demo", "--json"))
    called = ["send_messages", "send_users_messages", "send_messages", "delete_endpoint"]
    assert [call["call"] for call in calls] == called
    results = [calls[0]["answer"]["MessageResponse"], calls[2]["answer"]["MessageResponse"]]
    assert results[0]["Result"]["+15550123"]["DeliveryStatus"] == "SUCCESSFUL"
    assert results[0]["Result"]["+15550123"]["StatusMessage"].startswith("MessageId: ")
    assert "Unregistered or expired token" in results[1]["EndpointResult"]["ada-tablet"]["StatusMessage"]
    of_user = calls[1]["answer"]["SendUsersMessageResponse"]["Result"]["ada"]
    assert set(of_user) == {"ada-phone", "ada-mail", "ada-tablet"}
    deleted = calls[3]["answer"]["EndpointResponse"]
    assert all("ResponseMetadata" not in call["answer"] for call in calls)
    assert (deleted["Id"], deleted["ChannelType"]) == ("ada-tablet", "GCM")


def test_the_demo_shows_who_is_in_a_segment_of_imported_customers(run: Callable[..., str]) -> None:
    shown = run("demo").split("The imported customers who are on the plan pro\n")[1]
    assert shown.startswith("grace-phone, grace-mail, mary-mail\n\n")


def test_the_demo_shows_what_a_campaign_sends(run: Callable[..., str]) -> None:
    shown = run("demo").split("What a campaign sends them, a day later\n")[1]
    words = " ".join(shown.split("What a failing assertion says")[0].split())
    for text in ("SMS +15550123 All books", "EMAIL grace@example.com Offers for grace", "mary@example.com"):
        assert text in words
    assert words.count("SUCCESSFUL") == 3


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


def test_without_a_command_it_prints_its_help(run: Callable[..., str]) -> None:
    printed = run()
    assert printed.startswith("usage: pinpoint-mock [-h] [--version] command ...\n")
    assert re.search(r"^ +demo +send messages through boto3", printed, re.MULTILINE)


def test_an_unknown_command_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["dmeo"])
    assert caught.value.code == 2
    assert "invalid choice: 'dmeo'" in capsys.readouterr().err
