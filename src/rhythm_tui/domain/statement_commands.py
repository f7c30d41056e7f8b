"""What may be asked of the public statements of an incident."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from rhythm_tui.domain.command import Command, Id, Name, Url, When, Word, Words


class StatementDraft(Command):
    """Draft the next version of an incident's public statement; one draft at a time."""

    do: Literal["statement.draft"] = "statement.draft"
    personal: ClassVar[frozenset[str]] = frozenset({"text"})
    incident: Id
    text: Words


class StatementEdit(Command):
    """Change the words of a draft: sign-offs of the words before lapse."""

    do: Literal["statement.edit"] = "statement.edit"
    personal: ClassVar[frozenset[str]] = frozenset({"text"})
    id: Id
    text: Words


class StatementSign(Command):
    """Sign a draft off in a role: the sign-off is bound to its text."""

    do: Literal["statement.sign"] = "statement.sign"
    id: Id
    role: Word
    expert: Name


class StatementPublish(Command):
    """Record that a statement stands in public: the first time it supersedes the one before it."""

    do: Literal["statement.publish"] = "statement.publish"
    id: Id
    platform: Word
    at: When | None = None
    url: Url | None = None
    next_update: When | None = Field(
        None, description="When the public was promised the next update: a timer of the incident."
    )
    meets: Word | None = Field(
        None, description="A timer of the incident that it meets, with the statement as evidence."
    )


COMMANDS: tuple[type[Command], ...] = (
    StatementDraft,
    StatementEdit,
    StatementSign,
    StatementPublish,
)
