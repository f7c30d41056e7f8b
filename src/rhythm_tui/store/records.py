"""Rows of the tables as frozen domain models: one mapping for every noun."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel

from rhythm_tui.domain.batches import Batch
from rhythm_tui.domain.campaigns import Campaign
from rhythm_tui.domain.duties import Duty
from rhythm_tui.domain.escalation import Notification
from rhythm_tui.domain.ideas import Idea
from rhythm_tui.domain.incidents import Incident, Timer
from rhythm_tui.domain.interactions import Interaction
from rhythm_tui.domain.lessons import Lesson
from rhythm_tui.domain.operators import Operator
from rhythm_tui.domain.own_days import OwnDay
from rhythm_tui.domain.pledges import Pledge
from rhythm_tui.domain.repeats import Repeat
from rhythm_tui.domain.shifts import Handover, Rostered, Shift
from rhythm_tui.domain.slots import SignOff, Slot, Tick
from rhythm_tui.domain.statements import Approval, Outlet, Statement
from rhythm_tui.domain.stories import Story
from rhythm_tui.domain.tasks import Task
from rhythm_tui.store.sqlite import Connection

TABLES: dict[type[BaseModel], str] = {
    Approval: "approval",
    Batch: "batch",
    Campaign: "campaign",
    Duty: "duty",
    Handover: "handover",
    Idea: "idea",
    Incident: "incident",
    Interaction: "interaction",
    Lesson: "lesson",
    Notification: "notification",
    Operator: "operator",
    Outlet: "outlet",
    OwnDay: "own_day",
    Pledge: "pledge",
    Repeat: "repeat",
    Rostered: "roster",
    Shift: "shift",
    SignOff: "sign_off",
    Slot: "slot",
    Statement: "statement",
    Story: "story",
    Task: "task",
    Tick: "tick",
    Timer: "timer",
}
MODELS = {table: model for model, table in TABLES.items()}
COLUMNS = {table: tuple(model.model_fields) for table, model in MODELS.items()}

Row = dict[str, Any]
M = TypeVar("M", bound=BaseModel)


def as_row(record: BaseModel) -> Row:
    """Return a record as its columns; truth values are 0 and 1."""
    return {k: int(v) if isinstance(v, bool) else v for k, v in record.__dict__.items()}


def load(connection: Connection, model: type[M], n: int) -> M | None:
    """Return the record ``n`` of a noun, or None."""
    found = load_where(connection, model, "n = ?", (n,))
    return found[0] if found else None


def load_where(
    connection: Connection, model: type[M], where: str, values: tuple[object, ...]
) -> tuple[M, ...]:
    """Return the records of a noun for which ``where`` (SQL of ours, values bound) holds, by number."""
    table = TABLES[model]
    columns = COLUMNS[table]
    sql = f"SELECT {', '.join(columns)} FROM {table} WHERE {where} ORDER BY n"
    return tuple(
        model.model_validate(dict(zip(columns, row, strict=True))) for row in connection.execute(sql, values)
    )


def load_row(connection: Connection, table: str, n: int) -> Row | None:
    """Return the columns of one row, or None."""
    columns = COLUMNS[table]
    found = connection.execute(f"SELECT {', '.join(columns)} FROM {table} WHERE n = ?", (n,)).fetchone()
    return dict(zip(columns, found, strict=True)) if found else None


def insert(connection: Connection, table: str, row: Row) -> None:
    """Insert a whole row."""
    marks = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))


def update(connection: Connection, table: str, n: int, version: int, values: Row) -> bool:
    """Change some columns of the row ``n`` if it still has ``version``; return whether it had."""
    sets = ", ".join(f"{column} = ?" for column in values)
    done = connection.execute(
        f"UPDATE {table} SET {sets} WHERE n = ? AND version = ?", (*values.values(), n, version)
    )
    return bool(done.rowcount == 1)


def next_number(connection: Connection, table: str) -> int:
    """Return the number the next row of a table gets; numbers are never used twice."""
    return int(connection.execute(f"SELECT coalesce(max(n), 0) + 1 FROM {table}").fetchone()[0])
