"""The README's Python snippets, each run as a test file of its own, with its modules beside it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from pinpoint_mock.cli import main
from pinpoint_mock.state.options import FIELDS

if TYPE_CHECKING:
    import pytest

README = Path(__file__).parent.parent / "README.md"
SNIPPETS = re.findall(r"^```python\n(.*?)^```$", README.read_text(), flags=re.DOTALL | re.MULTILINE)
MODULE_NAME = re.compile(r"# (\w+)\.py\n")


def test_every_snippet_passes(pytester: pytest.Pytester) -> None:
    number_of_tests = 0
    for index, snippet in enumerate(SNIPPETS):
        module = MODULE_NAME.match(snippet)
        tests = len(re.findall(r"^ *(?:async )?def test_", snippet, flags=re.MULTILINE))
        assert module or tests, f"a snippet that runs nothing: {snippet}"
        pytester.makepyfile(**{module[1] if module else f"test_{index}": snippet})
        number_of_tests += tests
    pytester.runpytest_inprocess("-p", "no:randomly", "-p", "no:xdist").assert_outcomes(passed=number_of_tests)


def test_the_table_of_options_is_that_of_their_declarations() -> None:
    rows = [f"| `{name}` | {field.metadata['help']} | {field.metadata['set_by']} |" for name, field in FIELDS.items()]
    table = "\n".join(["| Option | What it does | Set by |", "|---|---|---|", *rows])
    assert f"\n\n{table}\n\n" in README.read_text()


def test_the_output_of_the_demo_is_what_it_prints_today(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    main(["demo"])
    printed = "\n".join(line.rstrip() for line in capsys.readouterr().out.splitlines())
    (shown,) = re.findall(r"^```text\n(What each recipient got.*?)\n```$", README.read_text(), re.DOTALL | re.MULTILINE)
    assert printed.startswith(shown + "\n")
