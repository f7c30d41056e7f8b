"""One cell of a plan, turned into what a slot has: a day, a time of the day, a length, tags.

People write plans by hand: ``11月23日(周一)``, ``18点30``, ``下午3:00``, ``1分30秒``. Spreadsheets give
dates, times and numbers. Raises ``NoFact`` for what is none of it.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from rhythm_tui.domain.aliases import fold
from rhythm_tui.domain.refusal import msg
from rhythm_tui.intake.unreadable import words
from rhythm_tui.intake.values import NoFact, text_of

_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(42_370, 73_051)
"""Days since then, from 2016 to 2099: a date whose cell lost its format."""
_WEEKDAY = re.compile(r"[(\[]?(?:星期|周|礼拜)[一二三四五六日天][)\]]?|\([^)]*\)")
_DATE = re.compile(r"(?:(\d{4})\s*[年./-]\s*)?(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*[日号]?")
_CLOCK = re.compile(
    r"(凌晨|早上|早|上午|中午|下午|傍晚|晚上|晚|am|pm)?\s*"
    r"(\d{1,2})\s*(?:[:时点]\s*(?:(\d{1,2})\s*分?|(半))?)?(?::\d{1,2}(?:\.\d+)?)?\s*(am|pm)?"
)
_LATER = frozenset({"下午", "傍晚", "晚上", "晚", "pm"})
_LENGTH = re.compile(r"(?:(\d+)\s*(?:分钟?|min|m|:|'))?\s*(?:(\d+)\s*(?:秒钟?|s|sec|\"|)?)?")
_TAGS = re.compile(r"[\s,，、;；]+")
_MARKED = re.compile(r"[\s,，、;；]+(?=[#＃])")


def day_of(value: Any, today: date) -> date:
    """Return a local day; without a year the one nearest to ``today``."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool) and value in _SERIALS:
        return _SERIAL_ZERO + timedelta(days=int(value))
    written = fold(text_of(value)).strip()
    found = _DATE.fullmatch(_WEEKDAY.sub("", written).strip())
    if not found:
        raise _no(value, msg("the day is missing"), msg("{value} is no day"))
    year, month, day = found.groups()
    try:
        if year:
            return date(int(year), int(month), int(day))
        near = (date(today.year + shift, int(month), int(day)) for shift in (-1, 0, 1))
        return min(near, key=lambda one: abs(one - today))
    except ValueError:
        raise NoFact(msg("{value} is no day"), value=words(text_of(value))) from None


def clock_of(value: Any) -> time:
    """Return a time of the day, to the minute."""
    if isinstance(value, datetime):
        return value.time().replace(second=0, microsecond=0)
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0)
    if isinstance(value, float) and 0 <= value < 1:
        minutes = round(value * 1440)
        return time(minutes // 60 % 24, minutes % 60)
    found = _CLOCK.fullmatch(fold(text_of(value)).strip())
    if not found or not (found[1] or found[5] or re.search(r"[:时点]", found[0])):
        raise _no(value, msg("the time is missing"), msg("{value} is no time of the day"))
    hour = int(found[2])
    if (found[1] or found[5]) in _LATER and hour < 12:
        hour += 12
    try:
        return time(hour, 30 if found[4] else int(found[3] or 0))
    except ValueError:
        raise NoFact(msg("{value} is no time of the day"), value=words(text_of(value))) from None


def moment_of(value: Any, today: date) -> datetime:
    """Return day and time of one cell: ``2026-11-23 18:00``, or with the day as ``day_of`` takes it."""
    if isinstance(value, datetime):
        return value.replace(second=0, microsecond=0)
    if isinstance(value, float) and int(value) in _SERIALS:
        return datetime.combine(day_of(int(value), today), clock_of(value % 1))
    written = _WEEKDAY.sub(" ", fold(text_of(value))).replace("t", " ").strip()
    day, _, clock = written.partition(" ")
    if not clock and (found := re.match(r"(.*[日号])(.+)", written)):
        day, clock = found[1], found[2]
    if not written:
        raise NoFact(msg("the time is missing"))
    return datetime.combine(day_of(day, today), clock_of(clock.strip()))


def length_of(value: Any) -> int | None:
    """Return a length in whole seconds; None for an empty cell."""
    written = fold(text_of(value)).strip()
    if written in ("", "-", "--"):
        return None
    found = _LENGTH.fullmatch(written)
    if not found or not (found[1] or found[2]):
        raise NoFact(msg("{value} is no length: write seconds"), value=words(text_of(value)))
    return int(found[1] or 0) * 60 + int(found[2] or 0)


def tags_of(value: Any) -> list[str]:
    """Return hashtags, without their mark where they have one."""
    written = text_of(value).strip()
    apart = _MARKED if written.startswith(("#", "＃")) else _TAGS
    return [bare for one in apart.split(written) if (bare := one.lstrip("#＃").strip())]


def _no(value: Any, missing: str, wrong: str) -> NoFact:
    shown = words(text_of(value))
    return NoFact(wrong, value=shown) if shown else NoFact(missing)
