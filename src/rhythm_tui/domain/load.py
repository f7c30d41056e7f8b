"""The load of a desk: what came in and was answered by the hour, when it comes, how long answers take.

Counts come in quarters of an hour of UTC, which every time zone can be made of; what is made of them is in
the hospital's own hours and days. Instants are milliseconds UTC.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta, tzinfo

from rhythm_tui.domain.deadlines import HOUR, MINUTE
from rhythm_tui.domain.named import NamedTuple

QUARTER = 15 * MINUTE
SPANS = (15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 24 * HOUR)
"""Up to which time an answer counts into which step of the distribution; the last step has no end. The golden
two hours and the four hours of private messages (RHYTHM 13 and 14) are ends of steps."""
HOURS, DAYS, WEEKS = 24, 7, 4
"""How far back the hours, the days and the map of the week reach."""


class Tally(NamedTuple):
    """How many items of a platform fell into a quarter of an hour."""

    quarter: int
    """Quarters since 1970."""
    platform: str
    n: int


class Took(NamedTuple):
    """How many answers of a platform took so long."""

    platform: str
    step: int
    """The place in ``SPANS``; its length for what took longer than all of them."""
    n: int


class Flow(NamedTuple):
    """What came in and was answered in one hour or on one day."""

    begins: datetime
    came: int
    answered: int


class Speed(NamedTuple):
    """How fast a platform is answered."""

    platform: str
    """Empty for all of them."""
    came: int
    steps: tuple[int, ...]
    """How many answers fell into each step of ``SPANS``, and beyond the last."""

    @property
    def answered(self) -> int:
        """How many answers there were."""
        return sum(self.steps)

    def within(self, span: int) -> int:
        """Return how many answers took no longer than ``span``, one of ``SPANS`` (ms)."""
        return sum(self.steps[: SPANS.index(span) + 1])


class Load(NamedTuple):
    """The load as it stands at one instant."""

    hours: tuple[Flow, ...]
    """The last day by the hour, the present one last."""
    days: tuple[Flow, ...]
    """The last week by the day, today last."""
    week: tuple[tuple[int, ...], ...]
    """What came in the last four weeks by weekday (Monday first) and hour."""
    speeds: tuple[Speed, ...]
    """Of the last seven days: all platforms first, then each by what came in."""


def step_of(took: int) -> int:
    """Return into which step of ``SPANS`` an answer falls that took ``took`` ms."""
    return next((place for place, most in enumerate(SPANS) if took <= most), len(SPANS))


def since(now: int, zone: tzinfo) -> tuple[int, int]:
    """Return from when the map of the week is counted, and from when the speeds are."""
    today = _local(now, zone).date()
    return _begin(today - timedelta(days=7 * WEEKS - 1), zone), _begin(today - timedelta(days=DAYS - 1), zone)


def load(
    came: Sequence[Tally], answered: Sequence[Tally], took: Iterable[Took], now: int, zone: tzinfo
) -> Load:
    """Return the load at ``now`` from what was counted."""
    came_at, answered_at = _by_quarter(came), _by_quarter(answered)
    hour = _local(now, zone).replace(minute=0, second=0, microsecond=0)
    begins = [_local(_ms(hour) - back * HOUR, zone) for back in reversed(range(HOURS))]
    days = [hour.date() - timedelta(days=back) for back in reversed(range(DAYS))]
    return Load(
        tuple(_flow(one, _ms(one), _ms(one) + HOUR, came_at, answered_at) for one in begins),
        tuple(
            _flow(
                datetime(day.year, day.month, day.day, tzinfo=zone),
                _begin(day, zone),
                _begin(day + timedelta(days=1), zone),
                came_at,
                answered_at,
            )
            for day in days
        ),
        _week(came_at, zone),
        _speeds(came, took, since(now, zone)[1]),
    )


def _by_quarter(tallies: Iterable[Tally]) -> Counter[int]:
    found: Counter[int] = Counter()
    for one in tallies:
        found[one.quarter] += one.n
    return found


def _flow(
    shown: datetime, start: int, end: int, came: Mapping[int, int], answered: Mapping[int, int]
) -> Flow:
    quarters = range(start // QUARTER, end // QUARTER)
    return Flow(shown, sum(came.get(q, 0) for q in quarters), sum(answered.get(q, 0) for q in quarters))


def _week(came: Mapping[int, int], zone: tzinfo) -> tuple[tuple[int, ...], ...]:
    found = [[0] * HOURS for _day in range(7)]
    for quarter, n in came.items():
        local = _local(quarter * QUARTER, zone)
        found[local.weekday()][local.hour] += n
    return tuple(map(tuple, found))


def _speeds(came: Iterable[Tally], took: Iterable[Took], start: int) -> tuple[Speed, ...]:
    counts: Counter[str] = Counter()
    for one in came:
        if one.quarter * QUARTER >= start:
            counts[one.platform] += one.n
    steps: dict[str, list[int]] = {platform: [0] * (len(SPANS) + 1) for platform in counts}
    for each in took:
        steps.setdefault(each.platform, [0] * (len(SPANS) + 1))[each.step] += each.n
    order = sorted(steps, key=lambda platform: (-counts[platform], platform))
    every = [sum(column) for column in zip(*steps.values(), strict=True)] or [0] * (len(SPANS) + 1)
    return (
        Speed("", counts.total(), tuple(every)),
        *(Speed(platform, counts[platform], tuple(steps[platform])) for platform in order),
    )


def _local(at: int, zone: tzinfo) -> datetime:
    return datetime.fromtimestamp(at / 1000, zone)


def _ms(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def _begin(day: date, zone: tzinfo) -> int:
    return _ms(datetime(day.year, day.month, day.day, tzinfo=zone))
