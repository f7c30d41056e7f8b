"""The verbs of the list of operators, and the checks of who somebody is and what they may do."""

from __future__ import annotations

import secrets

from rhythm_tui.desk.act import Act, Outcome, Verb
from rhythm_tui.domain import ids, operators
from rhythm_tui.domain.command import Command
from rhythm_tui.domain.operators import Operator
from rhythm_tui.domain.refusal import invalid, msg, refused
from rhythm_tui.domain.shift_commands import OperatorAdd, OperatorRemove, SeatUnlock
from rhythm_tui.domain.shifts import Shift
from rhythm_tui.store import contents, journal

WRONG_PIN = "pin.wrong"
"""The verb of the journal row that a wrong PIN leaves."""
DESK = "desk"
"""The subject of what concerns no noun of the desk."""


def add(act: Act, command: OperatorAdd) -> Outcome:
    """Let somebody work here; who is on the list already gets the PIN or the roles that are given."""
    roles = operators.check_roles(command.roles, act.playbook.access) if command.roles is not None else None
    pin = None
    if command.pin is not None:
        # Through the content table alone: neither the PIN nor its hash stands among the journal's fields.
        pin = act.tx.keep(operators.sealed_pin(command.pin, secrets.token_bytes(16)))
    known = act.tx.where(Operator, "name = ?", command.name)
    if not known:
        return _told(act.tx.insert(Operator(name=command.name, pin=pin, roles=roles or "")))
    before = known[0]
    if before.state == "active" and pin is None and roles is None:
        raise refused(msg("{name} is an operator already"), name=command.name)
    stays = before.state == "active"
    changed = {
        "state": "active",
        "pin": before.pin if stays and pin is None else pin,
        "roles": (before.roles if stays else "") if roles is None else roles,
    }
    return _told(act.tx.update(before, before.model_copy(update=changed)))


def remove(act: Act, command: OperatorRemove) -> Outcome:
    """Take somebody off the list; who is on duty stays on it until the shift has ended."""
    operator = _named(act, command)
    if on_duty(act, operator.name):
        raise refused(msg("{name} is on duty"), name=operator.name)
    act.check_version(operator.version)
    gone = operator.model_copy(update={"state": "gone", "pin": None, "roles": ""})
    return _told(act.tx.update(operator, gone))


def unlock(act: Act, command: SeatUnlock) -> Outcome:
    """Show that the operator is back at a locked seat: a line of the journal and nothing else."""
    check_identity(act, command.pin)
    return Outcome(DESK, 1)


def check_identity(act: Act, pin: str | None) -> None:
    """Refuse who is not on the list, or has not the PIN that was set; everyone may where there is no list."""
    operator = operators.check_operator(act.operator, active(act))
    if operator is not None and operator.pin is not None:
        operators.check_tries(_wrong_pins(act, operator), act.now)
        operators.check_pin(contents.words(act.tx.connection, operator.pin), pin)


def check_access(act: Act, verb: str) -> None:
    """Refuse a verb that the playbook keeps for roles the operator has none of."""
    roles = operators.keepers(verb, act.playbook.access)
    if roles:
        operators.check_access(roles, act.operator, active(act))


def active(act: Act) -> tuple[Operator, ...]:
    """Return who may work here."""
    return act.tx.where(Operator, "state = 'active'")


def on_duty(act: Act, operator: str) -> Shift | None:
    """Return the shift that somebody stands now."""
    found = act.tx.where(Shift, "operator = ? AND ended_at IS NULL AND withdrawn = 0", operator)
    return found[0] if found else None


def _wrong_pins(act: Act, operator: Operator) -> list[int]:
    """Return when wrong PINs were given in a name, since it was given its PIN."""
    subject = ids.name(ids.OPERATOR, operator.n)
    given = [
        entry.seq for entry in journal.about(act.tx.connection, [subject]) if entry.verb == "operator.add"
    ]
    wrong = journal.entries(
        act.tx.connection,
        f"verb = '{WRONG_PIN}' AND operator = ? AND seq > ?",
        (operator.name, max(given, default=0)),
    )
    return [entry.at for entry in wrong]


def _named(act: Act, command: OperatorRemove) -> Operator:
    if command.id is not None:
        found = act.find(Operator, command.id)
    elif command.name is not None:
        known = act.tx.where(Operator, "name = ? AND state = 'active'", command.name)
        if not known:
            raise ids.unknown(command.name, "name")
        found = known[0]
    else:
        raise invalid("name", msg("say who: name or id"))
    if found.state != "active":
        raise refused(msg("{name} is no operator any more"), name=found.name)
    return found


def _told(record: Operator) -> Outcome:
    return Outcome(ids.name(ids.OPERATOR, record.n), record.version)


VERBS: dict[type[Command], Verb] = {OperatorAdd: add, OperatorRemove: remove, SeatUnlock: unlock}
