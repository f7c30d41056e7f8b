"""Who is on duty, and what one shift hands to the next (RHYTHM.md 30)."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict


class Operator(BaseModel):
    """Somebody who may work at the desk, as a row of the desk's file."""

    model_config = ConfigDict(frozen=True)

    n: int = 0
    version: int = 1
    name: str
    pin: int | None = None
    """Content: a salted hash of the PIN, so that a purge reaches it."""
    state: Literal["active", "gone", "withdrawn"] = "active"


class Rostered(BaseModel):
    """One person on the roster for one shift of one day."""

    model_config = ConfigDict(frozen=True)

    n: int = 0
    version: int = 1
    day: str
    """Local day on which the shift begins, ``2026-11-22``."""
    shift: str
    """A shift of the playbook."""
    operator: str
    withdrawn: bool = False


class Shift(BaseModel):
    """A shift that somebody stood."""

    model_config = ConfigDict(frozen=True)

    n: int = 0
    version: int = 1
    name: str
    """A shift of the playbook."""
    operator: str
    started_at: int
    ended_at: int | None = None
    simulated: bool = False
    withdrawn: bool = False


class Handover(BaseModel):
    """What one operator handed to the next, in I-PASS form."""

    model_config = ConfigDict(frozen=True)

    n: int = 0
    version: int = 1
    giver: str
    receiver: str
    state: Literal["given", "signed", "withdrawn"] = "given"
    given_at: int
    signed_at: int | None = None
    seq: int
    """The journal's last row when it was given, and its hash: what exactly was handed over."""
    head: str
    critical: str
    """Ids of the lines the receiver reads back, parted by blanks."""
    notes: int | None = None
    """Content: situation and what to watch, in the giver's words."""
    simulated: bool = False
