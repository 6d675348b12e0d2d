"""Tables of records: for the terminal, and as plain text."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.table import Table

WIDTH = 120
"""How wide a table of plain text may be: always the same, whatever the terminal."""

LONGEST_UNBROKEN = 23
"""A column with longer texts may be narrowed down to this; shorter ones keep their width."""


class Row(Protocol):
    """What a table can show."""

    def row(self) -> dict[str, str]:
        """The cells by the titles of their columns, the same columns for each record."""


def record_table(records: Iterable[Row]) -> Table:
    """A table with a row for each record; long texts are wrapped, never cut."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    rows = [record.row() for record in records]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for title in rows[0] if rows else ():
        longest = max(map(len, "\n".join([title, *(row[title] for row in rows)]).split("\n")))
        table.add_column(
            title, overflow="fold", min_width=min(longest, LONGEST_UNBROKEN), no_wrap=longest <= LONGEST_UNBROKEN
        )
    for row in rows:
        table.add_row(*map(Text, row.values()))
    return table


def text_table(records: Sequence[Row]) -> str:
    """The table as plain text, without colours and the same in every terminal."""
    from rich.console import Console

    text = io.StringIO()
    Console(file=text, width=WIDTH, color_system=None, legacy_windows=False).print(record_table(records))
    lines = (line.rstrip() for line in text.getvalue().splitlines())
    return textwrap.dedent("\n".join(lines)).strip("\n") + "\n"
