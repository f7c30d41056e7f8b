"""Reading the lessons."""

from __future__ import annotations

from typing import Any

from rhythm_tui.store.sqlite import Connection

_LESSON = """
    SELECT l.n, l.version, l.kind, coalesce(c.body, ''), l.incident, coalesce(h.body, ''), l.at, l.operator,
      l.state
    FROM lesson l JOIN content c ON c.n = l.words
      LEFT JOIN incident i ON i.n = l.incident LEFT JOIN content h ON h.n = i.title
"""
_ORDER = "ORDER BY l.kind, l.n"


def standing(connection: Connection) -> list[tuple[Any, ...]]:
    """Return the lessons that stand on a list: the pitfalls, then the procedure, each in order of writing."""
    return list(connection.execute(f"{_LESSON} WHERE l.state = 'standing' {_ORDER}"))


def of_incident(connection: Connection, incident: int) -> list[tuple[Any, ...]]:
    """Return the lessons drawn from an incident, those among them too that were dropped since."""
    return list(
        connection.execute(f"{_LESSON} WHERE l.incident = ? AND l.state <> 'withdrawn' {_ORDER}", (incident,))
    )


def one(connection: Connection, n: int) -> tuple[Any, ...] | None:
    """Return a lesson; None when there is none or it was taken back."""
    found: tuple[Any, ...] | None = connection.execute(
        f"{_LESSON} WHERE l.n = ? AND l.state <> 'withdrawn'", (n,)
    ).fetchone()
    return found
