"""The rule of a day: a text such as ``2 thu mar``, read into the dates it means (RHYTHM 6).

    09-29, 04-15..04-21                   a day, from day to day; into the next year where it runs backwards
    2026-12-24, 2026-12-24..2026-12-26    the same, once
    month 04, last day feb                a whole month, the last day of one
    2 thu mar, last sun jan               the second Thursday, the last Sunday of a month
    week 3 may                            Monday to Sunday, the third week that begins in the month
    lunar 09-09, lunar 12-last            a day of the lunar calendar, never of a leap month
    term 冬至, dog 1, nine 9              a solar term, 初伏 to 末伏, 一九 to 九九
    ... every 3 from 2021                 behind any of these: every third year

Standard library only; what is lunar asks the almanac once its dates are wanted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from rhythm_tui.domain.aliases import HALF_WIDTH
from rhythm_tui.domain.almanac import TERMS, Span, dog_days, lunar_day, nine, term
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.refusal import invalid, msg

MOST = 60
"""Longest rule, in characters."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = timedelta(days=1)
_WEEK = timedelta(days=6)
_EARLIEST, _LATEST = timedelta(days=-34), timedelta(days=4)
"""When a lunar month begins, from the 21st of the month in which the solar term falls that names it."""

Spans = Callable[[int], Iterable[Span]]
"""Gives the spans of a year: all begin in it, those of the last lunar months perhaps early in the next."""


class Rule(NamedTuple):
    """A rule that was read."""

    text: str
    spans: Spans
    near: Callable[[int], Span] | None = None
    """Roughly where the spans of a year lie, where telling them needs the almanac."""


def read_rule(text: str) -> Rule:
    """Return the rule written in ``text``. Raises ``Refusal`` (``invalid``, field ``rule``)."""
    written = " ".join(text.translate(HALF_WIDTH).lower().split())
    every = " every " in written and re.fullmatch(r"(.+) every ([1-9][0-9]?) from ([0-9]{4})", written)
    rule = _read(every[1] if every else written) if len(written) <= MOST else None
    if rule is None:
        raise invalid(
            "rule",
            msg("{rule} is no rule of a day; write 09-29, 04-15..04-21, 2 thu mar or lunar 09-09"),
            rule=text[:MOST],
        )
    if every:
        rule = rule._replace(spans=_every(rule.spans, int(every[2]), int(every[3])))
    return rule._replace(text=written)


def _every(spans: Spans, step: int, start: int) -> Spans:
    return lambda year: spans(year) if year >= start and (year - start) % step == 0 else ()


def _read(written: str) -> Rule | None:
    for pattern, build in _FORMS:
        if found := re.fullmatch(pattern, written):
            try:
                return build(written, *found.groups())
            except ValueError:  # a thirteenth month, the 31st of June
                return None
    return None


def _yearly(written: str, month: str, day: str, last_month: str | None, last_day: str | None) -> Rule:
    first = _Anniversary.read(month, day)
    last = _Anniversary.read(last_month, last_day) if last_month and last_day else first

    def spans(year: int) -> Iterator[Span]:
        """Yield the rule's days in a year."""
        begun, ended = first.of(year), last.of(year + (last < first))
        if begun and ended:
            yield Span(begun, ended)

    return Rule(written, spans)


class _Anniversary(NamedTuple):
    month: int
    day: int

    @classmethod
    def read(cls, month: str, day: str) -> _Anniversary:
        """Raises ``ValueError`` for a day no year has."""
        leap = date(2000, int(month), int(day))
        return cls(leap.month, leap.day)

    def of(self, year: int) -> date | None:
        """The 29th of February is kept in leap years only."""
        if (self.month, self.day) == (2, 29) and _month_end(year, 2).day < 29:
            return None
        return date(year, self.month, self.day)


def _once(written: str, first: str, last: str | None) -> Rule:
    span = Span(date.fromisoformat(first), date.fromisoformat(last or first))
    if span.last < span.first:
        raise ValueError(written)
    return Rule(written, lambda year: (span,) if span.first.year == year else ())


def _month(written: str, number: str) -> Rule:
    month = date(2000, int(number), 1).month

    def spans(year: int) -> Iterator[Span]:
        """Yield the rule's days in a year."""
        yield Span(date(year, month, 1), _month_end(year, month))

    return Rule(written, spans)


def _last_day(written: str, name: str) -> Rule:
    month = _MONTHS.index(name) + 1

    def spans(year: int) -> Iterator[Span]:
        """Yield the rule's days in a year."""
        yield Span(end := _month_end(year, month), end)

    return Rule(written, spans)


def _month_end(year: int, month: int) -> date:
    following = date(year, month, 28) + timedelta(days=4)  # not by ``calendar``: it loads the locale's words
    return following - timedelta(days=following.day)


def _weekday(written: str, number: str, weekday: str, name: str) -> Rule:
    return Rule(written, _weekdays(number, _WEEKDAYS.index(weekday), name, timedelta()))


def _week(written: str, number: str, name: str) -> Rule:
    return Rule(written, _weekdays(number, 0, name, _WEEK))


def _weekdays(number: str, weekday: int, name: str, length: timedelta) -> Spans:
    month = _MONTHS.index(name) + 1

    def spans(year: int) -> Iterator[Span]:
        """Yield the rule's days in a year."""
        end = _month_end(year, month)
        every = [day for day in (end - n * _DAY for n in range(end.day)) if day.weekday() == weekday]
        place = 0 if number == "last" else len(every) - int(number)
        if place >= 0:
            yield Span(every[place], every[place] + length)

    return spans


def _lunar(written: str, number: str, day: str) -> Rule:
    month, wanted = int(number), None if day == "last" else int(day)
    place = 30 if wanted is None else wanted
    if not 1 <= month <= 12 or not 1 <= place <= 30:
        raise ValueError(written)

    def spans(year: int) -> Iterator[Span]:
        """Yield the rule's days in a year."""
        if found := lunar_day(year, month, wanted):
            yield Span(found, found)

    def near(year: int) -> Span:
        """Return between which days it lies in a year, without a lunar calendar."""
        named = date(year + month // 12, month % 12 + 1, 21) + (place - 1) * _DAY
        return Span(named + _EARLIEST, named + _LATEST)

    return Rule(written, spans, near)


def _term(written: str, name: str) -> Rule:
    if name not in TERMS:
        raise ValueError(written)
    return Rule(written, lambda year: (Span(found := term(year, name), found),))


def _dog(written: str, number: str) -> Rule:
    return Rule(written, lambda year: (dog_days(year)[int(number) - 1],))


def _nine(written: str, number: str) -> Rule:
    return Rule(written, lambda year: (nine(year, int(number)),))


_FORMS: tuple[tuple[str, Callable[..., Rule]], ...] = (
    (r"([0-9]{1,2})-([0-9]{1,2})(?:\.\.([0-9]{1,2})-([0-9]{1,2}))?", _yearly),
    (r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:\.\.([0-9]{4}-[0-9]{2}-[0-9]{2}))?", _once),
    (r"month ([0-9]{1,2})", _month),
    (rf"last day ({'|'.join(_MONTHS)})", _last_day),
    (rf"([1-5]|last) ({'|'.join(_WEEKDAYS)}) ({'|'.join(_MONTHS)})", _weekday),
    (rf"week ([1-5]|last) ({'|'.join(_MONTHS)})", _week),
    (r"lunar ([0-9]{1,2})-([0-9]{1,2}|last)", _lunar),
    (r"term (\S+)", _term),
    (r"dog ([1-3])", _dog),
    (r"nine ([1-9])", _nine),
)
