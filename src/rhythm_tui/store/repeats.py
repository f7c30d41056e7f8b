"""Reading the recurring slots."""

from __future__ import annotations

from rhythm_tui.store.sqlite import Connection

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


_COLUMNS = (
    "n, version, platform, days, time, title, tier, form, sub_form, audience, department, series, from_day,"
    " until_day, made_by, state"
)


def standing(connection: Connection) -> list[tuple[Any, ...]]:
    """Return the recurring slots that were not dropped, by platform and time."""
    sql = f"SELECT {_COLUMNS} FROM repeat WHERE state = 'standing' ORDER BY platform, time, n"
    return list(connection.execute(sql))


def one(connection: Connection, n: int) -> tuple[Any, ...] | None:
    """Return a recurring slot; None when there is none or it was taken back."""
    sql = f"SELECT {_COLUMNS} FROM repeat WHERE n = ? AND state <> 'withdrawn'"
    found: tuple[Any, ...] | None = connection.execute(sql, (n,)).fetchone()
    return found


def laid(connection: Connection, n: int) -> list[tuple[Any, ...]]:
    """Return wall time, zone, the instant first planned for, and state of each slot laid from one."""
    sql = "SELECT wall, zone, first_at, state FROM slot WHERE repeat = ? AND state <> 'withdrawn' ORDER BY at"
    return list(connection.execute(sql, (n,)))
