"""What may be asked about the clock of the machine."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from rhythm_tui.domain.command import Command, When


class ClockNote(Command):
    """Note what became of the clock since the last line: a step or a start shows by itself."""

    do: Literal["clock.note"] = "clock.note"
    undoable: ClassVar[bool] = False
    since: When | None = Field(None, description="With until: the machine slept so long.")
    until: When | None = None
    zone: int | None = Field(
        None, ge=-1440, le=1440, description="The time zone it is set to, minutes east of UTC."
    )


class ClockSure(Command):
    """Say that the clock is right, having compared it with another one: no time is in doubt from here on."""

    do: Literal["clock.sure"] = "clock.sure"
    undoable: ClassVar[bool] = False


COMMANDS: tuple[type[Command], ...] = (ClockNote, ClockSure)
"""The verbs of the clock."""
