"""What may be asked of the day's figures."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from rhythm_tui.domain.command import Command

Day = Annotated[
    str,
    StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$"),
    Field(description="A local day; today when left out.", examples=["2026-11-22"]),
]


class FiguresNote(Command):
    """Note that the platforms' figures of a day were taken in, or that they were not after all."""

    do: Literal["figures.note"] = "figures.note"
    undoable: ClassVar[bool] = False
    day: Day | None = None
    off: bool = False


COMMANDS: tuple[type[Command], ...] = (FiguresNote,)
