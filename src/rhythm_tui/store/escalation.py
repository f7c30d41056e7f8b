"""Reading who must be told of the timers that run, and who was."""

from __future__ import annotations

from rhythm_tui.store.incidents import OPEN, RUNNING
from rhythm_tui.store.sqlite import Connection

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


_OF_OPEN = f"n.withdrawn = 0 AND n.incident IN (SELECT n FROM incident WHERE {OPEN})"


def running(connection: Connection) -> list[tuple[Any, ...]]:
    """Return the timers of open incidents that are still to be met, what falls due first first."""
    sql = f"""
        SELECT t.n, t.name, t.start, t.target, i.n, i.opened_at, i.grade, coalesce(c.body, '')
        FROM timer t JOIN incident i ON i.n = t.incident JOIN content c ON c.n = i.title
        WHERE {OPEN} AND {RUNNING} ORDER BY t.start + t.target, t.n
    """
    return list(connection.execute(sql))


def tellings(connection: Connection) -> list[tuple[Any, ...]]:
    """Return which duty was told of which timer of an open incident, when, and when that was answered."""
    return list(
        connection.execute(f"SELECT timer, role, at, answered_at FROM notification n WHERE {_OF_OPEN}")
    )


def holders(connection: Connection) -> dict[tuple[int, str], str]:
    """Return who holds which duty now, by incident and duty."""
    sql = "SELECT incident, role, person FROM duty WHERE until_at IS NULL AND withdrawn = 0 ORDER BY n"
    return {(incident, role): person for incident, role, person in connection.execute(sql)}


def notifications(connection: Connection, incident: int | None) -> list[tuple[Any, ...]]:
    """Return what was passed on about one incident, or about every open one, the newest first."""
    where, values = ("n.withdrawn = 0 AND n.incident = ?", (incident,)) if incident else (_OF_OPEN, ())
    sql = f"""
        SELECT n.n, n.version, n.incident, t.name, n.role, n.person, n.channel, coalesce(c.body, ''), n.at,
          n.operator, n.answered_at, n.answered_by
        FROM notification n JOIN timer t ON t.n = n.timer LEFT JOIN content c ON c.n = n.words
        WHERE {where} ORDER BY n.at DESC, n.n DESC
    """
    return list(connection.execute(sql, values))
