"""What is shown of lessons: frozen rows, and how they are read. Standard library only.

Instants are milliseconds UTC. Every string that somebody typed is ``SafeText``.
"""

from __future__ import annotations

from typing import Any

from rhythm_tui.domain import ids
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.text import NOTHING, SafeText, clean, named
from rhythm_tui.store import lessons
from rhythm_tui.store.sqlite import Connection


class LessonRow(NamedTuple):
    """One lesson."""

    id: str
    version: int
    kind: str
    """``pitfall`` or ``sop``."""
    text: SafeText
    """Empty once it was purged: nobody can write an empty one."""
    incident: str | None
    """The incident it was drawn from."""
    title: SafeText
    """Of that incident."""
    at: int
    by: SafeText
    standing: bool
    """Whether it still stands on its list."""


def standing(connection: Connection) -> tuple[LessonRow, ...]:
    """Return what stands on the lists: the pitfalls, then the procedure, each in order of writing."""
    return tuple(map(_row, lessons.standing(connection)))


def of_incident(connection: Connection, incident: int) -> tuple[LessonRow, ...]:
    """Return the lessons drawn from an incident, those among them too that were dropped since."""
    return tuple(map(_row, lessons.of_incident(connection, incident)))


def one(connection: Connection, n: int) -> LessonRow | None:
    """Return one lesson; None when there is none or it was taken back."""
    found = lessons.one(connection, n)
    return _row(found) if found else None


def _row(row: tuple[Any, ...]) -> LessonRow:
    n, version, kind, text, incident, title, at, operator, state = row
    return LessonRow(
        id=ids.name(ids.LESSON, n),
        version=version,
        kind=kind,
        text=clean(text),
        incident=ids.name(ids.INCIDENT, incident) if incident else None,
        title=named(title) if incident else NOTHING,
        at=at,
        by=clean(operator),
        standing=state == "standing",
    )
