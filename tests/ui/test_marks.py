"""Marks: what they reach, what is shown before it is done, and what is told afterwards."""

from __future__ import annotations

from typing import Any

import pytest
from fakes import FakeHand, seat
from harness import Desk, opened
from textual.widgets import Input

from rhythm_tui.domain.refusal import msg, refused
from rhythm_tui.ui.screens.bulk import ManyHand
from rhythm_tui.ui.widgets.queue_list import QueueList


def marked(desk: Desk) -> tuple[str, ...]:
    return desk.app.screen_stack[0].query_one("#rows", QueueList).marked()


def sent(here: Any) -> list[tuple[str, str]]:
    return [(command.do, command.id) for command in here.hand.done]


async def dialog(desk: Desk, *keys: str) -> None:
    await desk.press(*keys)
    await desk.until(lambda: len(desk.app.screen_stack) == 2, "a dialog")


async def test_space_marks_and_goes_on_and_unmarks() -> None:
    async with opened(seat(), (160, 45)) as desk:
        await desk.press("space", "down", "space")
        await desk.shows("2 marked")
        assert marked(desk) == ("q1", "q3")
        await desk.shows("selected q4")
        await desk.press("g", "space")
        await desk.shows("1 marked")
        await desk.press("escape")
        await desk.hides("marked")


async def test_all_that_is_shown_and_nothing_any_more() -> None:
    async with opened(seat(), (160, 45)) as desk:
        await desk.press("ctrl+a")
        await desk.shows("18 marked")
        await desk.press("ctrl+a")
        await desk.hides("marked")


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_marked_rows_and_the_preview(lang: str, request: pytest.FixtureRequest) -> None:
    if lang == "zh":
        request.getfixturevalue("chinese")
    async with opened(seat(lang), (120, 36)) as desk:
        await desk.press("space", "space", "space")
        await desk.shows("3 marked" if lang == "en" else "已标 3 条")
        await desk.golden(f"marks-{lang}-120x36")
        await dialog(desk, "x")
        await desk.shows("F2")
        await desk.golden(f"bulk-{lang}-120x36")


async def test_a_bulk_close_is_confirmed_once() -> None:
    here = seat()
    async with opened(here, (120, 36)) as desk:
        await dialog(desk, "space", "space", "x")
        await desk.shows("close: 2 marked items")
        assert sent(here) == []
        await desk.press("f2")
        await desk.shows("close: 2 done")
        assert sent(here) == [("interaction.close", "q1"), ("interaction.close", "q2")]
        assert len({command.key for command in here.hand.done}) == 2  # type: ignore[attr-defined]
        await desk.shows("2 Queue 16")
        assert marked(desk) == ()


async def test_a_claim_is_confirmed_with_enter_and_what_is_refused_stays_marked() -> None:
    here = seat()
    hand: FakeHand = here.hand  # type: ignore[assignment]
    taken = hand.do

    async def do(command: Any) -> Any:
        if command.id == "q2":
            raise refused(msg("this is open"))
        return await taken(command)

    hand.do = do  # type: ignore[method-assign]
    async with opened(here, (160, 45)) as desk:
        await dialog(desk, "space", "space", "space", "c")
        await desk.shows("claim: 3 marked items")
        await desk.press("enter")
        await desk.shows("claim: 2 done  1 refused (q2: this is open)")
        assert marked(desk) == ("q2",)


async def test_what_the_filter_hides_is_not_reached() -> None:
    here = seat()
    async with opened(here, (160, 45)) as desk:
        await desk.press("ctrl+a", "/")
        await desk.type("疫苗")
        await desk.press("enter")
        await desk.shows("2 marked (16 hidden: they do not count)")
        await dialog(desk, "f5")
        await desk.press("enter")
        await desk.shows("claim: 2 done")
        assert {id for _, id in sent(here)} == {"q2", "q17"}


async def test_topic_and_reminder_take_the_marks_too() -> None:
    here = seat()
    async with opened(here, (120, 36)) as desk:
        await dialog(desk, "space", "space", "t")
        await desk.shows("what they had goes")
        desk.app.screen.query_one("#f-topic", Input).value = "vaccine"
        await desk.press("f2")
        await desk.shows("topic: 2 done")
        await desk.press("g")
        await dialog(desk, "space", "space", "s")
        await desk.press("f2")
        await desk.shows("remind me: 2 done")
    assert [verb for verb, _ in sent(here)] == ["interaction.sort"] * 2 + ["interaction.remind"] * 2


async def test_what_happens_to_all_is_told_behind_how_many_more_there_are() -> None:
    async with opened(seat(), (120, 36)) as desk:
        await dialog(desk, "ctrl+a", "t")
        await desk.shows("what they had goes")
        assert desk.text().index("and 10 more") < desk.text().index("what they had goes")


async def test_going_back_does_nothing_and_keeps_the_marks() -> None:
    here = seat()
    async with opened(here, (120, 36)) as desk:
        await dialog(desk, "space", "C")
        await desk.press("escape")
        await desk.until(lambda: len(desk.app.screen_stack) == 1)
        assert marked(desk) == ("q1",)
        await desk.press("w")
        await desk.shows("why q2")
    assert sent(here) == []


async def test_the_last_refusal_is_told_where_nothing_was_done() -> None:
    here = seat()
    hand: FakeHand = here.hand  # type: ignore[assignment]
    hand.refusal, hand.refused_verbs = refused(msg("this is open")), ("interaction.claim",)
    async with opened(here, (120, 36)) as desk:
        await dialog(desk, "space", "c", "enter")
        await desk.shows("this is open")
        assert len(desk.app.screen_stack) == 2
    assert ManyHand(hand, {}).done == {}
