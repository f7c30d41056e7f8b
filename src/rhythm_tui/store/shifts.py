"""Reading the duty roster, who is on duty, handovers and gaps, and what a handover tells besides."""

from __future__ import annotations

from rhythm_tui.store import journal
from rhythm_tui.store.bands import OPEN
from rhythm_tui.store.sqlite import Connection

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


_HANDOVER = (
    "h.n, h.version, h.giver, h.receiver, h.state, h.given_at, h.signed_at, h.seq, h.head, h.critical,"
    " coalesce(c.body, '')"
)


def on_duty(connection: Connection) -> list[tuple[Any, ...]]:
    """Return number, version, shift, operator and start of every shift that has not ended."""
    sql = """
        SELECT n, version, name, operator, started_at FROM shift
        WHERE ended_at IS NULL AND withdrawn = 0 ORDER BY started_at, n
    """
    return list(connection.execute(sql))


def operators(connection: Connection) -> list[tuple[Any, ...]]:
    """Return number, version and name of every operator, whether a PIN was set, and the roles."""
    sql = """
        SELECT n, version, name, pin IS NOT NULL, roles FROM operator WHERE state = 'active' ORDER BY name, n
    """
    return list(connection.execute(sql))


def roster(connection: Connection, first: str, last: str) -> list[tuple[Any, ...]]:
    """Return day, shift, operators (each on a line) and version of the cells of some days."""
    sql = """
        SELECT day, shift, operators, version FROM roster
        WHERE day BETWEEN ? AND ? AND withdrawn = 0 ORDER BY day, n
    """
    return list(connection.execute(sql, (first, last)))


def handovers(connection: Connection, *, signed: bool) -> list[tuple[Any, ...]]:
    """Return the handovers that wait for their signature, the oldest first, or the one signed last."""
    newest = "h.state = 'signed' ORDER BY h.signed_at DESC, h.n DESC LIMIT 1"
    where = newest if signed else "h.state = 'given' ORDER BY h.n"
    sql = f"SELECT {_HANDOVER} FROM handover h LEFT JOIN content c ON c.n = h.notes WHERE {where}"
    return list(connection.execute(sql))


def gaps(connection: Connection, since: int, limit: int = 50) -> list[tuple[int, int, str]]:
    """Return beginning, end and who noted it of the newest gaps that ended at ``since`` or later."""
    found = []
    for entry in journal.entries(connection, "verb = 'shift.gap'", newest_first=True, limit=limit):
        fields = entry.told()["fields"]
        if fields["until"] >= since:
            found.append((int(fields["since"]), int(fields["until"]), entry.operator))
    return found[::-1]


def waiting(connection: Connection) -> list[int]:
    """Return the numbers of the open items that wait for somebody, the longest waiting first."""
    sql = f"SELECT n FROM interaction WHERE {OPEN} AND waiting IS NOT NULL ORDER BY waiting_since, n"
    return [n for (n,) in connection.execute(sql)]


def due(connection: Connection, column: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return instant and number of the open items whose ``column`` lies in ``start <= at < end``.

    ``column`` is ``due_at`` or ``neglect_at``.
    """
    sql = f"""
        SELECT {column}, n FROM interaction
        WHERE {OPEN} AND {column} >= ? AND {column} < ? ORDER BY {column}, n
    """
    return list(connection.execute(sql, (start, end)))


def held_slots(connection: Connection) -> list[tuple[Any, ...]]:
    """Return number, platform, instant, title and incident of every slot that an incident holds, by time."""
    sql = """
        SELECT n, platform, at, title, held_for FROM slot
        WHERE state = 'held' ORDER BY at, n
    """
    return list(connection.execute(sql))
