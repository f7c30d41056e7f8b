"""Ideas, pledges and stories by themselves: what has become of them, and how pledges are counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhythm_tui.domain import pledges, stories
from rhythm_tui.domain.pledges import Pledge
from rhythm_tui.domain.pool import check_free, pledge_state, shown_state, stands
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.domain.stories import Story

NOON = 1_795_320_000_000
MINUTE = 60_000


def pledge(threshold: int = 10_000) -> Pledge:
    return Pledge(
        n=1,
        words="点赞超过1万，下期讲解",
        promise="下期",
        platform="douyin",
        metric="likes",
        threshold=threshold,
        made_at=NOON,
        made_by="li",
    )


@pytest.mark.parametrize(
    ("state", "slot", "shown"),
    [
        ("open", None, "open"),
        ("dropped", None, "dropped"),
        ("planned", "planned", "planned"),
        ("planned", "held", "planned"),
        ("planned", "published", "published"),
        ("planned", "dropped", "open"),
        ("planned", "withdrawn", "open"),
        ("dropped", "published", "dropped"),
    ],
)
def test_what_has_become_of_an_idea_or_a_story(state: str, slot: str | None, shown: str) -> None:
    assert shown_state(state, slot) == shown


@pytest.mark.parametrize(
    ("state", "reached", "slot", "shown"),
    [
        ("open", None, None, "open"),
        ("reached", NOON, None, "reached"),
        ("kept", NOON, "ready", "planned"),
        ("kept", NOON, "published", "kept"),
        ("kept", NOON, "dropped", "reached"),
        ("kept", None, "dropped", "open"),
        ("dropped", NOON, None, "dropped"),
    ],
)
def test_what_has_become_of_a_pledge(state: str, reached: int | None, slot: str | None, shown: str) -> None:
    assert pledge_state(state, reached, slot) == shown


def test_a_slot_that_went_nowhere_leaves_it_free() -> None:
    assert not stands(None)
    check_free("p1", "open", None)
    with pytest.raises(Refusal, match="p1 is planned already, as s2"):
        check_free("p1", "planned", "s2")
    with pytest.raises(Refusal, match="p1 was dropped"):
        check_free("p1", "dropped", None)


@given(
    st.integers(1, 50),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 5), st.integers(-5, 6)), max_size=12),
)
def test_a_threshold_once_reached_stays_reached_and_counts_come_in_order(
    threshold: int, steps: list[tuple[int, int, int]]
) -> None:
    """Each step: what was counted, minutes that pass, and minutes from now at which it was so."""
    found, now = pledge(threshold), NOON
    reached: int | None = None
    for number, pass_, ahead in steps:
        now += pass_ * MINUTE
        at = now + ahead * MINUTE
        before = found
        if ahead > 5 or (before.counted_at is not None and at < before.counted_at):
            with pytest.raises(Refusal) as caught:
                pledges.count(before, number, at, now)
            assert caught.value.field == "at"
            continue
        found = pledges.count(before, number, at, now)
        if reached is None and number >= threshold:
            reached = at
        assert (found.count, found.counted_at) == (number, at)
        assert found.reached_at == reached
        assert found.state == ("open" if reached is None else "reached")


def test_a_pledge_that_has_its_slot_is_counted_on() -> None:
    kept = pledges.keep(pledge(), 3)
    counted = pledges.count(kept, 20_000, NOON, NOON)
    assert (counted.state, counted.kept_slot, counted.reached_at) == ("kept", 3, NOON)


@pytest.mark.parametrize("given", ["none", "asked", "refused"])
def test_a_story_without_written_consent_is_told_nowhere(given: str) -> None:
    story = Story(n=4, words=1, made_at=NOON, made_by="li").model_copy(update={"consent": given})
    with pytest.raises(Refusal, match="u4 has no written consent"):
        stories.plan(story, 2)
    told = stories.plan(story.model_copy(update={"consent": "written"}), 2)
    assert (told.state, told.slot) == ("planned", 2)
