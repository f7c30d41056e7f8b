"""What may be asked of the response to an incident: its roles, its notes, and tasks of every kind."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from rhythm_tui.domain.command import Command, Id, Line, Name, Text, When, Word

Owner = Annotated[Name | Literal[""] | None, BeforeValidator(lambda said: "" if said is None else said)]
"""Somebody, or "" where it is said that nobody is; None where nothing is said."""
NoteKind = Literal["note", "fact", "decision"]


class IncidentDuty(Command):
    """Give a role of an incident to a person: whoever held it hands it over at this instant."""

    do: Literal["incident.duty"] = "incident.duty"
    id: Id
    role: Word
    person: Name


class IncidentNote(Command):
    """Write a note, a fact or a decision into an incident's timeline, as of the time it speaks of."""

    do: Literal["incident.note"] = "incident.note"
    personal: ClassVar[frozenset[str]] = frozenset({"text"})
    id: Id
    text: Text
    kind: NoteKind = "note"
    at: When | None = Field(None, description="When it was; now when left out. Both times are kept.")


class TaskAdd(Command):
    """Lay a task: for an incident, for a slot, or for the desk itself."""

    do: Literal["task.add"] = "task.add"
    personal: ClassVar[frozenset[str]] = frozenset({"text"})
    incident: Id | None = None
    slot: Id | None = None
    text: Line
    role: Word | None = Field(None, description="The duty that has to do it, where no person is named yet.")
    owner: Name | None = None
    due_at: When | None = None


class TaskAssign(Command):
    """Say who has to do a task, and until when; what is left out stays."""

    do: Literal["task.assign"] = "task.assign"
    id: Id
    owner: Owner = Field(None, description="Null or an empty text: nobody any more.")
    role: Word | None = None
    due_at: When | None = None


class TaskDone(Command):
    """A task is done, with what came of it."""

    do: Literal["task.done"] = "task.done"
    personal: ClassVar[frozenset[str]] = frozenset({"result"})
    id: Id
    result: Text | None = None


class TaskDrop(Command):
    """Drop a task, with the reason."""

    do: Literal["task.drop"] = "task.drop"
    personal: ClassVar[frozenset[str]] = frozenset({"reason"})
    id: Id
    reason: Text


COMMANDS: tuple[type[Command], ...] = (
    IncidentDuty,
    IncidentNote,
    TaskAdd,
    TaskAssign,
    TaskDone,
    TaskDrop,
)
