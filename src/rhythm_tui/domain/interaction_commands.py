"""What may be asked of the interaction queue."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import StringConstraints

from rhythm_tui.domain.command import CloseReason, Command, Id, Kind, Line, Text, When, Word
from rhythm_tui.domain.text import MAX_TEXT


class InteractionAdd(Command):
    """Put a comment, private message or live question on the queue."""

    do: Literal["interaction.add"] = "interaction.add"
    personal: ClassVar[frozenset[str]] = frozenset({"author", "text"})
    platform: Word
    kind: Kind
    posted_at: When
    author: Line
    text: Text
    post: Line | None = None
    external_id: Line | None = None


class InteractionClaim(Command):
    """Take an item: others see who is on it."""

    do: Literal["interaction.claim"] = "interaction.claim"
    id: Id


class InteractionRelease(Command):
    """Give a claimed item back."""

    do: Literal["interaction.release"] = "interaction.release"
    id: Id


class InteractionClose(Command):
    """Close an item without a reply, for a reason."""

    do: Literal["interaction.close"] = "interaction.close"
    personal: ClassVar[frozenset[str]] = frozenset({"note"})
    id: Id
    reason: CloseReason
    note: Text | None = None


class ReplyDraft(Command):
    """Keep the words of a reply; no clock stops."""

    do: Literal["reply.draft"] = "reply.draft"
    personal: ClassVar[frozenset[str]] = frozenset({"text"})
    id: Id
    text: Annotated[str, StringConstraints(max_length=MAX_TEXT)]


class ReplyCopy(Command):
    """Note that the draft was copied to be posted; no clock stops."""

    do: Literal["reply.copy"] = "reply.copy"
    id: Id


class ReplyPost(Command):
    """Record a reply that stands in public: only this stops the clock."""

    do: Literal["reply.post"] = "reply.post"
    personal: ClassVar[frozenset[str]] = frozenset({"text"})
    id: Id
    text: Text
    posted_at: When | None = None
