"""Who must be told of a timer that runs out, and whether they were (RHYTHM.md 22 and 23)."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Notification(BaseModel):
    """Word passed on to somebody about a timer, as a row of the desk's file.

    The desk itself sends nothing: a person does, and the desk keeps to whom and how.
    """

    model_config = ConfigDict(frozen=True)

    n: int = 0
    version: int = 1
    incident: int
    timer: int
    role: str
    """A duty of the playbook."""
    person: str
    channel: str
    """How: ``phone``, ``wechat``, ``in_person`` or another channel of the playbook."""
    words: int | None = None
    """Content: the text that was passed on."""
    at: int
    operator: str
    answered_at: int | None = None
    """When that person was known to have it."""
    answered_by: str | None = None
    withdrawn: bool = False
