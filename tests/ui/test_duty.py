"""The duty screen: what it shows, where the focus goes, what the keys do."""

from __future__ import annotations

import pytest
from fakes import INCIDENTS, NOW, QUEUE, SLOTS, FakeReader, ManualClock, queue_row, seat
from harness import opened

from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.ui.keymap import check_keymap
from rhythm_tui.ui.keys import Keys


async def test_the_queue_has_the_focus_at_the_start() -> None:
    async with opened(seat()) as desk:
        assert desk.app.focused is not None
        assert desk.app.focused.id == "rows"
        assert "F6 reply" in desk.text()


@pytest.mark.parametrize(
    ("size", "panes"),
    [
        ((160, 45), {"slots", "queue", "incidents"}),
        ((120, 36), {"slots", "queue", "incidents"}),
        ((80, 24), {"queue"}),
    ],
)
async def test_three_layouts(size: tuple[int, int], panes: set[str]) -> None:
    async with opened(seat(), size) as desk:
        shown = {pane.id for pane in desk.app.screen.query("Pane") if pane.region.area and pane.display}
        assert shown == panes
        assert max(map(len, desk.text().split("\n"))) <= size[0]


async def test_layouts_follow_the_window() -> None:
    async with opened(seat(), (160, 45)) as desk:
        await desk.pilot.resize_terminal(80, 24)
        await desk.shows("2 Queue 18")
        await desk.hides("3 Incidents 4 ─")
        await desk.pilot.resize_terminal(160, 45)
        await desk.shows("3 Incidents 4 ─")


@pytest.mark.parametrize("size", [(20, 5), (59, 40), (100, 14), (1, 1)])
async def test_a_terminal_too_small_gets_a_sentence(size: tuple[int, int]) -> None:
    async with opened(seat(), (120, 36)) as desk:
        await desk.pilot.resize_terminal(*size)
        await desk.until(lambda: "Queue" not in desk.text(), "the panes to go")
        if size[0] > 10:
            await desk.shows("too")
        await desk.pilot.resize_terminal(120, 36)
        await desk.shows("2 Queue")


@pytest.mark.parametrize("keys", ["123", "１２３"])
async def test_numbers_go_to_panes_also_full_width(keys: str) -> None:
    async with opened(seat()) as desk:
        for key, list_id in zip(keys, ("timeline", "rows", "cards"), strict=True):
            await desk.press(key)
            await desk.until(
                lambda wanted=list_id: desk.app.focused and desk.app.focused.id == wanted, list_id
            )


async def test_tab_goes_round() -> None:
    async with opened(seat()) as desk:
        seen = []
        for _ in range(3):
            await desk.press("tab")
            seen.append(desk.app.focused.id if desk.app.focused else None)
        assert seen == ["cards", "timeline", "rows"]
        await desk.press("shift+tab")
        assert desk.app.focused is not None
        assert desk.app.focused.id == "timeline"


async def test_z_zooms_and_escape_comes_back() -> None:
    async with opened(seat(), (160, 45)) as desk:
        await desk.press("3", "z")
        await desk.hides("2 Queue")
        await desk.shows("3 Incidents")
        await desk.press("escape")
        await desk.shows("2 Queue")


async def test_a_second_passes() -> None:
    clock = ManualClock()
    async with opened(seat(clock=clock), (160, 45)) as desk:
        await desk.shows("14:32:07")
        await desk.shows("0:09:30")
        clock.turn(1000)
        await desk.shows("14:32:08")
        await desk.shows("0:09:29")
        await desk.hides("0:09:30")


async def test_a_row_that_falls_due_changes_its_band_and_the_header() -> None:
    clock = ManualClock()
    async with opened(seat(clock=clock), (160, 45)) as desk:
        await desk.shows("overdue 3")
        clock.turn(571_000)
        await desk.shows("overdue 4")
        await desk.shows("+0:00:01")


async def test_another_seats_work_appears() -> None:
    reader = FakeReader()
    async with opened(seat(reader=reader)) as desk:
        reader.queue_all.append(queue_row(40, 100, "门诊几点开始挂号"))
        reader.touched = True
        await desk.shows("门诊几点")
        await desk.shows("2 Queue 19")


async def test_the_cursor_follows_its_row_when_others_arrive_above() -> None:
    reader = FakeReader()
    async with opened(seat(reader=reader)) as desk:
        await desk.press("down", "down")
        await desk.shows("selected q3")
        reader.queue_all.insert(0, queue_row(41, -9000, "新来的更急"))
        reader.touched = True
        await desk.shows("新来的")
        assert "selected q3" in desk.text()


@pytest.mark.parametrize("into_the_rows", ["enter", "down"])
async def test_the_filter_narrows_while_typing_and_escape_clears_it(into_the_rows: str) -> None:
    async with opened(seat()) as desk:
        await desk.press("/")
        await desk.type("疫苗")
        await desk.shows("2 Queue 2/18")
        await desk.press(into_the_rows)
        assert desk.app.focused is not None
        assert desk.app.focused.id == "rows"
        assert "filter: 疫苗" in desk.text()
        await desk.press("escape")
        await desk.shows("2 Queue 18")


async def test_letters_are_no_keys_while_they_are_typed() -> None:
    async with opened(seat(), (120, 36)) as desk:
        await desk.shows("y copy")
        await desk.press("/")
        await desk.hides("y copy")
        await desk.shows("Esc back")
        await desk.shows("F6 reply")
        await desk.press("escape")
        await desk.shows("y copy")
        await desk.hides("Esc back")


