"""A campaign: warm-up, burst and long tail around a day (RHYTHM.md 11)."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

State = Literal["standing", "dropped", "withdrawn"]


class Campaign(BaseModel):
    """One campaign, as a row of the desk's file."""

    model_config = ConfigDict(frozen=True)

    n: int = 0
    version: int = 1
    name: str
    day: str
    """The local day of the burst, ``2026-09-29``."""
    tag: str = ""
    """Its hashtag."""
    department: str | None = None
    made_at: int
    made_by: str
    state: State = "standing"
    simulated: bool = False
