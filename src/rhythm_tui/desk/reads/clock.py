"""Reading what is known of the clock of this machine."""

from __future__ import annotations

from rhythm_tui.desk.reads.base import Reads
from rhythm_tui.domain import jumps
from rhythm_tui.domain.jumps import Jump, Stamp
from rhythm_tui.store import clock_marks


class ClockReads(Reads):
    """What is asked about the clock."""

    def doubt(self) -> int:
        """Return how far the clock is forward of what is held for right, ms; 0 when it is in no doubt."""
        return jumps.doubt_now(self._doubts())

    def clock_jump(self, now: Stamp) -> Jump | None:
        """Return what became of the clock since the journal last told of it; None when it is as it was."""
        return clock_marks.jump(self._connection, now)