async def test_escape_elsewhere_leaves_the_filter_of_the_queue_alone() -> None:
    async with opened(seat()) as desk:
        await desk.press("/")
        await desk.type("疫苗")
        await desk.press("enter", "3", "escape")
        await desk.rests()
        assert "2 Queue 2/18" in desk.text()
        await desk.press("2", "escape")
        await desk.shows("2 Queue 18")


async def test_a_filter_that_cannot_be_read_says_so_and_keeps_the_list() -> None:
    async with opened(seat()) as desk:
        await desk.type("／")
        await desk.type("band:purple")
        await desk.shows("no such band")
        assert "2 Queue 18" in desk.text()


async def test_a_filter_that_finds_nothing_says_what_to_do() -> None:
    async with opened(seat()) as desk:
        await desk.press("f3")
        await desk.type("zzzz")
        await desk.shows("Nothing matches the filter.")
        await desk.shows("platform:douyin  by platform; words alone search text and authors")


async def test_an_empty_desk_says_what_to_do_next() -> None:
    async with opened(seat(reader=FakeReader([], [], [])), (160, 45)) as desk:
        for words in (
            "Nobody waits for an answer.",
            "No slot today.",
            "No open incident.",
            "i   bring in a file",
        ):
            await desk.shows(words)
    async with opened(seat(reader=FakeReader([], [], [])), (100, 30)) as desk:
        for way in ("F2  plan one", "P   week and month, what is missing", "F7  make one of a queue row"):
            await desk.shows(way)


async def test_a_claim_is_done_and_told_in_one_line() -> None:
    sitting = seat()
    async with opened(sitting) as desk:
        await desk.press("f5")
        await desk.shows("q1 is yours")
        assert [command.do for command in sitting.hand.done] == ["interaction.claim"]
        await desk.shows("owner  李敏")


async def test_a_refused_claim_says_why() -> None:
    sitting = seat()
    sitting.hand.refusal = Refusal("refused", "{who} holds this", who="王芳")
    sitting.hand.refused_verbs = ("interaction.claim",)
    async with opened(sitting) as desk:
        await desk.press("c")
        await desk.shows("王芳 holds this")


async def test_undo_says_what_was_taken_back() -> None:
    async with opened(seat()) as desk:
        await desk.press("u")
        await desk.shows("taken back: claimed")


async def test_escape_and_a_key_right_behind_it_are_two_keys() -> None:
    async with opened(seat()) as desk:
        await desk.press("f1")
        await desk.shows("what is q1")
        await desk.press("alt+z")
        await desk.hides("what is q1")
        await desk.hides("1 Slots")


async def test_the_footer_can_be_clicked() -> None:
    async with opened(seat()) as desk:
        line = desk.text().split("\n")[-1]
        await desk.pilot.click("#footer", offset=(line.index("F5") + 1, 0))
        await desk.shows("q1 is yours")


async def test_a_row_is_chosen_with_the_mouse_and_opened_with_a_second_click() -> None:
    async with opened(seat()) as desk:
        await desk.pilot.click("#rows", offset=(20, 4))
        await desk.shows("selected q5")
        await desk.pilot.click("#rows", offset=(20, 4), times=2)
        await desk.shows("item q5")


async def test_the_banner_says_that_the_clock_is_simulated() -> None:
    async with opened(seat(clock=ManualClock(simulated=True, speed=60.0))) as desk:
        assert "SIMULATED CLOCK" in desk.text()
        assert "60x" in desk.text()
    async with opened(seat(), banner="DRILL") as desk:
        assert "DRILL" in desk.text()
        assert "SIMULATED" not in desk.text()


async def test_a_desk_that_cannot_be_read_says_so_and_comes_back() -> None:
    reader = FakeReader()
    clock = ManualClock()
    async with opened(seat(reader=reader, clock=clock)) as desk:
        working = reader.header

        def broken(now: int) -> None:
            raise OSError("disk gone")

        reader.header = broken  # type: ignore[method-assign, assignment]
        clock.turn(1000)
        await desk.shows("disk gone")
        reader.header = working  # type: ignore[method-assign]
        clock.turn(1000)
        await desk.shows("14:32:09")


async def test_a_keymap_moves_keys_in_binding_and_footer() -> None:
    keys = Keys(check_keymap({"claim": "f18"}))
    async with opened(seat(), keys=keys) as desk:
        assert "F18 claim" in desk.text()
        await desk.press("f18")
        await desk.shows("q1 is yours")


async def test_q_leaves_and_lets_go_of_the_desk() -> None:
    sitting = seat()
    async with opened(sitting) as desk:
        await desk.press("q")
        await desk.until(lambda: not desk.app.is_running or desk.app._exit)
    assert sitting.hand.closed


def test_the_sample_rows_hold_what_these_tests_count_on() -> None:
    assert (len(QUEUE), len(SLOTS), len(INCIDENTS)) == (18, 6, 4)
    assert QUEUE[5].due_at == NOW + 570_000


async def test_the_keys_that_open_a_dialog_close_it_whichever_they_are() -> None:
    own = {"handover": "f13 $", "roster": "f14", "undo-list": "f15", "help": "f17"}
    async with opened(seat(), (120, 36), keys=Keys(check_keymap(own))) as desk:
        for before, keys in zip(("H", "D", "Z", "f1"), own.values(), strict=True):
            for key in keys.split():
                await desk.press(key)
                await desk.until(lambda: len(desk.app.screen_stack) == 2, key)
                await desk.press(before)
                await desk.rests()
                assert len(desk.app.screen_stack) == 2, key
                await desk.press(key)
                await desk.until(lambda: len(desk.app.screen_stack) == 1, key)
