"""The desk: every change is one command, done in one transaction, written to one journal."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from time import perf_counter

from rhythm_tui.clock import Clock
from rhythm_tui.desk import (
    campaigns,
    care,
    escalation,
    figures,
    freezing,
    incidents,
    interactions,
    lessons,
    merging,
    operators,
    own_days,
    planning,
    pool,
    pool_remarks,
    privacy,
    repeats,
    response,
    shifts,
    slot_remarks,
    slots,
    statements,
    tasks,
    timekeeping,
    undo,
)
from rhythm_tui.desk.act import Act, Outcome, Receipt, Verb, Warn
from rhythm_tui.desk.remark import Remark
from rhythm_tui.domain import commands as c
from rhythm_tui.domain.jumps import Stamp
from rhythm_tui.domain.operators import WrongPin
from rhythm_tui.domain.playbook import Playbook
from rhythm_tui.domain.privacy import NothingLeft
from rhythm_tui.domain.progress import UNWATCHED, Watch
from rhythm_tui.domain.refusal import Refusal, msg
from rhythm_tui.domain.text import clean
from rhythm_tui.log import NOWHERE, Log
from rhythm_tui.store import clock_marks, journal
from rhythm_tui.store.transaction import Store, Told, Transaction

VERBS: dict[type[c.Command], Verb] = {
    **interactions.VERBS,
    **care.VERBS,
    **incidents.VERBS,
    **merging.VERBS,
    **response.VERBS,
    **tasks.VERBS,
    **escalation.VERBS,
    **freezing.VERBS,
    **slots.VERBS,
    **campaigns.VERBS,
    **repeats.VERBS,
    **own_days.VERBS,
    **planning.VERBS,
    **pool.VERBS,
    **statements.VERBS,
    **operators.VERBS,
    **shifts.VERBS,
    **lessons.VERBS,
    **privacy.VERBS,
    **figures.VERBS,
    **timekeeping.VERBS,
    c.Undo: undo.undo,
}

_REMARKS: tuple[dict[type[c.Command], Warn], ...] = (
    interactions.REMARKS,
    statements.REMARKS,
    incidents.REMARKS,
    shifts.REMARKS,
    campaigns.REMARKS,
    repeats.REMARKS,
    slot_remarks.REMARKS,
    planning.REMARKS,
    pool_remarks.REMARKS,
)
_WARNS: dict[type[c.Command], tuple[Warn, ...]] = {
    kind: tuple(one[kind] for one in _REMARKS if kind in one) for kind in VERBS
}
_NAMES: dict[type[c.Command], str] = {kind: str(kind.model_fields["do"].default) for kind in VERBS}


def this_seat() -> str:
    """Return a name for this program on this workstation, for the journal."""
    return f"{socket.gethostname()}:{os.getpid()}"


class Desk:
    """Does commands on one file; belongs to the thread that opened it."""

    def __init__(
        self,
        store: Store,
        playbook: Playbook,
        clock: Clock,
        operator: str,
        seat: str,
        log: Log = NOWHERE,
    ) -> None:
        self.store = store
        self.playbook = playbook
        self.clock = clock
        self.operator = clean(operator, limit=100).plain or "desk"
        self.seat = clean(seat, limit=100).plain
        self.log = log

    @classmethod
    def open(
        cls,
        path: Path,
        playbook: Playbook,
        clock: Clock,
        *,
        operator: str,
        seat: str | None = None,
        log: Log = NOWHERE,
        watch: Watch = UNWATCHED,
    ) -> Desk:
        """Open the desk's file, making it first where there is none; one of an older program is brought up to
        date while ``watch`` is told how far that is.

        Raises ``DeskUnusable`` when it cannot be used.
        """
        return cls(Store(path, watch), playbook, clock, operator, seat or this_seat(), log)

    def close(self) -> None:
        """Close the file."""
        self.store.close()

    def do(self, command: c.Command, watch: Watch = UNWATCHED) -> Receipt:
        """Do a command: all of it, durably, or nothing. ``watch`` is told how far a long one is.

        Raises ``Refusal`` when a rule says no, ``DeskUnusable`` when the file cannot be written. A command
        whose operation key was done before is answered with its first receipt.
        """
        begun = perf_counter()
        try:
            receipt = self._tried(command, watch)
        except Exception as error:
            why = error.code if isinstance(error, Refusal) else type(error).__name__
            self._note("not done", command, begun, "warning", why=why)
            raise
        self._note("done", command, begun, id=receipt.id, seq=receipt.seq)
        return receipt

    def _note(
        self, event: str, command: c.Command, begun: float, level: str = "info", **facts: str | int
    ) -> None:
        took = round((perf_counter() - begun) * 1000, 1)
        self.log.tell(event, level=level, verb=name_of(command), ms=took, **facts)

    def _tried(self, command: c.Command, watch: Watch) -> Receipt:
        try:
            receipt = self._do(command, watch)
        except WrongPin:
            self._note_wrong_pin(command)
            raise
        except NothingLeft:
            privacy.clear_again(self.store, watch)
            raise
        return _with(receipt, privacy.after(self.store, command, watch))

    def _do(self, command: c.Command, watch: Watch) -> Receipt:
        with self.store.transaction() as tx:
            fingerprint = self._fingerprint(tx, command)
            stamp = self.clock.stamp()
            self._notice_clock(tx, command, stamp)
            act = self._act(tx, command, stamp, watch)
            if command.key is not None and (done := journal.by_key(tx.connection, command.key)):
                receipt = _first_receipt(done, fingerprint)
            else:
                operators.check_access(act, name_of(command))
                outcome = VERBS[type(command)](act, command)
                timekeeping.check_told(act)
                receipt = self._write(act, outcome, fingerprint)
            return _with(receipt, _remarks(act, receipt))

    def _act(self, tx: Transaction, command: c.Command, stamp: Stamp, watch: Watch = UNWATCHED) -> Act:
        return Act(
            tx,
            command,
            command.operator or self.operator,
            stamp,
            self.playbook,
            simulated=self.clock.simulated,
            watch=watch,
        )

    def _notice_clock(self, tx: Transaction, command: c.Command, stamp: Stamp) -> None:
        """Leave a line of the journal for a clock that was put on or back, or a start of the machine."""
        if self.clock.simulated or isinstance(command, c.ClockNote):
            return
        found = clock_marks.jump(tx.connection, stamp)
        if found is not None:
            act = self._act(tx, c.ClockNote(operator=command.operator), stamp)
            self._write(act, timekeeping.noticed(act, found), None)

    def _note_wrong_pin(self, command: c.Command) -> None:
        """Leave a line of the journal for a PIN that did not fit: too many of them close the name."""
        with self.store.transaction() as tx:
            act = self._act(tx, command.model_copy(update={"key": None}), self.clock.stamp())
            self._write(act, Outcome(operators.DESK, 1, verb=operators.WRONG_PIN), None)

    def _write(self, act: Act, outcome: Outcome, fingerprint: str | None) -> Receipt:
        receipt = {"id": outcome.subject, "version": outcome.version, "undone": outcome.undone}
        entry = act.tx.write(
            Told(
                stamp=act.stamp,
                simulated=act.simulated,
                seat=self.seat,
                operator=act.operator,
                verb=outcome.verb or name_of(act.command),
                subject=outcome.subject,
                fields=act.fields,
                receipt=receipt,
                undoes=outcome.undoes,
                key=act.command.key,
                fingerprint=fingerprint,
                typed=act.command.typed,
            )
        )
        return Receipt(entry.seq, outcome.subject, outcome.version, undone=outcome.undone)

    def _fingerprint(self, tx: Transaction, command: c.Command) -> str | None:
        if command.key is None:
            return None
        what = command.model_copy(update={"expect": None})  # a retry may name a newer version: still the same
        told = what.model_dump_json(exclude={"key", *command.secret})
        return tx.keys.stand_in_id("command", "\n".join((told, *command.cleared)))


def _with(receipt: Receipt, remarks: tuple[Remark, ...]) -> Receipt:
    return receipt._replace(warnings=(*receipt.warnings, *remarks)) if remarks else receipt


def _remarks(act: Act, receipt: Receipt) -> tuple[Remark, ...]:
    """What a receipt warns of: worked out for each answer, nowhere kept."""
    warns = _WARNS[type(act.command)]
    return tuple(remark for warn in warns for remark in warn(act, act.command, receipt))


def name_of(command: c.Command) -> str:
    """Return a command's name as a JSON line writes it."""
    return _NAMES[type(command)]


def _first_receipt(done: journal.Entry, fingerprint: str | None) -> Receipt:
    if done.fingerprint != fingerprint:
        raise Refusal(
            "conflict", msg("this operation key was used for another command; take a new one"), "key"
        )
    told = done.told()["receipt"]
    return Receipt(done.seq, told["id"], told["version"], undone=told["undone"])
