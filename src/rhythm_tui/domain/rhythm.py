"""The rhythm of a plan: how often, in which mix, for whom and in which forms posts go out (RHYTHM.md 1 to 9).

Pure functions over small frozen values. Standard library only: the fast start depends on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter

from rhythm_tui.domain.deadlines import MINUTE
from rhythm_tui.domain.hours import Window
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.publishing_words import Frequency
from rhythm_tui.domain.recurrence import WEEKDAYS

STANDING = ("planned", "review", "ready", "held", "published")
"""The states of a slot that has gone out or still may; a missed one counts when somebody has decided."""


class Post(NamedTuple):
    """What the rhythm needs to know of a slot."""

    id: str
    at: int
    """The instant, milliseconds UTC."""
    day: date
    """The local day."""
    minute: int
    """Minutes after midnight, local."""
    platform: str
    tier: int
    form: str
    department: str | None = None
    audience: str | None = None
    """Whom it is for; None for everybody."""
    state: str = "planned"
    """As it stands now: a missed slot says so."""
    missing: bool = False
    """Whether a sign-off is still owed."""
    series: str | None = None

    @property
    def out(self) -> bool:
        """Whether it has gone out."""
        return self.state == "published"

    @property
    def stands(self) -> bool:
        """Whether it has gone out or still may."""
        return self.state in STANDING


class Tally(NamedTuple):
    """How many posts a stretch has, and how many it should have; None where nothing is set."""

    done: int
    planned: int
    least: int | None
    most: int | None

    @property
    def total(self) -> int:
        """Posts that have gone out or still may."""
        return self.done + self.planned

    @property
    def short(self) -> int:
        """How many are wanting; never negative."""
        return max((self.least or 0) - self.total, 0)

    @property
    def over(self) -> int:
        """How many are too many; never negative."""
        return 0 if self.most is None else max(self.total - self.most, 0)


class Gauge(NamedTuple):
    """How a platform is fed on a day and in its ISO week (RHYTHM 9)."""

    platform: str
    day: Tally
    week: Tally
    per: str
    """What the playbook counts by: ``day`` or ``week``; empty where it sets nothing."""
    meant: bool
    """Whether the weekday is one of those meant for the platform."""

    @property
    def own(self) -> Tally:
        """The tally of the stretch that the playbook counts by."""
        return self.day if self.per == "day" else self.week


class Share(NamedTuple):
    """A tier's part of the mix (RHYTHM 1)."""

    tier: int
    posts: int
    percent: int
    target: int
    """Per cent, of the playbook."""

    @property
    def drift(self) -> int:
        """Points over (or, negative, under) the target."""
        return self.percent - self.target


class Mix(NamedTuple):
    """The mix of tiers over some posts that have gone out."""

    total: int
    shares: tuple[Share, ...]
    next_tier: int
    """The tier whose turn it is; 0 where the playbook has none."""

    def drifted(self, limit: int) -> tuple[Share, ...]:
        """Return the tiers that lie ``limit`` points or more off; none while nothing has gone out."""
        return tuple(one for one in self.shares if self.total and abs(one.drift) >= limit)


class Cover(NamedTuple):
    """How an audience's hours are served (RHYTHM 8)."""

    audience: str
    watched: tuple[bool, ...]
    """For each of the 24 hours whether the audience watches."""
    posts: tuple[int, ...]
    """For each of the 24 hours how many posts reach it while it watches."""
    unserved: tuple[Window, ...]
    """The windows in which nothing reaches it."""


class Collision(NamedTuple):
    """Two posts of one platform too close to each other (RHYTHM 9)."""

    first: Post
    second: Post

    @property
    def minutes(self) -> int:
        """How far they lie apart, whole minutes."""
        return abs(self.second.at - self.first.at) // MINUTE


class Run(NamedTuple):
    """Posts in a row on one platform that have something in common."""

    platform: str
    posts: tuple[Post, ...]


def gauges(posts: Iterable[Post], wanted: Mapping[str, Frequency | None], day: date) -> tuple[Gauge, ...]:
    """Return how each platform is fed on ``day`` and in its ISO week.

    ``wanted`` has every platform; one for which nothing is set is told only where it has posts that week.
    """
    monday = monday_of(day)
    week = [one for one in posts if one.stands and monday <= one.day < monday + timedelta(days=7)]
    found = []
    for platform, often in wanted.items():
        here = [one for one in week if one.platform == platform]
        if often or here:
            found.append(_gauge(platform, here, often, day))
    return tuple(found)


def _gauge(platform: str, week: Sequence[Post], often: Frequency | None, day: date) -> Gauge:
    today = [one for one in week if one.day == day]
    if often is None:
        return Gauge(platform, _tally(today, None), _tally(week, None), "", True)
    bounds = (often.least, often.most)
    weekly = (often.least * 7, often.most * 7) if often.per == "day" else bounds
    daily = bounds if often.per == "day" else None
    meant = not often.days or WEEKDAYS[day.weekday()] in often.days
    return Gauge(platform, _tally(today, daily), _tally(week, weekly), often.per, meant)


