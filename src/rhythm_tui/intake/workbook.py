"""Workbooks (xlsx), row by row. What a zip may unfold to is counted before anything is parsed."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rhythm_tui.domain.refusal import msg
from rhythm_tui.intake.lines import Progress
from rhythm_tui.intake.table import HEADER_ROWS, Broken, Row, Table, pick_header
from rhythm_tui.intake.unreadable import Unreadable
from rhythm_tui.intake.values import text_of

if TYPE_CHECKING:
    from openpyxl import Workbook

MAX_UNZIPPED = 512 << 20
"""Most bytes a workbook may unfold to."""
MAX_STRINGS = 64 << 20
"""Most bytes of shared texts, which have to be held in memory."""
_MAX_RATIO = 100
_HARMLESS = 4 << 20
"""A part this small may be packed as tightly as it likes."""
_MAX_ROWS = 1_048_576
_BLOCK = 256
_BROKEN = msg("{file}: the workbook is broken or cut off")


def check_size(path: Path) -> None:
    """Raise ``Unreadable`` for a zip that is broken, no workbook, or unfolds to more than a desk can bear."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable(path, _BROKEN) from error
    if not any(part.filename.startswith("xl/") for part in parts):
        raise Unreadable(path, msg("{file}: is a zip archive and no workbook"))
    strings = sum(part.file_size for part in parts if part.filename.lower().endswith("sharedstrings.xml"))
    bomb = any(
        part.file_size > _HARMLESS and part.file_size > _MAX_RATIO * part.compress_size for part in parts
    )
    if bomb or strings > MAX_STRINGS or sum(part.file_size for part in parts) > MAX_UNZIPPED:
        raise Unreadable(
            path, msg("{file}: the workbook unfolds to too much data: save the sheet as CSV and import that")
        )


def read_workbook(path: Path, progress: Progress, fits: Callable[[Sequence[str]], bool]) -> Iterator[Table]:
    """Yield the sheets that have a header. Raises ``Unreadable``."""
    check_size(path)
    for name in _sheet_names(path):
        top = [list(map(text_of, row)) for row in islice(_rows(path, name), 4 * HEADER_ROWS)]
        filled = [index for index, row in enumerate(top) if any(map(str.strip, row))][:HEADER_ROWS]
        at = pick_header([top[index] for index in filled], fits)
        if at is not None:
            yield _table(path, name, filled[at], top[filled[at]], progress)


def _table(path: Path, name: str, at: int, header: list[str], progress: Progress) -> Table:
    while header and not header[-1].strip():
        header.pop()

    def rows() -> Iterator[Row | Broken]:
        width = len(header)
        for line, cells in enumerate(_rows(path, name, progress), 1):
            if line <= at + 1 or not any(text_of(cell).strip() for cell in cells):
                continue
            yield Row(line, [*cells, *[None] * (width - len(cells))])

    return Table(name, tuple(header), rows, strict=False)


@contextmanager
def _opened(path: Path) -> Iterator[Workbook]:
    from openpyxl import load_workbook

    with path.open("rb") as file:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # missing styles and the like: no matter for values
            try:
                book = load_workbook(file, read_only=True, data_only=True)
            except Exception as error:  # openpyxl raises whatever its parsers raise
                raise Unreadable(path, _BROKEN) from error
        try:
            yield book
        finally:
            book.close()


def _sheet_names(path: Path) -> list[str]:
    with _opened(path) as book:
        return [sheet.title for sheet in book.worksheets]


def _rows(path: Path, name: str, progress: Progress | None = None) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a sheet in blocks, so that warnings can be silenced around the parsing only."""
    with _opened(path) as book:
        sheet: Any = book[name]  # openpyxl's stubs do not know its read-only sheets
        total = sheet.max_row or 0
        sheet.reset_dimensions()
        rows, count = sheet.iter_rows(values_only=True), 0
        while block := _block(path, rows):
            count += len(block)
            if count > _MAX_ROWS:
                raise Unreadable(path, _BROKEN)
            if progress is not None:
                progress.reach(count, total)
            yield from block


def _block(path: Path, rows: Iterator[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return list(islice(rows, _BLOCK))
        except Exception as error:  # openpyxl raises whatever its parsers raise
            raise Unreadable(path, _BROKEN) from error
