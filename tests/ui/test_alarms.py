"""Alarms: one merged notice for what nobody holds, as loud as the operator wants it."""

from __future__ import annotations

from typing import Any

import pytest
from fakes import FakeReader, ManualClock, queue_row, seat
from harness import opened

from rhythm_tui.ui.alarms import AWAY, QUIET, Alarms


def alarms(clock: ManualClock, *lefts: int, owner: str | None = None) -> tuple[Alarms, FakeReader]:
    rows = [queue_row(n, left, f"问{n}", owner=owner) for n, left in enumerate(lefts, 1)]
    reader = FakeReader(rows)
    made = Alarms(seat(clock=clock, reader=reader))
    assert made.look(clock.now()) == ""
    return made, reader


def after(made: Alarms, clock: ManualClock, seconds: int) -> str:
    clock.turn(seconds * 1000)
    return made.look(clock.now())


def test_what_was_so_at_the_start_is_no_alarm_and_what_comes_is_told_once() -> None:
    clock = ManualClock()
    made, _ = alarms(clock, -60, 100, 30, 1805)
    assert after(made, clock, 40) == "1 became late, 1 due soon; nobody holds them"
    assert after(made, clock, 40) == ""
    assert after(made, clock, 40) == "1 became late and nobody holds them"


def test_a_burst_is_one_notice() -> None:
    clock = ManualClock()
    made, reader = alarms(clock, 1805)
    assert after(made, clock, 10) == "1 due soon and nobody holds them"
    told = []
    for second in range(1, 2 * QUIET // 1000):
        reader.queue_all.append(queue_row(100 + second, -second, "新"))
        told.append(after(made, clock, 1))
    assert [one for one in told if one] == ["15 became late and nobody holds them"]


def test_what_somebody_holds_is_quiet() -> None:
    clock = ManualClock()
    made, _ = alarms(clock, 30, 1805, owner="王芳")
    assert after(made, clock, 60) == ""


@pytest.mark.parametrize("simulated", [True, False])
def test_after_sleep_it_is_a_digest(simulated: bool) -> None:
    clock = ManualClock(simulated=simulated)
    made, _ = alarms(clock, 30, 60, 1805)
    told = after(made, clock, AWAY // 1000 + 1)
    assert told.startswith("while you were away: 2 became late" if not simulated else "2 became late")


@pytest.mark.parametrize(("bell", "notify"), [(True, False), (False, True), (False, False)])
async def test_it_is_as_loud_as_wanted(bell: bool, notify: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    clock, reader = ManualClock(), FakeReader([queue_row(1, 30, "问"), queue_row(2, 9000, "问")])
    async with opened(seat(clock=clock, reader=reader), bell=bell, notify=notify) as desk:
        rung: list[Any] = []
        written: list[str] = []
        monkeypatch.setattr(desk.app, "bell", lambda: rung.append(1))
        monkeypatch.setattr(desk.app._driver, "write", written.append)
        await desk.shows("0:00:30")
        clock.turn(1000)
        await desk.shows("0:00:29")
        clock.turn(40_000)
        await desk.shows("1 became late and nobody holds them")
        assert bool(rung) == bell
        assert any("]9;1 became late" in one for one in written) == notify
        assert any("]777;notify;" in one for one in written) == notify