def _tally(posts: Sequence[Post], bounds: tuple[int, int] | None) -> Tally:
    done = sum(one.out for one in posts)
    least, most = bounds or (None, None)
    return Tally(done, len(posts) - done, least, most)


def monday_of(day: date) -> date:
    """Return the day with which its ISO week begins."""
    return day - timedelta(days=day.weekday())


def mix(counts: Mapping[int, int], targets: Mapping[int, int]) -> Mix:
    """Return the mix of ``counts`` posts by tier against the shares that are wanted, per cent (RHYTHM 1).

    The percentages sum to 100, whatever was counted, by largest remainder; while nothing was, all are 0.
    """
    tiers = sorted({*targets, *(tier for tier, count in counts.items() if count)})
    total = sum(counts.get(tier, 0) for tier in tiers)
    parts = _percent([counts.get(tier, 0) for tier in tiers])
    shares = tuple(
        Share(tier, counts.get(tier, 0), part, targets.get(tier, 0))
        for tier, part in zip(tiers, parts, strict=True)
    )
    wanting = [one for one in shares if one.target]
    turn = max(wanting, key=lambda one: (one.target * (total + 1) - 100 * one.posts, -one.tier), default=None)
    return Mix(total, shares, turn.tier if turn else 0)


def _percent(counts: Sequence[int]) -> list[int]:
    total = sum(counts)
    if not total:
        return [0] * len(counts)
    parts = [count * 100 // total for count in counts]
    by_rest = sorted(range(len(counts)), key=lambda place: (-(counts[place] * 100 % total), place))
    for place in by_rest[: 100 - sum(parts)]:
        parts[place] += 1
    return parts


def coverage(posts: Iterable[Post], audiences: Mapping[str, Sequence[Window]]) -> tuple[Cover, ...]:
    """Return how the hours of each audience are served by the posts that are for it or for everybody."""
    standing = [one for one in posts if one.stands]
    found = []
    for audience, windows in audiences.items():
        reached = [one for one in standing if one.audience in (audience, None)]
        inside = [one for one in reached if any(window.holds(one.minute) for window in windows)]
        found.append(
            Cover(
                audience,
                tuple(any(window.holds(hour * 60 + 30) for window in windows) for hour in range(24)),
                tuple(sum(one.minute // 60 == hour for one in inside) for hour in range(24)),
                tuple(one for one in windows if not any(one.holds(post.minute) for post in inside)),
            )
        )
    return tuple(found)


def collisions(posts: Iterable[Post], span: int) -> tuple[Collision, ...]:
    """Return each two posts of one platform less than ``span`` milliseconds apart, by time."""
    return tuple(
        Collision(first, second)
        for _platform, row in rows(posts)
        for place, first in enumerate(row)
        for second in row[place + 1 :]
        if second.at - first.at < span
    )


def repetitions(posts: Iterable[Post], least: int, given: Mapping[str, str | None]) -> tuple[Run, ...]:
    """Return where ``least`` posts or more of one form follow each other on a platform (RHYTHM 3).

    ``given`` is the form that a platform has no choice but to repeat: it is no repetition there.
    """
    return tuple(
        Run(platform, run)
        for platform, row in rows(posts)
        for form, same in groupby(row, key=attrgetter("form"))
        if form != given.get(platform) and len(run := tuple(same)) >= least
    )


def jumping(posts: Iterable[Post], least: int) -> tuple[Run, ...]:
    """Return where neighbours on a platform change department and tier ``least`` times or more in a row.

    Such a run has one post more than changes (RHYTHM 7). A post without a department changes none.
    """
    return tuple(Run(platform, run) for platform, row in rows(posts) for run in _jumps(row, least))


def _jumps(row: Sequence[Post], least: int) -> Iterator[tuple[Post, ...]]:
    run: list[Post] = []
    for post in row:
        if run and not _jump(run[-1], post):
            if len(run) > least:
                yield tuple(run)
            run = []
        run.append(post)
    if len(run) > least:
        yield tuple(run)


def _jump(one: Post, other: Post) -> bool:
    known = one.department is not None and other.department is not None
    return known and one.department != other.department and one.tier != other.tier


def rows(posts: Iterable[Post]) -> Iterator[tuple[str, list[Post]]]:
    """Yield the posts that stand, by platform, each row in the order of time."""
    standing = sorted((one for one in posts if one.stands), key=lambda one: (one.platform, one.at, one.id))
    for platform, row in groupby(standing, key=attrgetter("platform")):
        yield platform, list(row)
