"""The clock is believed only where nothing speaks against it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rhythm_tui.domain.deadlines import DAY, HOUR, MINUTE, SECOND
from rhythm_tui.domain.jumps import (
    DOUBT,
    REBOOT,
    SLEEP,
    STEP,
    SURE,
    ZONE,
    Jump,
    Mark,
    Stamp,
    doubt_now,
    doubts,
    in_doubt,
    jump,
)

AT = 1_795_320_000_000
BEFORE = Stamp(AT, "one", 10 * HOUR, "desk")


def after(wall: int, run: int, boot: str = "one") -> Stamp:
    """A stamp later by so much, by each of the two clocks."""
    return Stamp(AT + wall, boot, BEFORE.uptime + run, "desk")


def test_what_becomes_of_the_clock_between_two_stamps() -> None:
    restarted = {"restarted": True}
    table: list[tuple[Stamp, Jump | None]] = [
        (after(HOUR, HOUR), None),
        (after(8 * HOUR, 8 * HOUR), None),  # asleep all night: both clocks count it
        (after(HOUR + 2 * SECOND, HOUR), None),
        (after(HOUR + 5 * SECOND, HOUR), Jump(STEP, 5 * SECOND)),
        (after(9 * HOUR, HOUR), Jump(STEP, 8 * HOUR)),
        (after(-7 * HOUR, HOUR), Jump(STEP, -8 * HOUR)),
        (after(-DAY, 0), Jump(STEP, -DAY)),
        # a time service may turn the clock 500 ppm faster: 86 s in two days
        (after(2 * DAY + 80 * SECOND, 2 * DAY), None),
        (after(2 * DAY + 100 * SECOND, 2 * DAY), Jump(STEP, 100 * SECOND)),
        # the machine was started anew: half an hour up, an hour later
        (Stamp(AT + HOUR, "two", HOUR // 2, "desk"), Jump(REBOOT, 0, **restarted)),
        # ... and its wall clock says that it was started before the last thing done
        (Stamp(AT + HOUR, "two", 2 * HOUR, "desk"), Jump(STEP, -HOUR, **restarted)),
        (Stamp(AT - 10 * DAY, "two", 0, "desk"), Jump(STEP, -10 * DAY, **restarted)),
        # a file that was carried to another machine tells nothing of that one's clock
        (Stamp(AT - DAY, "two", 30 * DAY, "other"), None),
    ]
    for stamp, found in table:
        assert jump(BEFORE, stamp) == found, stamp


def test_where_starts_have_no_names_only_a_clock_put_back_is_certain() -> None:
    first = BEFORE._replace(boot="")
    assert jump(first, after(HOUR, HOUR, "")) is None
    assert jump(first, after(9 * HOUR, HOUR, "")) == Jump(REBOOT, 0, restarted=True)
    assert jump(first, after(-HOUR, HOUR, "")) == Jump(STEP, -2 * HOUR)
    assert jump(first, Stamp(AT + HOUR, "", MINUTE, "desk")) == Jump(REBOOT, 0, restarted=True)


@given(
    st.lists(
        st.tuples(
            st.integers(0, 3 * DAY),  # how long it runs
            st.integers(-DAY, DAY),  # how far the clock is set
            st.floats(-0.0005, 0.0005),  # how much it drifts
        ),
        max_size=8,
    )
)
def test_no_step_of_a_minute_goes_unseen_and_no_drift_is_called_one(
    course: list[tuple[int, int, float]],
) -> None:
    now = BEFORE
    for run, by, drift in course:
        drifted = now._replace(uptime=now.uptime + run, at=now.at + run + int(run * drift))
        assert jump(now, drifted) is None
        found = jump(now, drifted._replace(at=drifted.at + by))
        told = found.by if found else 0
        assert abs(told - by) <= 2 * SECOND + run // 1000
        now = drifted._replace(at=drifted.at + by)


def test_which_rows_are_in_doubt() -> None:
    on, back = Mark(10, STEP, 8 * HOUR), Mark(20, STEP, -8 * HOUR)
    started, sure = Mark(5, REBOOT, 0, restarted=True), Mark(15, SURE)
    tables: list[tuple[list[Mark], set[int], int]] = [
        ([], set(), 0),
        ([started], set(), 0),
        ([Mark(10, STEP, DOUBT - 1)], set(), 0),
        ([on], set(range(10, 31)), 8 * HOUR),
        # put right again: what was written between stays in doubt
        ([on, back], set(range(10, 20)), 0),
        ([on, Mark(12, SLEEP), Mark(14, ZONE), back], set(range(10, 20)), 0),
        # confirmed: the clock before it was the wrong one, at least since the machine was started
        ([on, sure], set(range(10)), 0),
        ([started, on, sure], set(range(5, 10)), 0),
        # a start does not make a wrong clock right
        ([on, Mark(12, REBOOT, 0, restarted=True)], set(range(10, 31)), 8 * HOUR),
        ([on, Mark(12, REBOOT, 0, restarted=True), sure], set(range(10, 12)), 0),
        ([on, sure, back], {*range(10), *range(20, 31)}, -8 * HOUR),
        ([Mark(3, SURE), on, back], set(range(10, 20)), 0),
    ]
    for marks, expected, now in tables:
        found = doubts(marks)
        assert {seq for seq in range(31) if in_doubt(found, seq)} == expected, marks
        assert doubt_now(found) == now, marks
