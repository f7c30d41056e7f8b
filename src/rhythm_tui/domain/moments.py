"""Moments as people say them: ``13:20``, ``昨天 13:20``, ``11-21 13:20``, ``20分钟前``, ``2h ago``, ISO 8601.

What is left out is taken from the present, and always so that the moment lies behind us: at one in the
morning ``13:20`` was yesterday. Files write times in fuller forms, for those see ``times``. Instants are
milliseconds UTC. Standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, tzinfo

from rhythm_tui.domain.deadlines import DAY, HOUR, MINUTE, SECOND
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.times import FUTURE_SLACK, NoTime, instant, to_instant


class Moment(NamedTuple):
    """A moment that was understood."""

    at: int
    end: int
    """Where in the text it ends."""
    sure: bool
    """Whether it was written in full: False where day or year were supplied, or it is rounded to days."""


_DAYS = {
    "今天": 0, "今日": 0, "today": 0, "昨天": 1, "昨日": 1, "yesterday": 1, "前天": 2, "前日": 2,
    "今早": 0, "今晚": 0, "昨晚": 1, "昨夜": 1,
}  # fmt: skip
_EVENINGS = frozenset({"今晚", "昨晚", "昨夜"})
_WEEKDAYS = "一二三四五六日"
_NUMERALS = {"半": 0.5, "一": 1, "两": 2} | {char: n for n, char in enumerate("二三四五六七八九十", 2)}
_UNITS = {"s": SECOND, "秒": SECOND, "m": MINUTE, "分": MINUTE, "h": HOUR, "小": HOUR, "钟": HOUR} | {
    "d": DAY, "天": DAY, "日": DAY,
}  # fmt: skip

_AGO = re.compile(
    r"(?P<number>\d{1,4}|[半一二两三四五六七八九十])\s*个?(?P<half>半)?\s*"
    r"(?P<unit>秒钟?|分钟?|小时|钟头|天|日|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d)"
    r"\s*(?:ago|[之以]?前)(?![a-z])",
    re.IGNORECASE | re.ASCII,
)
_NOW = re.compile(r"刚刚|刚才|just now(?![a-z])|now(?![a-z])", re.IGNORECASE)
_FULL = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)", re.IGNORECASE | re.ASCII
)
_DATE = (
    r"(?:(?:(?P<year>\d{4})[-/.年])?(?P<month>\d{1,2})(?(year)[-/.月]|[-/月])(?P<date>\d{1,2})(?P<closed>[日号])?"
    r"|(?P<day>" + "|".join(_DAYS) + r")|(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天]))"
)
_BARE_DATE = re.compile(_DATE + r"(?![\d:.%/-])", re.IGNORECASE | re.ASCII)
_CLOCK = re.compile(
    r"(?:" + _DATE + r"(?(closed)\s*|(?(month)[T\s]+|\s*)))?"
    r"(?P<period>凌晨|早上|上午|中午|下午|傍晚|晚上|晚)?\s*"
    r"(?P<hour>\d{1,2})(?::(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d{1,6})?)?|[点时](?:(?P<half>半)|整|(?P<past>\d{1,2})分?)?)"
    r"(?:\s?(?P<noon>[ap]m)(?![a-z]))?(?![\d:%])",
    re.IGNORECASE | re.ASCII,
)


def read(text: str, start: int, now: int, zone: tzinfo) -> Moment | None:
    """Return the moment that begins at ``start`` of ``text`` (half-width), or None if there is none.

    Wall times are of ``zone``; ``now`` fills in what is missing. The moment may lie in the future when it was
    written so in full: whether that can be is for the caller to say.
    """
    if found := _NOW.match(text, start):
        return Moment(now, found.end(), True)
    if found := _AGO.match(text, start):
        unit = _UNITS[found["unit"][0].lower()]
        number = _NUMERALS[found["number"]] if found["number"] in _NUMERALS else int(found["number"])
        return Moment(now - round((number + (0.5 if found["half"] else 0)) * unit), found.end(), unit != DAY)
    if found := _FULL.match(text, start):
        try:
            return Moment(instant(found[0], zone), found.end(), True)
        except NoTime:
            return None
    found = _CLOCK.match(text, start)
    return _by_the_clock(found, now, zone) if found else None


def read_date(text: str, start: int) -> int | None:
    """Return where the date without an hour that begins at ``start`` of ``text`` ends, or None."""
    found = _BARE_DATE.match(text, start)
    return found.end() if found else None


def _by_the_clock(found: re.Match[str], now: int, zone: tzinfo) -> Moment | None:
    hour = _hour(found)
    minute = 30 if found["half"] else int(found["minute"] or found["past"] or 0)
    seconds = int(found["second"] or 0)
    if hour > 23 or minute > 59 or seconds > 59:
        return None
    wanted: int | None = None
    tries = 0
    for day in _dates(found, datetime.fromtimestamp(now / 1000, UTC).astimezone(zone).date()):
        wanted = to_instant(datetime(day.year, day.month, day.day, hour, minute, seconds, tzinfo=zone), zone)
        tries += 1
        if wanted <= now + FUTURE_SLACK:
            break
    if wanted is None:
        return None
    supplied = tries > 1 or bool(found["weekday"]) or bool(found["month"] and not found["year"])
    return Moment(wanted, found.end(), not supplied)


def _dates(found: re.Match[str], today: date) -> Iterable[date]:
    """Yield the dates that are meant, the likeliest first: the first one behind us is the right one."""
    if found["day"]:
        return [today - timedelta(days=_DAYS[found["day"].lower()])]
    if found["weekday"]:
        weekday = _WEEKDAYS.index(found["weekday"].replace("天", "日"))
        back = (today.weekday() - weekday) % 7
        return [today - timedelta(days=back), today - timedelta(days=back + 7)]
    if not found["month"]:
        return [today, today - timedelta(days=1)]
    years = [int(found["year"])] if found["year"] else [today.year, today.year - 1]
    return [day for year in years if (day := _date(year, int(found["month"]), int(found["date"])))]


def _date(year: int, month: int, day: int) -> date | None:
    """Return a date of the years that can be reckoned with, or None."""
    try:
        return date(year, month, day) if 1 < year < 9999 else None
    except ValueError:
        return None


def _hour(found: re.Match[str]) -> int:
    """Return the hour of the day, 24 or more for one that there is not: 晚上 12 点 may mean two days."""
    hour = int(found["hour"])
    period = (found["noon"] or found["period"] or "").lower()
    if not period and (found["day"] or "").lower() in _EVENINGS:
        period = "晚"
    if period in ("am", "凌晨"):
        return hour % 12 if hour <= 12 else 24
    if period == "中午":
        return hour + 12 if hour < 4 else hour
    if period in ("pm", "下午", "傍晚"):
        return hour % 12 + 12 if hour <= 12 else hour
    if period in ("晚", "晚上"):
        return hour + 12 if 5 <= hour < 12 else hour if hour > 12 else 24
    return hour
