"""Times as people and files write them, turned into instants (milliseconds UTC).

A time without an offset is wall time in the playbook's zone (never UTC: SAFETY on naive times). Standard
library only, for speed: a hundred thousand rows pass through here.
"""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo

from rhythm_tui.domain.deadlines import MINUTE

EARLIEST = 1_451_606_400_000
"""2016-01-01 UTC: nothing on these platforms is older (FORMATS.md)."""
LATEST = 32_503_680_000_000
"""The year 3000: past it a number is no time."""
FUTURE_SLACK = 5 * MINUTE
"""How far ahead of our clock a platform's clock may be."""

_CHINESE = r"(\d{4})年(\d{1,2})月(\d{1,2})日?\s*(?:(\d{1,2})[时:](\d{1,2})(?:[分:](?:(\d{1,2})秒?)?)?)?"
_SLASHED = r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?:[ T]+(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d+)?)?)?"
_EPOCH = range(10, 17)
"""Digits of an instant in seconds or milliseconds."""


class NoTime(ValueError):
    """A text that is no time anybody writes."""


def instant(text: str, zone: tzinfo) -> int:
    """Return the instant that ``text`` names.

    Understands epoch seconds (10 digits) and milliseconds (13), ISO 8601 with or without an offset,
    ``2026/11/22 14:05``, ``2026年11月22日14时05分22秒``. Raises ``NoTime`` for anything else.
    """
    text = text.strip()
    if text.isdecimal() and len(text) in _EPOCH:
        return int(text) if len(text) >= 13 else int(text) * 1000
    try:
        return to_instant(datetime.fromisoformat(text), zone)
    except (ValueError, OverflowError):
        pass
    import re

    found = re.fullmatch(_SLASHED, text) or re.fullmatch(_CHINESE, text)
    if not found:
        raise NoTime(text)
    try:
        return to_instant(datetime(*(int(part or 0) for part in found.groups())), zone)  # type: ignore[arg-type]  # noqa: DTZ001
    except (ValueError, OverflowError) as error:
        raise NoTime(text) from error


def not_before(at: int, start: int) -> int:
    """Return when something was done that began at ``start``: a time within that minute is not before it.

    People say the minute, and what began in the middle of it may be done in the same one.
    """
    return max(at, start) if at // MINUTE == start // MINUTE else at


def offset_minutes(at: int, zone: tzinfo | None) -> int:
    """Return how many minutes east of UTC a zone is at an instant; None is the machine's own zone."""
    offset = datetime.fromtimestamp(at / 1000, UTC).astimezone(zone).utcoffset()
    return round(offset.total_seconds() / 60) if offset is not None else 0


def to_instant(moment: datetime, zone: tzinfo) -> int:
    """Return a datetime as an instant; a naive one is wall time in ``zone``."""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    return round(moment.astimezone(UTC).timestamp() * 1000)
