"""The four ways to lose the rhythm, as values that explain themselves (RHYTHM.md 7).

Standard library only: the fast start depends on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain

from rhythm_tui.domain import rhythm, topics
from rhythm_tui.domain.day import Day
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.publishing_words import Frequency
from rhythm_tui.domain.rhythm import Post

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    Kind = Literal["too_fast", "too_slow", "erratic", "disordered_interaction"]
    Code = Literal[
        "over_cap",
        "collision",
        "unreviewed",
        "day_unanswered",
        "under_least",
        "jumps",
        "neglected",
        "brush_off",
    ]


KINDS: tuple[Kind, ...] = ("too_fast", "too_slow", "erratic", "disordered_interaction")


class Loss(NamedTuple):
    """One cause of a lost rhythm: what it is, the numbers behind it, and what to look at."""

    kind: Kind
    code: Code
    subject: str | None
    """The slot or item to go to, else the local day ``2026-11-22``."""
    number: int = 0
    """Posts there are, minutes apart, days until, changes in a row, items."""
    limit: int = 0
    """What the playbook allows or wants of them; 0 where it sets nothing."""
    other: str = ""
    """The platform it is on, or the slot it collides with."""
    per: str = ""
    """``day`` or ``week``, where posts are counted by one."""
    day: Day | None = None
    """The day of the calendar that nothing answers."""


class Rules(NamedTuple):
    """What the playbook says of the rhythm; spans in milliseconds."""

    frequencies: Mapping[str, Frequency | None]
    collision: int
    jumps: int
    day_ahead: int
    review_warning: int


class Neglect(NamedTuple):
    """What was counted in the interaction."""

    over_24h: int = 0
    brush_offs: tuple[str, ...] = ()
    """The items whose reply of the last day only sends people away."""


def losses(
    posts: Sequence[Post], days: Iterable[Day], neglect: Neglect, rules: Rules, now: int, today: date
) -> tuple[Loss, ...]:
    """Return every way in which the rhythm is lost from today on, as far ahead as health days are looked for.

    ``days`` are those of that stretch that ask for a slot; ``posts`` have the days before it too, as
    neighbours. What is past is past: only what still can be changed is told, by kind and then by time.
    """
    return tuple(
        chain(
            _unreviewed(posts, rules.review_warning, now),
            _collisions(posts, rules, today),
            _over(posts, rules, today),
            _unanswered(days, posts, today),
            _under(posts, rules, today),
            _jumps(posts, rules, today),
            _neglected(neglect),
        )
    )


def _last(rules: Rules, today: date) -> date:
    return today + timedelta(days=rules.day_ahead - 1)


def _unreviewed(posts: Iterable[Post], warning: int, now: int) -> Iterator[Loss]:
    for one in posts:
        if one.missing and one.stands and one.state != "held" and now <= one.at <= now + warning:
            yield Loss("too_fast", "unreviewed", one.id, (one.at - now) // 60_000, warning // 60_000)


def _collisions(posts: Iterable[Post], rules: Rules, today: date) -> Iterator[Loss]:
    for one in rhythm.collisions(posts, rules.collision):
        if today <= one.second.day <= _last(rules, today) and not (one.first.out and one.second.out):
            moved = one.first if one.second.out else one.second
            kept = one.second if one.second.out else one.first
            yield Loss(
                "too_fast", "collision", moved.id, one.minutes, rules.collision // 60_000, other=kept.id
            )


def _over(posts: Sequence[Post], rules: Rules, today: date) -> Iterator[Loss]:
    """One post too many is told at the last of its day or week that has not gone out."""
    told: set[tuple[str, date]] = set()
    for ahead in range(rules.day_ahead):
        day = today + timedelta(days=ahead)
        for gauge in rhythm.gauges(posts, rules.frequencies, day):
            start = day if gauge.per == "day" else rhythm.monday_of(day)
            if not gauge.own.over or (gauge.platform, start) in told:
                continue
            told.add((gauge.platform, start))
            last = _last_open(posts, gauge.platform, start, 1 if gauge.per == "day" else 7)
            if last is not None:
                yield Loss(
                    "too_fast",
                    "over_cap",
                    last.id,
                    gauge.own.total,
                    gauge.own.most or 0,
                    other=gauge.platform,
                    per=gauge.per,
                )


def _last_open(posts: Iterable[Post], platform: str, start: date, days: int) -> Post | None:
    end = start + timedelta(days=days)
    there = [
        one
        for one in posts
        if one.stands and not one.out and one.platform == platform and start <= one.day < end
    ]
    return max(there, key=lambda one: (one.at, one.id), default=None)


def _unanswered(days: Iterable[Day], posts: Iterable[Post], today: date) -> Iterator[Loss]:
    for one in topics.answers(days, posts):
        if not one.posts:
            first = max(one.day.first, today)
            until = (one.day.first - today).days
            yield Loss("too_slow", "day_unanswered", first.isoformat(), max(until, 0), day=one.day)


def _under(posts: Iterable[Post], rules: Rules, today: date) -> Iterator[Loss]:
    for gauge in rhythm.gauges(posts, rules.frequencies, today):
        if gauge.own.short:
            yield Loss(
                "too_slow",
                "under_least",
                today.isoformat(),
                gauge.own.total,
                gauge.own.least or 0,
                other=gauge.platform,
                per=gauge.per,
            )


def _jumps(posts: Iterable[Post], rules: Rules, today: date) -> Iterator[Loss]:
    for run in rhythm.jumping(posts, rules.jumps):
        last = run.posts[-1]
        if not last.out and today <= last.day <= _last(rules, today):
            yield Loss("erratic", "jumps", last.id, len(run.posts) - 1, rules.jumps, other=run.platform)


def _neglected(neglect: Neglect) -> Iterator[Loss]:
    if neglect.over_24h:
        yield Loss("disordered_interaction", "neglected", None, neglect.over_24h)
    if neglect.brush_offs:
        yield Loss("disordered_interaction", "brush_off", neglect.brush_offs[0], len(neglect.brush_offs))
