"""What the README shows is what happens: snippets run, output is compared, options and contents are complete."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pinpoint_mock.adapters.moto.install import uninstall_from_moto
from pinpoint_mock.cli import main
from pinpoint_mock.state.options import FIELDS
from tests.suites import run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

README = (Path(__file__).parent.parent / "README.md").read_text()
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
MODULE_NAME = re.compile(r"# (\w+)\.py\n")


def blocks(language: str) -> list[str]:
    """The blocks of code in a language."""
    return [code for each, code in BLOCK.findall(README) if each == language]


def anchor(title: str) -> str:
    """Where a title is found, as GitHub has it."""
    return re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-")


def without_trailing_blanks(lines: Iterable[str]) -> str:
    return "".join(f"{line.rstrip()}\n" for line in lines)


PROSE = BLOCK.sub("", README)

DEMO, FAILING = blocks("text")[:2]
"""What the demo and a failing test print."""

MODULES = {match[1]: code for code in blocks("python") if (match := MODULE_NAME.match(code))}
"""The code under test of the snippets."""


def test_every_snippet_passes(pytester: pytest.Pytester) -> None:
    """Each is a test file of its own, with the modules beside it."""
    pytester.makepyfile(**MODULES)
    number_of_tests = 0
    for index, snippet in enumerate(blocks("python")):
        tests = len(re.findall(r"^ *(?:async )?def test_", snippet, flags=re.MULTILINE))
        assert MODULE_NAME.match(snippet) or tests, f"a snippet that runs nothing: {snippet}"
        pytester.makepyfile(**{f"test_{index}": snippet})
        number_of_tests += tests
    run(pytester).assert_outcomes(passed=number_of_tests)


@pytest.fixture
def _moto_as_before() -> Iterator[None]:
    yield
    uninstall_from_moto()


@pytest.mark.usefixtures("_moto_as_before")
@pytest.mark.parametrize("ini", blocks("ini"))
def test_every_ini_file_is_taken(ini: str, pytester: pytest.Pytester) -> None:
    pytester.makeini(ini)
    pytester.makepyfile("def test_a(pinpoint): assert pinpoint.messages == []")
    run(pytester, "--strict-config").assert_outcomes(passed=1)


def test_the_output_of_the_demo_is_what_it_prints(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    main(["demo"])
    printed = without_trailing_blanks(capsys.readouterr().out.splitlines())
    assert printed.split("\nThe imported customers who are on the plan pro\n")[0] == DEMO


def test_the_failing_test_is_shown_as_the_terminal_prints_it(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = FAILING.split("\n\n", 2)[2].split("\nE  ")[0]
    source = "\n".join(line[4:] for line in shown.split("\n"))  # without the margin, in which a `>` is
    pytester.makepyfile(**MODULES, test_shop=f"from shop import send_welcome\n\n\n{source}\n")
    monkeypatch.setenv("COLUMNS", "80")
    result = run(pytester)
    result.assert_outcomes(failed=1)
    printed = without_trailing_blanks(result.outlines)
    assert printed.split(" FAILURES ===================================\n")[1].split("====")[0] == FAILING


def test_all_output_is_compared() -> None:
    drawn = README.split("\n## How it works\n")[1]
    assert [output for output in blocks("text") if output not in drawn] == [DEMO, FAILING]


def test_the_table_of_options_is_that_of_their_declarations() -> None:
    columns = ("help", "default", "set_by")
    rows = [[f"`{name}`", *(field.metadata[column] for column in columns)] for name, field in FIELDS.items()]
    titles = ["Option", "What it does", "Default", "Set by"]
    table = "\n".join(f"| {' | '.join(row)} |" for row in [titles, *rows]).replace("|\n", "|\n|---|---|---|---|\n", 1)
    assert f"\n\n{table}\n\n" in README


def test_the_contents_have_every_section() -> None:
    titles = re.findall(r"^## (.+)$", PROSE, re.MULTILINE)
    contents = re.findall(r"^  - \[(.+)\]\(#(.+)\)$", PROSE, re.MULTILINE)
    assert contents == [(title, anchor(title)) for title in titles]


def test_every_link_within_the_page_leads_somewhere() -> None:
    anchors = {anchor(title) for title in re.findall(r"^##+ (.+)$", PROSE, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([^)]+)\)", PROSE)) <= anchors
