"""What of the pool a slot is planned for: an idea, a pledge that it keeps, a user's story (RHYTHM 17)."""

from __future__ import annotations

from rhythm_tui.desk import pool
from rhythm_tui.desk.act import Act
from rhythm_tui.domain import ideas, pledges, stories
from rhythm_tui.domain.ideas import Idea
from rhythm_tui.domain.pledges import Pledge
from rhythm_tui.domain.slot_commands import SlotPlan
from rhythm_tui.domain.slots import Slot
from rhythm_tui.domain.stories import Story


def story_told(act: Act, id: str | None) -> Story | None:
    """Return the story a slot is planned for; refuse one that was dropped or has a slot that still stands."""
    if id is None:
        return None
    story = act.find(Story, id, "story")
    pool.check_free(act, story)
    return story


def bind(act: Act, slot: Slot, command: SlotPlan, story: Story | None) -> None:
    """Bind what a command names to the slot that it plans; with the slot all of it is taken back.

    Refuses what was dropped or has a slot that still stands, and a story without written consent.
    """
    if command.idea is not None:
        idea = act.find(Idea, command.idea, "idea")
        pool.check_free(act, idea)
        act.tx.update(idea, ideas.plan(idea, slot.n))
    if command.pledge is not None:
        pledge = act.find(Pledge, command.pledge, "pledge")
        pool.check_free(act, pledge)
        act.tx.update(pledge, pledges.keep(pledge, slot.n))
    if story is not None:
        act.tx.update(story, stories.plan(story, slot.n))
