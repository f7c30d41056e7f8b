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


def replies(connection: Connection, since: int, limit: int) -> list[tuple[int, str, str, str]]:
    """Return number, platform, kind and reply of what was answered since an instant, the newest first."""
    sql = f"""
        SELECT i.n, i.platform, i.kind, c.body FROM interaction i JOIN content c ON c.n = i.reply
        WHERE i.state = 'answered' AND i.stopped_at > ? AND c.body IS NOT NULL AND {VISIBLE}
        ORDER BY i.stopped_at DESC, i.n DESC LIMIT ?
    """
    return list(connection.execute(sql, (since, limit)))


def version(connection: Connection) -> tuple[int, int]:
    """Return what changes with every commit of another connection, and with every change of this one."""
    return connection.execute("PRAGMA data_version").fetchone()[0], connection.total_changes
