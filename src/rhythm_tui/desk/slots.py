"""The verbs of publishing slots."""

from __future__ import annotations

from rhythm_tui.desk.act import Act, Outcome, Verb
from rhythm_tui.domain import ids, slots
from rhythm_tui.domain.command import Command
from rhythm_tui.domain.commands import SlotPlan, SlotPublish, SlotSignOff
from rhythm_tui.domain.refusal import invalid, msg
from rhythm_tui.domain.slots import SignOff, Slot, check_known
from rhythm_tui.domain.statements import Statement, check_stands
from rhythm_tui.domain.text import clean
from rhythm_tui.domain.times import EARLIEST, LATEST


def plan(act: Act, command: SlotPlan) -> Outcome:
    """Plan a slot at a wall time of the hospital (RHYTHM 10); a clarification has the double review (23)."""
    check_known("platform", command.platform, act.playbook.platforms)
    check_known("form", command.form, act.playbook.forms)
    check_known("audience", command.audience, act.playbook.audiences)
    check_known("tier", str(command.tier), act.playbook.tiers)
    if not clean(command.title).plain:
        raise invalid("title", msg("there is nothing to read in it"))
    at = act.instant("at", command.at)
    if not EARLIEST <= at < LATEST:
        raise invalid("at", msg("this time is out of reach"))
    statement = None if command.statement is None else act.find(Statement, command.statement, "statement")
    if statement is not None:
        check_stands(statement)
    slot = act.tx.insert(
        Slot(
            platform=command.platform,
            wall=slots.wall_time(at, act.playbook.zone),
            zone=act.playbook.zone,
            at=at,
            title=command.title,
            tier=command.tier,
            form=command.form,
            audience=command.audience,
            department=command.department,
            emergency=command.emergency or statement is not None,
            author=act.operator,
            statement=None if statement is None else statement.n,
            simulated=act.simulated,
        )
    )
    return _outcome(slot)


def sign_off(act: Act, command: SlotSignOff) -> Outcome:
    """Sign a slot off in a role (RHYTHM 5)."""
    slot = act.subject(Slot, command.id)
    check_known("role", command.role, act.playbook.roles)
    required = act.playbook.required_roles(emergency=slot.emergency)
    before = act.playbook.roles_before(command.role, required)
    signed, given = slots.sign_off(
        slot, _sign_offs(act, slot), command.role, command.expert, act.now, required, before
    )
    act.tx.insert(given)
    return _outcome(act.tx.update(slot, signed))


def publish(act: Act, command: SlotPublish) -> Outcome:
    """Record that a slot went out (RHYTHM 8: planned and actual time are both kept)."""
    slot = act.subject(Slot, command.id)
    signed = slots.valid_roles(slot, _sign_offs(act, slot))
    required = act.playbook.required_roles(emergency=slot.emergency)
    missing = tuple(role for role in required if role not in signed)
    at = act.instant("at", command.at)
    return _outcome(act.tx.update(slot, slots.publish(slot, act.operator, at, act.now, command.url, missing)))


def _sign_offs(act: Act, slot: Slot) -> tuple[SignOff, ...]:
    return act.tx.where(SignOff, "slot = ?", slot.n)


def _outcome(slot: Slot) -> Outcome:
    return Outcome(ids.name(ids.SLOT, slot.n), slot.version)


VERBS: dict[type[Command], Verb] = {
    SlotPlan: plan,
    SlotSignOff: sign_off,
    SlotPublish: publish,
}
