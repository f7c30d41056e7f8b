"""A pledge to the public: past so many likes, we make the next one about ... (RHYTHM.md 17).

Pure decisions over frozen values. Instants are milliseconds UTC.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from rhythm_tui.domain.interactions import check_time
from rhythm_tui.domain.refusal import invalid, msg

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


def count(pledge: Pledge, number: int, at: int, now: int) -> Pledge:
    """Count anew at ``at``; once the threshold was reached it stays so, whatever is counted later.

    A number below the last one is taken: the desk warns of it. Counts come in the order of their times.
    """
    check_time("at", at, now)
    if pledge.counted_at is not None and at < pledge.counted_at:
        raise invalid("at", msg("a later count is known already"))
    told: dict[str, object] = {"count": number, "counted_at": at}
    if pledge.reached_at is None and number >= pledge.threshold:
        told["reached_at"] = at
        if pledge.state == "open":
            told["state"] = "reached"
    return pledge.model_copy(update=told)


def keep(pledge: Pledge, slot: int) -> Pledge:
    """Bind a pledge to the slot that keeps it."""
    return pledge.model_copy(update={"state": "kept", "kept_slot": slot})


def drop(pledge: Pledge) -> Pledge:
    """Give a pledge up."""
    return pledge.model_copy(update={"state": "dropped"})
