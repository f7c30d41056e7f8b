"""A desk that cannot be read for a moment stays open and says so."""

from __future__ import annotations

import pytest
from fakes import FakeReader, ManualClock, seat
from harness import opened


async def test_a_reading_that_fails_is_told_and_done_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: object) -> None:
        raise OSError("disk I/O error")

    reader, clock = FakeReader(), ManualClock()
    async with opened(seat(reader=reader, clock=clock)) as desk:
        with monkeypatch.context() as fails:
            fails.setattr(reader, "header", broken)
            clock.turn(1000)
            desk.app.beat()
            await desk.shows("the desk cannot be read: disk I/O error")
            await desk.app.screen.query_one("#footer").remove()
            clock.turn(1000)
            desk.app.beat()  # with a screen that is on its way out
        clock.turn(1000)
        desk.app.beat()
        await desk.shows("14:32:10")
