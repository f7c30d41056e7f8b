"""What every reader gives: tables of rows, whatever the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from rhythm_tui.domain.named import NamedTuple

HEADER_ROWS = 6
"""How many rows at the top may be the header (FORMATS.md)."""


class Row(NamedTuple):
    """One row as read: its line in the file and its cells in the order of the header."""

    line: int
    cells: list[Any]


class Broken(NamedTuple):
    """A row that could not even be taken apart; counted and reported like any other."""

    line: int
    template: str
    values: dict[str, object] = {}  # noqa: RUF012 - never changed, as all of the tuple


class Table(NamedTuple):
    """A sheet, a database table or a text file."""

    name: str
    """Name of the sheet or table; empty for a file that is one table."""
    header: tuple[str, ...]
    rows: Callable[[], Iterator[Row | Broken]]
    strict: bool = True
    """Whether a row must have as many cells as the header: not so in a workbook, which has no row ends."""


def key(name: str) -> str:
    """Return a column's name as it is compared: without blanks around it, without case."""
    return name.strip().strip("\ufeff").lower()


def pick_header(rows: Sequence[Sequence[str]], fits: Callable[[Sequence[str]], bool]) -> int | None:
    """Return which of the first rows is the header; None when all are empty.

    It is the row with most distinct non-empty cells (FORMATS.md); a row that a profile knows goes before
    one that nobody knows, so that a full first data row cannot beat a header with an unnamed column.
    """
    best: tuple[bool, int] | None = None
    found = None
    for index, row in enumerate(rows[:HEADER_ROWS]):
        distinct = len({name for name in map(key, row) if name})
        rank = (fits(row), distinct)
        if distinct and (best is None or rank > best):
            best, found = rank, index
    return found
