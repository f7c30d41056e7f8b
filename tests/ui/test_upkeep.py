"""The desk looks after its file: what bars work stands in the banner, what failed is told."""

from __future__ import annotations

import pytest
from fakes import ManualClock, seat
from harness import opened

from rhythm_tui.desk.errors import DeskUnusable
from rhythm_tui.desk.upkeep import Trouble
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.deadlines import HOUR, MINUTE, SECOND
from rhythm_tui.domain.refusal import msg
from rhythm_tui.ui.gateway import Gateway
from rhythm_tui.ui.upkeep import Care

DAMAGED = Trouble(msg("{path}: the file is damaged: {reason}"), {"path": "desk.db", "reason": "x"}, True)
NO_COPY = Trouble(msg("no copy of today could be made: {reason}"), {"reason": "disk full"}, False)


class Looks:
    """Says what it is told to, and remembers when it was asked."""

    def __init__(self, *told: Trouble | None) -> None:
        self.told = list(told)
        self.asked: list[int] = []
        self.barred: list[bool] = []

    def look(self, now: int) -> Trouble | None:
        self.asked.append(now)
        return self.told.pop(0) if self.told else None

    def bar(self, reason: DeskUnusable | None) -> None:
        self.barred.append(reason is not None)

    @property
    def care(self) -> Care:
        return Care(self.look, self.bar)


async def test_a_damaged_file_bars_work_until_it_is_well_again() -> None:
    clock, looks = ManualClock(), Looks(DAMAGED)
    async with opened(seat(clock=clock), (120, 36), care=looks.care) as desk:
        desk.app.beat()
        clock.turn(SECOND)
        desk.app.beat()
        assert looks.asked == []
        clock.turn(2 * SECOND)
        desk.app.beat()
        await desk.shows("desk.db")
        assert looks.barred == [True] and "READ ONLY" in desk.text()
        clock.turn(MINUTE)
        desk.app.beat()
        await desk.hides("READ ONLY")
        assert looks.barred == [True, False]


async def test_a_copy_that_could_not_be_made_is_told_and_bars_nothing() -> None:
    clock, looks = ManualClock(), Looks(NO_COPY)
    async with opened(seat(clock=clock), (120, 36), care=looks.care) as desk:
        desk.app.beat()
        clock.turn(3 * SECOND)
        desk.app.beat()
        await desk.shows("disk full")
        assert looks.barred == []


async def test_every_new_day_is_a_look() -> None:
    clock, looks = ManualClock(), Looks()
    async with opened(seat(clock=clock), (120, 36), care=looks.care) as desk:
        desk.app.beat()
        for hours in range(1, 50):
            clock.turn(HOUR)
            desk.app.beat()
            await desk.until(
                lambda due=1 + (hours + 14) // 24: len(looks.asked) == due, "the look of the day"
            )


async def test_what_is_barred_is_refused_by_the_way_to_the_desk() -> None:
    gateway = Gateway(lambda: pytest.fail("the desk was opened"))
    gateway.bar(DeskUnusable("{path}: no", path="desk.db"))
    with pytest.raises(DeskUnusable):
        await gateway.do(parse({"do": "interaction.claim", "id": "q1"}))
    await gateway.close()
