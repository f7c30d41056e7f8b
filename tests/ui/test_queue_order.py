"""The queue as a responder works through it: its orders, what comes in above, and the forecast."""

from __future__ import annotations

import pytest
from fakes import QUEUE, FakeReader, ManualClock, queue_row, seat
from harness import Desk, opened

from rhythm_tui.domain.forecast import Pace
from rhythm_tui.ui.outlook import ORDERS, order_name, turned
from rhythm_tui.ui.queue_rows import head_starts, heads
from rhythm_tui.ui.widgets.queue_list import QueueList


def rows(desk: Desk) -> QueueList:
    return desk.app.screen.query_one("#rows", QueueList)


def on_line(desk: Desk) -> int:
    """The line of the list's window on which the cursor stands."""
    return rows(desk).cursor - rows(desk).top


async def test_o_goes_through_the_orders_and_the_cursor_follows_its_row() -> None:
    async with opened(seat(), (160, 45)) as desk:
        await desk.press("down", "down")
        await desk.shows("selected q3")
        for order in (*ORDERS[1:], ORDERS[0]):
            await desk.press("o")
            await desk.shows(f" {order_name(order)} ─")
            await desk.shows("selected q3")


async def test_the_orders_show_other_rows_first() -> None:
    async with opened(seat(), (160, 45)) as desk:
        firsts = []
        for _ in ORDERS[:3]:
            await desk.press("g")
            await desk.until(lambda: rows(desk).cursor == 0)
            selected = rows(desk).selected
            firsts.append(selected.id if selected else None)
            await desk.press("o")
        assert firsts == ["q1", "q6", "q17"]


async def test_a_small_screen_names_the_order_at_its_foot() -> None:
    async with opened(seat(), (80, 24)) as desk:
        await desk.shows("most urgent first")
        await desk.press("o")
        await desk.shows("save first")
        await desk.golden("order-en-80x24")


def many(count: int) -> FakeReader:
    return FakeReader([queue_row(n, 600 + 60 * n, f"问题{n}") for n in range(1, count + 1)])


async def test_what_comes_in_above_the_view_is_told_and_moves_nothing() -> None:
    reader = many(60)
    async with opened(seat(reader=reader), (120, 36)) as desk:
        await desk.press("down", "down")
        await desk.until(lambda: rows(desk).cursor == 2)
        for number in range(71, 74):
            reader.queue_all.append(queue_row(number, -number, "新来的"))
        reader.touched = True
        await desk.shows("3 newer above")
        selected = rows(desk).selected
        assert selected is not None
        assert (selected.id, on_line(desk)) == ("q3", 2)
        await desk.golden("newer-above-en-120x36")
        await desk.press("g")
        await desk.hides("newer above")
        await desk.shows("新来的")


async def test_what_was_scrolled_to_is_not_newer_any_more() -> None:
    reader = many(60)
    async with opened(seat(reader=reader), (120, 36)) as desk:
        await desk.press("down")
        reader.queue_all += [queue_row(71, -71, "新来的"), queue_row(72, -72, "新来的")]
        reader.touched = True
        await desk.shows("2 newer above")
        await desk.press("up", "up")
        await desk.shows("1 newer above")


async def test_another_filter_or_order_brings_nothing_newer() -> None:
    reader = many(60)
    async with opened(seat(reader=reader), (120, 36)) as desk:
        await desk.press("G", "/")
        await desk.type("问题4")
        await desk.press("enter", "escape", "o", "o")
        await desk.shows("newest first")
        assert rows(desk).newer_above == 0


async def test_the_row_under_a_row_that_goes_takes_its_place() -> None:
    reader = many(60)
    async with opened(seat(reader=reader), (120, 36)) as desk:
        await desk.press(*["down"] * 8)
        await desk.until(lambda: rows(desk).cursor == 8)
        line = on_line(desk)
        reader.queue_all = [row for row in reader.queue_all if row.id not in ("q9", "q2")]
        reader.queue_all.append(queue_row(80, -5, "新来的"))
        reader.touched = True
        await desk.shows("2 Queue 59")
        selected = rows(desk).selected
        assert selected is not None
        assert (selected.id, on_line(desk)) == ("q10", line)


