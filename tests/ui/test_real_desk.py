"""The screen on a real file: what is done on it stands in the journal, and two seats see each other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from harness import Desk, opened

from rhythm_tui.desk.company import Alone, Around
from rhythm_tui.desk.desk import Desk as RealDesk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.desk.undo import UNDOABLE
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.playbook import Playbook
from rhythm_tui.domain.text import clean
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.ui.gateway import Gateway
from rhythm_tui.ui.panes.slots import SlotsPane
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.widgets.cards import CardList


@pytest.fixture
def sit(path: Path, playbook: Playbook, clock: Any, tables: dict[str, Any]) -> Iterator[Any]:
    """Sit down at the file: a seat with a reader and a gateway of its own."""
    readers: list[Reader] = []

    def sitting(operator: str = "li", lang: str = "en", around: Around | None = None) -> Seat:
        vocabulary = Vocabulary(tables, lang)
        RealDesk.open(path, playbook, clock, operator=operator).close()
        reader = Reader.open(path, vocabulary, operator=operator)
        readers.append(reader)
        hand = Gateway(lambda: RealDesk.open(path, playbook, clock, operator=operator))
        return Seat(
            reader,
            hand,
            clock,
            vocabulary,
            clean(operator),
            lambda: playbook,
            path.with_name("filters.toml"),
            around or Alone(),
        )

    yield sitting
    for reader in readers:
        reader.close()


@pytest.fixture
def filled(open_desk: Any, vocabulary: Vocabulary, clock: Any) -> RealDesk:
    """A desk with two comments, an incident and a slot."""
    desk = open_desk()
    posted = vocabulary.iso(clock.now() - 90 * 60_000)
    for author, text in (("Zhang", "Which pills for the heart"), ("Chen", "Baby has a fever")):
        add = {"do": "interaction.add", "platform": "douyin", "kind": "comment", "posted_at": posted}
        desk.do(parse({**add, "author": author, "text": text}))
    desk.do(parse({"do": "incident.open", "title": "Rumour", "kind": "misinformation", "grade": "general"}))
    plan = {"do": "slot.plan", "platform": "douyin", "at": "2026-11-22T18:00", "tier": 1, "form": "science"}
    desk.do(parse({**plan, "title": "Knees"}))
    return desk


def verbs(seat: Seat) -> list[str]:
    return [row.verb for row in seat.reader.journal(None)]


async def in_dialog(desk: Desk, *keys: str) -> None:
    await desk.press(*keys)
    await desk.until(lambda: len(desk.app.screen_stack) == 2, "a dialog")


async def test_a_shift_in_ten_keys(sit: Any, filled: RealDesk) -> None:
    seat = sit()
    async with opened(seat, (160, 45)) as desk:
        await desk.shows("2 Queue 2")
        await desk.press("c")
        await desk.shows("q1 is yours")
        await in_dialog(desk, "r")
        await desk.type("Please ask your doctor")
        await desk.press("f3")
        await desk.shows("copied, unconfirmed")
        await desk.press("f8")
        await desk.shows("confirm the reply")
        await desk.press("f2")
        await desk.shows("its clock has stopped")
        await desk.shows("2 Queue 1")
        await in_dialog(desk, "e")
        await desk.press("f2")
        await desk.shows("opened from q2")
        await desk.shows("3 Incidents 2")
        await desk.press("u")
        await desk.shows("taken back: incident opened")
        await desk.shows("3 Incidents 1")
        await desk.press("U")
        await desk.shows("done again: incident opened (i2)")
        await desk.shows("3 Incidents 2")
        await desk.press("U")
        await desk.shows("there is nothing to do again")
        await desk.press("u")
        await desk.shows("taken back: incident opened")
        await desk.press("c")
        await desk.shows("q2 is yours")
        await desk.press("U")
        await desk.shows("there is nothing to do again")
    assert verbs(seat)[:9] == [
        "interaction.claim", "undo",
        "redo", "undo", "incident.open", "reply.post", "reply.copy", "reply.draft", "interaction.claim",
    ]  # fmt: skip


async def test_what_comes_due_soon_stands_before_what_is_due_later(
    sit: Any, open_desk: Any, clock: Any, vocabulary: Vocabulary
) -> None:
    desk_file = open_desk()
    for kind, age in (("comment", 75), ("message", 190)):  # due in 45 and in 50 minutes
        posted = vocabulary.iso(clock.now() - age * 60_000)
        add = {"do": "interaction.add", "platform": "douyin", "author": "Zhang", "text": f"A {kind}"}
        desk_file.do(parse({**add, "kind": kind, "posted_at": posted}))
    async with opened(sit(), (120, 36)) as desk:
        await desk.until(lambda: 0 < desk.text().index("A message") < desk.text().index("A comment"))
        clock.go_on(15 * 60_000)
        await desk.until(lambda: desk.text().index("A comment") < desk.text().index("A message"))
        await desk.shows("selected q2")


async def test_what_another_seat_does_appears_and_a_late_claim_is_refused(sit: Any, filled: RealDesk) -> None:
    seat = sit("li")
    async with opened(seat, (160, 45)) as desk:
        await desk.shows("2 Queue 2")
        filled.do(parse({"do": "interaction.claim", "id": "q1", "operator": "wang"}))
        await desk.shows("wang")
        await desk.press("c")
        await desk.shows("wang")
        await desk.until(lambda: "q1 is yours" not in desk.text())
    assert verbs(seat).count("interaction.claim") == 1


async def test_details_of_every_noun_open_on_a_real_file(sit: Any, filled: RealDesk) -> None:
    async with opened(sit(), (160, 45)) as desk:
        for pane, title, more in (
            ("2", "item q1", "history"),
            ("3", "Rumour", "timeline"),
            ("1", "slot s1", "history"),
        ):
            await in_dialog(desk, pane, "enter")
            await desk.shows(title)
            await desk.shows(more)
            await desk.press("escape")
            await desk.until(lambda: len(desk.app.screen_stack) == 1)
        for pane in ("2", "3"):
            await in_dialog(desk, pane, "w")
            await desk.shows("due when it is due")
            await desk.press("escape")
            await desk.until(lambda: len(desk.app.screen_stack) == 1)


async def test_an_empty_file_takes_a_first_item(sit: Any) -> None:
    async with opened(sit(), (160, 45)) as desk:
        await desk.shows("Nobody waits for an answer.")
        await in_dialog(desk, "n")
        await desk.press("tab", "tab")
        await desk.type("Somebody")
        await desk.press("tab")
        await desk.type("Where do I park")
        await desk.press("f2")
        await desk.shows("q1 is on the desk")
        await desk.shows("Where do I park")


async def test_time_alone_moves_a_row_through_its_bands(sit: Any, filled: RealDesk, clock: Any) -> None:
    async with opened(sit(), (160, 45)) as desk:
        await desk.shows("soon")
        for step, word in ((31, " late "), (23 * 60, " 24h+ ")):
            clock.go_on(step * 60_000)
            await desk.until(lambda shown=word: shown in desk.text(), word)


async def test_quitting_closes_the_file(sit: Any, filled: RealDesk) -> None:
    seat = sit()
    async with opened(seat) as desk:
        await desk.press("c")
        await desk.shows("is yours")
    assert seat.hand._thread._shutdown


async def test_an_item_is_cared_for_on_a_real_file(sit: Any, filled: RealDesk) -> None:
    seat = sit()
    async with opened(seat, (160, 45)) as desk:
        await desk.shows("2 Queue 2")
        for keys, typed, said in (
            ("m", "", "q3 was made of q1"),
            ("W", "Dr Zhou", "waiting noted"),
            ("t", "heart", "tags kept"),
            ("a", "calls back at four", "note kept"),
            ("l tab", "s1", "links kept"),
            ("s 2", "", "reminder kept"),
        ):
            await in_dialog(desk, *keys.split())
            await desk.type(typed)
            await desk.press("f2")
            await desk.shows(said)
        await in_dialog(desk, "T")
        await desk.type("10:00")
        await desk.press("tab")
        await desk.type("misread")
        await desk.press("f2")
        await desk.shows("time corrected")
        await desk.press("R")
        await desk.shows("q1 is open")
    found = seat.reader.interaction("q1")
    assert found is not None
    assert (found.children, found.slot, found.posted_first is not None) == (("q3",), "s1", True)
    assert (found.row.waiting, found.row.topic) == (clean("Dr Zhou"), clean("heart"))
    assert found.remind_by == clean("li")
    assert verbs(seat).count("interaction.reopen") == 0


async def test_a_thread_and_the_search_find_what_is_no_longer_open(sit: Any, filled: RealDesk) -> None:
    filled.do(parse({"do": "interaction.close", "id": "q2", "reason": "thanks"}))
    filled.do(parse({"do": "interaction.link", "id": "q1", "post": "Hearts"}))
    filled.do(parse({"do": "interaction.link", "id": "q2", "post": "Hearts"}))
    async with opened(sit(), (160, 45)) as desk:
        await desk.shows("2 Queue 1")
        await in_dialog(desk, "v")
        await desk.shows("Baby has a fever")
        await desk.press("escape")
        await desk.until(lambda: len(desk.app.screen_stack) == 1)
        for typed in ("fever", "state:closed fev"):
            await in_dialog(desk, "S")
            await desk.type(typed)
            await desk.shows("1 item")
            await desk.press("enter")
            await desk.shows("item q2")
            await desk.press("escape", "escape")
            await desk.until(lambda: len(desk.app.screen_stack) == 1)


async def test_a_reminder_falls_due_on_a_real_file(sit: Any, filled: RealDesk, clock: Any) -> None:
    seat = sit()
    async with opened(seat, (160, 45)) as desk:
        await desk.shows("2 Queue 2")
        await in_dialog(desk, "s")
        await desk.press("f2")
        await desk.shows("reminder kept")
        await desk.shows("[remind]")
        clock.go_on(15 * 60_000)
        await desk.shows("reminder 12:15: q1  Which pills for the heart")


async def test_the_filter_knows_platforms_by_every_name(sit: Any, filled: RealDesk) -> None:
    async with opened(sit(), (160, 45)) as desk:
        await desk.press("slash")
        await desk.type("platform:抖音")
        await desk.shows("2 Queue 2/2")
        await desk.press("escape", "escape")
        await desk.press("slash")
        await desk.type("platform:快手")
        await desk.shows("2 Queue 0/2")


async def test_a_desk_opened_after_a_night_tells_what_passed_and_writes_nothing(
    sit: Any, filled: RealDesk, clock: Any
) -> None:
    seat = sit()
    before = verbs(seat)
    clock.go_on(4 * 3_600_000)
    async with opened(seat, (160, 45)) as desk:
        await desk.shows("unattended since 12:00 (the last thing done on this desk)")
        await desk.shows("1 incident timer missed, 2 became late")
        await desk.press("A")
        await desk.shows("14:00       timer missed")
        await desk.press("enter")
        await desk.shows("Which pills for the heart")
    assert verbs(seat) == before


async def test_what_one_did_last_is_a_list_to_take_back_from(sit: Any, filled: RealDesk) -> None:
    seat = sit()
    async with opened(seat, (120, 36)) as desk:
        for key, told in (("c", "q1 is yours"), ("C", "q1 given back"), ("c", "q1 is yours")):
            await desk.press(key)
            await desk.shows(told)
        await in_dialog(desk, "Z")
        await desk.shows("what you did last")
        entries = desk.app.screen.query_one("#mine", CardList)
        assert [seat.reader.mine(UNDOABLE, 3)[n].line.verb for n in range(2)] == [
            "interaction.claim",
            "interaction.release",
        ]
        await desk.press("down")
        await desk.shows("stays: since then li: claimed")
        await desk.press("enter")
        await desk.shows("li has changed q1 since then")
        await desk.press("up", "enter")
        await desk.shows("taken back: claimed (q1)")
        assert verbs(seat)[0] == "undo"
        assert entries.cursor == 0
        await desk.press("enter")
        await desk.shows("done again: claimed (q1)")
        assert verbs(seat)[0] == "redo"
        await desk.press("u")
        await desk.until(lambda: verbs(seat)[0] == "undo", "it to be taken back again")
        await desk.press("escape", "U")
        await desk.until(lambda: verbs(seat)[0] == "redo", "the desk to do again what the list took back")


async def test_the_cursor_goes_to_the_slot_that_was_made(sit: Any, filled: RealDesk) -> None:
    seat = sit()
    async with opened(seat) as desk:
        pane = desk.app.query_one(SlotsPane)
        for name, wall, title in (("s2", "21:00", "Evening"), ("s3", "16:00", "Afternoon")):
            await desk.press("1", "n")
            await desk.shows("new slot")
            await desk.press("tab", *wall, "tab", *title, "f2")
            await desk.shows(f"{name} is on the desk")
            await desk.until(lambda name=name: pane.subject() == name, name)
