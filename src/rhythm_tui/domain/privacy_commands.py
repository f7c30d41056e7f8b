"""What may be asked of what the desk keeps of people."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from rhythm_tui.domain.command import Command, Id, Line, Sha256, Text, When, Word


class PrivacyPurge(Command):
    """Empty the words of what has ended: what is named, or all that is older than the playbook keeps it."""

    do: Literal["privacy.purge"] = "privacy.purge"
    undoable: ClassVar[bool] = False
    personal: ClassVar[frozenset[str]] = frozenset({"reason"})
    items: tuple[Id, ...] = Field(
        (),
        strict=False,
        max_length=10_000,
        description="Items, stories, incidents, handovers, slots, tasks ...",
    )
    before: When | None = Field(None, description="Ended before this, and not kept any longer.")
    reason: Text


class PrivacyRotate(Command):
    """Begin a new key for authors: threads are not joined across it, and old hashes tell nobody anything."""

    do: Literal["privacy.rotate"] = "privacy.rotate"
    undoable: ClassVar[bool] = False
    personal: ClassVar[frozenset[str]] = frozenset({"reason"})
    reason: Text


class _Written(Command):
    """What is told of a file that was written."""

    undoable: ClassVar[bool] = False
    what: Word = Field(description="A document or list: handover, incident, review, queue, journal ...")
    incident: Id | None = Field(None, description="The one that it is about.")
    file: Line
    sha256: Sha256 = Field(description="Of the file, in hexadecimal digits.")


class PrivacyExport(_Written):
    """Note that what stands on the desk was written to a file, contacts masked: the desk does it itself."""

    do: Literal["privacy.export"] = "privacy.export"
    personal: ClassVar[frozenset[str]] = frozenset({"file"})


class PrivacyUnmask(_Written):
    """Note that what stands on the desk was written out as it was typed, contacts and all."""

    do: Literal["privacy.unmask"] = "privacy.unmask"
    personal: ClassVar[frozenset[str]] = frozenset({"file", "reason"})
    reason: Text


COMMANDS: tuple[type[Command], ...] = (PrivacyPurge, PrivacyRotate, PrivacyExport, PrivacyUnmask)
