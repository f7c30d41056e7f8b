"""Spans and times as the desk writes them."""

from __future__ import annotations

from rhythm_tui.domain.deadlines import MINUTE, SECOND
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.i18n import say


def span(seconds: int) -> str:
    """Return a span as ``h:mm:ss``; from a hundred hours on in days and hours."""
    hours, rest = divmod(abs(seconds), 3600)
    if hours >= 100:
        return f"{hours // 24}d{hours % 24:02d}h"
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}"


def remaining(seconds: int) -> str:
    """Return what is left of a deadline; once past, by how much, with a plus sign."""
    return f"+{span(seconds)}" if seconds < 0 else span(seconds)


def paced(seconds: int) -> str:
    """Return what is left, by the second within the last hour and once past, before that by the minute."""
    if seconds < 3600:
        return remaining(seconds)
    hours = seconds // 3600
    return span(seconds) if hours >= 100 else f"{hours}h{seconds % 3600 // 60:02d}m"


def rough(seconds: int) -> str:
    """Return a span in words to the minute: ``41 min``, ``2 h 05``."""
    minutes = abs(seconds) // 60
    if minutes < 60:
        return say("{n} min", n=minutes)
    return say("{hours} h {minutes:02d}", hours=minutes // 60, minutes=minutes % 60)


def limit(ms: int) -> str:
    """Return the limit of a timer in four cells: ``2h``, ``90m``, ``3h14``; to the hour from ten hours on."""
    minutes = round(ms / MINUTE)
    hours, rest = divmod(minutes, 60)
    if rest and hours >= 10:
        hours, rest = round(minutes / 60), 0
    if hours >= 100:
        return f"{round(hours / 24)}d"
    if rest == 0:
        return f"{hours}h"
    return f"{minutes}m" if minutes < 100 else f"{hours}h{rest:02d}"


def clock_time(instant: int, vocabulary: Vocabulary, now: int, *, seconds: bool = False) -> str:
    """Return an instant as the wall clock shows it, with its date when that is not today's."""
    local = vocabulary.local(instant)
    shown = local.strftime("%H:%M:%S" if seconds else "%H:%M")
    return shown if local.date() == vocabulary.local(now).date() else f"{local.strftime('%m-%d')} {shown}"


def since(start: int, end: int) -> int:
    """Return whole seconds from one instant to another."""
    return end // SECOND - start // SECOND
