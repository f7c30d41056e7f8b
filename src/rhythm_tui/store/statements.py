"""Reading the public statements of incidents."""

from __future__ import annotations

from rhythm_tui.store.bands import VISIBLE
from rhythm_tui.store.sqlite import Connection

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


_COLUMNS = (
    "s.n, s.version, s.incident, s.number, coalesce(c.body, ''), s.digest, s.author, s.editors, s.state,"
    " s.made_at, s.published_at, s.superseded_at"
)
_FROM = "FROM statement s JOIN content c ON c.n = s.words"
_WHOLE = """
    WITH RECURSIVE whole(n) AS (
      SELECT :incident UNION SELECT i.n FROM incident i JOIN whole ON i.merged_into = whole.n
    )
"""
"""An incident and all that were merged into it."""


def of_incident(connection: Connection, incident: int) -> list[tuple[Any, ...]]:
    """Return the statements of an incident, the first version first."""
    sql = f"SELECT {_COLUMNS} {_FROM} WHERE s.incident = ? AND s.state <> 'withdrawn' ORDER BY s.number, s.n"
    return list(connection.execute(sql, (incident,)))


def one(connection: Connection, n: int) -> tuple[Any, ...] | None:
    """Return one statement; None when there is none or it was taken back."""
    sql = f"SELECT {_COLUMNS} {_FROM} WHERE s.n = ? AND s.state <> 'withdrawn'"
    found: tuple[Any, ...] | None = connection.execute(sql, (n,)).fetchone()
    return found


def standing(connection: Connection, incident: int) -> list[int]:
    """Return the numbers of the statements that stand in public for an incident, by time.

    Those of an incident that was merged into it are among them until it publishes one of its own: a merge
    changes nothing of what the public reads.
    """
    sql = f"""
        {_WHOLE} SELECT n FROM statement WHERE incident IN whole AND state = 'published'
        ORDER BY published_at, n
    """
    return [n for (n,) in connection.execute(sql, {"incident": incident})]


def approvals(connection: Connection, statement: int) -> list[tuple[str, str, str, int]]:
    """Return role, expert, digest of the text and instant of each sign-off of a statement."""
    sql = "SELECT role, expert, digest, at FROM approval WHERE statement = ? AND withdrawn = 0 ORDER BY n"
    return list(connection.execute(sql, (statement,)))


def outlets(connection: Connection, statement: int) -> list[tuple[str, int, str | None, str]]:
    """Return platform, instant, link and operator of each place where a statement stands, by time."""
    sql = """
        SELECT platform, at, url, operator FROM outlet WHERE statement = ? AND withdrawn = 0 ORDER BY at, n
    """
    return list(connection.execute(sql, (statement,)))


def slots(connection: Connection, statement: int) -> list[tuple[int, str, str, str]]:
    """Return number, platform, wall time and state of each slot that brings a statement to the public."""
    sql = """
        SELECT n, platform, wall, state FROM slot
        WHERE statement = ? AND state <> 'withdrawn' ORDER BY at, n
    """
    return list(connection.execute(sql, (statement,)))


def outdated_slots(connection: Connection, incident: int) -> list[int]:
    """Return the slots still to go out that bring a superseded statement of an incident, by time.

    Statements of what was merged into it are among them.
    """
    sql = f"""
        {_WHOLE}
        SELECT p.n FROM statement s JOIN slot p ON p.statement = s.n
        WHERE s.incident IN whole AND s.state = 'superseded'
          AND p.state IN ('planned', 'review', 'ready', 'held') ORDER BY p.at, p.n
    """
    return [n for (n,) in connection.execute(sql, {"incident": incident})]


def carried(connection: Connection, incident: int | None = None) -> list[tuple[Any, ...]]:
    """Return the replies in public that were made from a superseded statement, the newest first.

    Of one incident and what was merged into it, or of all: number of the item, platform, statement, its
    number, its incident, instant, operator and the words of the reply.
    """
    sql = f"""
        {_WHOLE}
        SELECT i.n, i.platform, s.n, s.number, s.incident, i.stopped_at, i.stopped_by, coalesce(c.body, '')
        FROM statement s JOIN interaction i ON i.template = 'statement.d' || s.n AND i.state = 'answered'
          LEFT JOIN content c ON c.n = i.reply
        WHERE s.state = 'superseded' AND (s.incident IN whole OR :incident IS NULL)
          AND {VISIBLE}
        ORDER BY i.stopped_at DESC, i.n DESC
    """
    return list(connection.execute(sql, {"incident": incident}))
