"""What has no room in its place can be read whole, and where one writes can be seen in sixteen colours."""

from __future__ import annotations

import pytest
from fakes import FakeReader, queue_row, seat
from harness import opened
from rich.color import Color

from rhythm_tui.ui.screens.choosing import MenuScreen
from rhythm_tui.ui.screens.reply import ReplyScreen
from rhythm_tui.ui.theme import full_name

LONG = "My mother has had a cough for three weeks now and the pills from your clinic did not help at all. "


async def test_the_menu_says_under_its_list_what_its_line_has_no_room_for() -> None:
    async with opened(seat("en"), (80, 24)) as desk:
        await desk.press("enter", "enter")
        await desk.until(lambda: isinstance(desk.app.screen, MenuScreen))
        await desk.press("down")
        await desk.shows("copy the draft to the clipboard; the clock goes on")
        await desk.press("up", "up")
        await desk.hides("copy the draft to the clipboard; the clock goes on")


async def test_a_comment_is_read_whole_where_it_is_answered() -> None:
    reader = FakeReader([queue_row(1, 600, LONG + "What now?")])
    async with opened(seat("en", reader=reader), (80, 24)) as desk:
        await desk.press("r")
        await desk.until(lambda: isinstance(desk.app.screen, ReplyScreen))
        await desk.shows("What now?")


@pytest.mark.parametrize("key", ["a", "e"])
async def test_the_cursor_of_a_text_is_seen_in_sixteen_colours(key: str) -> None:
    async with opened(seat("en"), (80, 24), theme=full_name("console")) as desk:
        await desk.press(key)
        await desk.until(lambda: len(desk.app.screen_stack) == 2, "the dialog")
        await desk.rests()
        desk.text()
        styles = {style for strip in desk.app.screen._compositor.render_strips() for _, style, _ in strip}
        cursor = Color.parse("bright_cyan").number
        grounds = {style.bgcolor.number for style in styles if style and style.bgcolor and not style.reverse}
        assert cursor in grounds
