"""The forms of the plan: a campaign with what stands in its way, recurring slots, own days, their list."""

# ruff: noqa: F811 - a fixture comes in by import and goes in by name
from __future__ import annotations

from typing import Any

import pytest
from harness import Desk, opened
from test_real_desk import sit  # noqa: F401 - a fixture
from textual.widgets import Input

from rhythm_tui.desk.desk import Desk as RealDesk
from rhythm_tui.domain.commands import parse
from rhythm_tui.ui import day_fields
from rhythm_tui.ui.screens.choosing import ChooseScreen
from rhythm_tui.ui.screens.form import FormScreen
from rhythm_tui.ui.screens.plans import PlansScreen
from rhythm_tui.ui.screens.rhythm_lines import UNLAID
from rhythm_tui.ui.widgets.choice import Choice

NOON = 1_795_320_000_000
EVER = 1 << 50
SIZES = [(120, 36), (80, 24)]
sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
langs = pytest.mark.parametrize("lang", ["en", "zh"])


def do(desk: RealDesk, verb: str, **fields: Any) -> str:
    return desk.do(parse({"do": verb, **fields})).id


@pytest.fixture
def planned(open_desk: Any) -> RealDesk:
    """A desk with a slot, a held one, a campaign, two recurring slots, one of them laid, and an own day."""
    desk = open_desk()
    plan = {"platform": "douyin", "tier": 1, "form": "science"}
    do(desk, "slot.plan", **plan, at="2026-12-22T08:30", title="入冬血压")
    do(desk, "slot.plan", **{**plan, "platform": "channels"}, at="2026-12-23T18:30", title="膝盖")
    do(desk, "incident.open", title="Rumour", kind="misinformation", grade="general")
    do(desk, "incident.freeze", id="i1", platform="channels", reason="r")
    do(desk, "campaign.lay", name="世界艾滋病日", day="2026-12-01", tag="防艾")
    do(desk, "repeat.add", template="live")
    do(desk, "repeat.lay", id="e1", until="2026-12-06")
    do(desk, "repeat.add", template="channels", department="心内科")
    do(desk, "day.add", rule="12-03", zh="院庆日", en="founding day", from_year=2026)
    return desk


async def at(desk: Desk, screen: type) -> None:
    await desk.until(lambda: isinstance(desk.app.screen, screen), screen.__name__)
    await desk.rests()


async def fill(desk: Desk, **fields: str) -> None:
    """Go to fields of the form by Tab and type there."""
    for name, typed in fields.items():
        while getattr(desk.app.focused, "id", None) != f"f-{name}":
            await desk.press("tab")
        if isinstance(desk.app.focused, Input):
            desk.app.focused.value = ""
        await desk.type(typed)
    await desk.rests()


async def say_yes(desk: Desk, told: str) -> None:
    await desk.press("f2")
    await desk.until(lambda: not isinstance(desk.app.screen, FormScreen), "the form to go")
    await desk.shows(told)


@sizes
@langs
async def test_golden_of_a_campaign_and_what_stands_in_its_way(
    sit: Any, planned: RealDesk, request: pytest.FixtureRequest, size: tuple[int, int], lang: str
) -> None:
    if lang == "zh":
        request.getfixturevalue("chinese")
    async with opened(sit(lang=lang), size) as desk:
        await desk.press("1", "C")
        await at(desk, FormScreen)
        await fill(desk, name="冬至养生", day="12-22", skip="4")
        await desk.shows("s1")
        await desk.golden(f"campaign-{lang}-{size[0]}x{size[1]}")


async def test_a_campaign_is_laid_seen_moved_dropped_and_taken_back(sit: Any, planned: RealDesk) -> None:
    seat = sit()
    async with opened(seat, (120, 36)) as desk:
        await desk.press("1", "ctrl+b")
        await at(desk, FormScreen)
        await fill(desk, name="冬至养生", day="12-22", phases="5", skip="1")
        await desk.shows("3 slots")
        await say_yes(desk, "campaign c2 is laid")
        slots = seat.reader.campaign_slots("c2", NOON)
        assert [one.wall for one in slots] == ["2026-12-22T12:00", "2026-12-22T18:30", "2026-12-22T20:00"]
        await desk.press("R")
        await at(desk, PlansScreen)
        await desk.shows("冬至养生")
        await desk.press("down", "f7")
        await at(desk, FormScreen)
        await fill(desk, day="12-24")
        await desk.shows("12-24 Thu 18:30")
        await say_yes(desk, "冬至养生")
        assert seat.reader.campaign("c2", NOON).day == "2026-12-24"
        await desk.until(lambda: desk.app.focused is not None, "the focus to be back")
        await desk.press("f4")
        await at(desk, FormScreen)
        await desk.shows("these go with it")
        await fill(desk, reason="postponed")
        await desk.press("f2")
        await desk.hides("冬至养生")
        assert [one.state for one in seat.reader.campaign_slots("c2", NOON)] == ["dropped"] * 3
        await desk.press("escape")
        await desk.until(lambda: len(desk.app.screen_stack) == 1, "the desk")
        for _ in range(3):
            await desk.press("u")
            await desk.rests()
        await desk.shows("taken back: campaign laid (c2)")
    assert seat.reader.campaign("c2", NOON) is None


async def test_a_move_into_the_past_is_seen_before_it_is_refused(sit: Any, planned: RealDesk) -> None:
    async with opened(sit(), (120, 36)) as desk:
        await desk.press("1", "R")
        await at(desk, PlansScreen)
        await desk.press("f7")
        await at(desk, FormScreen)
        await fill(desk, day="11-23")
        await desk.shows("these would lie in the past: s3")
        await desk.press("f2")
        await desk.until(lambda: desk.text().count("these would lie in the past") == 2, "the refusal")


