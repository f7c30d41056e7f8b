"""The verbs of the duty roster, of shifts and handovers."""

from __future__ import annotations

from datetime import date

from rhythm_tui.desk.act import Act, Outcome, Receipt, Verb, Warn
from rhythm_tui.desk.operators import DESK, active, check_identity, on_duty
from rhythm_tui.desk.remark import Remark
from rhythm_tui.domain import ids, shifts
from rhythm_tui.domain.command import Command
from rhythm_tui.domain.deadlines import is_past
from rhythm_tui.domain.hours import Hours
from rhythm_tui.domain.operators import check_operator
from rhythm_tui.domain.query import Choice, Query
from rhythm_tui.domain.refusal import invalid, msg, refused
from rhythm_tui.domain.shift_commands import (
    HandoverGive,
    HandoverTake,
    RosterSet,
    ShiftEnd,
    ShiftGap,
    ShiftStart,
)
from rhythm_tui.domain.shifts import Handover, Rostered, Shift
from rhythm_tui.domain.slots import check_known
from rhythm_tui.domain.text import clean_block
from rhythm_tui.i18n import say
from rhythm_tui.store import incidents, interactions, journal

_RED = Choice("band", ("neglected", "late"))


def set_roster(act: Act, command: RosterSet) -> Outcome:
    """Say who stands a shift of a day (RHYTHM 30): operators of the desk, once there is a list of them."""
    check_known("shift", command.shift, act.playbook.shifts)
    try:
        date.fromisoformat(command.day)
    except ValueError as error:
        raise invalid("day", msg("this is no day: write 2026-11-22")) from error
    operators = active(act)
    for name in command.operators:
        check_operator(name, operators, "operators")
    names = "\n".join(dict.fromkeys(command.operators))
    known = act.tx.where(Rostered, "day = ? AND shift = ?", command.day, command.shift)
    if not known:
        made = Rostered(day=command.day, shift=command.shift, operators=names)
        return _told(ids.ROSTER, act.tx.insert(made))
    act.check_version(known[0].version)
    changed = known[0].model_copy(update={"operators": names, "withdrawn": False})
    return _told(ids.ROSTER, act.tx.update(known[0], changed))


def start(act: Act, command: ShiftStart) -> Outcome:
    """Come on duty."""
    check_identity(act, command.pin)
    if on_duty(act, act.operator):
        raise refused(msg("you are on duty already"))
    if command.shift is not None:
        check_known("shift", command.shift, act.playbook.shifts)
    return _told(ids.SHIFT, _begin(act, command.shift))


def end(act: Act, command: ShiftEnd) -> Outcome:
    """Go off duty without a handover."""
    if command.reason is not None:
        act.keep("reason", command.reason)
    mine = on_duty(act, act.operator)
    if mine is None:
        raise refused(msg("you are not on duty; begin a shift first"))
    act.check_version(mine.version)
    others = act.tx.where(Shift, "operator <> ? AND ended_at IS NULL AND withdrawn = 0", act.operator)
    return _told(ids.SHIFT, act.tx.update(mine, shifts.end(mine, len(others), command.reason, act.now)))


def gap(act: Act, command: ShiftGap) -> Outcome:
    """Note that nobody was at the desk: a line of the journal and nothing else."""
    since, until = act.instant("since", command.since), act.instant("until", command.until)
    shifts.check_gap(since, until, act.now)
    act.fields.update(since=since, until=until)
    return Outcome(DESK, 1)


def give(act: Act, command: HandoverGive) -> Outcome:
    """Hand the desk to somebody, with the journal's head as it stands (RHYTHM 30)."""
    shifts.check_giver(act.operator, command.to)
    known = active(act)
    check_operator(act.operator, known)
    check_operator(command.to, known, "to")
    waiting = act.tx.where(Handover, "giver = ? AND state = 'given'", act.operator)
    if waiting:
        raise refused(
            msg("your handover {id} to {who} has not been signed yet; take it back first"),
            id=ids.name(ids.HANDOVER, waiting[0].n),
            who=waiting[0].receiver,
        )
    _check_everything_led(act)
    head = journal.head(act.tx.connection)
    made = Handover(
        giver=act.operator,
        receiver=command.to,
        given_at=act.now,
        seq=head.seq,
        head=head.hash,
        critical=" ".join((*_open_incidents(act), *_red(act)[: shifts.CRITICAL])),
        notes=act.keep("notes", command.notes)
        if command.notes and clean_block(command.notes).plain
        else None,
        simulated=act.simulated,
    )
    return _told(ids.HANDOVER, act.tx.insert(made))


def take(act: Act, command: HandoverTake) -> Outcome:
    """Sign for the desk: the giver's shift ends, the receiver's begins, and no clock is touched."""
    handover = act.subject(Handover, command.id)
    check_identity(act, command.pin)
    signed = shifts.take(handover, act.operator, command.read_back, act.now)
    _check_everything_led(act)
    if (giver := on_duty(act, handover.giver)) is not None:
        act.tx.update(giver, shifts.ended(giver, act.now))
    if on_duty(act, act.operator) is None:
        _begin(act, None)
    return _told(ids.HANDOVER, act.tx.update(handover, signed))


def remarks(act: Act, _command: HandoverGive, _receipt: Receipt) -> tuple[Remark, ...]:
    """Return which incidents whose timers run were handed over with nobody in charge."""
    found = [ids.name(ids.INCIDENT, n) for n, _due in incidents.unled(act.tx.connection)]
    return tuple(
        Remark("amber", one, "unled", say("{id}: its timers run and nobody is in charge", id=one), one, 0, 0)
        for one in found
    )


def _check_everything_led(act: Act) -> None:
    """Refuse while a red row has no owner, or an incident with a late timer nobody in charge (RHYTHM 30)."""
    shifts.check_owned(_red(act, Choice("owner", ("none",))))
    unled = incidents.unled(act.tx.connection)
    shifts.check_led([ids.name(ids.INCIDENT, n) for n, due in unled if is_past(due, act.now)])


def _begin(act: Act, shift: str | None) -> Shift:
    name = shift or _shift_of_now(act)
    made = Shift(name=name, operator=act.operator, started_at=act.now, simulated=act.simulated)
    return act.tx.insert(made)


def _shift_of_now(act: Act) -> str:
    hours = Hours.of({name: one.hours for name, one in act.playbook.shifts.items()}, act.playbook.tz)
    turn = hours.taken_up(act.now)
    if turn is None:
        raise invalid("shift", msg("the playbook has no shift at this hour: name one"))
    return turn.shift


def _red(act: Act, *terms: Choice) -> list[str]:
    """Return the ids of the late and neglected rows, the worst first."""
    found = interactions.open_numbers(act.tx.connection, act.now, Query((_RED, *terms)))
    return [ids.name(ids.INTERACTION, n) for n in found]


def _open_incidents(act: Act) -> list[str]:
    return [ids.name(ids.INCIDENT, row[0]) for row in incidents.open_rows(act.tx.connection)]


def _told(prefix: str, record: Rostered | Shift | Handover) -> Outcome:
    return Outcome(ids.name(prefix, record.n), record.version)


VERBS: dict[type[Command], Verb] = {
    RosterSet: set_roster,
    ShiftStart: start,
    ShiftEnd: end,
    ShiftGap: gap,
    HandoverGive: give,
    HandoverTake: take,
}
REMARKS: dict[type[Command], Warn] = {HandoverGive: remarks}
