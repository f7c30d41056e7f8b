"""A clock that a test sets by hand."""

from __future__ import annotations

from rhythm_tui.clock import Clock
from rhythm_tui.domain.jumps import Stamp

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


class TwoClocks(SettableClock):
    """A wall clock that can be set, beside one that only runs: as on a machine somebody plays with."""

    def __init__(self, now: int = NOON) -> None:
        super().__init__(now)
        self.up = 0
        self.boot = "first"
        self.slept = 0
        self.own_zone: int | None = None

    def go_on(self, ms: int) -> None:
        """Let time pass."""
        self.time += ms
        self.up += ms

    def set(self, ms: int) -> None:
        """Put the wall clock forward, or back."""
        self.time += ms

    def sleep(self, ms: int) -> None:
        """Let time pass while the machine sleeps."""
        self.go_on(ms)
        self.slept += ms

    def start_anew(self, boot: str, ms: int) -> None:
        """Let the machine be off for a while."""
        self.time += ms
        self.boot, self.up = boot, 0

    def uptime(self) -> int:
        return self.up

    def awake(self) -> int:
        return self.up - self.slept

    def stamp(self) -> Stamp:
        return Stamp(self.time, self.boot, self.up, "")

    def zone(self) -> int | None:
        return self.own_zone
