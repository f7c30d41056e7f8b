"""The thread of an item and the search over the history."""

from __future__ import annotations

from typing import Any

import pytest
from fakes import FakeReader, queue_row, seat
from harness import Desk, opened
from textual.widgets import Input

from rhythm_tui.domain.text import clean
from rhythm_tui.ui.screens.finding import MOST, SearchScreen, ThreadScreen, found
from rhythm_tui.ui.screens.reading import InteractionScreen


def history() -> FakeReader:
    other = {"author": "林***", "post": clean("别的作品")}
    return FakeReader(
        queue=[
            queue_row(1, -90_000, "孩子发烧怎么办", state="answered", owner="李敏"),
            queue_row(2, -3_000, "发烧 39 度了", neglected=False),
            queue_row(3, 600, "谢谢医生", state="closed", owner="王芳"),
            queue_row(4, 4_000, "停车怎么收费", **other),
        ]
    )


async def on_top(desk: Desk, kind: type[Any], *keys: str) -> None:
    await desk.press(*keys)
    await desk.until(lambda: isinstance(desk.app.screen, kind), kind.__name__)


def shown(desk: Desk) -> list[str]:
    return list(desk.app.screen.query_one("#items").ids)  # type: ignore[attr-defined]


async def test_a_thread_holds_all_items_of_the_author_or_post() -> None:
    async with opened(seat("en", reader=history()), (120, 36)) as desk:
        await on_top(desk, ThreadScreen, "v")
        await desk.until(lambda: shown(desk) == ["q3", "q2", "q1"], "three items")
        assert desk.app.screen.query_one("#items").selected == "q2"  # type: ignore[attr-defined]
        await desk.golden("thread-en-120x36")
        await on_top(desk, InteractionScreen, "down", "enter")
        await desk.shows("item q1")


async def test_a_thread_opens_from_the_detail_and_its_rows_take_the_usual_keys() -> None:
    sitting = seat(reader=history())
    async with opened(sitting) as desk:
        await on_top(desk, InteractionScreen, "enter")
        await on_top(desk, ThreadScreen, "v")
        await desk.press("c")
        await desk.until(lambda: sitting.hand.done, "a claim")  # type: ignore[attr-defined]
        assert sitting.hand.done[0].id == "q2"  # type: ignore[attr-defined]
        await on_top(desk, InteractionScreen, "escape")


async def test_the_search_finds_answered_and_closed_items_while_it_is_typed() -> None:
    async with opened(seat("en", reader=history()), (120, 36)) as desk:
        await on_top(desk, SearchScreen, "S")
        await desk.shows("Type what you look for.")
        await desk.type("发烧")
        await desk.until(lambda: shown(desk) == ["q2", "q1"], "two items")
        await desk.press("down")
        await desk.golden("search-en-120x36")
        await on_top(desk, InteractionScreen, "enter")
        await desk.shows("item q1")
        await on_top(desk, SearchScreen, "escape")
        await desk.type("x")
        await desk.shows("Nothing matches.")


async def test_the_search_in_chinese_in_a_small_window(chinese: None) -> None:
    async with opened(seat("zh", reader=history()), (80, 24)) as desk:
        await on_top(desk, SearchScreen, "S")
        await desk.type("state:closed")
        await desk.until(lambda: shown(desk) == ["q3"], "the closed item")
        await desk.golden("search-zh-80x24")


async def test_a_half_typed_term_keeps_what_was_found() -> None:
    async with opened(seat(reader=history())) as desk:
        await on_top(desk, SearchScreen, "S")
        await desk.type("发烧")
        await desk.until(lambda: shown(desk) == ["q2", "q1"], "two items")
        desk.app.screen.query_one("#wanted", Input).value = "发烧 band:"
        await desk.until(lambda: "2 items" not in desk.text(), "what is wrong with it")
        assert shown(desk) == ["q2", "q1"]


async def test_what_others_do_appears_in_a_thread() -> None:
    reader = history()
    async with opened(seat(reader=reader)) as desk:
        await on_top(desk, ThreadScreen, "v")
        reader.queue_all.append(queue_row(9, 7_000, "新来的"))
        reader.touched = True
        await desk.until(lambda: shown(desk)[0] == "q9", "the new item")


@pytest.mark.parametrize(
    ("typed", "ids", "by_the_index"),
    [
        ("发烧", ["q2", "q1"], True),
        ("发烧 39", ["q2"], True),
        ("owner:李敏", ["q1"], False),
        ("发烧 state:answered", ["q1"], False),
        ("-发烧 band:ok", ["q4"], False),
        ('"39 度"', ["q2"], False),
    ],
)
def test_plain_words_go_by_the_index_and_filters_ask_for_any_state(
    typed: str, ids: list[str], by_the_index: bool
) -> None:
    reader = history()
    assert [row.id for row in found(seat(reader=reader), typed)] == ids
    assert bool(reader.searched) == by_the_index


def test_only_the_newest_are_shown() -> None:
    rows = [queue_row(n, 4_000, "同样的话") for n in range(1, MOST + 50)]
    sitting = seat(reader=FakeReader(queue=rows))
    for typed in ("同样", "platform:douyin"):
        assert [row.id for row in found(sitting, typed)][:1] == [f"q{MOST + 49}"]
        assert len(found(sitting, typed)) == MOST
