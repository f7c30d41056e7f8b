"""What every read works with."""

from __future__ import annotations

from rhythm_tui.domain import ids
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.store.sqlite import Connection


class Reads:
    """A connection to read from, and who asks."""

    def __init__(self, connection: Connection, vocabulary: Vocabulary, operator: str) -> None:
        self._connection = connection
        self.vocabulary = vocabulary
        self.operator = operator


def number(prefix: str, written: str) -> int | None:
    """Return the number in an id of a noun; None for an id of anything else."""
    found = ids.split(written)
    return found[1] if found and found[0] == prefix else None
