"""What may be asked of publishing slots."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from rhythm_tui.domain.command import Command, Id, Line, Name, Url, When, Word


class SlotPlan(Command):
    """Plan a publishing slot."""

    do: Literal["slot.plan"] = "slot.plan"
    platform: Word
    at: When
    title: Line
    tier: int = Field(ge=1, le=3)
    form: Word
    audience: Word | None = None
    department: Name | None = None
    emergency: bool = False
    statement: Id | None = Field(
        None, description="The statement it brings to the public: it needs the double review then."
    )


class SlotSignOff(Command):
    """Sign a slot off in a role: the sign-off is bound to its words."""

    do: Literal["slot.sign_off"] = "slot.sign_off"
    id: Id
    role: Word
    expert: Name


class SlotPublish(Command):
    """Record that a slot went out."""

    do: Literal["slot.publish"] = "slot.publish"
    id: Id
    at: When | None = None
    url: Url | None = None


COMMANDS: tuple[type[Command], ...] = (
    SlotPlan,
    SlotSignOff,
    SlotPublish,
)
