"""What a review taught: pitfalls to avoid and standing procedure (RHYTHM.md 24 and 27).

Pure decisions over frozen values. Instants are milliseconds UTC.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from rhythm_tui.domain.refusal import msg, refused

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
    """The incident it was drawn from; None where it came up without one."""
    at: int
    operator: str
    state: Literal["standing", "dropped", "withdrawn"] = "standing"


def drop(lesson: Lesson) -> Lesson:
    """Take a lesson off its list: it stays told where it was learnt, and is asked of nobody any more."""
    if lesson.state == "dropped":
        raise refused(msg("this lesson was dropped already"))
    return lesson.model_copy(update={"state": "dropped"})
