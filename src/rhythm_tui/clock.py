"""The one clock: everything that needs the time is handed one of these.

A simulated clock starts where it is told and runs at its own speed, so that a shift can be rehearsed and a
test can stand still. Standard library only.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, tzinfo
from functools import lru_cache

from rhythm_tui.domain.jumps import Stamp
from rhythm_tui.domain.times import EARLIEST, LATEST, offset_minutes, to_instant

_BOOT_ID = "/proc/sys/kernel/random/boot_id"
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
        written, times, fast = text.strip().partition("x")
        try:
            start = to_instant(datetime.fromisoformat(written), zone)
            speed = _speed(fast) if times else 1.0
        except (ValueError, OverflowError) as error:
            raise BadClock(text) from error
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

    def uptime(self) -> int:
        """Return milliseconds since the machine was started, sleep included where the system can tell.

        A clock that is told its time tells the same here: it never jumps.
        """
        return self.now() if self._start is not None else _uptime()

    def awake(self) -> int:
        """Return milliseconds that go on only while the machine is awake, where the system can tell."""
        return self.now() if self._start is not None else time.monotonic_ns() // 1_000_000

    def stamp(self) -> Stamp:
        """Return the present instant by both clocks, for finding out when they disagree."""
        if self._start is not None:
            return Stamp(self.now(), "", self.uptime(), "")
        return Stamp(self.now(), boot_id(), self.uptime(), host())

    def zone(self) -> int | None:
        """Return the machine's time zone, minutes east of UTC; None for a clock that is told its time."""
        return None if self._start is not None else offset_minutes(self.now(), None)


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

    def uptime(self) -> int:
        """Return the uptime of the live clock as it was at the instant of the story."""
        return self._live.uptime() + self.now() - self._live.now()

    def stamp(self) -> Stamp:
        """Return the instant of the story by both clocks."""
        return self._live.stamp()._replace(at=self.now(), uptime=self.uptime())

    def zone(self) -> int | None:
        """Return the zone of the live clock."""
        return self._live.zone()

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


@lru_cache(maxsize=1)
def boot_id() -> str:
    """Return the id of this start of the machine; empty where the system tells none."""
    try:
        with open(_BOOT_ID, encoding="ascii") as file:
            return file.read().strip()
    except OSError:
        return ""


@lru_cache(maxsize=1)
def host() -> str:
    """Return the name of this machine."""
    import socket

    return socket.gethostname()


def _speed(written: str) -> float:
    """Return a number of plain digits. Raises ``ValueError`` for anything else that ``float`` would take."""
    if not all(part.isdecimal() for part in written.split(".", 1)):
        raise ValueError
    return float(written)


def _uptime() -> int:
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return (
        time.clock_gettime_ns(clock) // 1_000_000 if clock is not None else time.monotonic_ns() // 1_000_000
    )