async def test_a_change_of_band_leaves_the_cursor_on_its_line() -> None:
    clock, reader = ManualClock(), many(60)
    reader.queue_all.append(queue_row(90, 30, "马上到期"))
    async with opened(seat(clock=clock, reader=reader), (120, 36)) as desk:
        await desk.press(*["down"] * 12)
        await desk.until(lambda: rows(desk).cursor == 12)
        selected, line = rows(desk).selected, on_line(desk)
        clock.turn(40_000)
        await desk.shows("+0:00:10")
        now = rows(desk).selected
        assert selected is not None
        assert now is not None
        assert (now.id, on_line(desk)) == (selected.id, line)


# The forecast


@pytest.mark.parametrize(
    ("pace", "told"),
    [
        (Pace(60.0, 4, True), "no more will be missed"),
        (Pace(12.0, 2, True), "first missed at"),
        (Pace(12.0, 0, False), "first missed at"),
        (Pace(4.0, 1, True), "working save-first misses"),
    ],
)
async def test_the_foot_tells_what_is_to_come(pace: Pace, told: str) -> None:
    reader = FakeReader()
    reader.pace = pace
    async with opened(seat(reader=reader), (160, 45)) as desk:
        await desk.shows(told)


async def test_all_on_time_and_nothing_open() -> None:
    async with opened(seat(reader=FakeReader([queue_row(1, 7000, "问")])), (120, 36)) as desk:
        await desk.shows("at this pace all are on time")
    async with opened(seat(reader=FakeReader([])), (120, 36)) as desk:
        await desk.shows("Nobody waits")
        assert "forecast" not in desk.text()


async def test_one_more_pair_of_hands_and_what_is_lost() -> None:
    late = [queue_row(n, 900, f"问{n}") for n in range(1, 6)]
    reader = FakeReader(late)
    reader.pace = Pace(12.0, 1, True)
    async with opened(seat(reader=reader), (160, 45)) as desk:
        await desk.shows("first missed at 14:47, 2 in all; 1 more until 14:42 saves all")
    reader = FakeReader([*late, queue_row(9, 20, "来不及")])
    reader.pace = Pace(12.0, 1, True)
    async with opened(seat(reader=reader), (160, 45)) as desk:
        await desk.shows("until 14:47 saves 3")
    reader = FakeReader([queue_row(9, 20, "来不及")])
    async with opened(seat(reader=reader), (160, 45)) as desk:
        await desk.shows("nothing can save them")


async def test_the_forecast_is_made_anew_four_times_a_minute_only() -> None:
    clock, reader = ManualClock(), FakeReader()
    async with opened(seat(clock=clock, reader=reader), (160, 45)) as desk:
        await desk.shows("forecast")
        before = reader.forecasts
        for second in ("08", "09", "10"):
            clock.turn(1000)
            await desk.shows(f"14:32:{second}")
        assert reader.forecasts == before
        clock.turn(12_000)
        await desk.shows("14:32:22")
        assert reader.forecasts > before


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_f_explains_it(lang: str, request: pytest.FixtureRequest) -> None:
    if lang == "zh":
        request.getfixturevalue("chinese")
    reader = FakeReader(QUEUE)
    reader.pace = Pace(4.0, 1, False)
    async with opened(seat(lang, reader=reader), (120, 36)) as desk:
        await desk.press("f")
        await desk.until(lambda: len(desk.app.screen_stack) == 2, "the explanation")
        await desk.shows("Esc")
        await desk.golden(f"forecast-{lang}-120x36")


async def test_the_explanation_takes_the_order_on_the_screen() -> None:
    async with opened(seat(), (120, 36)) as desk:
        await desk.press("o", "f")
        await desk.shows("Save-first: always")
        await desk.press("escape", "ctrl+p")
        await desk.until(lambda: len(desk.app.screen_stack) == 2, "the palette")
        await desk.type("order")
        await desk.press("enter")
        await desk.shows("newest first")


def test_a_click_on_the_name_of_a_column_hits_that_column_at_every_width() -> None:
    for cells in (50, 62, 68, 76, 100, 160):
        told = "".join(one.text for one in heads(cells))
        _left, who, text = head_starts(cells)
        assert told[who:].startswith("platform"[:8]) and told[text:].startswith("text"), cells


def test_the_orders_are_gone_through_on_and_back_and_by_a_column() -> None:
    assert turned("topic", "order") == "desk"
    assert turned("desk", "order-back") == "topic"
    assert [turned(order, "order-text") for order in ("desk", "post", "topic")] == ["post", "topic", "post"]
    assert turned("newest", "order-from") == "newest"
