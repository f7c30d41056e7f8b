"""A user's story, told in public only with written consent (RHYTHM.md 17)."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Consent = Literal["none", "asked", "written", "refused"]
State = Literal["open", "planned", "dropped", "withdrawn"]


class Story(BaseModel):
    """One user's story, as a row of the desk's file."""

    model_config = ConfigDict(frozen=True)

    n: int = 0
    version: int = 1
    words: int
    """Content: the story, and whose it is."""
    interaction: int | None = None
    """The item in which it came."""
    consent: Consent = "none"
    consent_at: int | None = None
    consent_by: str | None = None
    proof: int | None = None
    """Content: the name of the file that holds the written consent."""
    sha256: str | None = None
    slot: int | None = None
    made_at: int
    made_by: str
    state: State = "open"
    simulated: bool = False
