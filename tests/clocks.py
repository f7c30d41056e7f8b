"""A clock that a test sets by hand."""

from __future__ import annotations

from rhythm_tui.clock import Clock

NOON = 1_795_320_000_000
"""2026-11-22 12:00 in Shanghai."""


class SettableClock(Clock):
    """A clock that a test sets by hand."""

    def __init__(self, now: int = NOON, *, simulated: bool = False, speed: float = 0.0) -> None:
        super().__init__(now, speed)
        self.time = now
        self._simulated = simulated

    @property
    def simulated(self) -> bool:
        return self._simulated

    def now(self) -> int:
        return self.time

    def go_on(self, ms: int) -> None:
        self.time += ms
