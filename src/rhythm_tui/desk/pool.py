"""The verbs of the topic pool, of pledges and of users' stories (RHYTHM.md 1 and 17).

The desk plans nothing by itself: a pledge whose threshold is reached is shown, and a person plans its slot.
"""

from __future__ import annotations

from rhythm_tui.desk.act import Act, Outcome, Verb
from rhythm_tui.domain import ideas, ids, pledges, pool, stories
from rhythm_tui.domain.command import Command
from rhythm_tui.domain.ideas import Idea
from rhythm_tui.domain.interactions import Interaction
from rhythm_tui.domain.pledges import Pledge
from rhythm_tui.domain.pool_commands import (
    IdeaAdd,
    IdeaDrop,
    PledgeAdd,
    PledgeCount,
    PledgeDrop,
    StoryAdd,
    StoryConsent,
    StoryDrop,
)
from rhythm_tui.domain.refusal import invalid, msg
from rhythm_tui.domain.slots import Slot, check_known
from rhythm_tui.domain.stories import Story
from rhythm_tui.domain.text import mask_name
from rhythm_tui.store.records import TABLES

Thing = Idea | Pledge | Story


def add_idea(act: Act, command: IdeaAdd) -> Outcome:
    """Put an idea into the pool (RHYTHM 1)."""
    check_known("tier", str(command.tier), act.playbook.tiers)
    check_known("form", command.form, act.playbook.forms)
    check_known("audience", command.audience, act.playbook.audiences)
    check_known("series", command.series, act.playbook.series)
    made = Idea(
        **command.model_dump(include={"title", "tier", "form", "audience", "department", "series", "source"}),
        made_at=act.now,
        made_by=act.operator,
        simulated=act.simulated,
    )
    return _outcome(act.tx.insert(made))


def drop_idea(act: Act, command: IdeaDrop) -> Outcome:
    """Take an idea out of the pool."""
    idea = act.subject(Idea, command.id)
    check_free(act, idea)
    act.keep("reason", command.reason)
    return _outcome(act.tx.update(idea, ideas.drop(idea)))


def add_pledge(act: Act, command: PledgeAdd) -> Outcome:
    """Write a pledge down (RHYTHM 17)."""
    check_known("platform", command.platform, act.playbook.platforms)
    check_known("metric", command.metric, act.playbook.metrics)
    slot = act.find(Slot, command.slot, "slot") if command.slot else None
    if slot is not None and slot.state == "withdrawn":
        raise ids.unknown(ids.name(ids.SLOT, slot.n), "slot")
    made = Pledge(
        **command.model_dump(include={"words", "promise", "platform", "post", "metric", "threshold"}),
        slot=slot.n if slot else None,
        made_at=act.now,
        made_by=act.operator,
        simulated=act.simulated,
    )
    return _outcome(act.tx.insert(made))


def count_pledge(act: Act, command: PledgeCount) -> Outcome:
    """Count how far a pledge is."""
    pledge = act.subject(Pledge, command.id)
    pool.check_free(named(pledge), pledge.state, None)
    at = act.instant("at", command.at)
    return _outcome(act.tx.update(pledge, pledges.count(pledge, command.count, at, act.now)))


def drop_pledge(act: Act, command: PledgeDrop) -> Outcome:
    """Give a pledge up."""
    pledge = act.subject(Pledge, command.id)
    check_free(act, pledge)
    act.keep("reason", command.reason)
    return _outcome(act.tx.update(pledge, pledges.drop(pledge)))


def add_story(act: Act, command: StoryAdd) -> Outcome:
    """Write a user's story down, its author masked."""
    item = act.find(Interaction, command.interaction, "interaction") if command.interaction else None
    if item is not None and item.state == "withdrawn":
        raise ids.unknown(ids.name(ids.INTERACTION, item.n), "interaction")
    made = Story(
        words=act.keep("text", command.text, mask_name(command.author)),
        interaction=item.n if item else None,
        made_at=act.now,
        made_by=act.operator,
        simulated=act.simulated,
    )
    return _outcome(act.tx.insert(made))


def consent(act: Act, command: StoryConsent) -> Outcome:
    """Record what the person said; the proof of a written consent is a file, by name and hash."""
    story = act.subject(Story, command.id)
    pool.check_free(named(story), story.state, None)
    if (command.file is None) != (command.sha256 is None):
        missing = "file" if command.file is None else "sha256"
        raise invalid(missing, msg("a file's name and its SHA-256 go together"))
    if command.file is not None and command.consent != "written":
        raise invalid("file", msg("only a written consent has a file"))
    proof = None if command.file is None else act.keep("file", command.file)
    after = stories.consent(story, command.consent, act.operator, act.now, proof, command.sha256)
    return _outcome(act.tx.update(story, after))


def drop_story(act: Act, command: StoryDrop) -> Outcome:
    """Put a user's story aside."""
    story = act.subject(Story, command.id)
    check_free(act, story)
    act.keep("reason", command.reason)
    return _outcome(act.tx.update(story, stories.drop(story)))


def check_free(act: Act, thing: Thing) -> None:
    """Refuse what was dropped, or has a slot that still stands."""
    slot = planned_slot(act, thing)
    standing = ids.name(ids.SLOT, slot.n) if slot and pool.stands(slot.state) else None
    pool.check_free(named(thing), thing.state, standing)


def planned_slot(act: Act, thing: Thing) -> Slot | None:
    """Return the slot that was planned for something, whatever became of it."""
    n = thing.kept_slot if isinstance(thing, Pledge) else thing.slot
    return act.tx.load(Slot, n) if n is not None else None


def named(thing: Thing) -> str:
    """Return the id of an idea, a pledge or a story."""
    return ids.name(ids.PREFIX_OF[TABLES[type(thing)]], thing.n)


def _outcome(thing: Thing) -> Outcome:
    return Outcome(named(thing), thing.version)


VERBS: dict[type[Command], Verb] = {
    IdeaAdd: add_idea,
    IdeaDrop: drop_idea,
    PledgeAdd: add_pledge,
    PledgeCount: count_pledge,
    PledgeDrop: drop_pledge,
    StoryAdd: add_story,
    StoryConsent: consent,
    StoryDrop: drop_story,
}
