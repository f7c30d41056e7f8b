"""The verbs of the clock: what became of it is journaled, and no miss is recorded by a clock in doubt."""

from __future__ import annotations

from rhythm_tui.desk.act import Act, Outcome, Verb
from rhythm_tui.desk.operators import DESK
from rhythm_tui.domain import jumps
from rhythm_tui.domain.clock_commands import ClockNote, ClockSure
from rhythm_tui.domain.command import Command
from rhythm_tui.domain.refusal import invalid, msg, refused
from rhythm_tui.domain.shifts import check_gap
from rhythm_tui.domain.times import offset_minutes
from rhythm_tui.store import clock_marks


def noticed(act: Act, found: jumps.Jump) -> Outcome:
    """Tell the journal what became of the clock before this command."""
    act.fields |= jumps.fields(found)
    return Outcome(DESK, 1, verb=found.verb)


def note(act: Act, command: ClockNote) -> Outcome:
    """Note a step, a start, a sleep or another time zone; refused where it stands there already."""
    if act.simulated:
        raise refused(msg("a simulated clock is in no doubt"))
    if command.zone is not None:
        return _zone(act, command.zone)
    if command.since is not None or command.until is not None:
        return _slept(act, command)
    found = clock_marks.jump(act.tx.connection, act.stamp)
    if found is None:
        raise refused(msg("the clock is as it was"))
    return noticed(act, found)


def _zone(act: Act, zone: int) -> Outcome:
    known = clock_marks.last(act.tx.connection, jumps.ZONE)
    before = known["zone"] if known else offset_minutes(act.now, act.playbook.tz)
    if zone == before:
        raise refused(msg("the clock is as it was"))
    return Outcome(DESK, 1, verb=jumps.ZONE)


def _slept(act: Act, command: ClockNote) -> Outcome:
    if command.since is None or command.until is None:
        missing = "since" if command.since is None else "until"
        raise invalid(missing, msg("a sleep has a beginning and an end"))
    since, until = act.instant("since", command.since), act.instant("until", command.until)
    check_gap(since, until, act.now)
    known = clock_marks.last(act.tx.connection, jumps.SLEEP)
    if known is not None and since < known["until"]:
        raise refused(msg("the clock is as it was"))
    return Outcome(DESK, 1, verb=jumps.SLEEP)


def sure(_act: Act, _command: ClockSure) -> Outcome:
    """Take the clock for right from here on: a line of the journal and nothing else."""
    return Outcome(DESK, 1)


def _in_doubt(act: Act) -> bool:
    return not act.simulated and bool(jumps.doubt_now(jumps.doubts(clock_marks.marks(act.tx.connection))))


def check_told(act: Act) -> None:
    """Refuse to record a miss by a clock in doubt: somebody says when it was, or that the clock is right."""
    missed = any(
        after.get("missed_s") and (before or {}).get("missed_s") != after["missed_s"]
        for _table, _n, before, after in act.tx.changes
    )
    if missed and not act.told_time and _in_doubt(act):
        raise refused(
            msg(
                "this would be recorded as late, and the clock of this computer was put on or back:"
                " say when it was, or first that the clock is right"
            )
        )


VERBS: dict[type[Command], Verb] = {ClockNote: note, ClockSure: sure}
