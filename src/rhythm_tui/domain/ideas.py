"""The topic pool: what might be made one day (RHYTHM.md 1 and 17).

Pure decisions over frozen values. Instants are milliseconds UTC.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Source = Literal["hand", "file", "pledge", "story", "questions"]
State = Literal["open", "planned", "dropped", "withdrawn"]


class Idea(BaseModel):
    """One idea, as a row of the desk's file."""

    model_config = ConfigDict(frozen=True)

    n: int = 0
    version: int = 1
    title: str
    tier: int
    form: str | None = None
    audience: str | None = None
    department: str | None = None
    series: str | None = None
    source: Source = "hand"
    slot: int | None = None
    """The slot that was planned for it."""
    made_at: int
    made_by: str
    state: State = "open"
    simulated: bool = False


def plan(idea: Idea, slot: int) -> Idea:
    """Bind an idea to the slot that was planned for it."""
    return idea.model_copy(update={"state": "planned", "slot": slot})


def drop(idea: Idea) -> Idea:
    """Take an idea out of the pool."""
    return idea.model_copy(update={"state": "dropped"})
