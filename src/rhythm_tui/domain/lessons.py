"""What a review taught: pitfalls to avoid and standing procedure (RHYTHM.md 24 and 27)."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Kind = Literal["pitfall", "sop"]


class Lesson(BaseModel):
    """One lesson, as a row of the desk's file."""

    model_config = ConfigDict(frozen=True)

    n: int = 0
    version: int = 1
    kind: Kind
    words: int
    """Content: the lesson."""
    incident: int | None = None
    at: int
    operator: str
    state: Literal["standing", "dropped", "withdrawn"] = "standing"
