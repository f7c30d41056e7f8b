"""Marks in the slots and in the topic pool: what they reach, what is shown first, and one undo for all."""

# ruff: noqa: F811 - a fixture comes in by import and goes in by name
from __future__ import annotations

from typing import Any

from harness import opened
from test_plan_forms import at, do, fill, say_yes
from test_pool_screen import pool, pooled  # noqa: F401 - a fixture
from test_real_desk import sit  # noqa: F401 - a fixture

from rhythm_tui.desk.desk import Desk as RealDesk
from rhythm_tui.ui.screens.bulk import BulkScreen
from rhythm_tui.ui.screens.pool import PoolScreen
from rhythm_tui.ui.seat import Seat


def walls(seat: Seat) -> list[str]:
    found = [seat.reader.slot(f"s{n}", seat.now()) for n in (1, 2, 3)]
    return [one.row.wall[5:] for one in found if one]


async def test_marked_slots_go_a_day_on_and_come_back_together(sit: Any, open_desk: Any) -> None:
    desk_file = open_desk()
    plan = {"platform": "douyin", "tier": 3, "form": "story"}
    for hour in (16, 18, 20):
        do(desk_file, "slot.plan", **plan, title=f"Slot at {hour}", at=f"2026-11-22T{hour}:00")
    seat = sit()
    async with opened(seat, (120, 36)) as desk:
        await desk.press("1", "g", "space", "space")
        await desk.shows("2 marked")
        await desk.press("escape")
        await desk.hides("2 marked")
        await desk.press("g", "space", "space", "+")
        await at(desk, BulkScreen)
        await desk.shows("a day later: 2 marked items")
        await desk.shows("11-22 16:00 > 11-23 16:00")
        assert walls(seat) == ["11-22T16:00", "11-22T18:00", "11-22T20:00"]
        await desk.press("enter")
        await desk.shows("a day later: 2 done")
        assert walls(seat) == ["11-23T16:00", "11-23T18:00", "11-22T20:00"]
        await desk.press("u")
        await desk.shows("2 together")
        assert walls(seat) == ["11-22T16:00", "11-22T18:00", "11-22T20:00"]
        await desk.press("U")
        await desk.shows("done again, 2 together")
        assert walls(seat) == ["11-23T16:00", "11-23T18:00", "11-22T20:00"]
        await desk.press("u")
        await desk.shows("taken back: slot moved, 2 together")
        await desk.shows("Slot at 16")
        await desk.press("space", "ctrl+a", "x")
        await at(desk, BulkScreen)
        await fill(desk, reason="the doctor is away")
        await say_yes(desk, "drop: 3 done")
    found = [seat.reader.slot(f"s{n}", seat.now()) for n in (1, 2, 3)]
    assert [one.row.state for one in found if one] == ["dropped"] * 3


async def test_marked_ideas_are_dropped_together(sit: Any, pooled: RealDesk) -> None:
    seat = sit()
    async with opened(seat, (120, 36)) as desk:
        await pool(desk, "ideas")
        await desk.press("space", "space")
        await desk.shows("topic pool  2 marked")
        await desk.golden("marks-pool-en-120x36")
        await desk.press("x")
        await at(desk, BulkScreen)
        await desk.shows("drop: 2 marked items")
        await fill(desk, reason="told before")
        await say_yes(desk, "drop: 2 done")
        await at(desk, PoolScreen)
        await desk.hides("marked")
        assert [row.state for row in seat.reader.ideas()] == ["planned"]
        await desk.press("escape", "u")
        await desk.shows("2 together")
        assert sorted(row.state for row in seat.reader.ideas()) == ["open", "open", "planned"]
        await pool(desk, "pledges")
        await desk.press("ctrl+a")
        await desk.shows("2 marked")
        await desk.press("tab")
        await desk.hides("marked")
        await desk.press("space", "escape")
        await at(desk, PoolScreen)
        await desk.hides("marked")
