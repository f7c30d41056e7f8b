"""A task with an owner and a due time: work of an incident, or left open by its review (RHYTHM.md 23, 24)."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

State = Literal["open", "done", "dropped", "withdrawn"]
Source = Literal["hand", "playbook", "review", "follow_up"]


class Task(BaseModel):
    """One task, as a row of the desk's file."""

    model_config = ConfigDict(frozen=True)

    n: int = 0
    version: int = 1
    incident: int | None = None
    slot: int | None = None
    source: Source = "hand"
    """Typed by hand, laid by the playbook of the kind, left open by a review, or owed after a broken rule."""
    words: int
    """Content: what is to be done."""
    role: str | None = None
    """The duty (playbook) that has to do it, where no person is named yet."""
    owner: str | None = None
    due_at: int | None = None
    made_at: int
    made_by: str
    state: State = "open"
    ended_at: int | None = None
    ended_by: str | None = None
    result: int | None = None
    """Content: what came of it, or why it was dropped."""
    simulated: bool = False
