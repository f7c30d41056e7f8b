"""A pledge to the public: past so many likes, we make the next one about ... (RHYTHM.md 17)."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

State = Literal["open", "reached", "kept", "dropped", "withdrawn"]


class Pledge(BaseModel):
    """One pledge, as a row of the desk's file."""

    model_config = ConfigDict(frozen=True)

    n: int = 0
    version: int = 1
    words: str
    """What was said in public."""
    promise: str
    """The title of what was promised."""
    platform: str
    post: str = ""
    """The platform's id of the post under which it stands."""
    slot: int | None = None
    """The slot that the post was."""
    metric: str
    """What is counted: a metric of the playbook."""
    threshold: int
    count: int = 0
    counted_at: int | None = None
    reached_at: int | None = None
    kept_slot: int | None = None
    """The slot that keeps it."""
    made_at: int
    made_by: str
    state: State = "open"
    simulated: bool = False
