"""The verbs that begin and end a publishing slot; those between stand in ``slot_changes``."""

from __future__ import annotations

from rhythm_tui.desk import pool_links, slot_changes
from rhythm_tui.desk.act import Act, Outcome, Verb
from rhythm_tui.desk.laying import called, keep_script, lay, missing_roles, outcome, sign_offs
from rhythm_tui.domain import ids, slots
from rhythm_tui.domain import slot_changes as changes
from rhythm_tui.domain.command import Command
from rhythm_tui.domain.commands import SlotCompare, SlotDrop, SlotPlan, SlotPublish, SlotSignOff
from rhythm_tui.domain.refusal import msg, refused
from rhythm_tui.domain.slot_hints import same_words
from rhythm_tui.domain.slots import Slot, WentOut, check_known
from rhythm_tui.domain.statements import Statement, check_stands
from rhythm_tui.domain.tasks import Task
from rhythm_tui.i18n import _, say
from rhythm_tui.store import contents


def plan(act: Act, command: SlotPlan) -> Outcome:
    """Plan a slot at a wall time of the hospital (RHYTHM 10); a clarification has the double review (23)."""
    statement = None if command.statement is None else act.find(Statement, command.statement, "statement")
    if statement is not None:
        check_stands(statement)
    story = pool_links.story_told(act, command.story)
    slot = lay(
        act,
        act.instant("at", command.at),
        platform=command.platform,
        title=command.title,
        tier=command.tier,
        form=command.form,
        audience=command.audience,
        department=command.department,
        emergency=command.emergency or statement is not None,
        statement=None if statement is None else statement.n,
        sub_form=command.sub_form,
        depth=command.depth,
        length_s=command.length_s,
        tags=changes.tag_line(command.tags or ()),
        series=command.series,
        goal=command.goal,
        story=None if story is None else story.n,
        **keep_script(act, command.script),
    )
    pool_links.bind(act, slot, command, story)
    return outcome(slot)


def sign_off(act: Act, command: SlotSignOff) -> Outcome:
    """Sign a slot off in a role (RHYTHM 5)."""
    slot = act.subject(Slot, command.id)
    check_known("role", command.role, act.playbook.roles)
    required = act.playbook.required_roles(emergency=slot.emergency)
    before = act.playbook.roles_before(command.role, required)
    signed, given = slots.sign_off(
        slot, sign_offs(act, slot), command.role, command.expert, act.now, required, before
    )
    act.tx.insert(given)
    return outcome(act.tx.update(slot, signed))


def publish(act: Act, command: SlotPublish) -> Outcome:
    """Record that a slot went out (RHYTHM 8: planned and actual time are both kept).

    Without its sign-offs only for a reason, and then a task is laid to review it afterwards (RHYTHM 5).
    """
    slot = act.subject(Slot, command.id)
    missing = missing_roles(act, slot)
    at = act.done_at("at", command.at)
    breach = None if command.break_glass is None else _keep(act, "break_glass", command.break_glass)
    live = None if command.text is None else _keep(act, "text", command.text)
    told = WentOut(command.url, live, _differs(act, slot, command.text), breach)
    grace = act.playbook.desk.slot_grace
    out = act.tx.update(slot, slots.publish(slot, act.operator, at, act.now, missing, grace, told))
    if breach is not None:
        act.fields["missing"] = list(missing)
        _lay_review(act, out, missing)
    return outcome(out)


def _keep(act: Act, field: str, words: str) -> int:
    return act.keep(field, words)


def _differs(act: Act, slot: Slot, live: str | None) -> bool:
    """Return whether what stands in public is not what was approved; without a script nothing says so."""
    approved = contents.kept(act.tx.connection, slot.script)
    return live is not None and approved is not None and not same_words(live, approved)


def _lay_review(act: Act, slot: Slot, missing: tuple[str, ...]) -> None:
    """Lay the task to review after all what went out without its sign-offs."""
    roles = _(", ").join(called(act.playbook.roles[role]) for role in missing)
    id = ids.name(ids.SLOT, slot.n)
    words = say("{id} went out without sign-off: have it reviewed after all ({roles})", id=id, roles=roles)
    act.tx.insert(
        Task(
            slot=slot.n,
            source="follow_up",
            words=act.tx.keep(words),
            owner=act.operator,
            due_at=act.now + act.playbook.desk.break_glass_review,
            made_at=act.now,
            made_by=act.operator,
            simulated=act.simulated,
        )
    )


def compare(act: Act, command: SlotCompare) -> Outcome:
    """Compare what stands in public with the approved script, later than it went out (RHYTHM 12)."""
    slot = act.subject(Slot, command.id)
    if slot.script is None:
        raise refused(msg("no script was approved: there is nothing to compare it with"))
    live, differs = _keep(act, "text", command.text), _differs(act, slot, command.text)
    act.fields["verdict"] = "altered" if differs else "as_approved"
    return outcome(act.tx.update(slot, changes.compare(slot, live, differs)))


def drop(act: Act, command: SlotDrop) -> Outcome:
    """Give a slot up, with the reason."""
    slot = act.subject(Slot, command.id)
    reason = act.keep("reason", command.reason)
    grace = act.playbook.desk.slot_grace
    return outcome(act.tx.update(slot, changes.drop(slot, reason, act.now, grace)))


VERBS: dict[type[Command], Verb] = {
    SlotPlan: plan,
    SlotSignOff: sign_off,
    SlotPublish: publish,
    SlotCompare: compare,
    SlotDrop: drop,
    **slot_changes.VERBS,
}
