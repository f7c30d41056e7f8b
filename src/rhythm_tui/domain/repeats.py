"""A recurring slot: the same platform, weekdays and wall time (RHYTHM.md 10)."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

State = Literal["standing", "dropped", "withdrawn"]


class Repeat(BaseModel):
    """One recurring slot, as a row of the desk's file."""

    model_config = ConfigDict(frozen=True)

    n: int = 0
    version: int = 1
    platform: str
    days: str
    """Weekdays with a blank between two, ``mon wed fri``."""
    time: str
    """Local wall time, ``20:00``."""
    title: str
    tier: int
    form: str
    sub_form: str | None = None
    audience: str | None = None
    department: str | None = None
    series: str | None = None
    from_day: str
    """The first local day on which it may lie."""
    until_day: str | None = None
    """The last one."""
    made_by: str
    state: State = "standing"
    simulated: bool = False
