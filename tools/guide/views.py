"""The views of the desk's file, with the columns they have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rhythm_tui.store import schema
from rhythm_tui.store.sqlite import connect
from rhythm_tui.store.steps.views import STATEMENTS

if TYPE_CHECKING:
    from rhythm_tui.i18n import Lang


ABOUT = {
    "queue_now": "What is open, the worst first, with its band and the minutes that are left now.",
    "answers": "What was answered or closed: how long it took, whether in time, and the words.",
    "incidents_open": "The board: what is open, its next timer, how many items and tasks hang on it.",
    "milestones": "Every timer of every incident: when it began, was due, was met, and whether late.",
    "slots_all": "Every slot, with its wall time, who signed it and how far off it went out.",
    "slots_today": "The same of the day that the computer has.",
    "tasks_open": "Open tasks by when they are due.",
    "journal_lines": "Who did what and when, a line each.",
}


def block(_: Lang) -> str:
    """Return a row for each view: what it tells, and its columns."""
    connection = connect("", mode="memory")
    schema.create(connection)
    rows = []
    for name in (statement.split()[2] for statement in STATEMENTS):
        columns = ", ".join(f"`{row[1]}`" for row in connection.execute(f"PRAGMA table_info({name})"))
        rows.append(f"| `{name}` | {ABOUT[name]} | {columns} |")
    connection.close()
    return "\n".join(["| view | tells | columns |", "|---|---|---|", *rows])
