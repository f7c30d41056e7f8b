"""The incident board in its ways: a list, four columns, a wall; for few incidents and for many."""

from __future__ import annotations

import pytest
from fakes import INCIDENTS, NOW, FakeReader, ManualClock, incident, seat
from harness import Desk, opened

from rhythm_tui.domain.deadlines import HOUR, MINUTE
from rhythm_tui.domain.text import clean
from rhythm_tui.ui.panes.incidents import IncidentsPane
from rhythm_tui.ui.panes.wall import figure, spaced, wall_lines
from rhythm_tui.ui.widgets.digits import HEIGHT, digits, width_of
from rhythm_tui.ui.wording import size

SIZES = [(160, 45), (120, 36), (80, 24)]
STAGES = ("monitor", "assess", "respond", "review")


def many(count: int = 14) -> FakeReader:
    """A night with ``count`` incidents, graver and later ones among them."""
    kinds = ("dispute", "misinformation", "complaint", "other")
    cards = [
        incident(
            number,
            f"第 {number} 起: 家属在急诊拍摄视频, 同城榜持续上升",
            kind=kinds[number % 4],
            grade=("general", "larger", "major")[number % 3],
            stage=STAGES[number % 3],
            ago_min=20 * number,
            owner=None if number % 4 == 0 else "李敏",
        )
        for number in range(1, count + 1)
    ]
    return FakeReader(incidents=sorted(cards, key=lambda card: card.next_due.due_at if card.next_due else 0))


def pane(desk: Desk) -> IncidentsPane:
    return desk.app.screen.query_one(IncidentsPane)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(("mode", "keys"), [("columns", ["3", "z"]), ("wall", ["3", "z", "z"])])
