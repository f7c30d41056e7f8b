"""A document as lines to read on the screen: nothing is cut, what is too wide is wrapped or stacked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rhythm_tui.domain.text import width, wrap
from rhythm_tui.reports.document import Block, Bullets, Document, Facts, Section, Table
from rhythm_tui.ui.wording import BLANK, Line, column, gap, paragraphs, piece

_GAP = 2
_LEAST = 10
"""Cells a column keeps: under this a table is told row by row instead."""
_MOST_LABEL = 20


def document_lines(document: Document, cells: int) -> tuple[list[Line], list[int]]:
    """Return a document for a width, and on which of its lines each section begins."""
    lines = [
        *paragraphs(document.title, cells - 1, "strong-bold", indent=1),
        BLANK,
        *_blocks(document.lead, cells),
    ]
    starts = []
    for section in document.sections:
        lines.append(BLANK)
        starts.append(len(lines))
        lines += _section(section, cells)
    return [*lines, BLANK, *paragraphs(document.footer, cells - 1, "faint", indent=1)], starts


def _section(section: Section, cells: int) -> Iterator[Line]:
    yield (piece(f" {section.heading}", "focus-bold"),)
    yield from _blocks(section.blocks, cells)


def _blocks(blocks: Sequence[Block], cells: int) -> list[Line]:
    lines: list[Line] = []
    for place, block in enumerate(blocks):
        if place:
            lines.append(BLANK)
        lines += _block(block, cells)
    return lines


def _block(block: Block, cells: int) -> list[Line]:
    if isinstance(block, Facts):
        return _facts(block.pairs, cells)
    if isinstance(block, Table):
        return list(_table(block, cells))
    if isinstance(block, Bullets):
        return [line for text in block.lines for line in _bullet(text, cells)]
    return paragraphs(block.text, cells - 1, "text", indent=1)


def _bullet(text: str, cells: int) -> list[Line]:
    first, *rest = paragraphs(text, cells - 1, "text", indent=3)
    return [(piece(" - ", "muted"), *first[1:]), *rest]


def _facts(pairs: Sequence[tuple[str, str]], cells: int, indent: int = 1) -> list[Line]:
    label = min(max((width(name) for name, _ in pairs), default=0), _MOST_LABEL) + _GAP
    lines: list[Line] = []
    for name, value in pairs:
        first, *rest = paragraphs(value, cells - 1, "text", indent=indent + label)
        lines += [(gap(indent), column(name, label, "muted"), *first[1:]), *rest]
    return lines


def _table(table: Table, cells: int) -> Iterator[Line]:
    sizes = _sizes([table.header, *table.rows], cells - 1)
    if sizes is None:
        yield from _stacked(table, cells)
        return
    yield from _row(table.header, sizes, "muted")
    for row in table.rows:
        yield from _row(row, sizes, "text")


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


def _stacked(table: Table, cells: int) -> Iterator[Line]:
    """Tell a table row by row, every cell under its heading; what says nothing is left out."""
    for place, row in enumerate(table.rows):
        if place:
            yield BLANK
        yield from paragraphs(row[0], cells - 1, "strong-bold", indent=1)
        pairs = [(name, cell) for name, cell in zip(table.header[1:], row[1:], strict=True) if cell != "-"]
        yield from _facts(pairs, cells, indent=3)
