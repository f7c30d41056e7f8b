"""A document on the screen: nothing is cut, what is too wide is wrapped or told row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from rhythm_tui.domain.text import width, wrap
from rhythm_tui.i18n import _
from rhythm_tui.reports.document import Block as Part
from rhythm_tui.reports.document import Bullets, Document, Facts, Paragraph, Section, Table
from rhythm_tui.ui.widgets.cards import Block
from rhythm_tui.ui.wording import BLANK, Line, column, gap, paragraphs, piece

_GAP = 2
_LEAST = 10
"""Cells a column keeps: under this a table is told row by row instead."""
_MOST_LABEL = 20

Look = Callable[[str], str]
"""Returns the style of the row of an id."""


def document_lines(document: Document, cells: int) -> tuple[list[Line], list[int]]:
    """Return a whole document for a width, and on which of its lines each section begins."""
    lines = [
        *paragraphs(document.title, cells - 1, "strong-bold", indent=1),
        BLANK,
        *_lines(_parts(document.lead, cells)),
    ]
    starts = []
    for section in document.sections:
        lines.append(BLANK)
        starts.append(len(lines))
        lines += _lines(_section(section, cells))
    return [*lines, BLANK, *paragraphs(document.footer, cells - 1, "faint", indent=1)], starts


def document_blocks(document: Document, cells: int, live: int, look: Look) -> list[Block]:
    """Return a document under its title for a width; the rows of the section at ``live`` are entries.

    ``look`` says in which style the row of an id stands, in every section.
    """
    blocks = list(_parts(document.lead, cells, look))
    for place, section in enumerate(document.sections):
        blocks += [Block(None, (BLANK,)), *_section(section, cells, look, live=place == live)]
    return blocks


def _lines(blocks: Iterable[Block]) -> list[Line]:
    return [line for block in blocks for line in block.lines]


def _plain(_id: str) -> str:
    return "text"


def _section(section: Section, cells: int, look: Look = _plain, *, live: bool = False) -> Iterator[Block]:
    yield Block(None, ((piece(f" {section.heading}", "focus-bold"),),))
    yield from _parts(section.blocks, cells, look, live=live)


def _parts(parts: Sequence[Part], cells: int, look: Look = _plain, *, live: bool = False) -> Iterator[Block]:
    for before, part in zip((None, *parts), parts, strict=False):
        if before is not None and not isinstance(before, Paragraph):  # which tells what follows it
            yield Block(None, (BLANK,))
        if isinstance(part, Table):
            yield from _table(part, cells, look, live=live)
        else:
            yield Block(None, tuple(_part(part, cells)))


def _part(part: Facts | Bullets | Paragraph, cells: int) -> list[Line]:
    if isinstance(part, Facts):
        return _facts(part.pairs, cells)
    if isinstance(part, Bullets):
        return [line for text in part.lines for line in _bullet(text, cells)]
    return paragraphs(part.text, cells - 1, "text", indent=1)


def _bullet(text: str, cells: int) -> list[Line]:
    first, *rest = paragraphs(text, cells - 1, "text", indent=3)
    return [(piece(" - ", "muted"), *first[1:]), *rest]


def _facts(pairs: Sequence[tuple[str, str]], cells: int, indent: int = 1) -> list[Line]:
    label = min(max((width(name) for name, _value in pairs), default=0), _MOST_LABEL) + _GAP
    lines: list[Line] = []
    for name, value in pairs:
        first, *rest = paragraphs(value, cells - 1, "text", indent=indent + label)
        lines += [(gap(indent), column(name, label, "muted"), *first[1:]), *rest]
    return lines


def _table(table: Table, cells: int, look: Look, *, live: bool) -> Iterator[Block]:
    """Yield a table; where it is live and has ids its rows are entries."""
    named = live and table.header[0] == _("Id")
    sizes = _sizes([table.header, *table.rows], cells - 1)
    if sizes is not None:
        yield Block(None, tuple(_row(table.header, sizes, "muted")))
    for place, row in enumerate(table.rows):
        if place and sizes is None:
            yield Block(None, (BLANK,))
        lines = _row(row, sizes, look(row[0])) if sizes else _stacked(table.header, row, cells, look(row[0]))
        yield Block(row[0] if named else None, tuple(lines))


def _sizes(rows: Sequence[Sequence[str]], cells: int) -> list[int] | None:
    """Return the width of every column, the widest giving way first; None where they cannot all stand."""
    sizes = [max(width(cell) for cell in column_) for column_ in zip(*rows, strict=True)]
    room = cells - _GAP * (len(sizes) - 1)
    while sum(sizes) > room:
        widest = max(range(len(sizes)), key=lambda place: sizes[place])
        if sizes[widest] <= _LEAST:
            return None
        others = max((size for place, size in enumerate(sizes) if place != widest), default=0)
        sizes[widest] -= max(1, min(sum(sizes) - room, sizes[widest] - max(others, _LEAST)))
    return sizes


def _row(row: Sequence[str], sizes: Sequence[int], style: str) -> Iterator[Line]:
    wrapped = [wrap(cell, size) for cell, size in zip(row, sizes, strict=True)]
    for place in range(max(map(len, wrapped))):
        parts = [gap(1)]
        for lines, size in zip(wrapped, sizes, strict=True):
            parts += [column(lines[place] if place < len(lines) else "", size, style), gap(_GAP)]
        yield tuple(parts)


def _stacked(header: Sequence[str], row: Sequence[str], cells: int, style: str) -> Iterator[Line]:
    """Tell a row of a table, every cell under its heading; what says nothing is left out."""
    head = "strong-bold" if style == "text" else style
    yield from paragraphs(row[0], cells - 1, head, indent=1)
    pairs = [(name, cell) for name, cell in zip(header[1:], row[1:], strict=True) if cell != "-"]
    yield from _facts(pairs, cells, indent=3)
