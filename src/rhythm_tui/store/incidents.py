"""Reading the incident board."""

from __future__ import annotations

from collections.abc import Sequence

from rhythm_tui.domain.deadlines import SECOND
from rhythm_tui.store.sqlite import Connection

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


OPEN = "stage NOT IN ('closed', 'withdrawn')"
RUNNING = "met_at IS NULL AND waived_at IS NULL AND withdrawn = 0"
"""Conditions on an open incident, and on a timer that is still to be met."""
_COLUMNS = (
    "i.n, i.version, coalesce(c.body, ''), i.kind, i.grade, i.stage, i.owner, i.discovered_at, i.graded_at,"
    " (SELECT count(*) FROM interaction q WHERE q.incident = i.n AND q.state <> 'withdrawn'),"
    " i.source, i.occurred_at, i.merged_into,"
    " (SELECT count(*) FROM task t WHERE t.incident = i.n AND t.state = 'open'),"
    " (SELECT group_concat(t.due_at) FROM task t WHERE t.incident = i.n AND t.state = 'open'),"
    " (SELECT count(*) FROM slot s WHERE s.held_for = i.n AND s.state = 'held')"
)


def open_rows(connection: Connection) -> list[tuple[Any, ...]]:
    """Return the rows of all open incidents."""
    sql = f"SELECT {_COLUMNS} FROM incident i JOIN content c ON c.n = i.title WHERE {OPEN} ORDER BY i.n"
    return list(connection.execute(sql))


def unled(connection: Connection) -> list[tuple[int, int]]:
    """Return number and next due instant of the open incidents whose timers run with nobody in charge."""
    sql = f"""
        SELECT i.n, min(t.start + t.target) FROM incident i JOIN timer t ON t.incident = i.n AND {RUNNING}
        WHERE {OPEN} AND i.owner IS NULL GROUP BY i.n ORDER BY 2, 1
    """
    return list(connection.execute(sql))


def unfinished_rows(connection: Connection) -> list[tuple[Any, ...]]:
    """Return the rows of the closed incidents that have open tasks, by number."""
    sql = f"""
        SELECT {_COLUMNS} FROM incident i JOIN content c ON c.n = i.title
        WHERE i.stage = 'closed' AND i.n IN (SELECT incident FROM task WHERE state = 'open') ORDER BY i.n
    """
    return list(connection.execute(sql))


def closed_rows(connection: Connection, limit: int = 8) -> list[tuple[Any, ...]]:
    """Return the rows of the incidents that were closed last; none that goes on as another."""
    sql = f"""
        SELECT {_COLUMNS} FROM incident i JOIN content c ON c.n = i.title
        WHERE stage = 'closed' AND merged_into IS NULL ORDER BY stage_at DESC, i.n DESC LIMIT ?
    """
    return list(connection.execute(sql, (limit,)))


def row(connection: Connection, n: int) -> tuple[Any, ...] | None:
    """Return the row of one incident, open or closed; None when there is none or it was taken back."""
    sql = f"""
        SELECT {_COLUMNS} FROM incident i JOIN content c ON c.n = i.title
        WHERE i.n = ? AND stage <> 'withdrawn'
    """
    found: tuple[Any, ...] | None = connection.execute(sql, (n,)).fetchone()
    return found


def open_titles(connection: Connection) -> list[tuple[int, str]]:
    """Return number and title of every open incident."""
    sql = f"""
        SELECT i.n, coalesce(c.body, '') FROM incident i JOIN content c ON c.n = i.title
        WHERE {OPEN} ORDER BY i.n
    """
    return list(connection.execute(sql))


def with_posts_of(connection: Connection, items: Sequence[int]) -> list[int]:
    """Return the open incidents that have an item under the post of one of ``items``."""
    sql = f"""
        SELECT DISTINCT o.incident FROM interaction q
          JOIN interaction o ON o.post = q.post AND o.platform = q.platform
          JOIN incident i ON i.n = o.incident
        WHERE q.n IN (SELECT value FROM json_each(?)) AND q.post <> '' AND {OPEN}
    """
    import json  # not on the way to the first page

    return [n for (n,) in connection.execute(sql, (json.dumps(list(items)),))]


def merged_into(connection: Connection, n: int) -> list[int]:
    """Return the incidents that go on with this one."""
    return [
        one for (one,) in connection.execute("SELECT n FROM incident WHERE merged_into = ? ORDER BY n", (n,))
    ]


def timers(connection: Connection, incident: int) -> list[tuple[Any, ...]]:
    """Return the timers of an incident, in the order they fall due."""
    sql = """
        SELECT t.name, t.start, t.target, t.met_at, t.met_by, coalesce(c.body, ''), t.missed_s,
          t.waived_at, t.waived_by, coalesce(w.body, ''), coalesce(f.body, ''), t.sha256, t.url,
          t.waived_at IS NOT NULL AND t.waiver IS NULL
        FROM timer t LEFT JOIN content c ON c.n = t.evidence LEFT JOIN content w ON w.n = t.waiver
          LEFT JOIN content f ON f.n = t.file
        WHERE t.incident = ? AND t.withdrawn = 0 ORDER BY t.start + t.target, t.n
    """
    return list(connection.execute(sql, (incident,)))


def count(connection: Connection, now: int) -> tuple[int, int, int | None]:
    """Return how many incidents are open, how many have a timer past due and unmet, and the next due."""
    cut = now // SECOND * SECOND
    opened = connection.execute(f"SELECT count(*) FROM incident WHERE {OPEN}").fetchone()[0]
    unmet = f"FROM timer t JOIN incident i ON i.n = t.incident WHERE {OPEN} AND {RUNNING}"
    late = connection.execute(
        f"SELECT count(DISTINCT t.incident) {unmet} AND t.start + t.target < ?", (cut,)
    ).fetchone()[0]
    following = connection.execute(
        f"SELECT min(t.start + t.target) {unmet} AND t.start + t.target >= ?", (cut,)
    ).fetchone()[0]
    return int(opened), int(late), following
