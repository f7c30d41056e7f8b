"""Days as an operator types them, and what the calendar says of them."""

from __future__ import annotations

import re
from datetime import date

from rhythm_tui.domain.aliases import HALF_WIDTH
from rhythm_tui.domain.recurrence import WEEKDAYS, local_day
from rhythm_tui.i18n import _, language, say
from rhythm_tui.reports.day_words import weekday_names
from rhythm_tui.reports.plan_words import weekdays
from rhythm_tui.settings import BadSetting
from rhythm_tui.ui.fields import Field, such_as
from rhythm_tui.ui.seat import Seat

_DAY = re.compile(r"(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?")
_SHORT_CLOCK = re.compile(r"\d:\d\d")
_NAMED = 3
"""So many days of the calendar are named beside a date."""
_NAMED_KINDS = ("health", "own", "holiday", "lunar", "term")
_CHINESE_DAYS = "一二三四五六日"


def day_field(seat: Seat, name: str, label: str, value: str = "", *, calendar: bool = False) -> Field:
    """Return a field for a local day; it says the weekday, and with ``calendar`` which days it is."""
    return Field(
        name,
        label,
        value=value,
        hint=such_as(_("2026-09-29 or 9-29")),
        whole=True,
        convert=lambda typed: day_typed(seat, typed),
        describe=lambda typed: _told(seat, typed, calendar=calendar),
    )


def day_typed(seat: Seat, typed: str) -> str:
    """Return a day as commands take it; without a year it is the next one to come. Else what was typed."""
    found = _DAY.fullmatch(typed.translate(HALF_WIDTH).strip())
    if not found:
        return typed.strip()
    today = local_day(seat.now(), seat.vocabulary.zone)
    year, month, day = int(found[1] or today.year), int(found[2]), int(found[3])
    try:
        named = date(year, month, day)
        if not found[1] and named < today:
            named = date(year + 1, month, day)
    except ValueError:
        return typed.strip()
    return named.isoformat()


def day_or_none(seat: Seat, typed: str) -> date | None:
    """Return the day that was typed, or None for what is none."""
    try:
        return date.fromisoformat(day_typed(seat, typed))
    except ValueError:
        return None


def _told(seat: Seat, typed: str, *, calendar: bool) -> str:
    day = day_or_none(seat, typed)
    if day is None:
        return _("no day yet") if typed.strip() else ""
    away = (day - local_day(seat.now(), seat.vocabulary.zone)).days
    when = say("in {n} days", n=away) if away else _("today")
    told = f"{day.isoformat()} {weekday_names()[day.weekday()]}  {when}"
    return "  ".join((told, *(days_on(seat, day) if calendar else ())))


def days_on(seat: Seat, day: date) -> list[str]:
    """Return the names of the calendar's days on a date, the hospital's own among them (RHYTHM 6)."""
    try:
        found = seat.calendar.plus(seat.reader.own_entries()).on(
            day, ("health", "own", "holiday", "lunar", "term")
        )
    except BadSetting as error:
        return [str(error)]
    return [one.name(language()) for one in found[:_NAMED]]


def clock_typed(typed: str) -> str:
    """Return a wall time as commands take it, ``8:00`` as ``08:00``; else what was typed."""
    written = typed.translate(HALF_WIDTH).strip()
    return f"0{written}" if _SHORT_CLOCK.fullmatch(written) else written


def weekdays_field(value: str = "") -> Field:
    """Return a field for weekdays: numbers, as no input method swallows them."""
    return Field(
        "days",
        _("weekdays: 1 is Monday, 7 Sunday"),
        value=value,
        hint=such_as("1 3 5"),
        describe=lambda typed: weekdays(weekdays_typed(typed)),
    )


def weekdays_typed(typed: str) -> list[str]:
    """Return the weekdays ``mon`` to ``sun`` that were typed, as numbers or Chinese figures, in order."""
    figures = typed.translate(HALF_WIDTH)
    found = {int(one) for one in figures if one in "1234567"}
    found |= {_CHINESE_DAYS.index(one) + 1 for one in typed if one in _CHINESE_DAYS}
    return [WEEKDAYS[number - 1] for number in sorted(found)]


def numbers_of(days: tuple[str, ...]) -> str:
    """Return weekdays as the field shows them."""
    return " ".join(str(WEEKDAYS.index(one) + 1) for one in days)
