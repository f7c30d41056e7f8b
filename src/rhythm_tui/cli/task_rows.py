"""Tasks as flat fields for scripts, and as cells for people."""

from __future__ import annotations

from typing import Any

from rhythm_tui.cli.rows import Moment
from rhythm_tui.cli.tables import Cell, Column
from rhythm_tui.desk.workspace import TaskRow
from rhythm_tui.domain.deadlines import remaining_s
from rhythm_tui.i18n import _
from rhythm_tui.reports.words import remaining

TASKS = (
    "id", "version", "incident", "slot", "source", "text", "role", "owner", "due_at", "remaining_s", "late",
    "made_at", "made_by", "state",
)  # fmt: skip


def task_fields(row: TaskRow, moment: Moment) -> dict[str, Any]:
    """Return a task as fields."""
    return {
        "id": row.id,
        "version": row.version,
        "incident": row.incident,
        "slot": row.slot,
        "source": row.source,
        "text": row.text.plain,
        "role": row.role,
        "owner": row.owner.plain if row.owner else None,
        "due_at": moment.iso(row.due_at),
        "remaining_s": None if row.due_at is None else remaining_s(row.due_at, moment.now),
        "late": row.late(moment.now),
        "made_at": moment.iso(row.made_at),
        "made_by": row.made_by.plain,
        "state": row.state,
    }


def task_columns() -> list[Column]:
    """Return the headings of the tasks."""
    return [
        Column(_("Left"), right=True),
        Column(_("Due")),
        Column(_("Owner")),
        Column(_("Role")),
        Column(_("Of")),
        Column(_("Id")),
        Column(_("Task"), flexible=True),
    ]


def task_cells(row: TaskRow, moment: Moment) -> list[Cell]:
    """Return a task as cells."""
    return [
        None if row.due_at is None else remaining(remaining_s(row.due_at, moment.now)),
        moment.time(row.due_at),
        row.owner,
        moment.vocabulary.duty(row.role) if row.role else None,
        row.incident or row.slot,
        row.id,
        row.text,
    ]
