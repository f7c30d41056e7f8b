"""An import as the desk remembers it: which file, by whom, and what came of its rows."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict


class Batch(BaseModel):
    """One import, as a row of the desk's file; its rows show once it is ``done``."""

    model_config = ConfigDict(frozen=True)

    n: int = 0
    version: int = 1
    state: Literal["loading", "done", "undone", "discarded"] = "loading"
    name: str
    """The file's name, without its folder."""
    sha256: str
    profile: str
    at: int
    operator: str
    read: int = 0
    new: int = 0
    updated: int = 0
    duplicate: int = 0
    rejected: int = 0
    simulated: bool = False
