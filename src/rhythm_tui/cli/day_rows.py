"""Days of the calendar as flat fields for scripts, and as cells for people."""

from __future__ import annotations

from typing import Any

from rhythm_tui.cli.rows import Moment
from rhythm_tui.cli.tables import Cell, Column
from rhythm_tui.domain.day import Day
from rhythm_tui.domain.text import clean
from rhythm_tui.i18n import _, language
from rhythm_tui.reports.day_words import day_kind, day_source, weekday_names

DAYS = ("id", "kind", "first", "last", "zh", "en", "slot", "departments", "source")
_TIER = 3
"""The tier of hot topics, health days among them (RHYTHM 1)."""


def day_fields(row: Day, _moment: Moment) -> dict[str, Any]:
    """Return a day as fields; the last day is the first where it is only one."""
    return {
        "id": row.id,
        "kind": row.kind,
        "first": row.first.isoformat(),
        "last": row.last.isoformat(),
        "zh": clean(row.zh).plain,
        "en": clean(row.en).plain,
        "slot": row.slot,
        "departments": [clean(one).plain for one in row.departments],
        "source": row.source or None,
    }


def day_columns() -> list[Column]:
    """Return the headings of the days."""
    return [
        Column(_("Day")),
        Column(_("Begins")),
        Column(_("Kind")),
        Column(_("Asks for")),
        Column(_("Departments")),
        Column(_("Source")),
        Column(_("Id")),
        Column(_("Name"), flexible=True),
    ]


def day_cells(row: Day, moment: Moment) -> list[Cell]:
    """Return a day as cells."""
    until = "" if row.last == row.first else f"..{row.last:%m-%d}"
    return [
        f"{row.first}{until}",
        weekday_names()[row.first.weekday()],
        day_kind(row.kind),
        moment.vocabulary.tier(_TIER) if row.slot else None,
        clean(" ".join(row.departments)) if row.departments else None,
        day_source(row.source) if row.source else None,
        row.id,
        clean(row.name(language())),
    ]
