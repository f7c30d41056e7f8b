"""Workbooks (xlsx), row by row. What a zip may unfold to is counted before anything is parsed."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from rhythm_tui.domain.refusal import msg
from rhythm_tui.intake.lines import Progress
from rhythm_tui.intake.sheets import Sheet, refusing, sheets
from rhythm_tui.intake.table import HEADER_ROWS, Broken, Row, Table, pick_header
from rhythm_tui.intake.unreadable import Unreadable
from rhythm_tui.intake.values import text_of

MAX_UNZIPPED = 512 << 20
"""Most bytes a workbook may unfold to."""
MAX_STRINGS = 64 << 20
"""Most bytes of shared texts, which have to be held in memory."""
_MAX_RATIO = 100
_HARMLESS = 4 << 20
"""A part this small may be packed as tightly as it likes."""
_LOCKED = 1
"""Flag of a part that a password protects."""


def check_size(path: Path) -> None:
    """Raise ``Unreadable`` for a zip that is broken, no workbook, or unfolds to more than a desk can bear."""
    with refusing(path), zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
    if any(part.flag_bits & _LOCKED for part in parts):
        raise Unreadable(path, msg("{file}: is protected with a password: save it without one"))
    names = [part.filename for part in parts]
    if "content.xml" in names or "xl/workbook.bin" in names:
        raise Unreadable(path, msg("{file}: is no .xlsx but another kind of workbook: save it as .xlsx"))
    if not any(name.startswith("xl/") for name in names):
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
    for sheet in sheets(path):
        top = [list(map(text_of, row)) for row in islice(sheet.rows(None), 4 * HEADER_ROWS)]
        filled = [index for index, row in enumerate(top) if any(map(str.strip, row))][:HEADER_ROWS]
        at = pick_header([top[index] for index in filled], fits)
        if at is not None:
            yield _table(sheet, filled[at], top[filled[at]], progress)


def _table(sheet: Sheet, at: int, header: list[str], progress: Progress) -> Table:
    while header and not header[-1].strip():
        header.pop()

    def rows() -> Iterator[Row | Broken]:
        width = len(header)
        for line, cells in enumerate(sheet.rows(progress), 1):
            if line <= at + 1 or not any(text_of(cell).strip() for cell in cells):
                continue
            yield Row(line, [*cells, *[None] * (width - len(cells))])

    return Table(sheet.name, tuple(header), rows, strict=False)
