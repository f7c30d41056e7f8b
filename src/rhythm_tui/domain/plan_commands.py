"""What may be asked of a plan that comes from a file."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from rhythm_tui.domain.command import Command, Name, Sha256
from rhythm_tui.domain.slot_commands import Planned

MOST = 500
"""So many slots a file may plan: a quarter of a busy house."""


class PlannedRow(Planned):
    """A row of a plan."""

    author: Name | None = Field(None, description="Who is to write it; the operator when left out.")


class SlotPlanMany(Command):
    """Plan the slots of a file in one go; what stands in the plan already is passed over.

    The same slot is one on the same platform, at the same time, with the same title.
    """

    do: Literal["slot.plan_many"] = "slot.plan_many"
    name: Name = Field(description="The name of the file.")
    sha256: Sha256 | None = Field(None, description="Of that file: 64 hexadecimal digits.")
    slots: tuple[PlannedRow, ...] = Field(strict=False, min_length=1, max_length=MOST)


COMMANDS: tuple[type[Command], ...] = (SlotPlanMany,)
