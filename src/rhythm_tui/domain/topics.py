"""What posts are about: series with their episodes, and the days that ask for a post (RHYTHM.md 2 and 6).

Standard library only: the fast start depends on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from rhythm_tui.domain.day import Day
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.rhythm import Post

TOPICAL = 3
"""The tier that answers a health day (RHYTHM 6)."""


class SeriesGap(NamedTuple):
    """A series in a month (RHYTHM 2)."""

    series: str
    done: int
    planned: int
    wanted: int
    following: Post | None
    """The next episode, in this month or later."""

    @property
    def short(self) -> int:
        """How many episodes the month still lacks; never negative."""
        return max(self.wanted - self.done - self.planned, 0)


class Answer(NamedTuple):
    """A day that asks for a topical slot, and the slots that answer it (RHYTHM 6)."""

    day: Day
    posts: tuple[Post, ...]


def series_gaps(posts: Iterable[Post], wanted: Mapping[str, int], today: date) -> tuple[SeriesGap, ...]:
    """Return how each series stands in the month of ``today``, and its next episode (RHYTHM 2)."""
    standing = sorted((one for one in posts if one.stands), key=lambda one: (one.at, one.id))
    found = []
    for series, per_month in wanted.items():
        own = [one for one in standing if one.series == series]
        month = [one for one in own if (one.day.year, one.day.month) == (today.year, today.month)]
        done = sum(one.out for one in month)
        following = next((one for one in own if not one.out and one.day >= today), None)
        found.append(SeriesGap(series, done, len(month) - done, per_month, following))
    return tuple(found)


def answers(days: Iterable[Day], posts: Iterable[Post]) -> tuple[Answer, ...]:
    """Return the days that ask for a topical slot, each with the posts of that tier that lie in it."""
    topical = [one for one in posts if one.stands and one.tier == TOPICAL]
    return tuple(Answer(day, tuple(one for one in topical if day.holds(one.day))) for day in days)
