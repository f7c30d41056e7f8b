"""Rows as a table for a terminal: aligned by cells, cut to its width, safe text only."""

from __future__ import annotations

import shutil
from collections.abc import Sequence

from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.text import SafeText, fit, width
from rhythm_tui.i18n import _

NARROWEST = 16
"""Cells a text column keeps, however narrow the terminal is."""
WIDEST = 24
"""Cells of any other column at most."""
WIDE_TERMINAL = 160
"""Cells where the output is no terminal."""


class Column(NamedTuple):
    """A column: its heading, and whether it takes the cells that are left."""

    heading: str
    flexible: bool = False
    right: bool = False


Cell = str | int | SafeText | None


def table(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> str:
    """Return rows under their headings, every line cut to the terminal's width."""
    texts = [[cell_text(cell) for cell in row] for row in rows]
    sizes = _sizes(columns, texts)
    lines = [_line(columns, [column.heading for column in columns], sizes)]
    lines += [_line(columns, row, sizes) for row in texts]
    return "\n".join(lines)


def cell_text(cell: Cell) -> str:
    """Return a cell as one line of safe text; nothing at all is a dash."""
    if isinstance(cell, SafeText):
        return _("(purged)") if cell.purged else " ".join(cell.plain.split())
    return "-" if cell is None else str(cell)


def room() -> int:
    """Return the columns of the terminal, and a line's worth of them where there is none."""
    return shutil.get_terminal_size((WIDE_TERMINAL, 24)).columns


def _sizes(columns: Sequence[Column], texts: Sequence[Sequence[str]]) -> list[int]:
    sizes = []
    for index, column in enumerate(columns):
        needed = max([width(column.heading), *(width(row[index]) for row in texts)])
        sizes.append(needed if column.flexible else min(needed, WIDEST))
    left = room() - 2 * (len(columns) - 1)
    for index, column in enumerate(columns):
        if column.flexible:
            others = sum(sizes) - sizes[index]
            sizes[index] = max(min(sizes[index], left - others), NARROWEST)
    return sizes


def _line(columns: Sequence[Column], cells: Sequence[str], sizes: Sequence[int]) -> str:
    fitted = []
    for column, cell, size in zip(columns, cells, sizes, strict=True):
        shift = max(size - width(cell), 0) if column.right else 0
        fitted.append(" " * shift + fit(cell, size - shift))
    return "  ".join(fitted).rstrip()