async def test_the_board_zoomed(
    size: tuple[int, int], lang: str, mode: str, keys: list[str], request: pytest.FixtureRequest
) -> None:
    if lang == "zh":
        request.getfixturevalue("chinese")
    async with opened(seat(lang), size) as desk:
        await desk.press(*keys)
        await desk.until(lambda: pane(desk).has_class(f"-{mode}"), mode)
        await desk.pilot.pause()
        await desk.golden(f"board-{mode}-{lang}-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_many_incidents_in_chinese(size: tuple[int, int], chinese: None) -> None:
    async with opened(seat("zh", reader=many()), size) as desk:
        await desk.press("3")
        await desk.shows("14")
        await desk.golden(f"board-many-zh-{size[0]}x{size[1]}")


async def test_many_incidents_in_columns() -> None:
    async with opened(seat(reader=many(24)), (160, 45)) as desk:
        await desk.press("3", "z")
        await desk.shows("monitor 8")
        await desk.golden("board-many-columns-en-160x45")


async def test_without_colours_the_figures_are_letters() -> None:
    async with opened(seat(), (120, 36), ascii_borders=True) as desk:
        await desk.press("3", "z", "z")
        await desk.shows("INITIAL RESPONSE")
        assert "####" in desk.text()


async def test_z_goes_round_and_escape_goes_back() -> None:
    async with opened(seat(), (160, 45)) as desk:
        await desk.press("3")
        ways = []
        for _ in range(4):
            await desk.press("z")
            ways.append((pane(desk).has_class("-columns"), pane(desk).has_class("-wall")))
        assert ways == [(True, False), (False, True), (False, False), (True, False)]
        await desk.press("z", "escape")
        await desk.shows("2 Queue 18")
        assert not pane(desk).has_class("-wall")
        assert desk.app.focused is pane(desk).cards


async def test_another_pane_is_not_shown_on_a_wall() -> None:
    async with opened(seat(), (160, 45)) as desk:
        await desk.press("3", "z", "z", "2")
        await desk.shows("2 Queue 18")
        assert not pane(desk).has_class("-wall")
        await desk.press("z")
        await desk.shows("3 Incidents 4")


async def test_arrows_go_from_column_to_column_over_empty_ones() -> None:
    cards = [card for card in INCIDENTS if card.stage != "assess"]
    async with opened(seat(reader=FakeReader(incidents=cards)), (160, 45)) as desk:
        await desk.press("3", "z")
        assert pane(desk).subject() == "i12"
        await desk.press("left")
        assert pane(desk).subject() == "i15"
        await desk.press("left")
        assert pane(desk).subject() == "i15", "nothing stands further left"
        await desk.press("right", "right")
        assert pane(desk).subject() == "i9"
        await desk.shows("nothing here")


async def test_the_cursor_goes_along_with_its_card() -> None:
    sitting = seat()
    reader = sitting.reader
    assert isinstance(reader, FakeReader)
    async with opened(sitting, (160, 45)) as desk:
        await desk.press("3", "z")
        assert pane(desk).subject() == "i14"
        await desk.press("]")
        await desk.until(lambda: sitting.hand.done, "the move")  # type: ignore[attr-defined]
        reader.incidents_all[0] = reader.incidents_all[0]._replace(stage="respond")
        reader.touched = True
        await desk.until(lambda: "respond 2" in desk.text(), "the card in its new column")
        assert pane(desk).subject() == "i14"
        assert desk.app.focused is pane(desk).columns.list_here


async def test_the_cursor_stays_on_its_card_from_the_list_to_the_columns_and_back() -> None:
    async with opened(seat(), (160, 45)) as desk:
        await desk.press("3", "down", "down", "z")
        assert pane(desk).subject() == "i15"
        await desk.press("right", "z", "z")
        assert pane(desk).subject() == "i14"


async def test_a_card_is_chosen_by_the_mouse() -> None:
    async with opened(seat(), (160, 45)) as desk:
        await desk.press("3", "z")
        await desk.pilot.click("#column-review CardList", offset=(5, 1))
        await desk.until(lambda: pane(desk).subject() == "i9", "the card under the mouse")
        await desk.press("c")
        await desk.shows("i9 is yours")


async def test_a_card_is_dragged_to_another_column() -> None:
    sitting = seat()
    async with opened(sitting, (160, 45)) as desk:
        await desk.press("3", "z")
        await desk.pilot.mouse_down("#column-review CardList", offset=(5, 1))
        await desk.pilot.hover("#column-review CardList", offset=(9, 3))
        await desk.pilot.mouse_up("#column-review CardList", offset=(9, 3))
        assert not sitting.hand.done  # type: ignore[attr-defined]
        await desk.pilot.mouse_down("#column-review CardList", offset=(5, 1))
        await desk.pilot.mouse_up("#column-respond", offset=(5, 20))
        await desk.until(lambda: sitting.hand.done, "the move")  # type: ignore[attr-defined]
        await desk.shows("i9: respond")
        assert pane(desk).subject() == "i9"
    (command,) = sitting.hand.done  # type: ignore[attr-defined]
    assert (command.do, command.id, command.stage) == ("incident.move", "i9", "respond")


async def test_what_is_not_dragged_off_a_card_moves_nothing() -> None:
    sitting = seat()
    async with opened(sitting, (160, 45)) as desk:
        await desk.press("3", "z")
        await desk.pilot.mouse_down("#column-review CardList", offset=(5, 20))
        await desk.pilot.mouse_up("#column-respond", offset=(5, 1))
        await desk.pilot.mouse_down("#column-review CardList", offset=(5, 1))
        await desk.pilot.mouse_up("#footer", offset=(40, 0))
        await desk.pilot.hover("#column-respond", offset=(5, 1))
        await desk.rests()
    assert not sitting.hand.done  # type: ignore[attr-defined]


async def test_on_the_wall_no_key_touches_an_incident() -> None:
    sitting = seat()
    async with opened(sitting) as desk:
        await desk.press("3", "z", "z", "c", "]", "m")
        await desk.shows("INITIAL RESPONSE")
        assert len(desk.app.screen_stack) == 1
    assert sitting.hand.done == []  # type: ignore[attr-defined]


async def test_the_wall_counts_down() -> None:
    clock = ManualClock()
    async with opened(seat(clock=clock), (120, 36)) as desk:
        await desk.press("3", "z", "z")
        await desk.shows("LEFT")
        clock.turn(21 * MINUTE)
        await desk.shows("OVERDUE")


def test_a_wall_without_timers() -> None:
    shown = wall_lines([INCIDENTS[3]], seat(), NOW, 80, 24)
    assert "NO TIMER RUNS" in "".join(one.text for line in shown for one in line)


@pytest.mark.parametrize("height", [8, 15, 20, 30, 45])
@pytest.mark.parametrize("cells", [40, 58, 78, 118, 158])
def test_the_wall_never_leaves_its_room(cells: int, height: int) -> None:
    reader = many(9)
    long = reader.incidents_all[0]._replace(title=clean("很长的标题" * 40), owner=clean("某" * 60))
    shown = wall_lines([long, *reader.incidents_all[1:]], seat(), NOW, cells, height)
    assert len(shown) <= height
    assert all(size(line) <= cells for line in shown)


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0, "00:00"),
        (59, "00:59"),
        (3599, "59:59"),
        (3600, "1h00"),
        (100 * 3600 - 1, "99h59"),
        (100 * 3600, "4d04h"),
        (-1, "+00:01"),
        (-5400, "+1h30"),
    ],
)
def test_figures(seconds: int, shown: str) -> None:
    assert figure(seconds) == shown


@pytest.mark.parametrize("scale", [1, 2])
def test_digits_are_as_wide_as_they_say(scale: int) -> None:
    text = "0123456789:+hd"
    made = digits(text, "late", scale)
    assert len(made) == HEIGHT * scale
    assert {size(line) for line in made} == {width_of(text, scale)}
    assert len({tuple(digits(one, "ok")) for one in text}) == len(text), "no two look the same"


def test_chinese_words_are_spread_out(chinese: None) -> None:
    assert spaced("播放12万 OK") == "播 放 12 万  OK"
    assert NOW % HOUR


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("keys", [("3", "z"), ("3", "enter")], ids=["board", "room"])
async def test_a_waived_timer_stands_as_a_pale_bar(size: tuple[int, int], keys: tuple[str, str]) -> None:
    card = incident(3, "Rumour", kind="misinformation", grade="major", stage="respond", ago_min=30)
    waived = card.timers[0]._replace(waived_at=NOW - MINUTE, waived_by=clean("li"), missed_s=0)
    card = card._replace(timers=(waived, *card.timers[1:]))
    async with opened(seat(reader=FakeReader(incidents=[card])), size) as desk:
        await desk.press(*keys)
        await desk.shows("waived")
        assert "####" in desk.text()
