"""Rows of the tables as frozen domain models: one mapping for every noun."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
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
_SELECT = {table: f"SELECT {', '.join(columns)} FROM {table}" for table, columns in COLUMNS.items()}

Row = dict[str, Any]
M = TypeVar("M", bound=BaseModel)


def as_row(record: BaseModel, columns: Iterable[str] | None = None) -> Row:
    """Return a record as its columns, or some of them; truth values are 0 and 1."""
    held = record.__dict__
    return {
        k: int(held[k]) if isinstance(held[k], bool) else held[k]
        for k in (held if columns is None else columns)
    }


def differing(before: M, after: M) -> list[str]:
    """Return the columns in which two records differ."""
    old = before.__dict__
    return [k for k, v in after.__dict__.items() if v is not old[k] and v != old[k]]


def load(connection: Connection, model: type[M], n: int) -> M | None:
    """Return the record ``n`` of a noun, or None."""
    row = load_row(connection, TABLES[model], n)
    return None if row is None else model.model_validate(row)


def load_where(
    connection: Connection, model: type[M], where: str, values: tuple[object, ...]
) -> tuple[M, ...]:
    """Return the records of a noun for which ``where`` (SQL of ours, values bound) holds, by number."""
    columns = COLUMNS[TABLES[model]]
    found = connection.execute(f"{_SELECT[TABLES[model]]} WHERE {where} ORDER BY n", values)
    return tuple(model.model_validate(dict(zip(columns, row, strict=True))) for row in found)


def load_row(connection: Connection, table: str, n: int) -> Row | None:
    """Return the columns of one row, or None."""
    columns = COLUMNS[table]
    found = connection.execute(f"{_SELECT[table]} WHERE n = ?", (n,)).fetchone()
    return dict(zip(columns, found, strict=True)) if found else None


def insert(connection: Connection, table: str, row: Row) -> int:
    """Insert a whole row; return its number: where it has none the next one, and none is used twice."""
    return int(connection.execute(_insertion(table, tuple(row)), tuple(row.values())).lastrowid)


@lru_cache(maxsize=64)
def _insertion(table: str, columns: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


def update(connection: Connection, table: str, n: int, version: int, values: Row) -> bool:
    """Change some columns of the row ``n`` if it still has ``version``; return whether it had."""
    done = connection.execute(_updating(table, tuple(values)), (*values.values(), n, version))
    return bool(done.rowcount == 1)


@lru_cache(maxsize=256)
def _updating(table: str, columns: tuple[str, ...]) -> str:
    return f"UPDATE {table} SET {', '.join(f'{one} = ?' for one in columns)} WHERE n = ? AND version = ?"


def next_number(connection: Connection, table: str) -> int:
    """Return the number the next row of a table gets; numbers are never used twice."""
    return int(connection.execute(f"SELECT coalesce(max(n), 0) + 1 FROM {table}").fetchone()[0])
