"""Deadlines: one engine that computes what list, detail, report, status and export show.

A comment wants its answer within the golden two hours (RHYTHM.md 13), a private message within four (14),
and anything unanswered for 24 hours is neglected (13). Clocks run from the moment of posting and never
pause. Due instants are stored with the item together with the rule that made them, so a later edit of the
playbook never moves an open deadline. Instants are milliseconds UTC; comparison is by whole seconds, so an
answer within the due second counts as met. Standard library only: the fast start depends on it.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.refusal import msg

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

NO_SPAN = msg("a span is written 30m, 2h or 1d")
_UNITS = {"m": MINUTE, "h": HOUR, "d": DAY}


class Band(StrEnum):
    """How urgent an open item is."""

    NEGLECTED = "neglected"
    LATE = "late"
    SOON = "soon"
    OK = "ok"


BANDS = (Band.NEGLECTED, Band.LATE, Band.SOON, Band.OK)
"""In the order of the desk: the worst first."""


class Rule(NamedTuple):
    """What a kind of item is owed, in milliseconds from posting; ``soon`` is the share of the window."""

    target: int
    neglect: int = DAY
    soon: float = 0.25


class Deadline(NamedTuple):
    """The instants one item was given at intake."""

    due_at: int
    soon_at: int
    neglect_at: int


def deadline(start: int, rule: Rule) -> Deadline:
    """Return the deadline of something that began at ``start`` under ``rule``."""
    due = start + rule.target
    return Deadline(due, due - round(rule.target * rule.soon), start + rule.neglect)


def second(instant: int) -> int:
    """Return the whole second that ``instant`` (ms) lies in."""
    return instant // SECOND


def is_past(limit: int, now: int) -> bool:
    """Return whether ``limit`` has passed: the due second itself still counts as met."""
    return second(now) > second(limit)


def band(limits: Deadline, now: int) -> Band:
    """Return the band of an open item at ``now``: a pure function of the two."""
    if is_past(limits.neglect_at, now):
        return Band.NEGLECTED
    if is_past(limits.due_at, now):
        return Band.LATE
    if second(now) >= second(limits.soon_at):
        return Band.SOON
    return Band.OK


def stays_until(limits: Deadline, now: int) -> int | None:
    """Return the instant at which an open item leaves the band it is in at ``now``; None: it never does."""
    turns = (
        second(limits.soon_at) * SECOND,
        (second(limits.due_at) + 1) * SECOND,
        (second(limits.neglect_at) + 1) * SECOND,
    )
    return min((at for at in turns if at > now), default=None)


def named_deadline(limits: Deadline, now: int) -> int:
    """Return the instant a row shows: a neglected one its 24 h limit, any other its due instant."""
    return limits.neglect_at if band(limits, now) is Band.NEGLECTED else limits.due_at


def remaining_s(limit: int, now: int) -> int:
    """Return whole seconds left until ``limit``, negative once it has passed."""
    return second(limit) - second(now)


def overrun_s(limit: int, at: int) -> int:
    """Return by how many seconds something done at ``at`` missed ``limit``; 0 when it was met."""
    return max(0, -remaining_s(limit, at))


@lru_cache(maxsize=64)
def clock_name(span: int) -> str:
    """Return a span in ms as a clock face calls it: ``2h``, ``90m``, ``45s``."""
    for unit, letter in ((HOUR, "h"), (MINUTE, "m")):
        if span >= unit and span % unit == 0:
            return f"{span // unit}{letter}"
    return f"{span // SECOND}s"


def span(text: str) -> int:
    """Return the span written ``90m``, ``2h`` or ``1d`` in milliseconds; raises ``ValueError`` for others."""
    number, unit = text[:-1], text[-1:]
    if not (unit in _UNITS and len(number) <= 4 and number.isascii() and number.isdigit() and int(number)):
        raise ValueError(NO_SPAN)
    return int(number) * _UNITS[unit]
