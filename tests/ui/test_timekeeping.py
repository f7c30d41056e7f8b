"""The machine's clock is watched: what becomes of it is noted once, and doubt stands until it ends."""

from __future__ import annotations

from fakes import FakeReader, seat
from harness import opened

from clocks import TwoClocks
from rhythm_tui.domain.deadlines import HOUR, MINUTE, SECOND
from rhythm_tui.domain.jumps import STEP, Jump, Stamp
from rhythm_tui.ui.keys import Keys
from rhythm_tui.ui.timekeeping import SLEPT, banner


class Reader(FakeReader):
    """A desk whose last line was written by another clock."""

    jumped: Jump | None = None

    def clock_jump(self, now: Stamp) -> Jump | None:
        return self.jumped


def noted(sitting: object) -> list[dict[str, object]]:
    done = sitting.hand.done  # type: ignore[attr-defined]
    return [one.model_dump(exclude_none=True) for one in done if one.do.startswith("clock.")]


async def test_steps_sleep_and_zone_are_noted_once_and_doubt_stands_until_it_is_ended() -> None:
    clock, reader = TwoClocks(), Reader()
    sitting = seat(clock=clock, reader=reader)  # type: ignore[arg-type]
    async with opened(sitting, (160, 45)) as desk:

        def beat() -> None:
            clock.go_on(SECOND)
            desk.app.beat()

        beat()
        assert noted(sitting) == []
        clock.set(SECOND)
        beat()
        clock.sleep(SLEPT - SECOND)
        beat()
        assert noted(sitting) == []
        clock.set(8 * HOUR)
        beat()
        beat()
        await desk.until(lambda: noted(sitting) == [{"do": "clock.note"}], "the step")
        since = clock.now()
        clock.sleep(HOUR)
        beat()
        slept = {"do": "clock.note", "since": since, "until": clock.now()}
        await desk.until(lambda: noted(sitting)[1:] == [slept], "the sleep")
        clock.own_zone = 0
        beat()
        beat()
        await desk.shows("this computer is set to UTC+0, the hospital to UTC+8")
        assert noted(sitting)[2:] == [{"do": "clock.note", "zone": 0}]
        reader.in_doubt = 8 * HOUR
        beat()
        await desk.shows("CLOCK IN DOUBT")
        time = sitting.vocabulary.local(clock.now()).strftime("%H?%M?%S")
        assert time in desk.text() and "put forward by 8 h" in desk.text()
        await desk.press("f11")
        await desk.until(lambda: noted(sitting)[3:] == [{"do": "clock.sure"}], "the confirmation")
        reader.in_doubt = 0
        beat()
        await desk.hides("CLOCK IN DOUBT")


async def test_a_step_before_the_start_is_noted_and_a_rehearsal_is_not_watched() -> None:
    for simulated in (False, True):
        clock, reader = TwoClocks(), Reader()
        clock._simulated = simulated
        reader.jumped = Jump(STEP, -HOUR)
        reader.in_doubt = -HOUR
        sitting = seat(clock=clock, reader=reader)  # type: ignore[arg-type]
        async with opened(sitting, (80, 24)) as desk:
            clock.go_on(SECOND)
            desk.app.beat()
            if simulated:
                assert noted(sitting) == [] and "IN DOUBT" not in desk.text()
            else:
                await desk.until(lambda there=sitting: noted(there) == [{"do": "clock.note"}], "the step")
                await desk.shows("IN DOUBT")


def test_the_banner_says_which_way_and_how_to_end_it() -> None:
    def words(doubt: int) -> str:
        return "".join(one.text for one in banner(doubt, Keys()))

    assert "put forward by 41 min" in words(41 * MINUTE) and "F11 if it is right" in words(41 * MINUTE)
    assert "put back by 2 h" in words(-2 * HOUR)
    assert len(words(-2 * HOUR)) <= 80
