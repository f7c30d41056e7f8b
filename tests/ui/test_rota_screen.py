"""The roster by keys: the week's grid, last week copied, a shift begun and ended, the list of operators."""

from __future__ import annotations

from typing import Any

import pytest
from fakes import NOW, FakeReader, seat
from harness import opened
from test_handover_screen import shared as shared  # noqa: PLC0414 - a fixture

from rhythm_tui.desk.rota import Cell, OnDuty
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.deadlines import HOUR
from rhythm_tui.domain.text import clean
from rhythm_tui.ui.shift_forms import split_names

SIZES = [(160, 45), (120, 36), (80, 24)]


def laid() -> FakeReader:
    reader = FakeReader()
    reader.on_duty_all = [OnDuty("w1", 1, "day", clean("李敏"), NOW - 6 * HOUR)]
    team = [clean(name) for name in ("李敏", "王芳", "周宁", "赵一", "钱二")]
    for day in range(16, 23):
        for place, shift in enumerate(("day", "evening", "night")):
            names = tuple(team) if (day, shift) == (18, "day") else (team[(day + place) % 5],)
            reader.cells_all.append(Cell(f"2026-11-{day}", shift, names, 1))
    return reader


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_the_week(size: tuple[int, int], lang: str, request: pytest.FixtureRequest) -> None:
    if lang == "zh":
        request.getfixturevalue("chinese")
    async with opened(seat(lang, reader=laid()), size) as desk:
        await desk.press("D")
        await desk.shows("2026-11-22")
        await desk.shows("Esc")
        await desk.golden(f"roster-{lang}-{size[0]}x{size[1]}")


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("", []),
        ("李敏 王芳", ["李敏", "王芳"]),
        ("李敏，王芳、周宁", ["李敏", "王芳", "周宁"]),
        ("李敏 王芳, Li Min", ["李敏", "王芳", "Li Min"]),
        ("Li Min", ["Li Min"]),
        ("Li Min, Wang Fang", ["Li Min", "Wang Fang"]),
        (" ; li；", ["li"]),
    ],
)
def test_names_in_a_line(typed: str, names: list[str]) -> None:
    assert split_names(typed) == names


def cells(shared: Any) -> list[Any]:
    sql = "SELECT day, shift, operators FROM roster WHERE withdrawn = 0 ORDER BY day, n"
    return shared.desk.store.connection.execute(sql).fetchall()


async def test_a_cell_is_edited_where_the_cursor_stands(shared: Any) -> None:
    async with opened(shared(), (120, 36)) as desk:
        await desk.press("D")
        await desk.shows("2026-11-16 to 2026-11-22")
        await desk.press("left", "down", "enter")
        await desk.shows("roster: 2026-11-21 evening")
        await desk.type("li, wang")
        await desk.press("f2")
        await desk.shows("wang")
        await desk.press("enter")
        await desk.shows("li / wang")
        await desk.press("ctrl+u", "f2")
        await desk.until(lambda: cells(shared)[0][2] == "")
    assert cells(shared) == [("2026-11-21", "evening", "")]


async def test_last_week_is_copied_into_what_is_empty(shared: Any) -> None:
    for day, who in (("2026-11-10", "li"), ("2026-11-15", "wang"), ("2026-11-17", "zhao")):
        shared.desk.do(parse({"do": "roster.set", "day": day, "shift": "night", "operators": [who]}))
    async with opened(shared(), (120, 36)) as desk:
        await desk.press("D")
        await desk.shows("zhao")
        await desk.press("f4")
        await desk.shows("filled as the week before: 1")
        await desk.press("f4")
        await desk.shows("filled as the week before: 0")
        await desk.press("pageup")
        await desk.shows("2026-11-09 to 2026-11-15")
        await desk.press("]")
        await desk.shows("2026-11-16 to 2026-11-22")
    assert cells(shared)[2:] == [("2026-11-17", "night", "zhao"), ("2026-11-22", "night", "wang")]


async def test_a_shift_is_begun_in_another_name_and_ended_with_a_reason(shared: Any) -> None:
    seat = shared()
    async with opened(seat, (120, 36)) as desk:
        await desk.press("D")
        await desk.shows("on duty  li  day  since 12:00")
        await desk.press("f6")
        await desk.shows("nobody else is on duty: why without a handover?")
        await desk.press("escape", "f5")
        await desk.shows("PIN, where one was set")
        await desk.press("ctrl+u")
        await desk.type("wang")
        await desk.press("f2")
        await desk.shows("wang is at this seat")
        assert "wang +1" in desk.text().splitlines()[0]
        await desk.press("D")
        await desk.shows("on duty  wang")
        await desk.press("f6")
        await desk.shows("end the shift of wang")
        await desk.press("f2")
        await desk.hides("on duty  wang")
    assert [one.operator.plain for one in seat.reader.rota().on_duty] == ["li"]


async def test_operators_are_put_on_the_list_and_taken_off(shared: Any) -> None:
    seat = shared()
    async with opened(seat, (80, 24)) as desk:
        await desk.press("D", "f7")
        await desk.shows("Nobody is on the list: everyone may do everything.")
        await desk.press("f2")
        await desk.shows("PIN of four characters or more")
        await desk.type("zhao")
        await desk.press("tab")
        await desk.type("2468")
        assert "2468" not in desk.text()
        await desk.press("f2")
        await desk.shows("with a PIN")
        await desk.press("x")
        await desk.shows("Nobody is on the list")
        await desk.press("escape", "escape")
        await desk.until(lambda: len(desk.app.screen_stack) == 1)
    assert seat.reader.rota().operators == ()


async def test_who_is_on_shift_stands_in_the_header(shared: Any) -> None:
    async with opened(shared("zhou"), (160, 45)) as desk:
        await desk.shows("zhou (on shift: li)")
