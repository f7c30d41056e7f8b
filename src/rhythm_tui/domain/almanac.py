"""The Chinese calendar: lunar days, solar terms, dog days, winter nines, public holidays (RHYTHM 6).

Two libraries know them: ``lunar_python`` takes 5 ms a year and up to 30 ms to load, ``holidays`` 1 ms a year
and 100 ms to load. Both load only when something here is asked. Dates are those of China.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from math import floor

from rhythm_tui.domain.named import NamedTuple

TERMS = (
    "小寒", "大寒", "立春", "雨水", "惊蛰", "春分", "清明", "谷雨", "立夏", "小满", "芒种", "夏至",
    "小暑", "大暑", "立秋", "处暑", "白露", "秋分", "寒露", "霜降", "立冬", "小雪", "大雪", "冬至",
)  # fmt: skip
"""The 24 solar terms in the order of the year."""
_DAY = timedelta(days=1)
_JULIAN_ORIGIN = 1_721_425
"""Julian days up to the day before 0001-01-01, the origin of ordinals."""
_BEFORE = 2
"""How many terms of the year before the library lists first."""
_SWAPPED = r"\d{4}-\d{2}-\d{2}"


class Span(NamedTuple):
    """From the first to the last day, both of them in it."""

    first: date
    last: date


class Break(NamedTuple):
    """Days off in a row that hold a public holiday."""

    span: Span
    names: tuple[str, ...]
    """The holidays in it, in Chinese, as the library names them."""
    workdays: tuple[date, ...]
    """The weekend days that are worked for it."""
    announced: bool
    """Whether the State Council has said so; else it is what the law gives, without make-up workdays."""


class _LunarYear(NamedTuple):
    months: dict[int, Span]
    terms: tuple[date, ...]


@lru_cache(maxsize=16)
def _lunar_year(year: int) -> _LunarYear:
    from lunar_python import LunarYear

    found = LunarYear(year)
    months = {}
    for month in range(1, 13):
        told = found.getMonth(month)
        first = _of_julian(told.getFirstJulianDay())
        months[month] = Span(first, first + (told.getDayCount() - 1) * _DAY)
    instants = found.getJieQiJulianDays()[_BEFORE : _BEFORE + len(TERMS)]
    return _LunarYear(months, tuple(map(_of_julian, instants)))


def _of_julian(day: float) -> date:
    """Return the date of a Julian day, which begins at noon."""
    return date.fromordinal(floor(day + 0.5) - _JULIAN_ORIGIN)


def lunar_day(year: int, month: int, day: int | None) -> date | None:
    """Return the date of a day of lunar ``year``, of the month itself and never of its leap twin.

    None as ``day`` is the last of the month. Returns None where the month is a day too short.
    """
    first, last = _lunar_year(year).months[month]
    found = last if day is None else first + (day - 1) * _DAY
    return found if found <= last else None


def term(year: int, name: str) -> date:
    """Return the date on which the solar term ``name`` of ``TERMS`` falls."""
    return _lunar_year(year).terms[TERMS.index(name)]


def dog_days(year: int) -> tuple[Span, Span, Span]:
    """Return 初伏, 中伏 and 末伏: from the third and fourth 庚 day since 夏至, and the first since 立秋."""
    third = _geng(term(year, "夏至")) + 20 * _DAY
    last = _geng(term(year, "立秋"))
    return (
        Span(third, third + 9 * _DAY),
        Span(third + 10 * _DAY, last - _DAY),
        Span(last, last + 9 * _DAY),
    )


def _geng(day: date) -> date:
    """Return the first 庚 day from ``day`` on; every tenth day is one, as 2024-07-15 is."""
    return day + (date(2024, 7, 15) - day).days % 10 * _DAY


def nine(year: int, number: int) -> Span:
    """Return the nine days of 一九 to 九九 (1 to 9) of the winter that begins with 冬至 of ``year``."""
    first = term(year, "冬至") + (number - 1) * 9 * _DAY
    return Span(first, first + 8 * _DAY)


@lru_cache(maxsize=16)
def breaks(year: int) -> tuple[Break, ...]:
    """Return the days off in a row that begin in ``year``: holidays with the weekends that join them.

    The library marks a weekday that is swapped for a weekend day with that day's date in its name.
    """
    from holidays import country_holidays

    years = (year - 1, year, year + 1)
    free = country_holidays("CN", years=years, expand=False, language="zh_CN")
    law = country_holidays("CN", years=years, expand=False, language="zh_CN", observed=False)
    worked = free.weekend_workdays

    def off(day: date) -> bool:
        """Return whether nobody works on ``day``."""
        return day in free or (day.weekday() >= 5 and day not in worked)

    def run(day: date) -> tuple[date, ...]:
        """Return the days off in a row that ``day`` is one of."""
        days = [day]
        while off(days[0] - _DAY):
            days.insert(0, days[0] - _DAY)
        while off(days[-1] + _DAY):
            days.append(days[-1] + _DAY)
        return tuple(days)

    found = []
    for days in dict.fromkeys(map(run, sorted(free))):
        told = [name for day in days if day in law for name in law.get_list(day)]
        swapped = {date.fromisoformat(one) for name in told for one in re.findall(_SWAPPED, name)}
        names = dict.fromkeys(name for name in told if not re.search(_SWAPPED, name))
        announced = any(day.year == days[-1].year for day in worked)
        found.append(Break(Span(days[0], days[-1]), tuple(names), tuple(sorted(swapped)), announced))
    return tuple(one for one in found if one.span.first.year == year)
