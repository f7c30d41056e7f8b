"""Screens that were looked at and kept as text: three sizes, two languages."""

from __future__ import annotations

import pytest
from fakes import ManualClock, seat
from harness import opened

SIZES = [(160, 45), (120, 36), (80, 24)]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_duty_in_english(size: tuple[int, int]) -> None:
    async with opened(seat("en"), size) as desk:
        await desk.shows("F1 help")
        await desk.shows("selected s4" if size[0] == 160 else "2 Queue")
        await desk.golden(f"duty-en-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_duty_in_chinese(size: tuple[int, int], chinese: None) -> None:
    async with opened(seat("zh"), size) as desk:
        await desk.shows("F1 帮助")
        await desk.shows("所选 s4" if size[0] == 160 else "2 互动队列")
        await desk.golden(f"duty-zh-{size[0]}x{size[1]}")


@pytest.mark.parametrize("pane", ["1", "3"])
async def test_the_other_panes_at_80x24(pane: str) -> None:
    async with opened(seat("en"), (80, 24)) as desk:
        await desk.press(pane)
        await desk.shows("F1 help")
        await desk.golden(f"pane-{pane}-en-80x24")


async def test_ascii_borders() -> None:
    async with opened(
        seat("en", ManualClock(simulated=True, speed=60.0)), (120, 36), ascii_borders=True
    ) as desk:
        await desk.shows("F1 help")
        await desk.golden("duty-ascii-120x36")


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("item", ["enter"]),
        ("slot", ["1", "enter"]),
        ("help", ["f1"]),
        ("escalate", ["e"]),
    ],
)
async def test_dialogs(name: str, keys: list[str]) -> None:
    async with opened(seat("en"), (120, 36)) as desk:
        await desk.press(*keys)
        await desk.until(lambda: len(desk.app.screen_stack) == 2, "the dialog")
        await desk.shows("Esc")
        await desk.golden(f"dialog-{name}-en-120x36")
