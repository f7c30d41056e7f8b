"""Days and weekdays as plans write them, and the days on which a recurring slot lies (RHYTHM.md 10).

Days are local dates ``2026-11-22``. Standard library only: the fast start depends on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from rhythm_tui.domain.refusal import invalid, msg
from rhythm_tui.domain.times import to_instant

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FIRST_YEAR, LAST_YEAR = 2016, 2999
"""The years in which something can be planned."""


def day_of(field: str, written: str) -> date:
    """Return the day written ``2026-11-22``. Raises ``Refusal`` naming the field."""
    try:
        found = date.fromisoformat(written)
    except ValueError as error:
        raise invalid(field, msg("this is no day: write 2026-11-22")) from error
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise invalid(field, msg("this time is out of reach"))
    return found


def local_day(at: int, zone: tzinfo) -> date:
    """Return the local day of an instant (ms UTC)."""
    return datetime.fromtimestamp(at / 1000, UTC).astimezone(zone).date()


def wall_instant(day: date, clock: str, zone: tzinfo) -> int:
    """Return the instant of the wall time ``20:00`` on a local day.

    A wall time that a clock skips when it is put forward is the same stretch after the change; one that comes
    twice when it is put back is the first of the two.
    """
    return to_instant(datetime.combine(day, time.fromisoformat(clock)), zone)


def days_between(weekdays: str, first: date, last: date) -> list[date]:
    """Return the days from ``first`` to ``last``, both of them in it, on weekdays written ``mon wed fri``."""
    wanted = {WEEKDAYS.index(one) for one in weekdays.split()}
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in every if day.weekday() in wanted]


def laid_day(wall: str, zone: str, first_at: int | None) -> str:
    """Return the local day a slot was laid for, ``2026-11-22``, wherever it was moved since.

    ``wall`` is its wall time, ``first_at`` the instant it was first planned for, once it was moved.
    """
    return wall[:10] if first_at is None else local_day(first_at, ZoneInfo(zone)).isoformat()


def unlaid(
    weekdays: str,
    clock: str,
    bounds: tuple[str, str | None],
    laid: Iterable[str],
    span: tuple[int, date],
    zone: tzinfo,
) -> list[date]:
    """Return the days on which a recurring slot is still to be laid.

    ``bounds`` are its first and last day, ``laid`` the days it was laid for already, ``span`` the present
    instant and the last day that is asked for. What has passed is not laid any more.
    """
    now, until = span
    first = max(date.fromisoformat(bounds[0]), local_day(now, zone))
    last = min(until, date.fromisoformat(bounds[1])) if bounds[1] else until
    there = set(laid)
    return [
        day
        for day in days_between(weekdays, first, last)
        if day.isoformat() not in there and wall_instant(day, clock, zone) > now
    ]


def next_sunday(today: date) -> date:
    """Return the Sunday of the week after ``today``'s: as far as the desk proposes to lay."""
    return today + timedelta(days=13 - today.weekday())
