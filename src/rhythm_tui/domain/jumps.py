"""Is the clock to be believed: steps of it, starts of the machine, and which times are in doubt for them.

Every journal row carries the wall clock, the start of the machine and the milliseconds since that start,
sleep included. Within one start the two must agree; from one start to the next only the wall clock tells, and
it can be found wrong only where it went back. Standard library only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rhythm_tui.domain.deadlines import MINUTE, SECOND
from rhythm_tui.domain.named import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final


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
"""As long as all steps since the last confirmation come to less (ms), no time is in doubt."""
SLACK: Final = 2 * SECOND
"""Less (ms) is not noted: between the two clocks' readings a busy machine may rest, and sleep is rounded."""
_DRIFT: Final = 2000
"""Where starts have no names the two clocks may run apart, by one part in this many (500 ppm)."""


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
    """How far forward, ms; back is negative, and across a start at least so far."""
    restarted: bool = False
    """Whether the machine was started anew between the two."""


def jump(before: Stamp, after: Stamp) -> Jump | None:
    """Return what became of the clock from one stamp to a later one; None when both clocks agree.

    A system that names its starts turns both clocks together, so that every difference is a step; another
    machine tells nothing of this one, but that time does not run back from one line to the next.
    """
    passed, told = after.uptime - before.uptime, after.at - before.at
    by = told - passed
    if before.boot and before.boot == after.boot:
        return Jump(STEP, by) if abs(by) > SLACK else None
    if before.host != after.host:
        return Jump(STEP, told, restarted=True) if told < -SLACK else None
    if before.boot == after.boot and passed >= 0:
        if abs(by) <= SLACK + passed // _DRIFT:
            return None
        # Where starts have no names, and sleep may not be counted, only a clock put back shows for certain.
        return Jump(STEP, by) if by < 0 else Jump(REBOOT, 0, restarted=True)
    ahead = told - after.uptime
    behind = ahead < -SLACK
    return Jump(STEP if behind else REBOOT, ahead if behind else 0, restarted=True)


def noticed(base: Stamp | None, last: Stamp | None, now: Stamp) -> Jump | None:
    """Return what became of the clock since ``last``, the newest stamp of the journal.

    ``base`` is the stamp that the last step or start was noted with. It is asked first, so that a clock that
    creeps from one line to the next, by less than shows each time, is found all the same.
    """
    if last is None:
        return None
    named = base is not None and base.boot != ""
    if base is not None and named and base.boot == now.boot:
        return jump(base, now)
    found = jump(last, now)
    if found is not None and base is not None and named and base.boot == last.boot:
        # What was still too small to be noted must not be lost with the start.
        crept = (last.at - last.uptime) - (base.at - base.uptime)
        return found._replace(by=found.by + crept)
    return found


class Mark(NamedTuple):
    """A journal row that tells of the clock."""

    seq: int
    verb: str
    by: int = 0
    restarted: bool = False

    @classmethod
    def read(cls, seq: int, verb: str, fields: Mapping[str, int]) -> Mark:
        """Return the mark that a row is, from its fields."""
        by = SECOND * (fields.get("forward_s", 0) - fields.get("back_s", 0)) + fields.get("rest_ms", 0)
        return cls(seq, verb, by, restarted=bool(fields.get("restarted")))


def fields(found: Jump) -> dict[str, int]:
    """Return what a row says of a jump: whole seconds for people, and the rest so that none is ever lost."""
    told: dict[str, int] = {}
    seconds, rest = divmod(abs(found.by), SECOND)
    if found.verb == STEP:
        told["forward_s" if found.by > 0 else "back_s"] = seconds
    else:
        rest += seconds * SECOND
    if rest:
        told["rest_ms"] = rest if found.by > 0 else -rest
    if found.restarted:
        told["restarted"] = True
    return told


class Doubt(NamedTuple):
    """Journal rows whose times are in doubt."""

    first: int
    last: int | None
    """None: to the end, and so is the clock as it stands."""
    by: int
    """How far the clock was forward of what is held for right, ms; across a start at least so far."""


class _Era(NamedTuple):
    """Journal rows between two steps: one clock."""

    first: int
    last: int | None
    offset: int
    """How far the clock had been put forward since the first row of the journal."""
    start: int
    """The how-manieth start of the machine."""
    least: int = 0
    """How far, at least, it was put back while the machine was off; ended by a confirmation, ms."""


def doubts(marks: Sequence[Mark]) -> list[Doubt]:
    """Return the stretches of the journal whose times are in doubt, in their order.

    A stretch is judged by the next confirmation within the same start of the machine, else by the last one
    before it, else by the clock the journal began with; it is in doubt where its clock is another one. How
    far a clock was put back while the machine was off nobody knows: no later step makes it right.
    """
    eras, confirmed = _eras(marks)
    found = []
    for era in eras:
        behind = [sure.offset for sure in confirmed if sure.first > era.first and sure.start == era.start]
        ahead = [sure.offset for sure in confirmed if sure.first <= era.first]
        by = era.offset - (behind[0] if behind else ahead[-1] if ahead else 0)
        if abs(by) < DOUBT and not behind:
            by = era.least
        if abs(by) >= DOUBT:
            found.append(Doubt(era.first, era.last, by))
    return found


def _eras(marks: Sequence[Mark]) -> tuple[list[_Era], list[_Era]]:
    """Return the stretches of one clock, and where each was confirmed."""
    eras, confirmed = [_Era(0, None, 0, 0)], []
    for mark in marks:
        now = eras[-1]
        if mark.verb in (SLEEP, ZONE):
            continue
        later = _Era(mark.seq, None, now.offset + mark.by, now.start + mark.restarted, now.least)
        if mark.verb == STEP and mark.restarted:
            later = later._replace(least=min(mark.by, now.least))
        if mark.verb == SURE:
            later = later._replace(least=0)
            confirmed.append(later)
        eras[-1] = now._replace(last=mark.seq - 1)
        eras.append(later)
    return eras, confirmed


def in_doubt(found: Sequence[Doubt], seq: int) -> bool:
    """Return whether the time of a journal row is in doubt."""
    return any(one.first <= seq and (one.last is None or seq <= one.last) for one in found)


def doubt_now(found: Sequence[Doubt]) -> int:
    """Return how far the clock is forward of what is held for right, ms; 0 when it is in no doubt."""
    return found[-1].by if found and found[-1].last is None else 0
