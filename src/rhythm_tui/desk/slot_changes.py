"""The verbs that work on a planned slot: edit, move, copy, tick."""

from __future__ import annotations

from typing import Any

from rhythm_tui.desk.act import Act, Outcome, Verb
from rhythm_tui.desk.laying import (
    check_reach,
    check_words,
    checklist,
    keep_script,
    lay,
    outcome,
    sign_offs,
    ticks,
)
from rhythm_tui.domain import ids, slot_changes
from rhythm_tui.domain.approval import text_digest
from rhythm_tui.domain.command import Command
from rhythm_tui.domain.commands import SlotCopy, SlotEdit, SlotMove, SlotTick
from rhythm_tui.domain.refusal import invalid, msg
from rhythm_tui.domain.slots import Slot
from rhythm_tui.domain.statements import Statement, check_stands
from rhythm_tui.domain.stories import Story, check_told


def edit(act: Act, command: SlotEdit) -> Outcome:
    """Change what a slot publishes; with its words the sign-offs lapse (RHYTHM 5)."""
    slot = act.subject(Slot, command.id)
    slot_changes.check_alive(slot)
    if not command.said:
        raise invalid("do", msg("say what is to be changed"))
    changed = _changed(act, slot, command)
    required = {urgent: act.playbook.required_roles(emergency=urgent) for urgent in (False, True)}
    after = slot_changes.edit(slot, sign_offs(act, slot), changed, act.operator, required)
    return outcome(act.tx.update(slot, after))


def _changed(act: Act, slot: Slot, command: SlotEdit) -> dict[str, Any]:
    """Return the columns a command changes; a form of the form goes with the form it belonged to."""
    changed = {name: getattr(command, name) for name in command.said - {"script", "tags"}}
    if "script" in command.said and slot.digest != _digest(command.script):
        changed |= keep_script(act, command.script)
    if "tags" in command.said:
        changed["tags"] = slot_changes.tag_line(command.tags or ())
    form = changed.get("form") or slot.form
    check_words(act.playbook, {**changed, "form": form})
    if form != slot.form and "sub_form" not in changed:
        changed["sub_form"] = None
    return changed


def _digest(script: str | None) -> str | None:
    return None if script is None else text_digest(script)


def move(act: Act, command: SlotMove) -> Outcome:
    """Move a slot to another time (RHYTHM 10); a missed one keeps by how much it was missed (12)."""
    slot = act.subject(Slot, command.id)
    at = check_reach(act.instant("at", command.at))
    book = act.playbook
    return outcome(act.tx.update(slot, slot_changes.move(slot, at, book.zone, act.now, book.desk.slot_grace)))


def copy(act: Act, command: SlotCopy) -> Outcome:
    """Plan another slot with the same words; who wrote them signs the copy off no more than the first."""
    slot = act.subject(Slot, command.id)
    columns = slot_changes.copied(slot)
    if slot.story is not None:
        check_told(act.find(Story, ids.name(ids.STORY, slot.story), "story"))
    if slot.statement is not None:
        check_stands(act.find(Statement, ids.name(ids.STATEMENT, slot.statement), "statement"))
    made = lay(
        act,
        act.instant("at", command.at),
        platform=command.platform or slot.platform,
        editors=slot_changes.writers(slot, act.operator),
        **columns,
    )
    act.fields["copied"] = ids.name(ids.SLOT, slot.n)
    return outcome(made)


def tick(act: Act, command: SlotTick) -> Outcome:
    """Tick a line of the checklist, or take a tick off (RHYTHM 12 and 27)."""
    slot = act.subject(Slot, command.id)
    given = ticks(act, slot)
    if command.off:
        act.tx.update(*slot_changes.untick(slot, given, command.line))
    else:
        del act.fields["off"]
        lines = checklist(act, slot)
        act.tx.insert(slot_changes.tick(slot, lines, given, command.line, act.operator, act.now))
    return outcome(act.tx.update(slot, slot))


VERBS: dict[type[Command], Verb] = {SlotEdit: edit, SlotMove: move, SlotCopy: copy, SlotTick: tick}
