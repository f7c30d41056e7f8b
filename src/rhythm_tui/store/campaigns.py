"""Reading the campaigns."""

from __future__ import annotations

from rhythm_tui.store.sqlite import Connection

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


_COLUMNS = "n, version, name, day, tag, department, made_at, made_by, state"


def standing(connection: Connection) -> list[tuple[Any, ...]]:
    """Return the campaigns that were not dropped, by the day of their burst."""
    sql = f"SELECT {_COLUMNS} FROM campaign WHERE state = 'standing' ORDER BY day, n"
    return list(connection.execute(sql))


def one(connection: Connection, n: int) -> tuple[Any, ...] | None:
    """Return a campaign; None when there is none or it was taken back."""
    sql = f"SELECT {_COLUMNS} FROM campaign WHERE n = ? AND state <> 'withdrawn'"
    found: tuple[Any, ...] | None = connection.execute(sql, (n,)).fetchone()
    return found


def slots(connection: Connection, n: int) -> list[tuple[Any, ...]]:
    """Return phase, state, instant and wall time of a campaign's slots, by time."""
    sql = """
        SELECT phase, state, at, wall FROM slot
        WHERE campaign = ? AND state <> 'withdrawn' ORDER BY at, n
    """
    return list(connection.execute(sql, (n,)))
