"""The README's table of what is simulated and how deeply is that of the marks, and the marks are true."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.depth import LOCALSTACK, MARKS, MOTO, families, moto_operations, table

ROOT = Path(__file__).parent.parent


def functions(path: Path) -> set[str]:
    return {node.name for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)}


def test_every_module_of_handlers_has_its_mark() -> None:
    modules = families().keys() - {""}
    assert modules - MARKS.keys() == set(), "give each of them a Mark in MARKS of tests/depth.py"
    assert MARKS.keys() - modules == set(), "these have no handlers any more"


def test_the_table_of_the_readme_is_that_of_the_marks() -> None:
    assert f"\n\n{table()}\n" in (ROOT / "README.md").read_text(), f"put this there:\n{table()}"


@pytest.mark.parametrize("module", MARKS)
def test_what_is_deep_names_the_test_that_shows_it(module: str) -> None:
    mark = MARKS[module]
    assert mark.depth in ("deep", "answers", "stored")
    assert bool(mark.shown_by) == (mark.depth == "deep")
    assert bool(mark.effect) == (mark.depth != "stored")
    if mark.shown_by:
        path, _, function = mark.shown_by.partition("::")
        assert function in functions(ROOT / path)


def test_the_columns_of_the_others_are_true() -> None:
    named = {name for names in families().values() for name in names}
    assert named >= LOCALSTACK
    pytest.importorskip("moto.pinpoint", reason="moto has no Pinpoint any more")
    assert moto_operations() == MOTO
