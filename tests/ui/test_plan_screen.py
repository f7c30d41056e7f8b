"""The Plan screen on a real file: week, month, rhythm; what is moved, copied, planned and undone on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from harness import Desk, opened

from rhythm_tui.desk.desk import Desk as RealDesk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.playbook import Playbook
from rhythm_tui.domain.text import clean
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.ui.gateway import Gateway
from rhythm_tui.ui.screens.plan_cursor import Cursor
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.widgets.cards import CardList
from rhythm_tui.ui.widgets.plan_grid import PlanGrid

SIZES = [(160, 45), (120, 36), (80, 24)]
PLANNED = (
    ("2026-11-20T08:00", "douyin", 1, "science", "心内科", "Blood pressure in the morning"),
    ("2026-11-22T08:00", "douyin", 2, "story", "儿科", "A night on the children's ward"),
    ("2026-11-22T18:30", "channels", 1, "science", "心内科", "Three mistakes with pills"),
    ("2026-11-22T19:10", "channels", 3, "science", "骨科", "Knees and stairs"),
    ("2026-11-24T20:00", "douyin", 2, "story", "骨科", "The first step after surgery"),
    ("2026-11-25T20:00", "xiaohongshu", 2, "science", None, "First foods in one picture"),
)


@pytest.fixture
def planned(open_desk: Any) -> RealDesk:
    """A desk with six slots: s1 and s2 are out, s3 and s4 collide tonight, s5 and s6 are next week."""
    desk = open_desk()
    for at, platform, tier, form, department, title in PLANNED:
        more = {"department": department} if department else {}
        plan = {"do": "slot.plan", "at": at, "platform": platform, "tier": tier, "form": form, "title": title}
        desk.do(parse({**plan, **more}))
    for id, at in (("s1", "2026-11-20T08:00"), ("s2", "2026-11-22T08:00")):
        desk.do(parse({"do": "slot.sign_off", "id": id, "role": "clinical", "expert": "wang"}))
        desk.do(parse({"do": "slot.publish", "id": id, "at": at}))
    return desk


@pytest.fixture
def sit(path: Any, playbook: Playbook, clock: Any, tables: dict[str, Any]) -> Iterator[Any]:
    """Sit down at the file: a seat with a reader and a gateway of its own."""
    readers: list[Reader] = []

    def sitting(lang: str = "en") -> Seat:
        vocabulary = Vocabulary(tables, lang)
        readers.append(Reader.open(path, vocabulary, operator="li"))
        hand = Gateway(lambda: RealDesk.open(path, playbook, clock, operator="li"))
        filters = path.with_name("filters.toml")
        return Seat(readers[-1], hand, clock, vocabulary, clean("li"), lambda: playbook, filters)

    yield sitting
    for reader in readers:
        reader.close()


async def to_plan(desk: Desk) -> None:
    await desk.press("P")
    await desk.until(lambda: type(desk.app.screen).__name__ == "PlanScreen", "the plan")
    await desk.rests()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("keys", [("week",), ("month", "w"), ("rhythm", "tab")], ids=lambda keys: keys[0])
async def test_golden_plan(sit: Any, planned: RealDesk, size: tuple[int, int], keys: tuple[str, ...]) -> None:
    async with opened(sit(), size) as desk:
        await to_plan(desk)
        await desk.press(*keys[1:])
        await desk.rests()
        await desk.golden(f"plan-{keys[0]}-en-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_golden_plan_in_chinese(
    sit: Any, planned: RealDesk, size: tuple[int, int], chinese: None
) -> None:
    async with opened(sit("zh"), size) as desk:
        await to_plan(desk)
        await desk.golden(f"plan-week-zh-{size[0]}x{size[1]}")


async def test_q_leaves_the_plan_and_not_the_desk(sit: Any, planned: RealDesk) -> None:
    async with opened(sit(), (120, 36)) as desk:
        await to_plan(desk)
        await desk.press("q")
        await desk.until(lambda: len(desk.app.screen_stack) == 1, "the duty screen")
        assert desk.app._exit is False


async def test_with_ascii_borders_the_plan_is_drawn_with_nothing_else(sit: Any, planned: RealDesk) -> None:
    async with opened(sit(), (160, 45), ascii_borders=True) as desk:
        await to_plan(desk)
        for key in ("down", "w", "tab", "C", "escape", "R"):
            await desk.press(key)
            await desk.rests()
            assert desk.ambiguous() == set(), key


async def test_what_others_write_does_not_send_the_cursor_back(sit: Any, planned: RealDesk) -> None:
    async with opened(sit(), (80, 24)) as desk:
        await to_plan(desk)
        screen: Any = desk.app.screen
        agenda = screen.query_one("#agenda", CardList)
        before = agenda.cursor
        agenda.move(1)
        screen.reread()  # before word has come that the cursor moved
        agenda.move(1)
        screen.reread()
        await desk.rests()
        assert agenda.cursor == before + 2


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_slot_is_moved_by_keys_and_taken_back(
    sit: Any, planned: RealDesk, size: tuple[int, int]
) -> None:
    seat = sit()
    async with opened(seat, size) as desk:
        await to_plan(desk)
        await desk.press("down", "down", "down")
        await desk.shows("s4 11-22 19:10")
        await desk.press("+")
        await desk.shows("s4 11-23 19:10")
        await desk.press(">")
        await desk.shows("s4 11-23 20:10")
        assert "2026-11-23 to 11-29" in desk.text()
        await desk.press("u")
        await desk.shows("s4 11-23 19:10")
        await desk.press("-", "<")
        await desk.shows("s4 11-22 18:10")
        await desk.shows("20 min from s3")
    verbs = [row.verb for row in seat.reader.journal(5)]
    assert verbs == ["slot.move", "slot.move", "undo", "slot.move", "slot.move"]


async def test_the_form_shows_what_a_move_does(sit: Any, planned: RealDesk) -> None:
    seat = sit()
    async with opened(seat, (120, 36)) as desk:
        await to_plan(desk)
        await desk.press("m")
        await desk.shows("go to a slot first")
        await desk.press("down", "down", "down", "m")
        await desk.shows("move s4")
        await desk.press("ctrl+u")
        await desk.shows("what it does stands here")
        await desk.type("19:00")
        await desk.shows("30 min from s3")
        await desk.press("ctrl+u")
        await desk.type("11-24 19:00")
        await desk.shows("11-24 Tue 19:00")
        await desk.shows("nothing stands in the way")
        await desk.press("f2")
        await desk.shows("s4 11-24 19:00")
    assert seat.reader.slot("s4", 0).row.wall == "2026-11-24T19:00"


async def test_a_copy_goes_to_another_platform(sit: Any, planned: RealDesk) -> None:
    seat = sit()
    async with opened(seat, (120, 36)) as desk:
        await to_plan(desk)
        await desk.press("down", "down", "y")
        await desk.shows("copy s3")
        await desk.press("ctrl+u")
        await desk.type("11-27 18:30")
        await desk.press("f2")
        await desk.shows("s7 stands at 11-27 18:30")
    copied = seat.reader.slot("s7", 0).row
    assert (copied.platform, copied.title.plain) == ("channels", "Three mistakes with pills")


async def test_a_new_slot_is_proposed_where_it_fits(sit: Any, planned: RealDesk) -> None:
    seat = sit()
    async with opened(seat, (120, 36)) as desk:
        await to_plan(desk)
        await desk.press("]", "left", "left", "left")
        await desk.shows("week 48")
        await desk.press("n")
        await desk.shows("new slot")
        await desk.shows("11-26 Thu")
        await desk.press("tab", "tab")
        await desk.type("Winter colds")
        await desk.press("f2")
        await desk.shows("s7 is on the desk")
        await desk.shows("Winter colds")
    row = seat.reader.slot("s7", 0).row
    assert (row.wall, row.platform, row.tier, row.audience, row.off_window_min) == (
        "2026-11-26T06:00", "douyin", 3, "seniors", 0,
    )  # fmt: skip


async def test_causes_are_gone_to_one_after_the_other(sit: Any, planned: RealDesk) -> None:
    async with opened(sit(), (160, 45)) as desk:
        await to_plan(desk)
        await desk.press("w", "]", "e")
        await desk.shows("too fast: s4 is 40 min from s3, less than 60")
        await desk.shows("s4 11-22 19:10")
        await desk.press("e")
        await desk.shows("too slow: Kuaishou: 0 today, at least 1")
        await desk.shows("Sun 11-22")


async def test_enter_on_a_loss_or_a_health_day_goes_there(sit: Any, planned: RealDesk) -> None:
    async with opened(sit(), (80, 24)) as desk:
        await to_plan(desk)
        await desk.press("tab")
        await desk.shows("too fast")
        await desk.press("enter")
        await desk.shows("s4 11-22 19:10")
        await desk.press("tab", "end")
        await desk.shows("World Immunisation Day")
        await desk.press("enter")
        await desk.until(lambda: "week 51" in desk.text(), "a week in December")
        await desk.press("tab", "end", "up", "up", "up", "up", "enter")
        await desk.shows("new slot")


async def test_enter_opens_the_slot_and_a_day_of_the_month(sit: Any, planned: RealDesk) -> None:
    async with opened(sit(), (160, 45)) as desk:
        await to_plan(desk)
        await desk.press("w")
        await desk.shows("2026-11")
        await desk.press("up")
        await desk.shows("Sun 11-15")
        await desk.press("enter")
        await desk.shows("week 46")
        await desk.press("t", "down", "enter")
        await desk.shows("slot s2")
        await desk.press("q")
        await desk.until(lambda: type(desk.app.screen).__name__ == "PlanScreen", "the plan again")
        await desk.press("2")
        await desk.shows("2 Queue")


async def test_a_click_goes_to_a_slot_and_another_opens_it(sit: Any, planned: RealDesk) -> None:
    async with opened(sit(), (160, 45)) as desk:
        await to_plan(desk)
        line = next(y for y, text in enumerate(desk.text().splitlines()) if "18:30" in text)
        column = desk.text().splitlines()[line].index("18:30")
        await desk.pilot.click(offset=(column, line))
        await desk.shows("s3 11-22 18:30")
        await desk.pilot.click(offset=(column, line))
        await desk.shows("slot s3")


def test_no_other_days_than_whole_weeks_are_shown() -> None:
    assert Cursor(date(2026, 11, 22)).span == (date(2026, 11, 16), date(2026, 11, 22))
    assert Cursor(date(2026, 2, 10), month=True).span == (date(2026, 1, 26), date(2026, 3, 1))
    assert Cursor(date(2026, 12, 31), "s1", month=True).turned(1) == Cursor(date(2027, 1, 1), month=True)
    assert Cursor(date(2026, 1, 31), month=True).turned(-1) == Cursor(date(2025, 12, 1), month=True)
    assert Cursor(date(2026, 1, 1)).turned(-1).day == date(2025, 12, 25)


async def test_the_day_that_has_the_keys_shows_it(sit: Any, planned: RealDesk) -> None:
    def marked(grid: PlanGrid) -> list[str]:
        return [one.style for line in grid._lines for one in line if one.text.startswith(">")]

    async with opened(sit(), (160, 45)) as desk:
        await to_plan(desk)
        await desk.press("w")
        grid = desk.app.screen.query_one("#grid", PlanGrid)
        await desk.until(lambda: marked(grid) == ["focus-block"])
        await desk.press("tab")
        await desk.until(lambda: marked(grid) == ["chosen"])
