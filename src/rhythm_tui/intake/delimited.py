"""Tables in text: comma, tab or semicolon, with quoted line breaks.

``csv`` reads strictly, so that an unclosed quote is noticed; the line on which the spoilt row began is
rejected, and reading goes on with the next line.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from rhythm_tui.domain.refusal import msg
from rhythm_tui.intake.lines import OVERLONG, Progress, lines, open_text
from rhythm_tui.intake.table import HEADER_ROWS, Broken, Row, Table, pick_header
from rhythm_tui.intake.unreadable import Unreadable

DELIMITERS = (",", "\t", ";")
_MAX_SPAN = 1_000
"""How many lines one row may span: text of 20,000 characters has not more."""
_PATIENCE = 20
"""How often, on average, a line may be read again before rows may no longer span lines."""
_UNCLOSED = msg("a quotation mark is not closed or not doubled")


class _TooLongError(Exception):
    """A row spans more lines than one may."""


class Records:
    """Takes a text apart into rows; spoilt ones come as ``Broken``."""

    def __init__(self, file: TextIO, delimiter: str) -> None:
        self._source = lines(file)
        self._delimiter = delimiter
        self._ahead: deque[str] = deque()
        """Lines that a spoilt row had swallowed, to be read again."""
        self._taken: list[str] = []
        self._span = _MAX_SPAN

    def _feed(self) -> Iterator[str]:
        taken, ahead, source = self._taken, self._ahead, self._source
        while True:
            if ahead:
                line = ahead.popleft()
            else:
                try:
                    line = next(source)
                except StopIteration:
                    return
            if len(taken) >= self._span or (line is OVERLONG and taken):
                ahead.appendleft(line)
                raise _TooLongError
            taken.append(line)
            yield line

    def __iter__(self) -> Iterator[Row | Broken]:
        taken, again, line = self._taken, 0, 1
        reader = self._reader()
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except (csv.Error, _TooLongError):
                again += len(taken)
                self._span = _MAX_SPAN if again < _PATIENCE * (line + _MAX_SPAN) else 1
                self._ahead.extendleft(reversed(taken[1:]))
                taken.clear()
                reader = self._reader()
                yield Broken(line, _UNCLOSED)
                line += 1
                continue
            if cells and cells[0] == OVERLONG[:-1]:
                yield Broken(line, msg("the line is longer than a million characters"))
            elif any(map(str.strip, cells)):
                yield Row(line, cells)
            line += len(taken)
            taken.clear()

    def _reader(self) -> Iterator[list[str]]:
        return csv.reader(self._feed(), delimiter=self._delimiter, strict=True)


def read_delimited(
    path: Path, encoding: str, progress: Progress, fits: Callable[[Sequence[str]], bool]
) -> Table:
    """Return the table of a text file. Raises ``Unreadable`` when it has no row at all."""
    best: tuple[tuple[bool, int, int], str, int, Row] | None = None
    spoilt = False
    for delimiter in DELIMITERS:
        top = _top(path, encoding, delimiter)
        rows = [row for row in top if isinstance(row, Row)]
        spoilt |= len(rows) < len(top)
        at = pick_header([row.cells for row in rows], fits)
        if at is None:
            continue
        header = rows[at]
        if not any(cell.strip(" ,;\t") for cell in header.cells):
            continue
        like = sum(len(row.cells) == len(header.cells) for row in rows)
        rank = (fits(header.cells), like if len(header.cells) > 1 else 0, len(set(header.cells)))
        if best is None or rank > best[0]:
            best = rank, delimiter, at, header
    if best is None and spoilt:
        raise Unreadable(path, msg("{file}: is no table: its first lines are no rows"))
    if best is None:
        raise Unreadable(path, msg("{file}: is empty: there is no table in it"))
    _, delimiter, _, header = best

    def rows_below() -> Iterator[Row | Broken]:
        with open_text(path, encoding, progress) as file:
            for row in Records(file, delimiter):
                if row.line > header.line:
                    yield row

    return Table("", tuple(header.cells), rows_below)


def _top(path: Path, encoding: str, delimiter: str) -> list[Row | Broken]:
    """Return the first rows, as one delimiter makes them, and the spoilt ones between them."""
    found: list[Row | Broken] = []
    whole = 0
    with open_text(path, encoding) as file:
        for row in Records(file, delimiter):
            found.append(row)
            whole += isinstance(row, Row)
            if whole == HEADER_ROWS or len(found) > 10 * HEADER_ROWS:
                break
    return found
