"""The sheets of a workbook with their rows, by either of two readers that give the same cells.

Calamine holds whole sheets and takes seconds for a hundred thousand rows; openpyxl reads a sheet as a stream
of any length, many times as slowly.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.refusal import msg
from rhythm_tui.intake.lines import Progress
from rhythm_tui.intake.unreadable import Unreadable
from rhythm_tui.intake.weigh import Unusual, copy_weighed

if TYPE_CHECKING:
    from openpyxl import Workbook

BROKEN = msg("{file}: the workbook is broken or cut off")
MAX_SHEETS = 500
_MAX_ROWS = 1_048_576
_BLOCK = 256
_ERRORS = frozenset(
    {"#N/A", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!", "#GETTING_DATA"}
)
"""What a spreadsheet shows where a formula failed: such a cell is empty."""
_MIDNIGHT = time()


class Sheet(NamedTuple):
    """One sheet of a workbook."""

    name: str
    rows: Callable[[Progress | None], Iterator[list[Any]]]
    """Yields the rows from the first on, empty ones too. Raises ``Unreadable``."""


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """Turn whatever a reader raises into ``Unreadable``; calamine's panic is not even an ``Exception``."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # missing styles and the like: no matter for values
            yield
    except (OSError, Unreadable, Unusual):
        raise
    except BaseException as error:
        if isinstance(error, Exception) or type(error).__module__ == "pyo3_runtime":
            raise Unreadable(path, BROKEN) from error
        raise


def sheets(path: Path) -> Iterator[Sheet]:
    """Return the sheets of a workbook, held in memory where it is small enough. Raises ``Unreadable``."""
    copy = io.BytesIO()
    try:
        with refusing(path), zipfile.ZipFile(path) as archive:
            count = copy_weighed(archive, copy)
    except Unusual:
        return streamed(path)
    return held(path, copy, count)


def held(path: Path, copy: io.BytesIO, count: int) -> Iterator[Sheet]:
    """Yield the sheets of a workbook of which ``count`` sheets were weighed. Raises ``Unreadable``."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    copy.seek(0)
    with refusing(path):
        book = CalamineWorkbook.from_filelike(copy)
        names = [found.name for found in book.sheets_metadata if found.typ == SheetTypeEnum.WorkSheet]
    filled = 0
    for name in names:
        with refusing(path):
            sheet = book.get_sheet_by_name(name)
        filled += sheet.start is not None
        if filled > count or len(names) > MAX_SHEETS:  # one sheet under many names
            raise Unreadable(path, BROKEN)

        def rows(progress: Progress | None, sheet: Any = sheet) -> Iterator[list[Any]]:
            left = [""] * sheet.start[1] if sheet.start else []  # calamine begins at the first filled column
            found = (left + _held_cells(row) for row in sheet.iter_rows())
            return _told(path, found, sheet.total_height + 1, progress)

        yield Sheet(name, rows)


def streamed(path: Path) -> Iterator[Sheet]:
    """Yield the sheets of a workbook of any length. Raises ``Unreadable``."""
    with _opened(path) as book:
        names = [sheet.title for sheet in book.worksheets]
    if len(names) > MAX_SHEETS:
        raise Unreadable(path, BROKEN)
    for name in names:

        def rows(progress: Progress | None, name: str = name) -> Iterator[list[Any]]:
            with _opened(path) as book:
                sheet: Any = book[name]  # openpyxl's stubs do not know its read-only sheets
                total = sheet.max_row or 0
                sheet.reset_dimensions()
                found = sheet.iter_rows(values_only=True)
                yield from _told(path, map(_streamed_cells, found), total, progress)

        yield Sheet(name, rows)


@contextmanager
def _opened(path: Path) -> Iterator[Workbook]:
    from openpyxl import load_workbook

    with path.open("rb") as file:
        with refusing(path):
            book = load_workbook(file, read_only=True, data_only=True)
        try:
            yield book
        finally:
            book.close()


def _told(
    path: Path, rows: Iterable[list[Any]], total: int, progress: Progress | None
) -> Iterator[list[Any]]:
    """Yield rows and say how far they are; in blocks, so that only the reader is guarded."""
    source, count = iter(rows), 0
    while True:
        with refusing(path):
            block = list(islice(source, _BLOCK))
        if not block:
            return
        count += len(block)
        if count > _MAX_ROWS:
            raise Unreadable(path, BROKEN)
        if progress is not None:
            progress.reach(count, total)
        yield from block


def _held_cells(row: list[Any]) -> list[Any]:
    plain = ["" if cell in _ERRORS else cell for cell in row]
    return [datetime.combine(cell, _MIDNIGHT) if type(cell) is date else cell for cell in plain]


def _streamed_cells(row: tuple[Any, ...]) -> list[Any]:
    return [_as_held(cell) for cell in row]


def _as_held(cell: Any) -> Any:
    """Return a cell of openpyxl's as calamine gives it: a number is a float, nothing is an empty text."""
    from openpyxl.utils.escape import unescape

    if cell is None or cell in _ERRORS:
        return ""
    if type(cell) is int:
        return float(str(cell))
    return unescape(cell) if type(cell) is str else cell
