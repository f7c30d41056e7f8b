"""The handover by keys: refused while a red row is nobody's, given, read back, signed by somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fake_shifts import given
from fakes import FakeReader, seat
from harness import Desk, opened
from textual.widgets import Input

from rhythm_tui.desk import checks
from rhythm_tui.desk.desk import Desk as RealDesk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.desk.rota import Cell, OnDuty
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.deadlines import HOUR
from rhythm_tui.domain.playbook import Playbook
from rhythm_tui.domain.text import clean
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.ui.gateway import Gateway
from rhythm_tui.ui.seat import Seat

SIZES = [(160, 45), (120, 36), (80, 24)]


def laid(*, handed: bool = False) -> FakeReader:
    from fakes import NOW

    reader = FakeReader()
    reader.on_duty_all = [OnDuty("w1", 1, "day", clean("李敏"), NOW - 6 * HOUR)]
    reader.cells_all = [Cell("2026-11-22", "evening", (clean("王芳"), clean("周宁")), 1)]
    reader.given_all = [given()] if handed else []
    return reader


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_to_be_given(size: tuple[int, int], lang: str, request: pytest.FixtureRequest) -> None:
    if lang == "zh":
        request.getfixturevalue("chinese")
    async with opened(seat(lang, reader=laid()), size) as desk:
        await desk.press("H")
        await desk.shows("Illness severity" if lang == "en" else "严重程度")
        await desk.shows("day 08:00-16:00" if lang == "en" else "白班 08:00-16:00")
        await desk.golden(f"handover-{lang}-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_to_be_read_back(size: tuple[int, int], lang: str, request: pytest.FixtureRequest) -> None:
    if lang == "zh":
        request.getfixturevalue("chinese")
    async with opened(seat(lang, reader=laid(handed=True)), size) as desk:
        await desk.press("H")
        await desk.shows("h1")
        await desk.press("space", "space")
        await desk.shows("sign (2 to read back)" if lang == "en" else "签收（还差 2 条）")
        await desk.golden(f"handover-back-{lang}-{size[0]}x{size[1]}")


async def test_the_page_keys_read_on_and_the_cursor_stays() -> None:
    async with opened(seat("en", reader=laid()), (80, 24)) as desk:
        await desk.press("H")
        await desk.shows("Shift")
        await desk.press("pagedown")
        await desk.shows("Red rows: 5, without an owner: 2")
        await desk.press("end")
        await desk.shows("Critical lines: 9")
        await desk.press("home")
        await desk.shows("On the roster for it")
        for _ in range(4):
            await desk.press("j")
        await desk.shows("> ")


@pytest.fixture
def shared(path: Path, playbook: Playbook, clock: Any, vocabulary: Vocabulary) -> Iterator[Any]:
    """A file with two red rows and an incident, and seats at it."""
    desk = RealDesk.open(path, playbook, clock, operator="li")
    for ago in (3 * HOUR, 4 * HOUR):
        add = {"do": "interaction.add", "platform": "douyin", "kind": "comment", "author": "Zhang"}
        desk.do(parse({**add, "posted_at": clock.now() - ago, "text": f"{ago // HOUR} hours"}))
    desk.do(parse({"do": "incident.open", "title": "Rumour", "kind": "misinformation", "grade": "general"}))
    desk.do(parse({"do": "shift.start"}))
    readers: list[Reader] = []

    def sitting(operator: str = "li") -> Seat:
        reader = Reader.open(path, vocabulary, operator=operator)
        readers.append(reader)
        hand = Gateway(lambda: RealDesk.open(path, playbook, clock, operator=operator))
        filters = path.parent / "filters.toml"
        return Seat(reader, hand, clock, vocabulary, clean(operator), lambda: playbook, filters)

    sitting.desk = desk  # type: ignore[attr-defined]
    yield sitting
    for reader in readers:
        reader.close()
    desk.close()


def verbs(seat: Seat) -> list[tuple[str, str]]:
    """Who did what, the newest first."""
    return [(row.operator.plain, row.verb) for row in seat.reader.journal(None)]


async def give(desk: Desk) -> None:
    """Give the red rows and the desk to wang."""
    await desk.press("H")
    await desk.shows("Red rows: 2, without an owner: 2")
    await desk.press("f2")
    await desk.shows("red rows without an owner: 2; F5 gives one to somebody, F7 all")
    await desk.press("j", "a")
    await desk.shows("who takes these red rows: 1")
    await desk.type("li")
    await desk.press("f2")
    await desk.shows("without an owner: 1")
    await desk.press("f7")
    await desk.shows("who takes these red rows: 1")
    await desk.type("wang")
    await desk.press("f2")
    await desk.shows("without an owner: 0")
    await desk.press("f2")
    await desk.shows("to whom")
    await desk.type("wang")
    await desk.press("tab")
    await desk.type("mind the lift")
    await desk.press("f2")
    await desk.shows("h1: li hands over to wang")


async def test_a_name_that_is_typed_takes_the_place_of_the_one_that_is_offered(shared: Any) -> None:
    shared.desk.do(
        parse({"do": "roster.set", "day": "2026-11-22", "shift": "evening", "operators": ["zhou"]})
    )
    async with opened(shared(), (120, 36)) as desk:
        await desk.press("H")
        await desk.shows("Red rows: 2, without an owner: 2")
        await desk.press("f7")
        await desk.shows("who takes these red rows: 2")
        offered = desk.app.screen.query_one("#f-to", Input)
        assert (offered.value, offered.selected_text) == ("zhou", "zhou")
        assert offered.get_component_rich_style("input--selection").reverse  # to be seen on every ground
        await desk.type("wa")
        await desk.press("escape", "f7")
        await desk.shows("stands here again")
        await desk.type("ng")
        await desk.press("f2")
        await desk.shows("without an owner: 0")
        assert all("wang" in row for row in desk.text().splitlines() if " hours " in row)


async def test_rows_that_were_given_together_come_back_together(shared: Any) -> None:
    seat = shared()
    async with opened(seat, (120, 36)) as desk:
        await desk.press("H", "f7")
        await desk.shows("who takes these red rows: 2")
        await desk.type("wang")
        await desk.press("f2")
        await desk.shows("without an owner: 0")
        await desk.press("escape")
        await desk.press("u")
        await desk.shows("taken back: claimed, 2 together")
        await desk.press("U")
        await desk.shows("done again, 2 together")
        await desk.press("Z")
        await desk.shows("x2")
        await desk.press("enter")
        await desk.shows("taken back: claimed, 2 together")
        assert desk.text().count("claimed") == 2, "the list has one line of it, the notice the other"
        await desk.press("enter")
        await desk.shows("done again, 2 together")
    assert [row.owner.plain for row in seat.reader.handover(seat.now()).red.rows] == ["wang", "wang"]


async def test_given_read_back_and_signed_by_keys(shared: Any, path: Path) -> None:
    seat = shared()
    async with opened(seat, (120, 36)) as desk:
        await give(desk)
        await desk.press("f2")
        await desk.shows("not read back yet: 3")
        await desk.press("space", "space", "space", "space")
        await desk.press("f2")
        await desk.shows("not read back yet: 1")
        await desk.press("space", "f2")
        await desk.shows("who signs")
        await desk.press("f2")
        await desk.shows("wang is at this seat")
        await desk.until(lambda: len(desk.app.screen_stack) == 1)
        assert "wang" in desk.text().splitlines()[0]
        await desk.press("j", "C")
        await desk.shows("given back")
    assert verbs(seat)[0] == ("wang", "interaction.release")
    assert verbs(seat)[1] == ("wang", "handover.take")
    assert verbs(seat)[2] == ("li", "handover.give")
    assert [one.operator.plain for one in seat.reader.rota().on_duty] == ["wang"]
    assert checks.replay(path).sound


async def test_what_was_read_back_is_kept_and_all_in_view_is_ticked_at_once(shared: Any) -> None:
    async with opened(shared(), (120, 36)) as desk:
        await give(desk)
        await desk.press("space")
        await desk.shows("sign (2 to read back)")
        await desk.press("escape", "H")
        await desk.shows("sign (2 to read back)")
        await desk.press("end")
        await desk.press("f6", "f2")
        await desk.shows("who signs")


async def test_taken_back_before_it_is_signed(shared: Any) -> None:
    seat = shared()
    async with opened(seat, (120, 36)) as desk:
        await give(desk)
        await desk.press("f8")
        await desk.shows("h1 taken back")
        await desk.shows("F2 hand over")
        await desk.press("escape")
        await desk.until(lambda: len(desk.app.screen_stack) == 1)
    assert verbs(seat)[0] == ("li", "undo")
    assert [one.operator.plain for one in seat.reader.rota().on_duty] == ["li"]


async def test_with_a_list_of_operators_a_name_is_chosen_and_the_pin_must_fit(shared: Any) -> None:
    for fields in ({"name": "li"}, {"name": "wang", "pin": "24681357"}):
        shared.desk.do(parse({"do": "operator.add", **fields}))
    shared.desk.do(parse({"do": "interaction.claim", "id": "q1", "to": "wang"}))
    shared.desk.do(parse({"do": "interaction.claim", "id": "q2"}))
    shared.desk.do(parse({"do": "handover.give", "to": "wang"}))
    seat = shared()
    async with opened(seat, (120, 36)) as desk:
        await desk.press("H")
        await desk.shows("Critical lines: 3")
        await desk.press("space", "space", "space", "f2")
        await desk.shows("[wang]")
        await desk.press("tab")
        await desk.type("1357")
        assert "1357" not in desk.text()
        await desk.press("f2")
        await desk.shows("the PIN does not fit")
        await desk.press("home")
        for _ in "1357":
            await desk.press("delete")
        await desk.type("24681357")
        await desk.press("f2")
        await desk.shows("wang is at this seat")
    assert verbs(seat)[0] == ("wang", "handover.take")
    payloads = shared.desk.store.connection.execute("SELECT payload FROM journal").fetchall()
    assert "24681357" not in str(payloads)


async def test_of_two_that_wait_each_is_reached_and_one_s_own_is_still_given(shared: Any) -> None:
    for item in ("q1", "q2"):
        shared.desk.do(parse({"do": "interaction.claim", "id": item}))
    for giver, receiver in (("wang", "zhao"), ("zhou", "li")):
        shared.desk.do(parse({"do": "handover.give", "operator": giver, "to": receiver}))
    seat = shared()
    async with opened(seat, (120, 36)) as desk:
        await desk.press("H")
        await desk.shows("h2: zhou hands over to li")
        await desk.shows("waits too: h1: wang hands over to zhao")
        await desk.press("space")
        await desk.shows("sign (2 to read back)")
        await desk.press("f9")
        await desk.shows("waits too: h2: zhou hands over to li")
        await desk.shows("sign (3 to read back)")
        await desk.press("n")
        await desk.shows("F2 hand over")
        await desk.press("end")
        await desk.shows("These lines would be read back now.")
        await desk.press("f2")
        await desk.shows("timers run and nobody is in charge: 1; F5 says who is")
        await desk.type("wu")
        await desk.press("f2")
        await desk.shows("h3: li hands over to wu")
        await desk.shows("next (2 of 3)")
        await desk.press("f8")
        await desk.shows("h3 taken back")
        await desk.shows("h2: zhou hands over to li")
    assert verbs(seat)[:2] == [("li", "undo"), ("li", "handover.give")]


async def test_an_incident_with_a_late_timer_gets_somebody_in_charge(shared: Any, clock: Any) -> None:
    for item in ("q1", "q2"):
        shared.desk.do(parse({"do": "interaction.claim", "id": item}))
    clock.go_on(3 * HOUR)
    seat = shared()
    async with opened(seat, (120, 36)) as desk:
        await desk.press("H")
        await desk.shows("Timers run and nobody is in charge: i1")
        await desk.press("f2")
        await desk.shows("a timer is late and nobody is in charge: i1; F5 says who is")
        await desk.press("f5")
        await desk.shows("who is in charge of i1")
        await desk.type("wang")
        await desk.press("f2")
        await desk.shows("i1 has somebody in charge")
        await desk.press("f2")
        await desk.shows("to whom")
    assert [card.owner for card in seat.reader.incidents()] == [clean("wang")]


async def test_a_row_that_turns_red_meanwhile_stops_the_signature(shared: Any, clock: Any) -> None:
    seat = shared()
    async with opened(seat, (120, 36)) as desk:
        await give(desk)
        add = {"do": "interaction.add", "platform": "douyin", "kind": "comment", "author": "Chen"}
        shared.desk.do(parse({**add, "posted_at": clock.now() - 5 * HOUR, "text": "new"}))
        await desk.shows("F7 give all red rows")
        await desk.press("space", "space", "space", "f2")
        await desk.shows("who signs")
        await desk.press("f2")
        await desk.shows("red rows without an owner: q3")
    assert verbs(seat)[0] == ("li", "interaction.add")
