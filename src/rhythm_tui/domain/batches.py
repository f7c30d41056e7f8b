"""An import as the desk remembers it: which file, by whom, and what came of its rows."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from rhythm_tui.domain.named import NamedTuple


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


class BatchInfo(NamedTuple):
    """Which file an import comes from."""

    name: str
    sha256: str
    profile: str


class Counts(NamedTuple):
    """What came of the rows read; the other four add up to the first."""

    read: int
    new: int
    updated: int
    duplicate: int
    rejected: int
    damaged_ids: int
    """Of the rows taken: whose id a spreadsheet had rounded, so that a stand-in was made."""
    seq: int
    id: str
