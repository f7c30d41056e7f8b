"""Reading what a drill has left in its tables."""

from __future__ import annotations

from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.store.sqlite import Connection


class ItemRow(NamedTuple):
    """An item, and the words of its reply."""

    n: int
    platform: str
    kind: str
    due_at: int | None
    state: str
    owner: str | None
    stopped_at: int | None
    missed_s: int | None
    reply: str


class TimerRow(NamedTuple):
    """A response timer of an incident."""

    name: str
    start: int
    due_at: int
    met_at: int | None
    missed_s: int | None


def items(connection: Connection) -> list[ItemRow]:
    """Return every item that stands, in the order they came."""
    sql = """
        SELECT i.n, i.platform, i.kind, i.due_at, i.state, i.owner, i.stopped_at, i.missed_s,
          coalesce(c.body, '')
        FROM interaction i LEFT JOIN content c ON c.n = i.reply WHERE i.state <> 'withdrawn' ORDER BY i.n
    """
    return [ItemRow(*row) for row in connection.execute(sql)]


def statements(connection: Connection) -> list[tuple[int, str]]:
    """Return the text of every statement that stands or stood in public."""
    sql = """
        SELECT s.n, coalesce(c.body, '') FROM statement s JOIN content c ON c.n = s.words
        WHERE s.state IN ('published', 'superseded') ORDER BY s.n
    """
    return list(connection.execute(sql))


def timers(connection: Connection) -> list[TimerRow]:
    """Return the timers of every incident that stands and was not merged into another."""
    sql = """
        SELECT t.name, t.start, t.start + t.target, t.met_at, t.missed_s
        FROM timer t JOIN incident i ON i.n = t.incident
        WHERE i.stage <> 'withdrawn' AND i.merged_into IS NULL AND t.withdrawn = 0 ORDER BY t.n
    """
    return [TimerRow(*row) for row in connection.execute(sql)]
