"""A free time for one more post, and how it would stand in the plan (RHYTHM.md 1, 6, 8 and 9).

The desk proposes; a person decides. Standard library only: the fast start depends on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from rhythm_tui.domain.deadlines import MINUTE
from rhythm_tui.domain.hours import DAY_MINUTES, Window
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.rhythm import Gauge, Post

_STEP = 30
"""Posts are proposed at full and half hours."""


class Opening(NamedTuple):
    """Where one more post would stand well."""

    platform: str
    minute: int
    """Minutes after midnight, local."""
    audience: str | None
    """The audience that watches then; None where it is nobody's hour."""


def wanting(gauges: Sequence[Gauge]) -> str | None:
    """Return the platform that most wants a post on its day: the shortest of those that are meant then.

    None where every platform has enough or nothing is set.
    """
    room = [one for one in gauges if one.per and one.meant and one.own.total < (one.own.most or 0)]
    first = max(room, key=lambda one: (one.own.short, -one.own.total), default=None)
    return first.platform if first else None


def free_time(
    posts: Iterable[Post],
    platform: str,
    day: date,
    windows: Mapping[str, Sequence[Window]],
    *,
    apart: int,
    earliest: int = 0,
) -> Opening | None:
    """Return a free time of ``platform`` on ``day``, in the hours of an audience that nothing reaches yet.

    ``apart`` milliseconds from every other post of the platform, not before the minute ``earliest`` of the
    day; an hour that is somebody's goes before one that is nobody's. None where the day is full.
    """
    here = [one for one in posts if one.stands and one.day == day]
    taken = [one.minute for one in here if one.platform == platform]
    free = [
        minute
        for minute in range(0, DAY_MINUTES, _STEP)
        if minute >= earliest and all(abs(minute - other) * MINUTE >= apart for other in taken)
    ]
    choices = [
        (_reached(here, audience, window), minute, audience)
        for minute in free
        for audience, every in windows.items()
        for window in every
        if window.holds(minute)
    ]
    if choices:
        _reach, minute, audience = min(choices)
        return Opening(platform, minute, audience)
    noon = min(free, key=lambda minute: abs(minute - DAY_MINUTES // 2), default=None)
    return None if noon is None else Opening(platform, noon, None)


def _reached(posts: Iterable[Post], audience: str, window: Window) -> int:
    """Return how many posts reach an audience in one of its windows."""
    return sum(one.audience in (audience, None) and window.holds(one.minute) for one in posts)
