"""The one clock: everything that needs the time is handed one of these.

A simulated clock starts where it is told and runs at its own speed, so that a shift can be rehearsed and a
test can stand still. Standard library only.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import datetime, tzinfo

from rhythm_tui.domain.times import EARLIEST, LATEST, to_instant

_WRITTEN = re.compile(r"(?P<start>.+?)(?:x(?P<speed>\d+(?:\.\d+)?))?")
MAX_SPEED = 86_400


class BadClock(ValueError):
    """A clock setting that cannot be read."""


class Clock:
    """Tells the time in milliseconds UTC."""

    def __init__(
        self, start: int | None = None, speed: float = 1.0, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._start = start
        self.speed = speed
        self._monotonic = monotonic
        self._origin = monotonic()

    @classmethod
    def parse(cls, text: str, zone: tzinfo) -> Clock:
        """Return the simulated clock written ``2026-11-22T14:30:00+08:00x60``; ``x0`` stands still.

        Raises ``BadClock`` for anything else, a start before 2016 or after the year 3000 among it.
        """
        found = _WRITTEN.fullmatch(text.strip())
        try:
            start = to_instant(datetime.fromisoformat(found["start"] if found else text), zone)
        except (ValueError, OverflowError) as error:
            raise BadClock(text) from error
        speed = float(found["speed"] or 1) if found else 1.0
        if speed > MAX_SPEED or not EARLIEST <= start < LATEST:
            raise BadClock(text)
        return cls(start, speed)

    @property
    def simulated(self) -> bool:
        """Whether this is not the real time."""
        return self._start is not None

    def now(self) -> int:
        """Return the present instant."""
        if self._start is None:
            return time.time_ns() // 1_000_000
        return self._start + round((self._monotonic() - self._origin) * 1000 * self.speed)


class StagedClock(Clock):
    """A clock that stands where a story is, then follows the live clock or goes on from where it stood."""

    def __init__(self, live: Clock) -> None:
        super().__init__(speed=live.speed)
        self._live = live
        self._standing: int | None = None
        self._behind = 0

    @property
    def simulated(self) -> bool:
        """Whether the live clock is a simulated one: the story itself is past, not simulated."""
        return self._live.simulated

    def now(self) -> int:
        """Return the instant of the story, or of the clock that runs."""
        return self._live.now() - self._behind if self._standing is None else self._standing

    def stand(self, at: int) -> None:
        """Stand still at ``at``."""
        self._standing = at

    def follow(self) -> None:
        """Follow the live clock from here on."""
        self._standing, self._behind = None, 0

    def go_on(self) -> None:
        """Run again from where it stands, at the speed of the live clock."""
        self._behind = self._live.now() - self.now()
        self._standing = None
