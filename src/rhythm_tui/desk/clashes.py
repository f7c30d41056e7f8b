"""What a plan lays among other slots, and what the receipt then warns of (RHYTHM.md 8, 9, 11 and 23)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from rhythm_tui.desk import laying
from rhythm_tui.desk.act import Act, Receipt
from rhythm_tui.desk.remark import Remark
from rhythm_tui.domain import ids
from rhythm_tui.domain.campaigns import draft_of
from rhythm_tui.domain.deadlines import DAY, is_past
from rhythm_tui.domain.laying import Conflict, Draft, Standing, conflicts
from rhythm_tui.domain.slots import OPEN, Slot
from rhythm_tui.i18n import _, say
from rhythm_tui.store import journal

AROUND = 31 * DAY
"""So far around what is laid other slots are looked at: a week's count, another campaign's days."""
_COUNTED = ("held", "published", *OPEN)
_PLACE = frozenset({"at", "platform", "audience"})
"""The columns that give a slot its place among the others."""


def lay(act: Act, drafts: Iterable[Draft], **more: object) -> tuple[Slot, ...]:
    """Lay slots, by the operator; ``more`` are other columns that all of them get. The journal names them."""
    made = tuple(
        laying.lay(
            act,
            draft.at,
            platform=draft.platform,
            title=draft.title,
            tier=draft.tier,
            form=draft.form,
            sub_form=draft.sub_form,
            audience=draft.audience,
            phase=draft.phase,
            **more,
        )
        for draft in drafts
    )
    tell(act, made)
    return made


def tell(act: Act, slots: Iterable[Slot]) -> None:
    """Let the journal tell which slots a command was about."""
    act.fields["slots"] = [ids.name(ids.SLOT, slot.n) for slot in slots]


def remarks(act: Act, _command: object, receipt: Receipt) -> tuple[Remark, ...]:
    """Return what stands in the way of the slots that a command has laid, moved or given a place."""
    entry = journal.entry(act.tx.connection, receipt.seq)
    changes = entry.told()["changes"] if entry else ()
    numbers = {n for table, n, _before, after in changes if table == "slot" and _PLACE & after.keys()}
    slots = [found for n in sorted(numbers) if (found := act.tx.load(Slot, n)) and found.state in _COUNTED]
    drafts = [draft_of(slot, slot.at) for slot in sorted(slots, key=lambda slot: slot.at)]
    if not drafts:
        return ()
    standing = _standing(act, drafts, numbers, {slot.campaign for slot in slots})
    walls = {draft.key: draft.wall for draft in drafts}
    return tuple(_remark(one, walls[one.key]) for one in conflicts(drafts, standing, act.playbook))


def _standing(
    act: Act, drafts: Sequence[Draft], besides: Collection[int], own: Collection[int | None]
) -> list[Standing]:
    """Return the slots around the drafts, without those ``besides``; a missed one stands no more."""
    rows = act.tx.where(
        Slot,
        f"at >= ? AND at < ? AND state IN ({', '.join('?' * len(_COUNTED))})",
        drafts[0].at - AROUND,
        drafts[-1].at + AROUND,
        *_COUNTED,
    )
    grace = act.playbook.desk.slot_grace
    return [
        Standing(
            ids.name(ids.SLOT, slot.n),
            slot.platform,
            slot.wall,
            slot.at,
            ids.name(ids.INCIDENT, slot.held_for) if slot.held_for else None,
            ids.name(ids.CAMPAIGN, slot.campaign) if slot.campaign and slot.campaign not in own else None,
        )
        for slot in rows
        if slot.n not in besides and not (slot.state in OPEN and is_past(slot.at + grace, act.now))
    ]


def _remark(conflict: Conflict, wall: str) -> Remark:
    when = wall[5:].replace("T", " ")
    return Remark("amber", conflict.key, conflict.code, words(conflict), f"{conflict.key} {when}", 0, 0)


def words(conflict: Conflict) -> str:
    """Return a conflict in words."""
    templates = {
        "unknown": _("the playbook has no platform {other}"),
        "held": _("{other} holds slots there"),
        "collision": _("{number} min from {other}"),
        "cap_day": _("{number} that day, cap {most}"),
        "cap_week": _("{number} that week, cap {most}"),
        "campaign": _("{other} runs then"),
        "window": _("{number} min off its audience's hours"),
    }
    values = {"other": conflict.other, "number": conflict.number, "most": conflict.most}
    return templates[conflict.code].format(**values)


def not_laid(drafts: Sequence[Draft]) -> tuple[Remark, ...]:
    """Return that some drafts were not laid as their time has passed."""
    if not drafts:
        return ()
    named = _(", ").join(draft.wall[5:].replace("T", " ") for draft in drafts)
    why = say("{n} not laid: their time has passed", n=len(drafts))
    return (Remark("amber", ", ".join(draft.key for draft in drafts), "passed", why, named, 0, 0),)
