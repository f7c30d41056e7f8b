"""Reading what belongs to the response to an incident: tasks, roles, slots."""

from __future__ import annotations

from rhythm_tui.store.sqlite import Connection

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


_TASK = """
    SELECT t.n, t.version, t.incident, t.slot, t.source, coalesce(c.body, ''), t.role, t.owner, t.due_at,
      t.made_at, t.made_by, t.state, t.ended_at, t.ended_by, coalesce(r.body, ''), coalesce(h.body, '')
    FROM task t JOIN content c ON c.n = t.words LEFT JOIN content r ON r.n = t.result
      LEFT JOIN incident i ON i.n = t.incident LEFT JOIN content h ON h.n = i.title
    WHERE t.state <> 'withdrawn' AND coalesce(i.stage, '') <> 'withdrawn'
"""
_ITS_SLOTS = "held_for = ?1 OR statement IN (SELECT n FROM statement WHERE incident = ?1)"
_BY_DUE = "t.due_at IS NULL, t.due_at, t.n"
_OPEN_FIRST = f"t.state <> 'open', coalesce(-t.ended_at, 0), {_BY_DUE}"


def tasks(connection: Connection, incident: int) -> list[tuple[Any, ...]]:
    """Return the tasks of an incident: the open ones by when they are due, then those that ended last."""
    return list(connection.execute(f"{_TASK} AND t.incident = ? ORDER BY {_OPEN_FIRST}", (incident,)))


def tasks_of_slot(connection: Connection, slot: int) -> list[tuple[Any, ...]]:
    """Return the tasks of a publishing slot in the same order."""
    return list(connection.execute(f"{_TASK} AND t.slot = ? ORDER BY {_OPEN_FIRST}", (slot,)))


def open_tasks(connection: Connection) -> list[tuple[Any, ...]]:
    """Return every open task by when it is due, those without a due time last."""
    return list(connection.execute(f"{_TASK} AND t.state = 'open' ORDER BY {_BY_DUE}"))


def task(connection: Connection, n: int) -> tuple[Any, ...] | None:
    """Return one task; None when there is none or it was taken back."""
    found: tuple[Any, ...] | None = connection.execute(f"{_TASK} AND t.n = ?", (n,)).fetchone()
    return found


def duties(connection: Connection, incident: int) -> list[tuple[Any, ...]]:
    """Return who held which role of an incident, from when and until when, in the order they took it."""
    sql = "SELECT role, person, from_at, until_at FROM duty WHERE incident = ? AND withdrawn = 0 ORDER BY n"
    return list(connection.execute(sql, (incident,)))


def slots(connection: Connection, incident: int) -> list[tuple[Any, ...]]:
    """Return the slots that an incident holds, and those that bring a statement of it to the public."""
    sql = f"""
        SELECT n, platform, wall, title, state, statement FROM slot
        WHERE ({_ITS_SLOTS}) AND state <> 'withdrawn' ORDER BY at, n
    """
    return list(connection.execute(sql, (incident,)))


def subjects(connection: Connection, incident: int) -> dict[str, tuple[int, ...]]:
    """Return the numbers of everything of an incident that a journal line may be about, by table."""
    sqls = {
        "task": "SELECT n FROM task WHERE incident = ?",
        "statement": "SELECT n FROM statement WHERE incident = ?",
        "notification": "SELECT n FROM notification WHERE incident = ?",
        "lesson": "SELECT n FROM lesson WHERE incident = ?",
        "slot": f"SELECT n FROM slot WHERE {_ITS_SLOTS}",
        "interaction": "SELECT n FROM interaction WHERE incident = ? AND state <> 'withdrawn'",
    }
    return {
        table: tuple(n for (n,) in connection.execute(f"{sql} ORDER BY n", (incident,)))
        for table, sql in sqls.items()
    }
