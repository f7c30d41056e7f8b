"""Is somebody at the desk: the ladder of the bell, the line that stands, and the gap that is noted."""

from __future__ import annotations

from typing import Any

import pytest
from fakes import NOW, FakeReader, ManualClock, queue_row, seat
from harness import opened

from rhythm_tui.desk.views import JournalRow
from rhythm_tui.domain.deadlines import HOUR, MINUTE, SECOND
from rhythm_tui.domain.text import clean
from rhythm_tui.ui.presence import Presence

LATE, FINE = -60, 24 * 3600


def watched(left_s: int = LATE, *, simulated: bool = True) -> tuple[Presence, ManualClock, FakeReader]:
    clock = ManualClock(simulated=simulated)
    reader = FakeReader([queue_row(1, left_s, "问")])
    return Presence(seat(clock=clock, reader=reader)), clock, reader


def rings(presence: Presence, clock: ManualClock, minutes: int) -> list[tuple[int, int]]:
    """Minute and strokes of every ring within some minutes, looked at every second."""
    found = []
    for second in range(1, minutes * 60 + 1):
        clock.turn(SECOND)
        empty = presence.look(clock.now())
        if empty is not None and empty.ring:
            found.append((second // 60, empty.ring))
    return found


def test_the_bell_rings_once_twice_three_times_and_then_is_still() -> None:
    presence, clock, _ = watched()
    assert rings(presence, clock, 30) == [(10, 1), (12, 2), (15, 3)]
    empty = presence.look(clock.now())
    assert empty is not None and (empty.since, empty.ring) == (NOW, 0)


def test_a_key_ends_it_and_leaves_the_gap() -> None:
    presence, clock, _ = watched()
    rings(presence, clock, 11)
    assert presence.pressed(clock.now()) == (NOW, NOW + 11 * MINUTE)
    assert presence.look(clock.now()) is None
    assert presence.pressed(clock.now()) is None
    assert rings(presence, clock, 10) == [(10, 1)]


def test_nothing_late_no_gap() -> None:
    presence, clock, _ = watched(FINE)
    assert rings(presence, clock, 40) == []
    assert presence.pressed(clock.now()) is None


def test_a_key_within_the_first_rung_leaves_nothing() -> None:
    presence, clock, _ = watched()
    for _ in range(6):
        assert rings(presence, clock, 9) == []
        assert presence.pressed(clock.now()) is None


def test_a_row_that_becomes_late_while_nobody_is_here_rings_at_once() -> None:
    presence, clock, _ = watched(20 * 60)
    assert rings(presence, clock, 21) == [(20, 3)]
    assert presence.pressed(clock.now()) == (NOW, NOW + 21 * MINUTE)


@pytest.mark.parametrize(("verb", "counts"), [("reply.post", True), ("interaction.add", False)])
def test_a_colleague_at_another_seat_is_somebody_what_arrives_is_nobody(verb: str, counts: bool) -> None:
    presence, clock, reader = watched()
    at = NOW + 9 * MINUTE
    line = JournalRow(42, at, "seat-2", clean("王芳"), verb, "q1", None, False, "ab" * 32)
    reader.journal = lambda *_: [line]  # type: ignore[method-assign, assignment]
    assert rings(presence, clock, 20) == ([(19, 1)] if counts else [(10, 1), (12, 2), (15, 3)])


def test_a_machine_that_slept_begins_to_watch_when_it_wakes() -> None:
    presence, clock, _ = watched(simulated=False)
    rings(presence, clock, 1)
    clock.turn(8 * HOUR)
    assert presence.look(clock.now()) is None
    assert presence.pressed(clock.now()) is None
    assert rings(presence, clock, 10) == [(10, 1)]


def test_a_clock_that_is_put_back_makes_no_gap() -> None:
    presence, clock, _ = watched()
    clock.turn(-HOUR)
    assert rings(presence, clock, 9) == []
    clock.turn(-HOUR)
    assert presence.pressed(clock.now()) is None


@pytest.mark.parametrize(("bell", "strokes"), [("every", 2), ("once", 1), ("off", 0)])
async def test_on_the_screen_it_stands_until_somebody_is_back(
    bell: str, strokes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, reader = ManualClock(simulated=True), FakeReader([queue_row(1, LATE, "问", owner="李敏")])
    sitting = seat(clock=clock, reader=reader)
    async with opened(sitting, bell=bell) as desk:
        rung: list[Any] = []
        monkeypatch.setattr(desk.app, "bell", lambda: rung.append(1))
        await desk.shows("F1 help")
        await desk.press("j")
        clock.turn(13 * MINUTE)
        await desk.shows("nobody at the desk since 14:32, 13 min: rows are late")
        await desk.until(lambda: len(rung) == strokes, "two strokes")
        assert sitting.hand.done == []  # type: ignore[attr-defined]
        clock.turn(MINUTE)
        await desk.shows("14 min: rows are late")
        await desk.press("k")
        await desk.shows("nobody was at the desk from 14:32 to 14:46 (14 min)")
        assert "rows are late" not in desk.text()
        (gap,) = sitting.hand.done  # type: ignore[attr-defined]
        assert (gap.do, gap.since, gap.until) == ("shift.gap", NOW, NOW + 14 * MINUTE)
        await desk.press("j")
        assert len(sitting.hand.done) == 1  # type: ignore[attr-defined]
