"""Reading what the rhythm of a plan is made of: everything by index, and no history beyond a window."""

from __future__ import annotations

from rhythm_tui.store.bands import VISIBLE
from rhythm_tui.store.sqlite import Connection

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def posts(connection: Connection, start: int, end: int) -> list[tuple[Any, ...]]:
    """Return the slots whose instant lies in ``start <= at < end`` and that were not given up, by time."""
    sql = """
        SELECT n, at, wall, platform, tier, form, department, audience, state, series FROM slot
        WHERE at >= ? AND at < ? AND state NOT IN ('dropped', 'withdrawn') ORDER BY at, n
    """
    return list(connection.execute(sql, (start, end)))


def published(connection: Connection, start: int, end: int) -> dict[int, int]:
    """Return how many slots of each tier went out, of those whose time lies in ``start <= at < end``."""
    sql = "SELECT tier, count(*) FROM slot WHERE at >= ? AND at < ? AND state = 'published' GROUP BY tier"
    return dict(connection.execute(sql, (start, end)))


def brush_offs(connection: Connection, since: int) -> list[int]:
    """Return the items whose answer since an instant only sends people away, the newest answer first."""
    sql = f"""
        SELECT n FROM interaction WHERE brush_off = 1 AND state = 'answered' AND stopped_at > ? AND {VISIBLE}
        ORDER BY stopped_at DESC, n DESC
    """
    return [n for (n,) in connection.execute(sql, (since,))]


def version(connection: Connection) -> tuple[int, int]:
    """Return what changes with every commit of another connection, and with every change of this one."""
    return connection.execute("PRAGMA data_version").fetchone()[0], connection.total_changes
