"""A document on the screen: headings, tables and lists, with a cursor on the rows that can be worked on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rhythm_tui.domain.text import width
from rhythm_tui.i18n import _
from rhythm_tui.reports.document import Block as Part
from rhythm_tui.reports.document import Bullets, Document, Facts, Table
from rhythm_tui.ui.widgets.cards import Block, CardList
from rhythm_tui.ui.wording import BLANK, Line, column, gap, paragraphs, piece

_LEAST = 8
"""Cells a column keeps at least where the table is too wide."""
_CONTEXT = 3
"""Lines that stay in view above the cursor's row."""

Look = Callable[[str], str]
"""Returns the style of the row of an id."""


class Pages(CardList):
    """A document; up and down go from row to row and on through the lines, the page keys scroll."""

    def __init__(self, *, id: str | None = None, ground: str = "ground") -> None:
        super().__init__(id=id, ground=ground)
        self._moves["page_down"] = lambda: self.page(1)
        self._moves["page_up"] = lambda: self.page(-1)
        self._moves["first"] = lambda: self._scroll(-self.line_count())
        self._moves["last"] = lambda: self._scroll(self.line_count())

    def page(self, by: int) -> None:
        """Scroll by pages."""
        self._scroll(by * (self.size.height - 1))

    def _scroll(self, by: int) -> None:
        self.scroll_lines(by)

    def move(self, by: int) -> None:
        """Move the cursor; past its last row, and where it is out of view, the lines move."""
        lines = self.entry_lines(self.cursor)
        in_view = self.top <= lines.start < self.top + self.size.height if lines else False
        if not in_view or not 0 <= self.cursor + by < self.entry_count():
            self.scroll_lines(by)
        else:
            super().move(by)

    def show_cursor(self) -> bool:
        """Scroll until the cursor's row is in view, with what stands above it."""
        lines = self.entry_lines(self.cursor)
        if not lines or not self.size.height:
            return False
        top = min(max(self.top, lines.stop - self.size.height), max(lines.start - _CONTEXT, 0))
        return self.scroll_lines(top - self.top)


def document_blocks(document: Document, cells: int, live: int, look: Look) -> list[Block]:
    """Return a document for a width; the rows of the section at ``live`` are entries of the list."""
    blocks: list[Block] = []
    for part in document.lead:
        blocks += _part(part, cells, look, live=False)
    for place, section in enumerate(document.sections):
        heading = (piece(f" {section.heading}", "focus-bold"),)
        blocks += [Block(None, (BLANK,)), Block(None, (heading,))]
        for part in section.blocks:
            blocks += _part(part, cells, look, live=place == live)
    return blocks


def _part(part: Part, cells: int, look: Look, *, live: bool) -> Iterator[Block]:
    if isinstance(part, Table):
        yield from _table(part, cells, look, live=live)
    elif isinstance(part, Facts):
        wide = max(width(name) for name, _value in part.pairs) + 3
        for name, value in part.pairs:
            yield Block(None, ((column(f" {name}", wide, "muted"), piece(value, "text")),))
    elif isinstance(part, Bullets):
        for line in part.lines:
            yield Block(None, tuple(paragraphs(f"- {line}", cells - 2, "text", indent=2)))
    else:
        yield Block(None, tuple(paragraphs(part.text, cells - 1, "soft", indent=1)))


def _table(table: Table, cells: int, look: Look, *, live: bool) -> Iterator[Block]:
    wide = widths([table.header, *table.rows], cells - 3)
    yield Block(None, (_row(table.header, wide, "muted"),))
    here = live and table.header[0] == _("Id")
    for row in table.rows:
        yield Block(row[0] if here else None, (_row(row, wide, look(row[0])),))


def _row(row: Sequence[str], wide: Sequence[int], style: str) -> Line:
    parts = [gap(3)]
    for cell, cells in zip(row, wide, strict=True):
        parts += [column(cell, cells, style), gap(1)]
    return tuple(parts)


def widths(rows: Sequence[Sequence[str]], cells: int) -> list[int]:
    """Return the width of every column: as wide as its cells, the last one gives way first."""
    wide = [max(width(cell) for cell in one) for one in zip(*rows, strict=True)]
    over = sum(wide) + len(wide) - cells
    for place in (len(wide) - 1, *sorted(range(len(wide) - 1), key=lambda place: -wide[place])):
        if over > 0:
            less = min(over, max(wide[place] - _LEAST, 0))
            wide[place] -= less
            over -= less
    return wide
