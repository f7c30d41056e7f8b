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

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from rhythm_tui.domain.aliases import HALF_WIDTH
from rhythm_tui.domain.almanac import TERMS, Span, dog_days, lunar_day, nine, term
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.refusal import invalid, msg

MOST = 60
"""Longest rule, in characters."""
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: place for place, name in enumerate(_MONTH_NAMES, 1)}
_WEEKDAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAYS = {name: place for place, name in enumerate(_WEEKDAY_NAMES)}
_PLACES = {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "last": 0}
"""Which of the weekdays of a month is meant."""
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
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
    words = text.translate(HALF_WIDTH).lower().split()
    written = " ".join(words)
    try:
        if len(written) <= MOST:
            return _read(written, words)
    except (KeyError, ValueError):  # no such month, no such day, no form of a rule
        pass
    raise invalid(
        "rule",
        msg("{rule} is no rule of a day; write 09-29, 04-15..04-21, 2 thu mar or lunar 09-09"),
        rule=text[:MOST],
    )


def _read(written: str, words: list[str]) -> Rule:
    """Return the rule that words mean. Raises ``KeyError`` or ``ValueError`` where they mean none."""
    match words:
        case [days]:
            return Rule(written, _days(days))
        case ["month", number]:
            return Rule(written, _month(_number(number)))
        case ["last", "day", month]:
            return Rule(written, _last_day(_MONTHS[month]))
        case ["week", place, month]:
            return Rule(written, _weekdays(_PLACES[place], 0, _MONTHS[month], 6 * _DAY))
        case ["lunar", day]:
            return Rule(written, *_lunar(*day.split("-", 1)))
        case ["term", name] if name in TERMS:
            return Rule(written, lambda year: (Span(found := term(year, name), found),))
        case ["dog", "1" | "2" | "3" as number]:
            return Rule(written, lambda year: (dog_days(year)[int(number) - 1],))
        case ["nine", "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" as number]:
            return Rule(written, lambda year: (nine(year, int(number)),))
        case [place, weekday, month]:
            return Rule(written, _weekdays(_PLACES[place], _WEEKDAYS[weekday], _MONTHS[month]))
        case [*rule, "every", step, "from", year] if "every" not in rule:
            every = _read(written, rule)
            return every._replace(spans=_every(every.spans, _number(step), _year(year)))
    raise ValueError(written)


def _number(word: str) -> int:
    if not (len(word) <= 2 and word.isascii() and word.isdigit()):
        raise ValueError(word)
    return int(word)


def _year(word: str) -> int:
    if not (len(word) == 4 and word.isascii() and word.isdigit()):
        raise ValueError(word)
    return int(word)


def _every(spans: Spans, step: int, start: int) -> Spans:
    if not step:
        raise ValueError(step)
    return lambda year: spans(year) if year >= start and (year - start) % step == 0 else ()


def _days(written: str) -> Spans:
    first, to, last = written.partition("..")
    return (_once if first.count("-") == 2 else _yearly)(first, last if to else first)


def _once(first: str, last: str) -> Spans:
    span = Span(_date(first), _date(last))
    if span.last < span.first:
        raise ValueError(span)
    return lambda year: (span,) if span.first.year == year else ()


def _date(written: str) -> date:
    year, month, day = written.split("-")
    return date(_year(year), _number(month), _number(day))


def _yearly(written: str, until: str) -> Spans:
    first, last = _Anniversary.read(written), _Anniversary.read(until)

    def spans(year: int) -> Iterator[Span]:
        """Yield the rule's days in a year."""
        begun, ended = first.of(year), last.of(year + (last < first))
        if begun and ended:
            yield Span(begun, ended)

    return spans


class _Anniversary(NamedTuple):
    month: int
    day: int

    @classmethod
    def read(cls, written: str) -> _Anniversary:
        """Raises ``ValueError`` for a day no year has."""
        month, day = map(_number, written.split("-"))
        leap = date(2000, month, day)
        return cls(leap.month, leap.day)

    def of(self, year: int) -> date | None:
        """The 29th of February is kept in leap years only."""
        if self == (2, 29) and _month_end(year, 2).day < 29:
            return None
        return date(year, self.month, self.day)


def _month(number: int) -> Spans:
    month = date(2000, number, 1).month
    return lambda year: (Span(date(year, month, 1), _month_end(year, month)),)


def _last_day(month: int) -> Spans:
    return lambda year: (Span(end := _month_end(year, month), end),)


def _month_end(year: int, month: int) -> date:
    following = date(year, month, 28) + timedelta(days=4)  # not by ``calendar``: it loads the locale's words
    return following - timedelta(days=following.day)


def _weekdays(place: int, weekday: int, month: int, length: timedelta = timedelta()) -> Spans:
    """Give the ``place``-th such weekday of a month, 0 for the last, and what follows it for ``length``."""

    def spans(year: int) -> Iterator[Span]:
        """Yield the rule's days in a year."""
        end = _month_end(year, month)
        last = end - (end.weekday() - weekday) % 7 * _DAY
        found = last - ((last.day - 1) // 7 + 1 - place) * _WEEK if place else last
        if found <= last:
            yield Span(found, found + length)

    return spans


def _lunar(number: str, day: str) -> tuple[Spans, Callable[[int], Span]]:
    month, wanted = _number(number), None if day == "last" else _number(day)
    place = 30 if wanted is None else wanted
    if not 1 <= month <= 12 or not 1 <= place <= 30:
        raise ValueError(day)

    def spans(year: int) -> Iterator[Span]:
        """Yield the rule's days in a year."""
        if found := lunar_day(year, month, wanted):
            yield Span(found, found)

    def near(year: int) -> Span:
        """Return between which days it lies in a year, without a lunar calendar."""
        named = date(year + month // 12, month % 12 + 1, 21) + (place - 1) * _DAY
        return Span(named + _EARLIEST, named + _LATEST)

    return spans, near
