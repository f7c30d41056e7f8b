"""The pictures of the load on the screen."""

from __future__ import annotations

from threading import Event
from zoneinfo import ZoneInfo

import pytest
from fakes import NOW, FakeReader, seat
from harness import opened

from rhythm_tui.desk.errors import DeskUnusable
from rhythm_tui.domain.deadlines import HOUR
from rhythm_tui.domain.load import QUARTER, Load, Tally, Took, load
from rhythm_tui.domain.progress import Watch
from rhythm_tui.domain.refusal import msg
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


_PATIENCE_S = 5
"""Seconds after which a count goes on by itself: a test that fails is not to hang."""


class SlowReader(FakeReader):
    """Counts half of it, and the rest when a test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.go_on = Event()
        self.left = 0

    def load_beside(self, now: int, watch: Watch) -> Load:
        watch.step(msg("counting what came in"))
        watch.rows(1, 2)
        self.go_on.wait(_PATIENCE_S)
        try:
            watch.rows(2, 2)
        except Exception:
            self.left += 1
            raise
        return super().load_beside(now, watch)


async def test_a_long_count_keeps_no_key_waiting() -> None:
    reader = SlowReader()
    async with opened(seat("en", reader=reader), (100, 30)) as desk:
        await desk.press("V")
        await desk.shows("counting what came in: 50 %")
        await desk.press("escape")
        await desk.until(lambda: len(desk.app.screen_stack) == 1, "the desk, at once")
        reader.go_on.set()
        await desk.until(lambda: reader.left == 1, "the count to end")
        await desk.press("V")
        await desk.shows("answers")
        reader.go_on.clear()
        await desk.press("f5")
        await desk.shows("counting what came in: 50 %")
        assert "answers" in desk.text(), "the old figures stay meanwhile"
        reader.go_on.set()
        await desk.hides("50 %")


async def test_what_cannot_be_counted_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_reader: FakeReader, _now: int, _watch: Watch) -> Load:
        raise DeskUnusable(msg("{path}: there is no desk to copy"), path="desk.db")

    monkeypatch.setattr(FakeReader, "load_beside", fail)
    async with opened(seat("en"), (100, 30)) as desk:
        await desk.press("V")
        await desk.shows("desk.db: there is no desk to copy")
