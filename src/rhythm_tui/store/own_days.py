"""Reading the hospital's own days."""

from __future__ import annotations

from rhythm_tui.store.sqlite import Connection

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


_COLUMNS = "n, version, rule, zh, en, from_year, until_year, wants_slot, made_by, state"


def standing(connection: Connection) -> list[tuple[Any, ...]]:
    """Return the own days that were not dropped, in the order they were added."""
    return list(connection.execute(f"SELECT {_COLUMNS} FROM own_day WHERE state = 'standing' ORDER BY n"))


def one(connection: Connection, n: int) -> tuple[Any, ...] | None:
    """Return an own day; None when there is none or it was taken back."""
    sql = f"SELECT {_COLUMNS} FROM own_day WHERE n = ? AND state <> 'withdrawn'"
    found: tuple[Any, ...] | None = connection.execute(sql, (n,)).fetchone()
    return found
