"""`python -m pinpoint_mock` is the command line."""

from __future__ import annotations

import contextlib
import runpy
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pinpoint_mock import __version__, cli

if TYPE_CHECKING:
    from collections.abc import Callable

MODULE = Path(cli.__file__).with_name("__main__.py")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Do with these arguments what `python -m pinpoint_mock` does."""

    def run(*arguments: str) -> None:
        monkeypatch.setattr("sys.argv", ["-m", *arguments])
        runpy.run_path(str(MODULE), run_name="__main__")

    return run


@pytest.mark.parametrize("arguments", [[], ["--version"], ["--help"]])
def test_it_does_what_the_script_does(
    arguments: list[str], run: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    with contextlib.suppress(SystemExit):  # as argparse ends after an option that prints
        run(*arguments)
    printed = capsys.readouterr().out
    with contextlib.suppress(SystemExit):
        cli.main(arguments)
    assert printed == capsys.readouterr().out
    assert "pinpoint-mock" in printed


def test_a_mistake_ends_it_with_the_code_of_the_script(
    run: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        run("dmeo")
    assert caught.value.code == 2
    assert capsys.readouterr().err.startswith("usage: pinpoint-mock ")


def test_python_finds_it() -> None:
    printed = subprocess.check_output([sys.executable, "-m", "pinpoint_mock", "--version"], text=True)
    assert printed == f"pinpoint-mock {__version__}\n"


def test_importing_it_runs_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(MODULE), run_name="pinpoint_mock.__main__")
    assert capsys.readouterr().out == ""
