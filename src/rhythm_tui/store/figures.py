"""Reading which days' figures were taken in: the journal tells it."""

from __future__ import annotations

from rhythm_tui.store import journal
from rhythm_tui.store.sqlite import Connection

_LOOKED_AT = 400
"""Ticks that are looked back over: a year of days, some of them taken off again."""


def noted(connection: Connection, day: str) -> bool:
    """Return whether the figures of a local day, ``2026-11-22``, were taken in."""
    ticks = journal.entries(connection, "verb = 'figures.note'", newest_first=True, limit=_LOOKED_AT)
    told = (entry.told()["fields"] for entry in ticks)
    return next((not fields["off"] for fields in told if fields["day"] == day), False)
