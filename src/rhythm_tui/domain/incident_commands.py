"""What may be asked of the incident board."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from rhythm_tui.domain.command import Command, Id, Line, Name, Sha256, Stage, Text, Url, When, Word

Ids = Annotated[tuple[Id, ...], Field(strict=False, max_length=500)]


class IncidentOpen(Command):
    """Open an incident; its timers run from discovery, and the playbook of its kind lays its tasks."""

    do: Literal["incident.open"] = "incident.open"
    personal: ClassVar[frozenset[str]] = frozenset({"title"})
    title: Line
    kind: Word
    grade: Word
    source: Word | None = Field(None, description="How it came to be known, from the playbook.")
    occurred_at: When | None = Field(None, description="When it happened, where that is known.")
    discovered_at: When | None = None
    items: Ids = Field((), description="Interactions that belong to it.")


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
    personal: ClassVar[frozenset[str]] = frozenset({"evidence", "file"})
    id: Id
    timer: Word
    evidence: Text
    at: When | None = None
    file: Line | None = Field(None, description="The name of the file that is its evidence.")
    sha256: Sha256 | None = Field(None, description="Of that file: 64 hexadecimal digits.")
    url: Url | None = None


class IncidentWaive(Command):
    """Say that nobody has to meet a response timer: it is not met, and a miss before it stays."""

    do: Literal["incident.waive"] = "incident.waive"
    personal: ClassVar[frozenset[str]] = frozenset({"reason"})
    id: Id
    timer: Word
    reason: Text


class IncidentMove(Command):
    """Move an incident to another column of the board."""

    do: Literal["incident.move"] = "incident.move"
    id: Id
    stage: Stage


class IncidentClaim(Command):
    """Take charge of an incident, or put somebody else in charge."""

    do: Literal["incident.claim"] = "incident.claim"
    id: Id
    to: Name | None = Field(None, description="Who is in charge from now on.")


class IncidentMerge(Command):
    """Let another incident go on with this one: what is to be done moves, what was done stays."""

    do: Literal["incident.merge"] = "incident.merge"
    personal: ClassVar[frozenset[str]] = frozenset({"reason"})
    id: Id
    into: Id
    reason: Text


class IncidentReopen(Command):
    """Open a closed incident again: it goes on in the column *respond*, its old misses stay."""

    do: Literal["incident.reopen"] = "incident.reopen"
    personal: ClassVar[frozenset[str]] = frozenset({"reason"})
    id: Id
    reason: Text


class IncidentLink(Command):
    """Link interactions to an incident."""

    do: Literal["incident.link"] = "incident.link"
    id: Id
    items: Ids = Field(min_length=1)


class IncidentUnlink(Command):
    """Take interactions off an incident."""

    do: Literal["incident.unlink"] = "incident.unlink"
    id: Id
    items: Ids = Field(min_length=1)


class IncidentFreeze(Command):
    """Hold publishing slots: some by their ids, those of a platform or department, else all to come."""

    do: Literal["incident.freeze"] = "incident.freeze"
    personal: ClassVar[frozenset[str]] = frozenset({"reason"})
    id: Id
    reason: Text
    slots: Ids = Field((), description="These, whenever they are planned for.")
    platform: Word | None = Field(None, description="All of this platform from today on.")
    department: Name | None = Field(None, description="All of this department from today on.")


class IncidentRelease(Command):
    """Release held slots once every line of the playbook's checklist is ticked."""

    do: Literal["incident.release"] = "incident.release"
    id: Id
    checked: tuple[Word, ...] = Field(strict=False, max_length=50, description="The lines that were checked.")
    slots: Ids = Field((), description="Only these; all that it holds when left out.")


COMMANDS: tuple[type[Command], ...] = (
    IncidentOpen,
    IncidentGrade,
    IncidentMeet,
    IncidentWaive,
    IncidentMove,
    IncidentClaim,
    IncidentMerge,
    IncidentReopen,
    IncidentLink,
    IncidentUnlink,
    IncidentFreeze,
    IncidentRelease,
)
