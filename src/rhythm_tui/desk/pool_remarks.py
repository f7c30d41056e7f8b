"""What the desk has to say to the topic pool, to pledges and to stories: it warns and proposes.

Worked out for each answer, from what stands in the file by then; nowhere kept.
"""

from __future__ import annotations

from collections.abc import Iterator

from rhythm_tui.desk import guard, pool
from rhythm_tui.desk.act import Act, Receipt, Warn
from rhythm_tui.desk.remark import Remark
from rhythm_tui.domain import ids
from rhythm_tui.domain.command import Command
from rhythm_tui.domain.commands import SlotPublish
from rhythm_tui.domain.ideas import Idea
from rhythm_tui.domain.pledges import Pledge
from rhythm_tui.domain.pool import stands
from rhythm_tui.domain.pool_commands import IdeaAdd, PledgeAdd, PledgeCount, StoryConsent
from rhythm_tui.domain.slots import Slot
from rhythm_tui.domain.stories import Story
from rhythm_tui.domain.text import clean
from rhythm_tui.i18n import _, say
from rhythm_tui.store import journal


def _guarded(_act: Act, command: PledgeAdd, _receipt: Receipt) -> Iterator[Remark]:
    """Yield what the guard says to a pledge and to what it promises."""
    for text in (command.words, command.promise):
        yield from guard.remarks_or_why_not(text, None, "comment")


def _twins(act: Act, _command: IdeaAdd, receipt: Receipt) -> Iterator[Remark]:
    """Yield the ideas of the pool with the same title."""
    n = ids.number(ids.IDEA, receipt.id)
    made = act.tx.load(Idea, n)
    title = clean(made.title).plain if made else ""
    for other in act.tx.where(Idea, "state IN ('open', 'planned') AND n <> ?", n):
        if clean(other.title).plain == title:
            why = say("{id} has the same title", id=pool.named(other))
            yield Remark("amber", pool.named(other), "twin", why, _("one idea, one line"), 0, 0)


def _counted(act: Act, _command: PledgeCount, receipt: Receipt) -> Iterator[Remark]:
    """Yield that a count has fallen, and what a threshold that was reached asks for."""
    subject = receipt.id
    pledge = act.tx.load(Pledge, ids.number(ids.PLEDGE, subject))
    entry = journal.entry(act.tx.connection, receipt.seq)
    if pledge is None or entry is None:
        return
    told = next((row for row in entry.told()["changes"] if row[0] == "pledge"), None)
    before, after = (told[2] or {}, told[3]) if told else ({}, {})
    if after.get("count", 0) < before.get("count", 0):
        why = say(
            "the count has fallen: from {before} to {after}", before=before["count"], after=after["count"]
        )
        yield Remark("amber", subject, "fallen", why, _("a count seldom falls: is it the right post?"), 0, 0)
    if pledge.state == "reached":
        promise = clean(pledge.promise).plain
        why = say("the threshold is reached: plan a slot for what was promised, {title}", title=promise)
        yield Remark("amber", subject, "reached", why, _("a pledge is kept"), 0, 0)


def _consented(act: Act, _command: StoryConsent, receipt: Receipt) -> Iterator[Remark]:
    """Yield what a consent still lacks, and where a story is planned that may be told no more."""
    subject = receipt.id
    story = act.tx.load(Story, ids.number(ids.STORY, subject))
    if story is None:
        return
    if story.consent == "written" and story.sha256 is None:
        why = _("no file proves the written consent")
        yield Remark("amber", subject, "proof", why, _("keep the signed sheet, and name its file"), 0, 0)
    if story.consent == "written":
        return
    for slot in act.tx.where(Slot, "story = ?", story.n):
        if not stands(slot.state):
            continue
        id = ids.name(ids.SLOT, slot.n)
        why = say("{slot} tells this story: take it out of there", slot=id)
        yield Remark("red", id, "consent", why, _("PIPL 15: consent may be withdrawn at any time"), 0, 0)


def _told(act: Act, _command: SlotPublish, receipt: Receipt) -> Iterator[Remark]:
    """Yield the story that a slot has told without written consent."""
    slot = act.tx.load(Slot, ids.number(ids.SLOT, receipt.id))
    story = act.tx.load(Story, slot.story) if slot is not None and slot.story is not None else None
    if story is not None and story.consent != "written":
        why = say("it tells {id}, which has no written consent", id=pool.named(story))
        rule = _("PIPL 15 and 29: consent in writing")
        yield Remark("red", pool.named(story), "consent", why, rule, 0, 0)


REMARKS: dict[type[Command], Warn] = {
    IdeaAdd: _twins,
    PledgeAdd: _guarded,
    PledgeCount: _counted,
    StoryConsent: _consented,
    SlotPublish: _told,
}
