"""Two seats at one file see where the other is: in the rows, on the cards, and in the dialogs."""
# ruff: noqa: F811 - the fixtures of another module are arguments here

from __future__ import annotations

from pathlib import Path
from typing import Any

from harness import opened
from test_real_desk import filled, sit  # noqa: F401 - fixtures

from rhythm_tui.desk.company import Company
from rhythm_tui.desk.desk import Desk as RealDesk


async def test_where_a_colleague_is_stands_on_the_row_and_in_the_dialog(
    sit: Any, filled: RealDesk, path: Path, clock: Any
) -> None:
    wang = Company(path, "wang")

    def at(subject: str | None) -> None:
        clock.go_on(1000)
        wang.stand("wang", subject, clock.now())

    async with opened(sit(around=Company(path, "li")), (160, 45)) as desk:
        for subject in ("q1", "i1", "s1"):
            at(subject)
            await desk.shows("[wang]")
            at(None)
            await desk.hides("[wang]")
        await desk.press("2", "r")
        await desk.until(lambda: len(desk.app.screen_stack) == 2, "the reply")
        at("q1")
        await desk.shows("wang at this too just now")
        assert [name.plain for name in wang.at("q1")] == []
        clock.go_on(1000)
        await desk.rests()
        await desk.until(lambda: _sees(wang, clock.now()), "to be seen")
        await desk.press("escape")
    wang.stand("wang", "q1", clock.now())
    assert wang.at("q1") == (), "who has left the desk is nowhere"


def _sees(seat: Company, now: int) -> bool:
    seat.stand("wang", "q1", now)
    return [name.plain for name in seat.at("q1")] == ["li"]
