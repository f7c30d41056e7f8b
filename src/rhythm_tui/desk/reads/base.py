"""What every read works with, and how long what was read holds."""

from __future__ import annotations

from rhythm_tui.domain import ids, jumps
from rhythm_tui.domain.jumps import Doubt
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.store import clock_marks
from rhythm_tui.store.sqlite import Connection


class Turn(NamedTuple):
    """How long the desk stays as it is: while nobody writes, and until the next limit is reached."""

    version: tuple[int, int]
    """Others once somebody has written, or another moment of the past is looked at."""
    since: int
    until: int


class Reads:
    """A connection to read from, and who asks."""

    def __init__(self, connection: Connection, vocabulary: Vocabulary, operator: str) -> None:
        self._connection = connection
        self.vocabulary = vocabulary
        self.operator = operator
        self._judged: tuple[int, list[Doubt]] = (0, [])

        self._laid = 0
        """How often what this connection sees was laid anew, without anybody writing."""

    def _stand(self) -> tuple[int, int]:
        """Return what is different once the desk is another one."""
        return self._version(), self._laid

    def _version(self) -> int:
        """Return a number that is another one after every commit of somebody else: microseconds."""
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def _doubts(self) -> list[Doubt]:
        """Return which journal rows are in doubt; worked out anew when there is more of the clock."""
        newest = clock_marks.newest(self._connection)
        if newest != self._judged[0]:
            self._judged = (newest, jumps.doubts(clock_marks.marks(self._connection)))
        return self._judged[1]


def number(prefix: str, written: str) -> int | None:
    """Return the number in an id of a noun; None for an id of anything else."""
    found = ids.split(written)
    return found[1] if found and found[0] == prefix else None
