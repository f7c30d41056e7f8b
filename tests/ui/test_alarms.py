"""Alarms: one merged notice for what nobody holds, as loud as the operator wants it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fakes import NOW, FakeReader, ManualClock, incident, queue_row, seat, slot
from harness import opened

from rhythm_tui.cli.look import look_of_the_screen
from rhythm_tui.domain.deadlines import HOUR, SECOND
from rhythm_tui.settings import config_dir
from rhythm_tui.ui.alarms import QUIET, Alarms


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
    assert after(made, clock, 40) == "nobody holds: 1 became late, 1 due soon"
    assert after(made, clock, 40) == ""
    assert after(made, clock, 40) == "nobody holds: 1 became late"


def test_a_burst_is_one_notice() -> None:
    clock = ManualClock()
    made, reader = alarms(clock, 1805)
    assert after(made, clock, 10) == "nobody holds: 1 due soon"
    told = []
    for second in range(1, 2 * QUIET // 1000):
        reader.queue_all.append(queue_row(100 + second, -second, "新"))
        told.append(after(made, clock, 1))
    assert [one for one in told if one] == ["nobody holds: 15 became late"]


def test_what_somebody_holds_is_quiet() -> None:
    clock = ManualClock()
    made, _ = alarms(clock, 30, 1805, owner="王芳")
    assert after(made, clock, 60) == ""


def at(minutes: int) -> FakeReader:
    """A desk whose incident has a timer due in ``minutes``, and a slot at 14:05 that nobody sent."""
    rumour = incident(
        3, "谣言", kind="misinformation", grade="general", stage="assess", ago_min=120 - minutes, owner="王芳"
    )
    return FakeReader([], [slot(8, "14:05", "流感", state="missed")], [rumour])


@pytest.mark.parametrize(
    ("minutes", "seconds", "told"),
    [
        (31, 61, "1 incident timer due soon"),
        (29, 61, ""),
        (1, 61, "1 incident timer missed"),
        (5, 200, "1 slot missed"),
        (1, 200, "1 incident timer missed, 1 slot missed"),
    ],
)
def test_timers_and_slots_are_told_whoever_holds_them(minutes: int, seconds: int, told: str) -> None:
    clock = ManualClock()
    made = Alarms(seat(clock=clock, reader=at(minutes)))
    assert made.look(clock.now()) == ""
    assert after(made, clock, seconds) == told
    assert after(made, clock, 20) == ""


def test_all_that_comes_at_once_is_one_notice_with_the_gravest_first() -> None:
    clock, reader = ManualClock(), at(1)
    reader.queue_all = [
        queue_row(1, 30, "问", neglected=True, neglect_at=NOW + 20 * SECOND),
        queue_row(2, 30, "问"),
        queue_row(3, 1805, "问"),
        queue_row(4, 30, "问", owner="王芳"),
    ]
    made = Alarms(seat(clock=clock, reader=reader))
    assert made.look(clock.now()) == ""
    assert after(made, clock, 200) == (
        "1 incident timer missed, 1 slot missed, nobody holds: 1 now over 24h, 1 became late, 1 due soon"
    )


def test_a_clock_that_is_put_back_does_not_silence_it() -> None:
    clock = ManualClock()
    made, reader = alarms(clock, 30)
    assert after(made, clock, 60) == "nobody holds: 1 became late"
    clock.turn(-HOUR)
    reader.queue_all.append(queue_row(2, -2 * 3600, "问"))
    assert made.look(clock.now()) == "nobody holds: 1 became late"


@pytest.mark.parametrize(
    ("written_down", "rings", "notify"),
    [
        ("", True, False),
        ("bell = false", False, False),
        ("notify = true", True, True),
        ('bell = "off"\nnotify = true', False, True),
    ],
)
async def test_it_is_as_loud_as_the_settings_of_the_screen_say(
    written_down: str, rings: bool, notify: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    file = config_dir() / "screen.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(written_down, "utf-8")
    look = look_of_the_screen().look
    hostile = "\x1b]52;c;aGFja2Vk\x07"
    clock, reader = ManualClock(), FakeReader([queue_row(1, 30, hostile), queue_row(2, 9000, "问")])
    async with opened(seat(clock=clock, reader=reader), bell=look.bell, notify=look.notify) as desk:
        rung: list[Any] = []
        written: list[str] = []
        monkeypatch.setattr(desk.app, "bell", lambda: rung.append(1))
        monkeypatch.setattr(desk.app._driver, "write", written.append)
        await desk.shows("0:00:30")
        clock.turn(1000)
        await desk.shows("0:00:29")
        clock.turn(40_000)
        await desk.shows("nobody holds: 1 became late")
        assert bool(rung) == rings
        told = "nobody holds: 1 became late"
        sequences = [f"\x1b]9;{told}\x07", f"\x1b]777;notify;rhythm-tui;{told}\x07"]
        assert [one for one in written if one.startswith("\x1b]")] == (sequences if notify else [])
