"""What may be asked of the interaction queue."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from rhythm_tui.domain.command import (
    CloseReason,
    Command,
    Draft,
    Id,
    Kind,
    Line,
    Name,
    Outcome,
    Referral,
    Template,
    Text,
    Topic,
    When,
    Word,
)


class InteractionAdd(Command):
    """Put a comment, private message or live question on the queue."""

    do: Literal["interaction.add"] = "interaction.add"
    typed: ClassVar[frozenset[str]] = frozenset({"topic"})
    personal: ClassVar[frozenset[str]] = frozenset({"author", "text"})
    platform: Word
    kind: Kind
    posted_at: When
    author: Line
    text: Text
    post: Line | None = None
    external_id: Line | None = None
    topic: Topic | None = None


class InteractionClaim(Command):
    """Take an item, or give it to somebody: others see who is on it."""

    do: Literal["interaction.claim"] = "interaction.claim"
    id: Id
    to: Name | None = Field(None, description="Who is to hold it; whoever does the command if left out.")


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
    text: Draft
    template: Template | None = None


class ReplyCopy(Command):
    """Note that the draft was copied to be posted, after the guard has read it; no clock stops."""

    do: Literal["reply.copy"] = "reply.copy"
    personal: ClassVar[frozenset[str]] = frozenset({"reason"})
    id: Id
    reason: Text | None = Field(None, description="Why it is copied although the guard says no.")


class ReplyPost(Command):
    """Record a reply that stands in public: only this stops the clock."""

    do: Literal["reply.post"] = "reply.post"
    personal: ClassVar[frozenset[str]] = frozenset({"text"})
    id: Id
    text: Text
    posted_at: When | None = None
    outcome: Outcome | None = Field(None, description="What a private message came to (RHYTHM 14).")
    template: Template | None = None


class InteractionReopen(Command):
    """Open an answered or closed item again: its clock runs from its old start, its misses stay."""

    do: Literal["interaction.reopen"] = "interaction.reopen"
    personal: ClassVar[frozenset[str]] = frozenset({"reason"})
    id: Id
    reason: Text


class InteractionCorrect(Command):
    """Correct a time that was taken down wrong; the original and the reason are kept."""

    do: Literal["interaction.correct"] = "interaction.correct"
    personal: ClassVar[frozenset[str]] = frozenset({"reason"})
    id: Id
    reason: Text
    posted_at: When | None = Field(None, description="When it was really posted.")
    answered_at: When | None = Field(None, description="When the reply really stood in public.")


class InteractionRefer(Command):
    """Take a question on: to a private message, or to the doctor team; a linked item with its own clock."""

    do: Literal["interaction.refer"] = "interaction.refer"
    personal: ClassVar[frozenset[str]] = frozenset({"note"})
    id: Id
    to: Referral
    note: Text | None = None


class InteractionWait(Command):
    """Note whom an item waits for, or that it waits no more; no clock stops."""

    do: Literal["interaction.wait"] = "interaction.wait"
    typed: ClassVar[frozenset[str]] = frozenset({"on"})
    id: Id
    on: Name | None = Field(None, description="An expert or team; left out: it waits no more.")


class InteractionSort(Command):
    """Give an item its topic and tags."""

    do: Literal["interaction.sort"] = "interaction.sort"
    typed: ClassVar[frozenset[str]] = frozenset({"topic", "tags"})
    id: Id
    topic: Topic | None = Field(None, description="Left out: it has none.")
    tags: tuple[Topic, ...] = Field((), strict=False, max_length=20)


class InteractionNote(Command):
    """Write a note on an item for the colleagues."""

    do: Literal["interaction.note"] = "interaction.note"
    personal: ClassVar[frozenset[str]] = frozenset({"text"})
    id: Id
    text: Text


class InteractionLink(Command):
    """Link an item to the post it stands under and the slot that post came from."""

    do: Literal["interaction.link"] = "interaction.link"
    id: Id
    post: Line | None = None
    slot: Id | None = None


class InteractionRemind(Command):
    """Have the desk remind of an item; no clock stops and nothing is hidden."""

    do: Literal["interaction.remind"] = "interaction.remind"
    id: Id
    at: When | None = Field(None, description="Left out: no reminder.")


COMMANDS: tuple[type[Command], ...] = (
    InteractionAdd,
    InteractionClaim,
    InteractionRelease,
    InteractionReopen,
    InteractionCorrect,
    InteractionRefer,
    InteractionWait,
    InteractionSort,
    InteractionNote,
    InteractionLink,
    InteractionRemind,
    InteractionClose,
    ReplyDraft,
    ReplyCopy,
    ReplyPost,
)
