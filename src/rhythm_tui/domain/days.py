"""The calendar: health days, feasts, solar terms, public holidays and the hospital's own days (RHYTHM 6).

Standard library only, so that a pane asks it as cheaply as the queue: a month costs about a millisecond,
once. Only what is asked for is worked out: ``asking`` needs no library unless a lunar day is near, feasts,
terms and seasons load ``lunar_python``, the kinds ``holiday`` and ``workday`` load ``holidays`` (0.1 s).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache

from rhythm_tui.domain.almanac import Span, breaks
from rhythm_tui.domain.day import Day
from rhythm_tui.domain.day_rules import Rule
from rhythm_tui.domain.named import NamedTuple

KINDS = ("health", "own", "holiday", "workday", "lunar", "term", "season")
"""What a day can be, in the order in which days that begin together stand."""
ASKING = ("health", "own")
"""Kinds whose days ask for a tier-3 slot unless they say otherwise."""
FIRST_YEAR, LAST_YEAR = 1990, 2099
"""The years the calendar knows; outside of them it has no days."""
NOTICE, ESTIMATE = "notice", "estimate"
"""Sources of public holidays: the State Council's notice, or the law while there is none."""
STATUTORY = ("holiday", "workday")
"""Kinds that follow the law and the notices, and not a rule."""


class Entry(NamedTuple):
    """A day of every year, as it is written."""

    id: str
    kind: str
    rule: Rule
    zh: str
    en: str
    slot: bool
    departments: tuple[str, ...] = ()
    source: str = ""
    valid_from: date = date.min
    valid_to: date = date.max
    """It is kept when it begins between these two."""

    def on(self, first: date, last: date) -> Day:
        """Return its occurrence from ``first`` to ``last``."""
        return Day(
            self.id,
            self.kind,
            self.zh,
            self.en,
            first,
            last,
            self.slot,
            self.departments,
            self.source,
        )


class Public(NamedTuple):
    """How public holidays and make-up workdays are called: templates with ``{name}``, by language."""

    holiday: Mapping[str, str]
    workday: Mapping[str, str]
    names: Mapping[str, str]
    """English names of the holidays by their Chinese ones."""

    def of(self, year: int) -> Iterator[Day]:
        """Yield the days off in a row that begin in ``year``, and the workdays that make up for them."""
        for one in breaks(year):
            names = [name for name in one.names if name in self.names] or list(one.names)
            zh, en = "、".join(names), " and ".join(self.names.get(name, name) for name in names)
            source = NOTICE if one.announced else ESTIMATE
            for kind, words, spans in (
                ("holiday", self.holiday, (one.span,)),
                ("workday", self.workday, tuple(Span(day, day) for day in one.workdays)),
            ):
                named = words["zh"].format(name=zh), words["en"].format(name=en)
                yield from (Day(kind, kind, *named, *span, slot=False, source=source) for span in spans)


class Calendar:
    """Answers which days there are. What was worked out once is kept; nothing else of it ever changes."""

    def __init__(self, entries: Iterable[Entry], public: Public | None = None) -> None:
        self._entries = tuple(entries)
        self._public = public
        self._spans = cache(lambda place, year: tuple(self._entries[place].rule.spans(year)))
        self._public_of = cache(lambda year: tuple(public.of(year)) if public else ())

    def plus(self, own: Iterable[Entry]) -> Calendar:
        """Return a calendar with these days too."""
        return Calendar((*self._entries, *own), self._public)

    def between(self, first: date, last: date, kinds: Collection[str] = KINDS) -> tuple[Day, ...]:
        """Return the days of these kinds that touch ``first`` to ``last``, in order of their beginning."""
        found = [*self._written(first, last, lambda entry: entry.kind in kinds)]
        if not set(kinds).isdisjoint(STATUTORY):
            every = (day for year in _years(first, last) for day in self._public_of(year))
            found += (day for day in every if day.kind in kinds and _meet(day, first, last))
        return _in_order(found)

    def on(self, day: date, kinds: Collection[str] = KINDS) -> tuple[Day, ...]:
        """Return the days of these kinds that hold ``day``."""
        return self.between(day, day, kinds)

    def upcoming(self, day: date, days: int, kinds: Collection[str] = KINDS) -> tuple[Day, ...]:
        """Return the days of these kinds that touch the ``days`` days from ``day`` on."""
        return self.between(day, day + timedelta(days - 1), kinds)

    def asking(self, first: date, last: date) -> tuple[Day, ...]:
        """Return the days that touch ``first`` to ``last`` and ask for a tier-3 slot (RHYTHM 6)."""
        return _in_order(self._written(first, last, lambda entry: entry.slot))

    def _written(self, first: date, last: date, wanted: Callable[[Entry], bool]) -> Iterator[Day]:
        years = _years(first, last)
        for place, entry in enumerate(self._entries):
            if not wanted(entry):
                continue
            for year in years:
                if entry.rule.near is None or _meet(entry.rule.near(year), first, last):
                    for span in self._spans(place, year):
                        if _meet(span, first, last) and entry.valid_from <= span.first <= entry.valid_to:
                            yield entry.on(*span)


def _years(first: date, last: date) -> range:
    """The years whose days may touch the span: what begins in one may last into the next."""
    return range(max(first.year - 1, FIRST_YEAR), min(last.year, LAST_YEAR) + 1)


def _meet(one: Span | Day, first: date, last: date) -> bool:
    return one.first <= last and first <= one.last


def _in_order(days: Iterable[Day]) -> tuple[Day, ...]:
    return tuple(sorted(days, key=lambda day: (day.first, KINDS.index(day.kind), day.last, day.id)))
