"""What may be asked of publishing slots."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from rhythm_tui.domain.command import Command, Id, Line, Name, Text, Topic, Url, When, Word

Seconds = Annotated[int, Field(ge=1, le=86_400)]
Tags = Annotated[tuple[Topic, ...], Field(strict=False, max_length=20, description="Hashtags.")]
LineId = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9_.]{1,81}$",
        description="A line of the playbook's checklists, or the id of a lesson.",
        examples=["title", "burst.hashtag", "l3"],
    ),
]


class Planned(BaseModel):
    """What is told of a slot that is planned, one alone or many of a file."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    platform: Word
    at: When
    title: Line
    tier: int = Field(ge=1, le=3)
    form: Word
    audience: Word | None = None
    department: Name | None = None
    emergency: bool = False
    sub_form: Word | None = None
    depth: Word | None = None
    length_s: Seconds | None = Field(None, description="How long it is meant to be, in seconds.")
    tags: Tags | None = None
    series: Word | None = None
    goal: Word | None = None


class SlotPlan(Command, Planned):
    """Plan a publishing slot."""

    do: Literal["slot.plan"] = "slot.plan"
    typed: ClassVar[frozenset[str]] = frozenset({"title", "tags"})
    personal: ClassVar[frozenset[str]] = frozenset({"script"})
    statement: Id | None = Field(
        None, description="The statement it brings to the public: it needs the double review then."
    )
    script: Text | None = Field(None, description="What is said or shown: sign-offs are bound to it.")
    idea: Id | None = Field(None, description="The idea of the topic pool that it makes.")
    pledge: Id | None = Field(None, description="The pledge that it keeps.")
    story: Id | None = Field(
        None, description="The user's story that it tells: only one with written consent."
    )


class SlotEdit(Command):
    """Change what a slot publishes; null clears a field.

    Who changes platform, title, script, tier, form or the emergency flag makes the sign-offs lapse, and is
    one of its authors from then on.
    """

    do: Literal["slot.edit"] = "slot.edit"
    typed: ClassVar[frozenset[str]] = frozenset({"title", "tags"})
    personal: ClassVar[frozenset[str]] = frozenset({"script"})
    id: Id
    platform: Word | None = None
    title: Line | None = None
    tier: int | None = Field(None, ge=1, le=3)
    form: Word | None = None
    audience: Word | None = None
    department: Name | None = None
    emergency: bool | None = None
    script: Text | None = None
    sub_form: Word | None = None
    depth: Word | None = None
    length_s: Seconds | None = None
    tags: Tags | None = None
    series: Word | None = None
    goal: Word | None = None

    @property
    def said(self) -> frozenset[str]:
        """The fields of the slot that the command names, those among them too that it clears."""
        return frozenset(self.model_fields_set & _EDITED)

    @property
    def cleared(self) -> tuple[str, ...]:
        """The fields it clears."""
        return tuple(sorted(name for name in self.said if getattr(self, name) is None))


class SlotMove(Command):
    """Move a slot to another time; its sign-offs stay."""

    do: Literal["slot.move"] = "slot.move"
    id: Id
    at: When


class SlotCopy(Command):
    """Plan another slot with the same words: it has no sign-offs and no ticks yet."""

    do: Literal["slot.copy"] = "slot.copy"
    id: Id
    at: When
    platform: Word | None = Field(None, description="The same platform when left out.")


class SlotTick(Command):
    """Tick a line of the checklist, or take a tick off."""

    do: Literal["slot.tick"] = "slot.tick"
    id: Id
    line: LineId
    off: bool = False


class SlotSignOff(Command):
    """Sign a slot off in a role: the sign-off is bound to its words."""

    do: Literal["slot.sign_off"] = "slot.sign_off"
    id: Id
    role: Word
    expert: Name


class SlotPublish(Command):
    """Record that a slot went out."""

    do: Literal["slot.publish"] = "slot.publish"
    personal: ClassVar[frozenset[str]] = frozenset({"text", "break_glass"})
    id: Id
    at: When | None = None
    url: Url | None = None
    text: Text | None = Field(
        None, description="The text as it stands in public, to be compared with the approved script."
    )
    break_glass: Text | None = Field(
        None, description="Why it went out without its sign-offs; a task to review it afterwards is laid."
    )


class SlotCompare(Command):
    """Compare what stands in public with the approved script, once a slot has gone out."""

    do: Literal["slot.compare"] = "slot.compare"
    personal: ClassVar[frozenset[str]] = frozenset({"text"})
    id: Id
    text: Text = Field(description="The text as it stands in public.")


class SlotDrop(Command):
    """Give a slot up, with the reason."""

    do: Literal["slot.drop"] = "slot.drop"
    personal: ClassVar[frozenset[str]] = frozenset({"reason"})
    id: Id
    reason: Text


_EDITED = frozenset(SlotEdit.model_fields) - frozenset(Command.model_fields) - {"do", "id"}

COMMANDS: tuple[type[Command], ...] = (
    SlotPlan,
    SlotEdit,
    SlotMove,
    SlotCopy,
    SlotTick,
    SlotSignOff,
    SlotPublish,
    SlotCompare,
    SlotDrop,
)
