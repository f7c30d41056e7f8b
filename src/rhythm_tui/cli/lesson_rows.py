"""Lessons as flat fields for scripts, and as cells for people."""

from __future__ import annotations

from typing import Any

from rhythm_tui.cli.rows import Moment
from rhythm_tui.cli.tables import Cell, Column
from rhythm_tui.desk.lesson_rows import LessonRow
from rhythm_tui.i18n import _
from rhythm_tui.reports.words import lesson_kinds

LESSONS = ("id", "version", "kind", "text", "incident", "at", "by")


def lesson_fields(row: LessonRow, moment: Moment) -> dict[str, Any]:
    """Return a lesson as fields."""
    return {
        "id": row.id,
        "version": row.version,
        "kind": row.kind,
        "text": row.text.plain,
        "incident": row.incident,
        "at": moment.iso(row.at),
        "by": row.by.plain,
    }


def lesson_columns() -> list[Column]:
    """Return the headings of the lessons."""
    return [
        Column(_("List")),
        Column(_("Written")),
        Column(_("By")),
        Column(_("Of")),
        Column(_("Id")),
        Column(_("Lesson"), flexible=True),
    ]


def lesson_cells(row: LessonRow, moment: Moment) -> list[Cell]:
    """Return a lesson as cells."""
    return [lesson_kinds()[row.kind], moment.time(row.at), row.by, row.incident, row.id, row.text]
