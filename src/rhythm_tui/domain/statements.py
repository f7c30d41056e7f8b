"""A public statement of an incident: its versions, their sign-offs, and where it stands (RHYTHM.md 23)."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

State = Literal["draft", "published", "superseded", "withdrawn"]


class Statement(BaseModel):
    """One version of a statement, as a row of the desk's file."""

    model_config = ConfigDict(frozen=True)

    n: int = 0
    version: int = 1
    incident: int
    number: int
    """Its number among the statements of the incident, from 1."""
    words: int
    """Content: the text."""
    digest: str
    """SHA-256 of the text: what a sign-off is bound to."""
    author: str
    state: State = "draft"
    made_at: int
    published_at: int | None = None
    superseded_at: int | None = None
    simulated: bool = False


class Approval(BaseModel):
    """One expert's sign-off of a statement's text."""

    model_config = ConfigDict(frozen=True)

    n: int = 0
    version: int = 1
    statement: int
    role: str
    expert: str
    digest: str
    """Of the text that was approved: it counts only while the statement reads so."""
    at: int
    withdrawn: bool = False


class Outlet(BaseModel):
    """A place where a statement stands in public."""

    model_config = ConfigDict(frozen=True)

    n: int = 0
    version: int = 1
    statement: int
    platform: str
    at: int
    url: str | None = None
    operator: str
    withdrawn: bool = False
