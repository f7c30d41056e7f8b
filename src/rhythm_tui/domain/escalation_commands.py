"""What may be recorded of who was told that a timer runs out."""

from __future__ import annotations

from typing import ClassVar, Literal

from rhythm_tui.domain.command import Command, Id, Name, Text, When, Word


class IncidentTell(Command):
    """Record that word of a running timer was passed on: to whom, how, and what was said."""

    do: Literal["incident.tell"] = "incident.tell"
    personal: ClassVar[frozenset[str]] = frozenset({"words"})
    id: Id
    timer: Word
    duty: Word
    person: Name
    channel: Word
    words: Text | None = None
    at: When | None = None


class NotificationAnswer(Command):
    """Record that word which was passed on has been acknowledged; by the person told when left out."""

    do: Literal["notification.answer"] = "notification.answer"
    id: Id
    by: Name | None = None
    at: When | None = None


COMMANDS: tuple[type[Command], ...] = (IncidentTell, NotificationAnswer)
