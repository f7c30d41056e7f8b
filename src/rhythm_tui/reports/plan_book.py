"""The plan as a workbook (xlsx): every text is a string cell, so that no spreadsheet runs one (SAFETY 14)."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rhythm_tui.domain.progress import UNWATCHED, Watch
from rhythm_tui.domain.refusal import msg
from rhythm_tui.i18n import _
from rhythm_tui.reports.export import begins_a_formula, guarded

_WIDEST = 60
_NARROWEST = 8


def workbook(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], watch: Watch = UNWATCHED) -> bytes:
    """Return rows of texts and numbers as a workbook with one sheet, its header frozen."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    found = list(rows)
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Plan"))
    sheet.freeze_panes = "A2"
    for place, name in enumerate(columns, start=1):
        wide = max([len(name), *(len(str(row.get(name) or "")) for row in found)])
        sheet.column_dimensions[get_column_letter(place)].width = min(max(2 * wide, _NARROWEST), _WIDEST)

    def cell(value: str | int | None, *, bold: bool = False) -> Any:
        told: Any = guarded(value) if _quoted(value) else value
        made = WriteOnlyCell(sheet, told)
        if isinstance(value, str):
            made.data_type = "s"
            made.quotePrefix = begins_a_formula(value)
        if bold:
            made.font = Font(bold=True)
        return made

    sheet.append([cell(name, bold=True) for name in columns])
    watch.step(msg("writing the workbook"))
    for done, row in enumerate(found):
        watch.rows(done, len(found))
        sheet.append([cell(row.get(name)) for name in columns])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _quoted(value: object) -> bool:
    """Whether a text has the mark of a guarded one without being one: an import would take it off."""
    return isinstance(value, str) and value.startswith("'") and begins_a_formula(value)
