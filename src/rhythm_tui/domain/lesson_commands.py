"""What may be asked of the lists of lessons."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from rhythm_tui.domain.command import Command, Id, Line, Text

LessonKind = Literal["pitfall", "sop"]


class LessonAdd(Command):
    """Write down a lesson: a pitfall to avoid, or a step of standing procedure."""

    do: Literal["lesson.add"] = "lesson.add"
    personal: ClassVar[frozenset[str]] = frozenset({"text"})
    kind: LessonKind
    text: Line
    incident: Id | None = Field(None, description="The incident it was drawn from.")


class LessonDrop(Command):
    """Take a lesson off its list, with the reason."""

    do: Literal["lesson.drop"] = "lesson.drop"
    personal: ClassVar[frozenset[str]] = frozenset({"reason"})
    id: Id
    reason: Text


COMMANDS: tuple[type[Command], ...] = (LessonAdd, LessonDrop)
