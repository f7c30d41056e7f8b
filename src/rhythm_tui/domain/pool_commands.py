"""What may be asked of the topic pool, of pledges and of users' stories."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from rhythm_tui.domain.command import Command, Id, Line, Name, Sha256, Text, When, Word

Number = Annotated[int, Field(ge=0, le=10**12)]
Source = Literal["hand", "file", "pledge", "story", "questions"]
Post = Annotated[str, StringConstraints(strip_whitespace=True, max_length=100)]


class IdeaAdd(Command):
    """Put an idea into the topic pool."""

    do: Literal["idea.add"] = "idea.add"
    typed: ClassVar[frozenset[str]] = frozenset({"title"})
    title: Line
    tier: int = Field(ge=1, le=3)
    form: Word | None = None
    audience: Word | None = None
    department: Name | None = None
    series: Word | None = None
    source: Source = Field("hand", description="What it came from.")


class IdeaDrop(Command):
    """Take an idea out of the pool, with the reason."""

    do: Literal["idea.drop"] = "idea.drop"
    personal: ClassVar[frozenset[str]] = frozenset({"reason"})
    id: Id
    reason: Text


class PledgeAdd(Command):
    """Write a pledge to the public down: past so many likes, the next post is about ..."""

    do: Literal["pledge.add"] = "pledge.add"
    typed: ClassVar[frozenset[str]] = frozenset({"words", "promise"})
    words: Line = Field(description="What was said in public.")
    promise: Line = Field(description="The title of what was promised.")
    platform: Word
    post: Post = Field("", description="The platform's id of the post under which it stands.")
    slot: Id | None = Field(None, description="The slot that this post was.")
    metric: Word = Field(description="What is counted.", examples=["likes"])
    threshold: int = Field(ge=1, le=10**12)


class PledgeCount(Command):
    """Count how far a pledge is; a count that has fallen is taken with a warning."""

    do: Literal["pledge.count"] = "pledge.count"
    id: Id
    count: Number
    at: When | None = None


class PledgeDrop(Command):
    """Give a pledge up, with the reason."""

    do: Literal["pledge.drop"] = "pledge.drop"
    personal: ClassVar[frozenset[str]] = frozenset({"reason"})
    id: Id
    reason: Text


class StoryAdd(Command):
    """Write a user's story down; it is told in public only with written consent."""

    do: Literal["story.add"] = "story.add"
    personal: ClassVar[frozenset[str]] = frozenset({"text", "author"})
    text: Text
    author: Name = Field(description="Whose it is; kept masked.")
    interaction: Id | None = Field(None, description="The item in which it came.")


class StoryConsent(Command):
    """Record whether the person was asked, consented in writing, or refused."""

    do: Literal["story.consent"] = "story.consent"
    personal: ClassVar[frozenset[str]] = frozenset({"file"})
    id: Id
    consent: Literal["asked", "written", "refused"]
    file: Line | None = Field(None, description="The name of the file that holds the written consent.")
    sha256: Sha256 | None = Field(None, description="Of that file: 64 hexadecimal digits.")


class StoryDrop(Command):
    """Put a user's story aside, with the reason."""

    do: Literal["story.drop"] = "story.drop"
    personal: ClassVar[frozenset[str]] = frozenset({"reason"})
    id: Id
    reason: Text


COMMANDS: tuple[type[Command], ...] = (
    IdeaAdd,
    IdeaDrop,
    PledgeAdd,
    PledgeCount,
    PledgeDrop,
    StoryAdd,
    StoryConsent,
    StoryDrop,
)
