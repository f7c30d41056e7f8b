"""Who holds which role in an incident (RHYTHM.md 23)."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Duty(BaseModel):
    """One person in one role of an incident for a while, as a row of the desk's file."""

    model_config = ConfigDict(frozen=True)

    n: int = 0
    version: int = 1
    incident: int
    role: str
    """A duty of the playbook."""
    person: str
    from_at: int
    until_at: int | None = None
    """When it was handed to somebody else; None while it is held."""
    withdrawn: bool = False
