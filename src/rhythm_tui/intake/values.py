"""One cell, turned into what the desk keeps: text, an id, an instant."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from rhythm_tui.domain.refusal import msg
from rhythm_tui.domain.times import EARLIEST, FUTURE_SLACK, NoTime, instant, to_instant
from rhythm_tui.intake.unreadable import words

EXACT = (1 << 53) - 1
"""Up to here an integer that went through a floating-point number is surely the one it was."""

_ROUNDED = re.compile(r"[+-]?\d(?:\.\d+[eE]\+?|[eE]\+)\d{1,3}")
_WHOLE = re.compile(r"(\d+)\.0*")
_DECIMAL_EPOCH = re.compile(r"(\d{10}(?:\d{3})?)\.\d+")
_NO_PARENT = frozenset({"0", "-1"})
_SERIAL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet's own time
_SERIALS = range(42_370, 73_051)
"""Days since ``_SERIAL_ZERO`` from 2016 to 2099: a date whose cell lost its format."""


class Number(str):
    """A number of a file, as its digits stood there, that a program may have rounded on the way."""

    __slots__ = ()


def number(digits: str) -> str:
    """Return an integer of a JSON file as text; a ``Number`` when it is past what a float holds exactly."""
    if len(digits) < 16 or (len(digits) < 18 and int(digits) <= EXACT):
        return digits
    return Number(digits)


class NoFact(Exception):
    """Why a row is no fact: an English template and what fills it."""

    def __init__(self, template: str, **values: object) -> None:
        self.template = template
        self.values = values
        super().__init__(template)


def text_of(value: Any) -> str:
    """Return a cell as text; nothing and what is no single value become the empty text."""
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, (list, dict)):
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int):
        return number(str(value)) if value.bit_length() < 200 else ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) <= EXACT else Number(repr(value))
    return str(value)


def ident(text: str) -> str | None:
    """Return an id as the platform wrote it; None when a spreadsheet or a float has rounded it."""
    if not text or (text.isdecimal() and type(text) is str):
        return text
    whole = _WHOLE.fullmatch(text.strip())
    if whole or type(text) is Number:
        digits = whole[1] if whole else text
        return digits if digits.isdecimal() and len(digits) < 18 and int(digits) <= EXACT else None
    return None if _ROUNDED.fullmatch(text.strip()) else text.strip()


def parent_of(text: str) -> str:
    """Return the id of the comment that is answered; empty for a root comment."""
    return "" if text in _NO_PARENT else text


def posted_at(value: Any, zone: tzinfo, written: str, now: int) -> int:
    """Return the instant (ms UTC) at which a row was posted.

    ``written`` is the profile's own ``strptime`` form, empty for the usual ones. A number, which only
    workbooks give, may be a date as spreadsheets count them: wall time in ``zone``. Raises ``NoFact`` for
    what is no time, for a future one and for one before 2016.
    """
    try:
        if type(value) is str and len(value) == 10 and value.isdecimal() and not written:
            found = int(value) * 1000  # by far the most frequent
        else:
            found = _moment(value, zone, written)
    except (NoTime, ValueError, OverflowError):
        shown = words(text_of(value))
        if not shown:
            raise NoFact(msg("the time is missing")) from None
        raise NoFact(msg("{value} is no time"), value=shown) from None
    if found < EARLIEST:
        raise NoFact(msg("the time {value} is before 2016"), value=words(text_of(value)))
    if found > now + FUTURE_SLACK:
        raise NoFact(msg("the time {value} lies in the future"), value=words(text_of(value)))
    return found


def _moment(value: Any, zone: tzinfo, written: str) -> int:
    if isinstance(value, datetime):
        return to_instant(value, zone)
    if isinstance(value, date):
        return to_instant(datetime.combine(value, time()), zone)
    if isinstance(value, float) and not written and _SERIALS.start <= value < _SERIALS.stop:
        return to_instant(_SERIAL_ZERO + timedelta(milliseconds=round(value * 86_400_000)), zone)
    text = text_of(value).strip()
    if not written and text.isdecimal() and len(text) in (10, 13):
        return int(text) if len(text) == 13 else int(text) * 1000
    if written:
        return to_instant(datetime.strptime(text, written), zone)  # noqa: DTZ007 - the zone is put there
    decimal = _DECIMAL_EPOCH.fullmatch(text)
    return instant(decimal[1] if decimal else text, zone)
