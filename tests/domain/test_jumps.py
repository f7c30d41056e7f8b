"""The clock is believed only where nothing speaks against it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rhythm_tui.domain.deadlines import DAY, HOUR, MINUTE, SECOND
from rhythm_tui.domain.jumps import (
    DOUBT,
    REBOOT,
    SLACK,
    SLEEP,
    STEP,
    SURE,
    ZONE,
    Jump,
    Mark,
    Stamp,
    doubt_now,
    doubts,
    fields,
    in_doubt,
    jump,
    noticed,
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
        (after(2 * DAY + 80 * SECOND, 2 * DAY), Jump(STEP, 80 * SECOND)),
        # the machine was started anew: half an hour up, an hour later
        (Stamp(AT + HOUR, "two", HOUR // 2, "desk"), Jump(REBOOT, 0, **restarted)),
        # ... and its wall clock says that it was started before the last thing done
        (Stamp(AT + HOUR, "two", 2 * HOUR, "desk"), Jump(STEP, -HOUR, **restarted)),
        (Stamp(AT - 10 * DAY, "two", 0, "desk"), Jump(STEP, -10 * DAY, **restarted)),
        # a file that was carried to another machine tells nothing of that one's clock
        (Stamp(AT + DAY, "two", 30 * DAY, "other"), None),
        # ... but that time does not run back
        (Stamp(AT - DAY, "two", 30 * DAY, "other"), Jump(STEP, -DAY, **restarted)),
        # the machine was given another name
        (after(HOUR, HOUR)._replace(host="renamed"), None),
    ]
    for stamp, found in table:
        assert jump(BEFORE, stamp) == found, stamp


def test_where_starts_have_no_names_only_a_clock_put_back_is_certain() -> None:
    first = BEFORE._replace(boot="")
    assert jump(first, after(HOUR, HOUR, "")) is None
    assert jump(first, after(9 * HOUR, HOUR, "")) == Jump(REBOOT, 0, restarted=True)
    assert jump(first, after(-HOUR, HOUR, "")) == Jump(STEP, -2 * HOUR)
    # the two clocks may run apart by 500 ppm: 86 s in two days
    assert jump(first, after(2 * DAY - 80 * SECOND, 2 * DAY, "")) is None
    assert jump(first, after(2 * DAY - 100 * SECOND, 2 * DAY, "")) == Jump(STEP, -100 * SECOND)
    assert jump(first, Stamp(AT + HOUR, "", MINUTE, "desk")) == Jump(REBOOT, 0, restarted=True)


@given(
    st.lists(
        st.tuples(
            st.integers(0, 3 * DAY),  # how long it runs
            st.integers(-DAY, DAY) | st.integers(-3 * SECOND, 3 * SECOND),  # how far the clock is set
            st.booleans(),  # whether the machine is started anew behind it
        ),
        max_size=8,
    )
)
def test_what_is_noted_is_never_further_from_the_truth_than_what_is_too_small_to_be_noted(
    course: list[tuple[int, int, bool]],
) -> None:
    base = last = BEFORE
    truth = told = 0
    for n, (run, by, anew) in enumerate(course):
        truth += by
        now = last._replace(uptime=last.uptime + run, at=last.at + run + by)
        for stamp in (now, Stamp(now.at + HOUR, f"start {n}", 0, "desk"))[: 1 + anew]:
            found = noticed(base, last, stamp)
            if found is not None:
                told += Mark.read(1, found.verb, fields(found)).by
                base = stamp
            assert abs(truth - told) <= SLACK
            last = stamp


def test_a_step_is_told_in_seconds_and_nothing_of_it_is_lost() -> None:
    for by in (59_999, -59_999, 2_001, -2_001, 8 * HOUR):
        told = fields(Jump(STEP, by))
        assert told["forward_s" if by > 0 else "back_s"] == abs(by) // SECOND
        assert Mark.read(7, STEP, told) == Mark(7, STEP, by)
    assert Mark.read(7, REBOOT, fields(Jump(REBOOT, 0, restarted=True))) == Mark(7, REBOOT, 0, restarted=True)
    assert Mark.read(7, STEP, {"back_s": 8, "restarted": 1}) == Mark(7, STEP, -8 * SECOND, restarted=True)


def steps(number: int, by: int) -> list[Mark]:
    """So many steps, each so far, with a row between two of them."""
    return [Mark(2 * n, STEP, by) for n in range(1, number + 1)]


def test_which_rows_are_in_doubt() -> None:
    on, back = Mark(10, STEP, 8 * HOUR), Mark(20, STEP, -8 * HOUR)
    gone = Mark(10, STEP, -HOUR, restarted=True)
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
        # steps too small to matter, until they add up
        (steps(10, 59 * SECOND), set(range(4, 31)), 590 * SECOND),
        ([*steps(10, 59 * SECOND), Mark(21, SURE), Mark(25, STEP, 59 * SECOND)], set(range(18)), 0),
        ([*steps(3, 30 * SECOND), Mark(8, STEP, -40 * SECOND)], {4, 5, 6, 7}, 0),
        # put back while the machine was off, nobody knows how far: only a comparison ends it
        ([gone, Mark(12, STEP, HOUR)], set(range(10, 31)), -HOUR),
        ([gone, Mark(12, STEP, HOUR), Mark(15, SURE)], set(range(10, 12)), 0),
        ([gone, Mark(12, REBOOT, 0, restarted=True), Mark(15, SURE)], {10, 11}, 0),
    ]
    for marks, expected, now in tables:
        found = doubts(marks)
        assert {seq for seq in range(31) if in_doubt(found, seq)} == expected, marks
        assert doubt_now(found) == now, marks
