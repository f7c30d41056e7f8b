"""Publishing slots by keys: change, move, tick, compare, decide; the pane says what the day lacks."""

from __future__ import annotations

from typing import Any

from fakes import NOW, FakeReader, seat, slot
from harness import opened

from rhythm_tui.desk.slot_views import CheckRow, SlotDetail
from rhythm_tui.domain.deadlines import HOUR
from rhythm_tui.domain.text import clean, clean_block
from rhythm_tui.ui.panes.slots import too_close
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.slot_forms import difference

CHECKS = (
    CheckRow("title", clean("Title short"), "general", NOW - HOUR, clean("li")),
    CheckRow("cover", clean("Cover legible"), "general"),
    CheckRow("l3", clean("Begin with a story"), "sop"),
)
SCRIPT = "Take the stairs. Ask your doctor first."


class Planned(FakeReader):
    """A desk whose slots have a script and a checklist."""

    def slot(self, id: str, now: int) -> SlotDetail | None:
        found = super().slot(id, now)
        return found._replace(script=clean_block(SCRIPT), checklist=CHECKS) if found else None


def desk_of(*states: str) -> Seat:
    rows = [
        slot(n, wall, f"Knees {n}", state=state)
        for n, (wall, state) in enumerate(zip(("08:00", "18:00", "20:00"), states, strict=False), start=1)
    ]
    return seat(reader=Planned(slots=rows))


def last(here: Seat) -> Any:
    return here.hand.done[-1]


async def test_a_change_tells_only_what_was_changed() -> None:
    here = desk_of("ready")
    async with opened(here) as desk:
        await desk.press("1", "e")
        await desk.shows("change s1")
        await desk.press("tab", "end")
        await desk.type("!")
        await desk.press("f2")
        await desk.until(lambda: here.hand.done)
    told = last(here)
    assert (told.do, told.id, told.said) == ("slot.edit", "s1", {"title"})
    assert told.title == "Knees 1!"


async def test_nothing_changed_is_said_and_the_form_stays() -> None:
    here = desk_of("ready")
    async with opened(here) as desk:
        await desk.press("1", "e")
        await desk.shows("change s1")
        await desk.press("f2")
        await desk.shows("nothing was changed")
    assert here.hand.done == []


async def test_the_checklist_is_ticked_line_by_line() -> None:
    here = desk_of("ready")
    async with opened(here, (160, 45)) as desk:
        await desk.press("1")
        await desk.shows("checklist 1/3")
        await desk.press("c")
        await desk.shows("1 of 3 ticked")
        await desk.press("space")
        await desk.until(lambda: here.hand.done)
        assert (last(here).do, last(here).line, last(here).off) == ("slot.tick", "cover", False)
        await desk.press("g", "enter")
        await desk.until(lambda: len(here.hand.done) == 2)
        assert (last(here).line, last(here).off) == ("title", True)
        await desk.press("escape")
        await desk.hides("1 of 3 ticked")


async def test_what_went_out_is_compared_while_it_is_pasted() -> None:
    here = desk_of("ready")
    async with opened(here) as desk:
        await desk.press("1", "p")
        await desk.shows("s1 went out")
        await desk.press("tab", "tab")
        await desk.type("Take the lift.")
        await desk.shows("not as approved")
        await desk.press("f2")
        await desk.until(lambda: here.hand.done)
    assert (last(here).do, last(here).text) == ("slot.publish", "Take the lift.")


def test_the_same_words_are_as_approved_whatever_the_blanks() -> None:
    detail = Planned(slots=[slot(1, "08:00", "t", state="ready")]).slot("s1", NOW)
    assert detail is not None
    assert difference(detail, "") == []
    told = difference(detail, SCRIPT.replace(" ", "\n"))
    assert [str(one[0].text) for one in told[1:]] == ["published as approved"]


async def test_a_missed_slot_is_decided_on_with_what_follows() -> None:
    here = desk_of("missed", "ready")
    async with opened(here) as desk:
        await desk.press("1", "home", "b")
        await desk.shows("s1 was missed")
        await desk.shows("publish it late, now")
        assert "Douyin" in desk.text() and "mix" in desk.text()
        await desk.press("3")
        await desk.shows("drop s1")
        await desk.type("old news")
        await desk.press("f2")
        await desk.until(lambda: here.hand.done)
    assert (last(here).do, last(here).reason) == ("slot.drop", "old news")


async def test_only_a_missed_slot_is_decided_on() -> None:
    here = desk_of("ready")
    async with opened(here) as desk:
        await desk.press("1", "b")
        await desk.shows("only a missed slot")


async def test_the_figures_of_the_day_are_ticked() -> None:
    here = desk_of("ready")
    async with opened(here, (160, 45)) as desk:
        await desk.shows("figures not in yet")
        await desk.press("1", "T")
        await desk.until(lambda: here.hand.done)
    assert (last(here).do, last(here).day, last(here).off) == ("figures.note", "2026-11-22", False)


def test_neighbours_on_one_platform_are_too_close() -> None:
    near = [slot(1, "18:00", "a", state="ready"), slot(2, "18:30", "b", state="planned")]
    other = slot(3, "18:10", "c", state="ready", platform="weibo")
    gone = slot(4, "18:20", "d", state="dropped")
    assert too_close([*near, other, gone], HOUR) == {"s1": "s2", "s2": "s1"}
    assert too_close([near[0], slot(5, "19:00", "e", state="ready")], HOUR) == {}


async def test_a_pane_that_has_grown_shows_all_that_now_fits() -> None:
    rows = [slot(n, f"{8 + n:02d}:30", f"Knees {n}", state="ready") for n in range(1, 9)]
    async with opened(seat(reader=Planned(slots=rows))) as desk:
        await desk.press("1", "end")
        await desk.hides("Knees 1")
        await desk.press("z")
        await desk.shows("Knees 1")
        desk.app.beat()
        await desk.rests()
        assert [n for n in range(1, 9) if f"Knees {n}" not in desk.text()] == []
        await desk.press("z")
        await desk.shows("Knees 8")


async def test_a_slot_that_goes_out_early_says_so_first() -> None:
    async with opened(desk_of("ready", "ready")) as desk:
        await desk.press("1", "end", "f8")
        await desk.shows("it is planned for 18:00, in 3 h 27")
