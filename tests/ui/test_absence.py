"""What passed while nobody was at the desk: one line until it is opened, then a list by time."""

from __future__ import annotations

from typing import Any

import pytest
from fakes import NOW, FakeReader, ManualClock, queue_row, seat
from harness import Desk, opened

from rhythm_tui.desk.passed import CODES
from rhythm_tui.desk.views import Reminder
from rhythm_tui.domain.deadlines import HOUR, MINUTE, SECOND
from rhythm_tui.domain.text import clean
from rhythm_tui.ui.absence import AWAY, Absence, counted
from rhythm_tui.ui.keys import Keys
from rhythm_tui.ui.panes.slots import SlotsPane
from rhythm_tui.ui.screens.digest import MOST, DigestScreen
from rhythm_tui.ui.screens.reading import InteractionScreen, SlotScreen
from rhythm_tui.ui.screens.workspace import WorkspaceScreen
from rhythm_tui.ui.wording import size


def left(hours: float) -> FakeReader:
    """The sample day, on which nobody has done anything for some hours."""
    reader = FakeReader()
    reader.last_done = NOW - round(hours * HOUR)
    reader.reminders_all = [Reminder("q8", NOW - 20 * MINUTE, clean("李敏"))]
    return reader


def absence(reader: FakeReader, clock: ManualClock | None = None) -> Absence:
    return Absence(seat(clock=clock, reader=reader), Keys())


def text(made: Absence, cells: int) -> str:
    line = made.line(cells)
    assert size(line) <= cells
    return "".join(one.text for one in line)


def test_each_code_has_words_the_gravest_first() -> None:
    assert counted(dict.fromkeys(reversed(CODES), 2)) == (
        "2 incident timers missed, 2 now over 24h, 2 became late, 2 slots missed,"
        " 2 to be told, 2 incident timers due soon, 2 due soon, 2 reminders"
    )
    assert counted(dict.fromkeys(CODES, 1), ("slot_missed", "reminder")) == "1 slot missed, 1 reminder"
    assert counted({}) == ""


@pytest.mark.parametrize(
    ("hours", "passed"),
    [
        (0.1, ""),
        (AWAY / HOUR, ""),
        (0.4, "2 became late, 2 incident timers due soon, 4 due soon, 1 reminder"),
        (
            3,
            "2 now over 24h, 3 became late, 1 slot missed,"
            " 2 incident timers due soon, 4 due soon, 1 reminder",
        ),
        (-2, ""),
    ],
)
def test_the_first_look_tells_what_passed_since_the_last_thing_done(hours: float, passed: str) -> None:
    made = absence(left(hours))
    assert (made.look(NOW), made.words(), made.slept) == (bool(passed), passed, False)
    assert not made.look(NOW + SECOND)


def test_a_desk_on_which_nothing_was_ever_done_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = left(3)
    monkeypatch.setattr(reader, "journal", lambda limit: [])
    assert not absence(reader).look(NOW)


@pytest.mark.parametrize(
    ("asleep", "simulated", "passed"),
    [
        (AWAY, False, ""),
        (AWAY + SECOND, False, "2 due soon"),
        (2 * HOUR, False, "4 became late"),
        (-2 * HOUR, False, ""),
        (2 * HOUR, True, ""),
    ],
)
def test_a_gap_between_two_looks_was_sleep_unless_the_clock_is_simulated(
    asleep: int, simulated: bool, passed: str
) -> None:
    clock = ManualClock(simulated=simulated)
    rows = [queue_row(n, 30 * 60 + n * 240, "问") for n in range(1, 5)]
    made = absence(FakeReader(rows, [], []), clock)
    assert not made.look(clock.now())
    clock.turn(asleep)
    assert (made.look(clock.now()), made.words(), made.slept) == (bool(passed), passed, bool(passed))
    clock.turn(SECOND)
    assert not made.look(clock.now())


def test_the_line_fits_and_keeps_its_key() -> None:
    made = absence(left(3))
    made.look(NOW)
    whole = text(made, 180)
    assert whole.startswith(
        " unattended since 11:32 (the last thing done on this desk)  2 now over 24h, 3 became late"
    )
    assert whole.endswith(" A shows it ")
    assert text(made, 80).startswith(" unattended since 11:32  2 now over 24h, 3 became late")
    assert text(made, 80).endswith(" A shows it ")


async def digest_open(desk: Desk, *keys: str) -> None:
    await desk.press(*keys)
    await desk.until(lambda: isinstance(desk.app.screen, DigestScreen), "the digest")


def chosen(desk: Desk) -> Any:
    return desk.app.screen.query_one("#passed-rows")


