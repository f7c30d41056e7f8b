"""What may be asked of the incident board."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from rhythm_tui.domain.command import Command, Id, Line, Stage, Text, When, Word


class IncidentOpen(Command):
    """Open an incident; its timers run from discovery."""

    do: Literal["incident.open"] = "incident.open"
    personal: ClassVar[frozenset[str]] = frozenset({"title"})
    title: Line
    kind: Word
    grade: Word
    discovered_at: When | None = None
    items: tuple[Id, ...] = Field(
        (), strict=False, max_length=500, description="Interactions that belong to it."
    )


class IncidentGrade(Command):
    """Grade an incident anew: every due time becomes its start plus the new target."""

    do: Literal["incident.grade"] = "incident.grade"
    personal: ClassVar[frozenset[str]] = frozenset({"reason"})
    id: Id
    grade: Word
    reason: Text


class IncidentMeet(Command):
    """Meet a response timer, with evidence."""

    do: Literal["incident.meet"] = "incident.meet"
    personal: ClassVar[frozenset[str]] = frozenset({"evidence"})
    id: Id
    timer: Word
    evidence: Text
    at: When | None = None


class IncidentMove(Command):
    """Move an incident to another column of the board."""

    do: Literal["incident.move"] = "incident.move"
    id: Id
    stage: Stage


class IncidentClaim(Command):
    """Take charge of an incident."""

    do: Literal["incident.claim"] = "incident.claim"
    id: Id


COMMANDS: tuple[type[Command], ...] = (
    IncidentOpen,
    IncidentGrade,
    IncidentMeet,
    IncidentMove,
    IncidentClaim,
)
