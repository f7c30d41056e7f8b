"""The pictures of the load on the screen."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from fakes import NOW, FakeReader, seat
from harness import opened

from rhythm_tui.domain.deadlines import HOUR
from rhythm_tui.domain.load import QUARTER, Load, Tally, Took, load
from rhythm_tui.ui.screens.figures import FiguresScreen


def a_month() -> Load:
    """Four weeks with a busy morning and evening."""
    hours = range(NOW // HOUR - 27 * 24, NOW // HOUR + 1)
    came = [Tally(h * HOUR // QUARTER, "douyin", (h * 7) % 5 + 9 * (h % 24 in (1, 2, 12))) for h in hours]
    came += [Tally(h * HOUR // QUARTER, "xiaohongshu", h % 3) for h in hours]
    answered = [Tally(one.quarter + 3, one.platform, one.n * 2 // 3) for one in came]
    took = [Took("douyin", step, n) for step, n in enumerate((40, 90, 160, 210, 60, 12, 5, 2))]
    took.append(Took("xiaohongshu", 6, 31))
    return load(came, answered, took, NOW, ZoneInfo("Asia/Shanghai"))


async def test_the_load_in_pictures(chinese: None) -> None:
    reader = FakeReader()
    reader.load_all = a_month()
    async with opened(seat("zh", reader=reader), (80, 24)) as desk:
        await desk.press("V")
        await desk.until(lambda: isinstance(desk.app.screen, FiguresScreen), "the pictures")
        await desk.golden("load-zh-80x24")
        await desk.press("end")
        await desk.golden("load-end-zh-80x24")
        reader.load_all = load([], [], [], NOW, ZoneInfo("Asia/Shanghai"))
        await desk.press("f5", "end")
        await desk.shows("还没有回复过")
        await desk.press("escape")
        await desk.until(lambda: len(desk.app.screen_stack) == 1, "the desk")


async def test_the_load_in_english_on_a_wide_screen() -> None:
    reader = FakeReader()
    reader.load_all = a_month()
    async with opened(seat("en", reader=reader), (120, 60)) as desk:
        await desk.press("V")
        await desk.shows("how long answers took")
        await desk.golden("load-en-120x60")