async def test_it_is_one_line_until_it_is_opened_and_can_be_read_again() -> None:
    async with opened(seat(reader=left(3))) as desk:
        await desk.shows("unattended since 11:32")
        await digest_open(desk, "A")
        await desk.shows("unattended from 11:32 to 14:32")
        await desk.press("escape")
        await desk.until(lambda: len(desk.app.screen_stack) == 1, "the desk")
        await desk.hides("unattended since")
        await digest_open(desk, "f12")


async def test_a_click_opens_it_too() -> None:
    async with opened(seat(reader=left(3))) as desk:
        await desk.shows("unattended since 11:32")
        await desk.pilot.click("#passed")
        await desk.until(lambda: isinstance(desk.app.screen, DigestScreen), "the digest")


@pytest.mark.parametrize(
    ("first", "screen"), [("q", InteractionScreen), ("i", WorkspaceScreen), ("s", SlotScreen)]
)
async def test_every_row_opens_what_it_stands_for(first: str, screen: type[Any]) -> None:
    sitting = seat(reader=left(3))
    rows = sitting.reader.digest(NOW - 3 * HOUR, NOW).rows
    place = next(n for n, row in enumerate(rows) if row.id.startswith(first))
    async with opened(sitting) as desk:
        await desk.shows("unattended since")
        await digest_open(desk, "A")
        await desk.press(*["down"] * place, "enter")
        await desk.until(lambda: isinstance(desk.app.screen, screen), screen.__name__)
        await desk.shows(f" {rows[place].id}")


async def test_what_was_done_meanwhile_says_so_and_the_rows_stay() -> None:
    reader = left(3)
    async with opened(seat(reader=reader)) as desk:
        await desk.shows("unattended since")
        await digest_open(desk, "A")
        before = list(chosen(desk).ids)
        reader.queue_all = [row._replace(state="answered") for row in reader.queue_all]
        reader.touched = True
        await desk.shows("answered")
        assert chosen(desk).ids == before


async def test_nothing_to_tell_is_said() -> None:
    async with opened(seat()) as desk:
        await desk.press("A")
        await desk.shows("nothing has passed while nobody was at the desk")
        assert len(desk.app.screen_stack) == 1


async def test_only_the_latest_of_very_many_are_listed() -> None:
    reader = FakeReader([queue_row(n, -60 * 60 + n, "问") for n in range(1, MOST + 51)], [], [])
    reader.last_done = NOW - 3 * HOUR
    async with opened(seat(reader=reader)) as desk:
        await desk.shows("unattended since")
        await digest_open(desk, "A")
        await desk.shows(f"the latest {MOST} of {MOST + 50}")
        assert len(chosen(desk).ids) == MOST


@pytest.mark.parametrize(("owner", "rings"), [(None, 1), ("王芳", 0)])
async def test_after_a_sleep_it_is_told_once_and_rings_for_what_nobody_holds(
    owner: str | None, rings: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = ManualClock()
    rows = [queue_row(1, 600, "问", owner=owner), queue_row(2, 1500, "问", owner=owner)]
    async with opened(seat(clock=clock, reader=FakeReader(rows, [], []))) as desk:
        rung: list[int] = []
        await desk.until(lambda: desk.app._second, "the first look at the clock")
        monkeypatch.setattr(desk.app, "bell", lambda: rung.append(1))
        clock.turn(HOUR)
        await desk.shows("unattended since 14:32 (the desk slept)  2 became late")
        clock.turn(60 * SECOND)
        await desk.shows("15:33:07")
        assert "nobody holds" not in desk.text()
        assert len(rung) == rings


@pytest.mark.parametrize("size_", [(120, 36), (80, 24)], ids=lambda one: f"{one[0]}x{one[1]}")
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.usefixtures("quick_notices")
async def test_the_golden_screens(lang: str, size_: tuple[int, int], request: pytest.FixtureRequest) -> None:
    if lang == "zh":
        request.getfixturevalue("chinese")
    async with opened(seat(lang, reader=left(3)), size_) as desk:
        await desk.until(lambda: desk.app.screen.query_one("#passed").display, "the line")
        await desk.shows("F1")
        await desk.until(lambda: "11:32" in desk.text(), "the line's words")
        # Whether the line or the first layout came first decides where the slots were scrolled to.
        slots = desk.app.screen.query_one(SlotsPane).list_of()
        slots.scroll_lines(-slots.line_count())
        await desk.pilot.pause()
        await desk.golden(f"unattended-{lang}-{size_[0]}x{size_[1]}")
        await digest_open(desk, "A")
        await desk.shows("Esc")
        await desk.golden(f"digest-{lang}-{size_[0]}x{size_[1]}")
