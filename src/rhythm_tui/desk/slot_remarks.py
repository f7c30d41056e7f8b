"""What the desk has to say to a slot that was planned, changed or published: it warns and never refuses.

Worked out for each answer, from what stands in the file by then; nowhere kept.
"""

from __future__ import annotations

from collections.abc import Iterator

from rhythm_tui.desk import clashes, guard
from rhythm_tui.desk.act import Act, Receipt, Warn
from rhythm_tui.desk.laying import called, checklist, missing_roles, sign_offs, ticks
from rhythm_tui.desk.remark import Remark
from rhythm_tui.domain import ids, slots
from rhythm_tui.domain.command import Command
from rhythm_tui.domain.commands import SlotCompare, SlotCopy, SlotEdit, SlotMove, SlotPlan, SlotPublish
from rhythm_tui.domain.deadlines import DAY
from rhythm_tui.domain.differences import compare
from rhythm_tui.domain.slot_hints import given_form, outside, run_of
from rhythm_tui.domain.slots import Slot
from rhythm_tui.domain.statements import Statement
from rhythm_tui.domain.text import clean, clean_block
from rhythm_tui.i18n import _, ngettext, say
from rhythm_tui.store import contents

_ALL = frozenset({"platform", "form", "depth", "length_s"})
"""What a new slot, or one that moves, is looked at for."""
_QUOTED = 20
"""Characters of a change that a warning quotes."""
_MONTH = 31 * DAY
"""How far back the posts before a slot are looked for."""


def remarks(act: Act, command: Command, receipt: Receipt) -> tuple[Remark, ...]:
    """Return the warnings to a command on one slot."""
    slot = act.tx.load(Slot, ids.number(ids.SLOT, receipt.id))
    if slot is None:
        return ()
    if isinstance(command, SlotPublish):
        return (
            *_superseded(act, slot),
            *_unticked(act, slot),
            *_differs(act, slot),
            *_guarded(command.text),
        )
    if isinstance(command, SlotCompare):
        return (*_differs(act, slot), *_guarded(command.text))
    said = command.said if isinstance(command, SlotEdit) else _ALL
    words = (command.title, command.script) if isinstance(command, (SlotPlan, SlotEdit)) else ()
    return (
        *(_lapsed(act, slot) if isinstance(command, SlotEdit) else ()),
        *_superseded(act, slot),
        *clashes.remarks(act, command, receipt),
        *(_form_run(act, slot) if said & {"platform", "form"} else ()),
        *(_depth(act, slot) if said & {"depth", "length_s"} else ()),
        *_guarded(*words),
    )


def _amber(category: str, why: str, rule: str, word: str = "") -> Remark:
    return Remark("amber", word, category, why, rule, 0, 0)


def _superseded(act: Act, slot: Slot) -> Iterator[Remark]:
    """Yield that the public statement which a slot brings stands no more (RHYTHM 23)."""
    statement = act.tx.load(Statement, slot.statement) if slot.statement else None
    if statement is not None and statement.state == "superseded":
        id = ids.name(ids.STATEMENT, statement.n)
        why = say("the statement {id} was superseded: this slot brings its words", id=id)
        yield Remark("red", "", "superseded", why, _("one statement stands at a time"), 0, 0)


def _form_run(act: Act, slot: Slot) -> Iterator[Remark]:
    """Yield that one form repeats on its platform, where the playbook leaves a choice (RHYTHM 3)."""
    templates = ((one.platform, one.form) for one in act.playbook.templates.values())
    if slot.form == given_form(templates, slot.platform):
        return
    before = act.tx.where(
        Slot,
        "platform = ? AND at > ? AND at <= ? AND n <> ? AND state NOT IN ('dropped', 'withdrawn')",
        *(slot.platform, slot.at - _MONTH, slot.at, slot.n),
    )
    forms = [one.form for one in sorted(before, key=lambda one: (one.at, one.n))]
    run = run_of(slot.form, forms)
    if run >= act.playbook.rhythm.form_run:
        why = say("{n} posts of one form in a row: {form}", n=run, form=called(act.playbook.forms[slot.form]))
        yield _amber("form_run", why, _("forms take turns"))


def _depth(act: Act, slot: Slot) -> Iterator[Remark]:
    depth = act.playbook.depths.get(slot.depth or "")
    if depth is None or slot.length_s is None or not outside(slot.length_s, (depth.least_s, depth.most_s)):
        return
    why = say("{n} s does not fit its depth, {depth}", n=slot.length_s, depth=called(depth))
    rule = say("{least} to {most} s", least=depth.least_s, most=depth.most_s)
    yield _amber("depth", why, rule)


def _guarded(*texts: str | None) -> tuple[Remark, ...]:
    """Return what the guard says to words for the public; how long a comment may be binds no script."""
    return tuple(one for text in texts if text for one in guard.remarks_or_why_not(text, None, "comment"))


def _lapsed(act: Act, slot: Slot) -> Iterator[Remark]:
    """Yield who has to sign again, as long as their role is owed."""
    owed, given = missing_roles(act, slot), sign_offs(act, slot)
    counts = slots.valid_roles(slot, given)
    lapsed = [one for one in given if one.role in owed and one.role not in counts and not one.withdrawn]
    if lapsed:
        who = _(", ").join(dict.fromkeys(one.expert for one in lapsed))
        why = say("the words have changed: sign-offs have lapsed ({names})", names=who)
        yield _amber("lapsed", why, _("the sign-off is bound to the text"))


def _unticked(act: Act, slot: Slot) -> Iterator[Remark]:
    done = {one.line for one in ticks(act, slot) if not one.withdrawn}
    left = [words for line, words in checklist(act, slot).items() if line not in done]
    if left:
        n = len(left)
        told = ngettext(
            "{n} line of the checklist is not ticked: {lines}",
            "{n} lines of the checklist are not ticked: {lines}",
            n,
        )
        why = told.format(n=n, lines=_("; ").join(left))
        yield _amber("unticked", why, _("checklist before publishing"))


def _differs(act: Act, slot: Slot) -> Iterator[Remark]:
    """Yield how what stands in public differs from what was approved (RHYTHM 12)."""
    if slot.live is None:
        return
    rule = _("published as approved")
    connection = act.tx.connection
    approved = contents.kept(connection, slot.script)
    if approved is None:
        yield _amber("differs", _("no script was approved: there is nothing to compare it with"), rule)
    elif slot.differs:
        live = contents.words(connection, slot.live)
        runs = compare(clean_block(approved).plain, clean_block(live).plain)
        first = next((clean(run.text, limit=_QUOTED).plain for run in runs if run.kind != "same"), "")
        why = say("what stands in public is not what was approved, first at: {words}", words=first)
        yield _amber("differs", why, rule, first)


REMARKS: dict[type[Command], Warn] = dict.fromkeys(
    (SlotPlan, SlotCopy, SlotMove, SlotEdit, SlotPublish, SlotCompare), remarks
)
