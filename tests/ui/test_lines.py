"""The list that draws its own lines: ten thousand rows, a cursor that follows, few repaints."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import pytest
from fakes import NOW, FakeReader, ManualClock, queue_row, seat
from harness import Desk, opened
from textual._context import visible_screen_stack
from textual.events import AppBlur, AppFocus
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from rhythm_tui.ui.screens.base import DeskScreen
from rhythm_tui.ui.widgets import drawn_lines
from rhythm_tui.ui.widgets.cards import Block, CardList
from rhythm_tui.ui.widgets.queue_list import BLOCK, QueueList
from rhythm_tui.ui.wording import piece

MANY = 10_000


def many() -> FakeReader:
    return FakeReader([queue_row(n, 4000 + n * 60, f"第 {n} 条留言") for n in range(1, MANY + 1)], [], [])


def rows_of(desk: Desk) -> QueueList:
    return desk.app.screen.query_one("#rows", QueueList)


def watched(rows: Widget) -> list[Region]:
    """Record what is asked to be painted again."""
    asked: list[Region] = []
    refresh, paint = rows.refresh, getattr(rows, "paint", None)

    def refreshing(*regions: Region, **options: bool) -> Widget:
        asked.extend(regions or [Region(0, 0, *rows.size)])
        return refresh(*regions, **options)  # type: ignore[return-value]

    def painting(*regions: Region) -> None:
        asked.extend(regions or [Region(0, 0, *rows.size)])
        paint(*regions)

    rows.refresh, rows.paint = refreshing, painting  # type: ignore[method-assign, assignment, attr-defined]
    return asked


async def test_ten_thousand_rows_are_read_in_blocks_as_they_come_into_view() -> None:
    reader = many()
    async with opened(seat(reader=reader)) as desk:
        assert reader.rows_read <= BLOCK
        await desk.press("end")
        await desk.shows(f"q{MANY}")
        assert reader.rows_read <= 3 * BLOCK
        assert rows_of(desk).cursor == MANY - 1


async def test_the_keys_of_every_list() -> None:
    async with opened(seat(reader=many())) as desk:
        rows = rows_of(desk)
        page = rows.size.height - 1
        steps = (
            ("down", 1), ("j", 2), ("up", 1), ("k", 0), ("pagedown", page), ("pageup", 0),
            ("ctrl+d", page // 2), ("ctrl+u", 0),
            ("G", MANY - 1), ("g", 0), ("end", MANY - 1), ("down", MANY - 1), ("home", 0), ("up", 0),
        )  # fmt: skip
        for key, wanted in steps:
            await desk.press(key)
            await desk.until(lambda at=wanted: rows.cursor == at, f"{key} to {wanted}")
            assert rows.top <= rows.cursor < rows.top + rows.size.height


async def test_only_what_counts_down_is_painted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = ManualClock()
    shown: list[tuple[int, int, Strip]] = []
    monkeypatch.setattr(drawn_lines, "show", lambda _screen, parts: shown.extend(parts))
    async with opened(seat(reader=many(), clock=clock)) as desk:
        rows = rows_of(desk)
        asked = watched(rows)
        clock.turn(1000)
        desk.app.beat()
        assert [y for _x, y, _strip in shown] == [*rows.region.line_range]
        assert all(x + strip.cell_length - rows.region.x < 20 for x, _y, strip in shown)
        assert asked == []


async def test_nothing_is_painted_again_while_nothing_changes() -> None:
    clock = ManualClock()
    async with opened(
        seat(reader=FakeReader([queue_row(1, 0, "直播", kind="live")], [], []), clock=clock)
    ) as desk:
        asked = watched(rows_of(desk))
        clock.turn(1000)
        desk.app.beat()
        assert asked == []


class Cover(DeskScreen):
    """A screen that fills the terminal."""

    beats = 0

    def beat(self, now: int) -> None:
        self.beats += 1


async def test_what_is_covered_stands_still() -> None:
    clock = ManualClock()
    async with opened(seat(reader=many(), clock=clock)) as desk:
        rows = rows_of(desk)
        cover = Cover(desk.app.seat, desk.app.keys)
        await desk.app.push_screen(cover)
        asked, before = watched(rows), cover.beats
        clock.turn(1000)
        desk.app.beat()
        assert (asked, cover.beats) == ([], before + 1)


async def test_another_window_slows_the_beat() -> None:
    async with opened(seat(reader=many())) as desk:
        beats = desk.app.beats
        for event, slow in ((AppBlur(), True), (AppFocus(), False)):
            desk.app.post_message(event)
            await desk.until(lambda slow=slow: beats.slow._active.is_set() is slow)
            assert beats.quick._active.is_set() is not slow


async def test_another_pane_paints_frames_and_cursors() -> None:
    """A frame is four lines; what stands in it is not painted, nor is any other pane."""
    async with opened(seat(reader=many()), (160, 45)) as desk:
        rows, pane = rows_of(desk), desk.app.screen.query_one("#queue")
        frame, inside = watched(pane), watched(rows)
        await desk.press("3")
        assert len(frame) == 4
        assert all(1 in tuple(region.size) for region in frame)
        assert {(region.y, region.height) for region in inside} == {(0, 1)}
        assert "-here" not in pane.classes


async def test_pages_beside_the_one_that_is_seen_are_drawn_ahead() -> None:
    async with opened(seat(reader=many())) as desk:
        rows = rows_of(desk)
        await desk.press("pagedown")
        await desk.until(lambda: rows.top + 2 * rows.size.height - 1 in rows._made)
        unseen = rows.top + rows.size.height + 3
        made = rows._made[unseen]
        await desk.press("pagedown")
        await desk.until(lambda: unseen in range(rows.top, rows.top + rows.size.height))
        assert rows._made[unseen] is made


async def test_moving_the_cursor_paints_two_lines() -> None:
    async with opened(seat(reader=many())) as desk:
        rows = rows_of(desk)
        asked = watched(rows)
        rows.move(1)
        assert sorted(region.y for region in asked) == [0, 1]


async def test_the_row_under_the_cursor_stays_on_its_line_when_rows_come_in_above() -> None:
    async with opened(seat(reader=many())) as desk:
        rows = rows_of(desk)
        for _ in range(3):
            await desk.press("pagedown")
        await desk.press("up", "up")
        number, line = rows._numbers[rows.cursor], rows.cursor - rows.top
        rows.load(array("q", [*range(MANY + 1, MANY + 1), 9_999, 10_000, *range(1, 9_999)]), NOW)
        assert rows._numbers[rows.cursor] == number
        assert rows.cursor - rows.top == line


async def test_a_row_that_has_gone_leaves_the_cursor_on_the_next_one() -> None:
    async with opened(seat(reader=many())) as desk:
        rows = rows_of(desk)
        await desk.press("down", "down")
        rows.load(array("q", [n for n in range(1, MANY) if n != 3]), NOW)
        assert rows._numbers[rows.cursor] == 4
        rows.load(array("q"), NOW)
        assert rows.selected is None


async def test_the_wheel_moves_the_view_and_the_scrollbar_jumps() -> None:
    async with opened(seat(reader=many())) as desk:
        rows = rows_of(desk)
        rows.scroll_lines(3)
        assert (rows.top, rows.cursor) == (3, 0)
        await desk.pilot.click("#rows", offset=(rows.size.width - 1, rows.size.height // 2))
        assert MANY * 0.4 < rows.top < MANY * 0.6


async def test_every_strip_has_the_width_of_the_list() -> None:
    async with opened(seat(reader=many())) as desk:
        for width in (60, 61, 99, 100, 140, 161, 200):
            await desk.pilot.resize_terminal(width, 36)
            await desk.until(lambda: rows_of(desk).size.width > 0)
            rows = rows_of(desk)
            strips = rows.render_lines(Region(0, 0, *rows.size))
            assert {strip.cell_length for strip in strips} == {rows.size.width}
            assert all(strip.cell_length == sum(segment.cell_length for segment in strip) for strip in strips)


async def test_a_row_that_vanished_between_two_reads_is_blank_and_no_crash() -> None:
    reader = many()
    async with opened(seat(reader=reader)) as desk:
        reader.queue_rows = lambda numbers: []  # type: ignore[method-assign]
        rows_of(desk).load(array("q", [1, 2, 3]), NOW)
        await desk.pilot.pause()
        assert rows_of(desk).selected is None


async def test_cards_keep_their_cursor_by_id() -> None:
    async with opened(seat(), (160, 45)) as desk:
        cards = desk.app.screen.query_one("#cards", CardList)
        cards.go_to("i15")
        before = cards.cursor
        cards.show(
            lambda _cells: [Block(id, ((piece(id),), (piece("."),))) for id in ("i1", "i2", "i15", "i3")]
        )
        assert (cards.selected, cards.cursor) == ("i15", 2)
        cards.show(lambda _cells: [Block("i1", ((piece("one"),),))])
        assert cards.selected == "i1"
        assert before != 0


async def test_a_move_of_the_cursor_draws_two_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[list[int]] = []
    before = QueueList.drawn

    def counted(self: QueueList, lines: Sequence[int]) -> list[Strip]:
        drawn.append(sorted(lines))
        return before(self, lines)

    monkeypatch.setattr(QueueList, "drawn", counted)
    async with opened(seat(), (160, 45)) as desk:
        rows = rows_of(desk)
        whole = rows.size.region
        first = rows.render_lines(whole)
        drawn.clear()
        await desk.press("down")
        then = rows.render_lines(whole)
        assert drawn == [[0, 1]]
        assert then[2:] == first[2:]


async def test_a_dialog_covers_the_whole_screen_though_the_one_below_has_no_places_yet() -> None:
    async with opened(seat(reader=many())) as desk:
        await desk.press("question_mark")
        dialog, below = desk.app.screen, desk.app.screen_stack[0]
        below._compositor.size = Size()
        dialog.refresh()
        visible_screen_stack.set([below])
        assert [one.cell_length for one in dialog.render_lines(dialog.size.region)] == [120] * 36
