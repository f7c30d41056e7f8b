"""What may be asked of what the desk keeps of people."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from rhythm_tui.domain.command import Command, Id, Text, When


class PrivacyPurge(Command):
    """Empty the words of ended items: those named, or all that are older than the playbook keeps them."""

    do: Literal["privacy.purge"] = "privacy.purge"
    undoable: ClassVar[bool] = False
    personal: ClassVar[frozenset[str]] = frozenset({"reason"})
    items: tuple[Id, ...] = Field((), strict=False, max_length=10_000)
    before: When | None = Field(None, description="Ended before this, and not kept any longer.")
    reason: Text


class PrivacyRotate(Command):
    """Begin a new key for authors: threads are not joined across it, and old hashes tell nobody anything."""

    do: Literal["privacy.rotate"] = "privacy.rotate"
    undoable: ClassVar[bool] = False
    personal: ClassVar[frozenset[str]] = frozenset({"reason"})
    reason: Text


COMMANDS: tuple[type[Command], ...] = (PrivacyPurge, PrivacyRotate)
