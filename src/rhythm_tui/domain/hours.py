"""The hours of the duty roster: which shift an instant lies in, and which one comes next (RHYTHM.md 30).

A shift is written in wall time and may cross midnight; where a clock is put forward or back in it, it lasts
an hour less or more. Instants are milliseconds UTC. Standard library only: the fast start depends on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from rhythm_tui.domain.deadlines import HOUR
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.refusal import msg
from rhythm_tui.domain.times import to_instant

DAY_MINUTES = 24 * 60
LEEWAY = HOUR
"""How long before or after the hour one shift relieves the other."""


class Window(NamedTuple):
    """A span of the day in minutes after midnight; ``end`` may lie past midnight."""

    start: int
    end: int

    def holds(self, minute: int) -> bool:
        """Return whether ``minute`` of the day lies in the window."""
        return self.start <= minute < self.end or self.start <= minute + DAY_MINUTES < self.end

    def minutes_off(self, minute: int) -> int:
        """Return minutes to the window: negative before it begins, positive after its end, 0 inside."""
        if self.holds(minute):
            return 0
        around = (minute - DAY_MINUTES, minute, minute + DAY_MINUTES)
        return min((m - self.start if m < self.start else m - self.end + 1 for m in around), key=abs)


def minutes_off(windows: Iterable[Window], minute: int) -> int | None:
    """Return minutes between ``minute`` of the day and the nearest window, 0 inside; None without one."""
    return min((one.minutes_off(minute) for one in windows), key=abs, default=None)


def window(text: str) -> Window:
    """Return the window written ``06:00-08:00``; raises ``ValueError`` for anything else."""
    begun, _dash, ended = text.partition("-")
    start, end = _minute(begun), _minute(ended)
    if start is None or end is None or start >= DAY_MINUTES or end > DAY_MINUTES:
        raise ValueError(msg("a window is written 06:00-08:00"))
    return Window(start, end if end > start else end + DAY_MINUTES)


def _minute(text: str) -> int | None:
    """Return the minute of the day written ``06:00``; None for anything else."""
    hour, _colon, minute = text.partition(":")
    digits = hour + minute
    if not (digits.isascii() and digits.isdigit() and 1 <= len(hour) <= 2 == len(minute) and minute < "60"):
        return None
    return int(hour) * 60 + int(minute)


class Turn(NamedTuple):
    """One shift of one day."""

    shift: str
    """A shift of the playbook."""
    day: str
    """The local day on which it begins, ``2026-11-22``."""
    start: int
    end: int


class Hours(NamedTuple):
    """All shifts of the playbook, in its order; where two overlap the first one counts."""

    shifts: tuple[tuple[str, Window], ...]
    zone: tzinfo

    @classmethod
    def of(cls, written: Mapping[str, str], zone: tzinfo) -> Hours:
        """Return the shifts whose hours are written as windows. Raises ``ValueError``."""
        return cls(tuple((shift, window(hours)) for shift, hours in written.items()), zone)

    def at(self, now: int) -> Turn | None:
        """Return the shift that is on at ``now``; None where the roster leaves a gap."""
        today = self.day(now)
        found = (turn for turn in self._turns(today - timedelta(days=1), 2) if turn.start <= now < turn.end)
        rank = [shift for shift, _window in self.shifts]
        return min(found, key=lambda turn: rank.index(turn.shift), default=None)

    def after(self, now: int) -> Turn | None:
        """Return the shift that begins next after ``now``."""
        coming = (turn for turn in self._turns(self.day(now), 3) if turn.start > now)
        return min(coming, key=lambda turn: turn.start, default=None)

    def relieving(self, now: int) -> Turn | None:
        """Return the shift that a handover at ``now`` prepares.

        The next one, or the one that is on already where it has only just begun: a handover may be late.
        """
        current = self.at(now)
        if current is not None and now - current.start < LEEWAY:
            return current
        return self.after(now)

    def taken_up(self, now: int) -> Turn | None:
        """Return the shift of somebody who comes on duty at ``now``: up to an hour early is for the next."""
        current, following = self.at(now), self.after(now)
        soon = following is not None and following.start - now <= LEEWAY
        begun = current is not None and now - current.start < LEEWAY
        return current if current is not None and (begun or not soon) else following

    def day(self, now: int) -> date:
        """Return the local day of an instant."""
        return datetime.fromtimestamp(now / 1000, UTC).astimezone(self.zone).date()

    def _turns(self, first: date, days: int) -> Iterator[Turn]:
        for day in (first + timedelta(days=number) for number in range(days)):
            midnight = datetime.combine(day, time())
            for shift, hours in self.shifts:
                start, end = (
                    to_instant(midnight + timedelta(minutes=m), self.zone) for m in (hours.start, hours.end)
                )
                yield Turn(shift, day.isoformat(), start, end)