@sizes
@langs
async def test_golden_of_the_plans(
    sit: Any, planned: RealDesk, request: pytest.FixtureRequest, size: tuple[int, int], lang: str
) -> None:
    if lang == "zh":
        request.getfixturevalue("chinese")
    async with opened(sit(lang=lang), size) as desk:
        await desk.press("1", "ctrl+r")
        await at(desk, PlansScreen)
        await desk.golden(f"plans-{lang}-{size[0]}x{size[1]}")


@langs
async def test_golden_of_a_recurring_slot_of_a_template(
    sit: Any, planned: RealDesk, request: pytest.FixtureRequest, lang: str
) -> None:
    if lang == "zh":
        request.getfixturevalue("chinese")
    async with opened(sit(lang=lang), (120, 36)) as desk:
        await desk.press("1", "R", "f5")
        await at(desk, ChooseScreen)
        await desk.golden(f"repeat-templates-{lang}-120x36")
        await desk.press("down", "down", "down", "enter")
        await at(desk, FormScreen)
        await desk.golden(f"repeat-{lang}-120x36")


async def test_a_recurring_slot_is_added_and_laid_with_the_others(sit: Any, planned: RealDesk) -> None:
    seat = sit()
    async with opened(seat, (120, 36)) as desk:
        await desk.press("1", "R", "r")
        await at(desk, ChooseScreen)
        await desk.press("end", "enter")
        await at(desk, FormScreen)
        await fill(desk, days="一 5", time="9:30", title="晨间科普", until_day="12-31")
        await desk.press("f2")
        await desk.shows("晨间科普")
        added = seat.reader.repeat("e3", NOON)
        assert (added.days, added.time, added.until_day) == (("mon", "fri"), "09:30", "2026-12-31")
        await desk.press("home", "f6")
        await at(desk, FormScreen)
        assert desk.app.screen.query_one("#f-which", Choice).value == "all"
        await fill(desk, until="11-27")
        await desk.shows("5 slots")
        await desk.press("f2")
        await desk.until(lambda: isinstance(desk.app.screen, PlansScreen), "the list")
        await desk.shows("laid to 11-27")
    walls = [one.wall for one in seat.reader.slots(0, EVER, NOON) if one.repeat in ("e2", "e3")]
    assert walls == [
        "2026-11-23T09:30",
        "2026-11-23T18:30",
        "2026-11-25T18:30",
        "2026-11-27T09:30",
        "2026-11-27T18:30",
    ]
    assert [row.verb for row in seat.reader.journal(2)] == ["repeat.lay", "repeat.lay"]


async def test_the_plan_says_what_is_not_laid_and_leads_there(sit: Any, planned: RealDesk) -> None:
    async with opened(sit(), (120, 36)) as desk:
        await desk.press("P")
        await desk.shows("3 recurring slots up to next")
        await desk.press("tab")
        while desk.app.screen.focused.selected != UNLAID:  # type: ignore[union-attr]
            await desk.press("down")
        await desk.press("enter")
        await at(desk, PlansScreen)


async def test_an_own_day_shows_when_it_comes_before_it_is_added(sit: Any, planned: RealDesk) -> None:
    seat = sit()
    async with opened(seat, (120, 36)) as desk:
        await desk.press("1", "d")
        await at(desk, FormScreen)
        await fill(desk, zh="义诊日", rule="2 thu mar")
        await desk.shows("2027-03-11 Thu")
        await fill(desk, rule="2 thu")
        await desk.shows("is no rule of a day")
        await fill(desk, rule="1 sat apr", from_year="2027")
        await say_yes(desk, "y2 stands in the calendar")
        await desk.press("R")
        await at(desk, PlansScreen)
        await desk.press("end", "x")
        await at(desk, FormScreen)
        await fill(desk, reason="r")
        await desk.press("f2")
        await desk.hides("义诊日")
    assert [one.id for one in seat.reader.own_days()] == ["y1"]


async def test_what_cannot_be_done_with_a_row_is_said(sit: Any, planned: RealDesk) -> None:
    async with opened(sit(), (120, 36)) as desk:
        await desk.press("1", "R")
        await at(desk, PlansScreen)
        await desk.press("end", "m")
        await desk.press("escape")
        await desk.shows("only a campaign is moved as a whole")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-12-01", "2026-12-01"),
        ("12-1", "2026-12-01"),
        (" 12.01 ", "2026-12-01"),
        ("１２／１", "2026-12-01"),
        ("12月1日", "2026-12-01"),
        ("11-22", "2026-11-22"),
        ("11-21", "2027-11-21"),
        ("2-29", "2-29"),
        ("2026-13-01", "2026-13-01"),
        ("tomorrow", "tomorrow"),
    ],
)
async def test_a_day_may_be_typed_in_many_ways(sit: Any, typed: str, day: str) -> None:
    assert day_fields.day_typed(sit(), typed) == day


def test_weekdays_are_numbers_or_chinese_figures() -> None:
    assert day_fields.weekdays_typed("1 3, 5") == ["mon", "wed", "fri"]
    assert day_fields.weekdays_typed("周日 ３ 一") == ["mon", "wed", "sun"]
    assert day_fields.weekdays_typed("8 daily") == []
    assert day_fields.numbers_of(("mon", "sun")) == "1 7"
