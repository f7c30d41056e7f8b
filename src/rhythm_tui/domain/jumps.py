"""Is the clock to be believed: steps of it, starts of the machine, and which times are in doubt for them.

Every journal row carries the wall clock, the start of the machine and the milliseconds since that start,
sleep included. Within one start the two must agree; from one start to the next only the wall clock tells, and
it can be found wrong only where it went back. Standard library only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rhythm_tui.domain.deadlines import MINUTE, SECOND
from rhythm_tui.domain.named import NamedTuple

STEP: Final = "clock.step"
"""The wall clock was put forward or back."""
REBOOT: Final = "clock.reboot"
"""The machine was started anew: spans across it are the wall clock's alone."""
SLEEP: Final = "clock.sleep"
ZONE: Final = "clock.zone"
SURE: Final = "clock.sure"
"""Somebody has compared the clock with another one, and it is right."""
NOTED: Final = (STEP, REBOOT, SLEEP, ZONE)
"""What the desk notes by itself: nobody's hand."""
VERBS: Final = (*NOTED, SURE)
DOUBT: Final = MINUTE
"""Steps of less (ms) are journaled, and bring no time into doubt: clocks are set by the second every day."""
_SLACK: Final = 2 * SECOND
_DRIFT: Final = 2000
"""A time service may turn the clock faster or slower by one part in this many (500 ppm)."""


class Stamp(NamedTuple):
    """When something was, by both clocks."""

    at: int
    """Wall clock, ms UTC."""
    boot: str
    """Which start of the machine; empty where the system names none."""
    uptime: int
    """Milliseconds since that start."""
    host: str
    """Which machine."""


class Jump(NamedTuple):
    """What became of the clock between two stamps."""

    verb: str
    """``STEP`` or ``REBOOT``."""
    by: int
    """For a step: how far forward, ms; back is negative, and across a start at least so far."""
    restarted: bool = False
    """Whether the machine was started anew between the two."""


def jump(before: Stamp, after: Stamp) -> Jump | None:
    """Return what became of the clock from one stamp to a later one; None when both clocks agree."""
    passed, told = after.uptime - before.uptime, after.at - before.at
    if before.host != after.host:
        return None
    if before.boot == after.boot and (before.boot or passed >= 0):
        by = told - passed
        if abs(by) <= _SLACK + max(passed, 0) // _DRIFT:
            return None
        # Where starts have no names, and sleep may not be counted, only a clock put back shows for certain.
        return Jump(STEP, by) if before.boot or by < 0 else Jump(REBOOT, 0, restarted=True)
    ahead = after.at - after.uptime - before.at
    behind = ahead < -_SLACK
    return Jump(STEP if behind else REBOOT, ahead if behind else 0, restarted=True)


class Mark(NamedTuple):
    """A journal row that tells of the clock."""

    seq: int
    verb: str
    by: int = 0
    restarted: bool = False


class Doubt(NamedTuple):
    """Journal rows whose times are in doubt."""

    first: int
    last: int | None
    """None: to the end, and so is the clock as it stands."""
    by: int
    """How far the clock was forward of what is held for right, ms."""


class _Era(NamedTuple):
    """Journal rows between two steps: one clock."""

    first: int
    last: int | None
    offset: int
    """How far the clock had been put forward since the first row of the journal."""
    start: int
    """The how-manieth start of the machine."""


def doubts(marks: Sequence[Mark]) -> list[Doubt]:
    """Return the stretches of the journal whose times are in doubt, in their order.

    A stretch is judged by the next confirmation within the same start of the machine, else by the last one
    before it, else by the clock the journal began with; it is in doubt where its clock is another one.
    """
    eras, confirmed = _eras(marks)
    found = []
    for era in eras:
        behind = [sure.offset for sure in confirmed if sure.first > era.first and sure.start == era.start]
        ahead = [sure.offset for sure in confirmed if sure.first <= era.first]
        by = era.offset - (behind[0] if behind else ahead[-1] if ahead else 0)
        if abs(by) >= DOUBT:
            found.append(Doubt(era.first, era.last, by))
    return found


def _eras(marks: Sequence[Mark]) -> tuple[list[_Era], list[_Era]]:
    """Return the stretches of one clock, and where each was confirmed."""
    eras, confirmed = [_Era(0, None, 0, 0)], []
    for mark in marks:
        now = eras[-1]
        offset = now.offset + (mark.by if mark.verb == STEP and abs(mark.by) >= DOUBT else 0)
        start = now.start + mark.restarted
        if mark.verb == SURE:
            confirmed.append(now._replace(first=mark.seq))
        if mark.verb not in (SLEEP, ZONE):
            eras[-1] = now._replace(last=mark.seq - 1)
            eras.append(_Era(mark.seq, None, offset, start))
    return eras, confirmed


def in_doubt(found: Sequence[Doubt], seq: int) -> bool:
    """Return whether the time of a journal row is in doubt."""
    return any(one.first <= seq and (one.last is None or seq <= one.last) for one in found)


def doubt_now(found: Sequence[Doubt]) -> int:
    """Return how far the clock is forward of what is held for right, ms; 0 when it is in no doubt."""
    return found[-1].by if found and found[-1].last is None else 0
