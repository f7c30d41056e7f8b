"""What the screens ask about the clock of this machine."""

from __future__ import annotations

from typing import Protocol

from rhythm_tui.domain.jumps import Jump, Stamp


class ClockReading(Protocol):
    """The part of ``Reading`` about the clock."""

    def doubt(self) -> int:
        """Return how far the clock is forward of what is held for right, ms; 0 when it is in no doubt."""

    def clock_jump(self, now: Stamp) -> Jump | None:
        """Return what became of the clock since the last line of the journal."""
