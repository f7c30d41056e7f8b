"""Many items at once: what is understood, what is put on the queue, what stays in the text."""

from __future__ import annotations

import pytest
from fakes import FakeHand, FakeReader, seat
from harness import Desk, opened
from textual.widgets import TextArea

from rhythm_tui.domain.quickadd import Draft
from rhythm_tui.domain.refusal import msg, refused
from rhythm_tui.ui.screens.paste import without

THREE = "抖音 13:20 张小三: 高血压吃什么药\n私信 快手 李四: 挂号几点\n王五说过的话没有平台\n"


async def paste(desk: Desk, text: str, key: str = "M") -> None:
    await desk.press(key)
    await desk.until(lambda: len(desk.app.screen_stack) == 2, "the text area")
    area(desk).text = text


def area(desk: Desk) -> TextArea:
    return desk.app.screen.query_one("#pasted", TextArea)


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_what_is_understood_stands_under_the_text(lang: str, request: pytest.FixtureRequest) -> None:
    if lang == "zh":
        request.getfixturevalue("chinese")
    async with opened(seat(lang), (120, 36)) as desk:
        await paste(desk, THREE)
        await desk.shows("understood: 2" if lang == "en" else "读懂 2 条")
        await desk.golden(f"paste-{lang}-120x36")


async def test_good_lines_are_added_and_the_others_stay() -> None:
    here = seat()
    async with opened(here, (120, 36)) as desk:
        await paste(desk, THREE, "ctrl+n")
        await desk.shows("understood: 2; not yet: 1")
        await desk.press("f2")
        await desk.until(lambda: area(desk).text == "王五说过的话没有平台")
        done = here.hand.done  # type: ignore[attr-defined]
        assert [(c.do, c.platform, c.kind, c.author) for c in done] == [
            ("interaction.add", "douyin", "comment", "张小三"),
            ("interaction.add", "kuaishou", "message", "李四"),
        ]
        await desk.press("escape")
        await desk.shows("2 new items on the queue")
        await desk.press("M")
        await desk.until(lambda: len(desk.app.screen_stack) == 2)
        assert area(desk).text == "王五说过的话没有平台"


async def test_when_every_line_is_good_the_desk_is_back() -> None:
    here = seat()
    async with opened(here, (80, 24)) as desk:
        await paste(desk, "抖音\n张三: 一\n李四: 二\n")
        await desk.shows("put 2 on the queue")
        await desk.press("f2")
        await desk.shows("2 new items on the queue")
        assert len(desk.app.screen_stack) == 1
        await paste(desk, "赵六: 平台还是上次的")
        await desk.shows("understood: 1; not yet: 0")


async def test_a_refused_line_stays_with_the_reason() -> None:
    reader = FakeReader()
    here = seat(reader=reader)
    hand: FakeHand = here.hand  # type: ignore[assignment]
    hand.refusal, hand.refused_verbs = (
        refused(msg("this is open")),
        ("interaction.add",),
    )
    async with opened(here, (120, 36)) as desk:
        await paste(desk, "抖音 张三: 一")
        await desk.shows("put 1 on the queue")
        await desk.press("f2")
        await desk.shows("line 1: this is open")
        assert area(desk).text == "抖音 张三: 一"
        assert hand.done == []


def test_what_is_done_goes_and_headings_stay() -> None:
    text = "抖音\n\n张三: 一\n??\n\n李\n\n二\n13:20 回复\n"
    done = [Draft(3, "张三: 一", "", "", 0, "", ""), Draft(6, "李\n二\n13:20 回复", "", "", 0, "", "")]
    assert without(text, done) == "抖音\n\n??"
    assert without("a\r\nb", []) == "a\nb"
