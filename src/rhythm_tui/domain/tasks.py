"""A task with an owner and a due time: work of an incident, or left open by its review (RHYTHM.md 23, 24).

Pure decisions over frozen values. Instants are milliseconds UTC.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from rhythm_tui.domain.refusal import invalid, msg, refused
from rhythm_tui.domain.times import LATEST

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


def due(at: int, now: int) -> int:
    """Return the instant a task is to be done by; one that has passed, or lies out of reach, is refused."""
    if at <= now:
        raise invalid("due_at", msg("this time has passed"))
    if at >= LATEST:
        raise invalid("due_at", msg("this time is out of reach"))
    return at


def source_for(stage: str | None) -> Source:
    """Return how a task laid by hand came up: in a review, or after it, it is what that leaves open."""
    return "review" if stage in ("review", "closed") else "hand"


def assign(task: Task, owner: str | None, role: str | None, due_at: int | None) -> Task:
    """Say who has to do a task, and until when; what is None stays as it is, and an empty owner is nobody."""
    _check_open(task)
    said = {"owner": owner, "role": role, "due_at": due_at}
    changed = {name: value or None for name, value in said.items() if value is not None}
    if not changed:
        raise invalid("owner", msg("say who has to do it, in which role, or until when"))
    if all(getattr(task, name) == value for name, value in changed.items()):
        raise refused(msg("it is so already"))
    return task.model_copy(update=changed)


def end(task: Task, state: Literal["done", "dropped"], operator: str, result: int | None, now: int) -> Task:
    """End a task: done, with what came of it, or dropped, with the reason."""
    _check_open(task)
    return task.model_copy(update={"state": state, "ended_at": now, "ended_by": operator, "result": result})


def _check_open(task: Task) -> None:
    if task.state == "done":
        raise refused(msg("this task was done already, by {who}"), who=task.ended_by)
    if task.state == "dropped":
        raise refused(msg("this task was dropped, by {who}"), who=task.ended_by)
