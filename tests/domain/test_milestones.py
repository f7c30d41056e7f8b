"""Milestones against targets: every way a timer can stand, and what a response took."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhythm_tui.domain.milestones import Milestone, Times, milestones, score

MIN = 60_000
HOUR = 60 * MIN
FOUND = 1_795_320_000_000
"""When the incident was discovered."""


class Clock(NamedTuple):
    name: str = "initial_response"
    start: int = FOUND
    target: int = 2 * HOUR
    met_at: int | None = None
    missed_s: int | None = None
    waived_at: int | None = None

    @property
    def due_at(self) -> int:
        return self.start + self.target


def of(timer: Clock, now: int) -> Milestone:
    return next(one for one in milestones(Times(FOUND, FOUND), [timer], now) if one.code == "timer")


@pytest.mark.parametrize(
    ("timer", "now_min", "state", "took_s", "late_s"),
    [
        (Clock(), 0, "runs", None, 0),
        (Clock(), 120, "runs", None, 0),
        (Clock(), 121, "overdue", None, 60),
        (Clock(met_at=FOUND + 41 * MIN), 500, "met", 41 * 60, 0),
        (Clock(met_at=FOUND), 500, "met", 0, 0),
        (Clock(met_at=FOUND + 2 * HOUR), 500, "met", 7200, 0),
        (Clock(met_at=FOUND + 2 * HOUR + 999), 500, "met", 7200, 0),
        (Clock(met_at=FOUND + 2 * HOUR + 1000), 500, "late", 7201, 1),
        (Clock(met_at=FOUND + 3 * HOUR, missed_s=3600), 500, "late", 3 * 3600, 3600),
        (Clock(target=4 * HOUR, met_at=FOUND + 3 * HOUR, missed_s=1800), 500, "late", 3 * 3600, 1800),
        (Clock(target=4 * HOUR, missed_s=1800), 200, "runs", None, 1800),
        (Clock(target=4 * HOUR, missed_s=1800), 300, "overdue", None, 3600),
        (Clock(waived_at=FOUND + HOUR), 900, "waived", None, 0),
        (Clock(waived_at=FOUND + 3 * HOUR, missed_s=3600), 900, "waived", None, 3600),
    ],
    ids=[
        "runs", "at-the-due-second", "overdue", "met", "met-at-once", "met-at-the-due-second",
        "met-within-the-due-second", "a-second-late", "late", "missed-under-the-target-before",
        "runs-on-after-a-miss", "missed-twice-the-greater-counts", "waived", "waived-after-a-miss",
    ],
)  # fmt: skip
def test_how_a_timer_stands(timer: Clock, now_min: int, state: str, took_s: int | None, late_s: int) -> None:
    found = of(timer, FOUND + now_min * MIN)
    assert (found.state, found.took_s, found.late_s) == (state, took_s, late_s)
    assert (found.name, found.target_s) == (timer.name, timer.target // 1000)


def test_a_response_from_what_happened_to_its_end() -> None:
    times = Times(FOUND, FOUND + 5 * MIN, FOUND - 90 * MIN, FOUND - 30 * MIN, FOUND + 26 * HOUR)
    timers = [Clock(met_at=FOUND + HOUR), Clock("solution", target=24 * HOUR, met_at=FOUND + 25 * HOUR)]
    found = milestones(times, timers, FOUND + 30 * HOUR)
    assert [(one.code, one.name, one.took_s and one.took_s // 60, one.state) for one in found] == [
        ("detected", "", 90, "reached"),
        ("posted", "", 30, "reached"),
        ("graded", "", 5, "reached"),
        ("timer", "initial_response", 60, "met"),
        ("timer", "solution", 1500, "late"),
        ("closed", "", 1560, "reached"),
    ]
    assert score(found)[:5] == (2, 1, 1, 0, 0)
    assert score(found).worst == found[4]


def test_what_is_not_known_is_left_out_and_what_is_not_yet_lies_ahead() -> None:
    found = milestones(Times(FOUND, FOUND), [], FOUND + HOUR)
    assert [(one.code, one.state, one.took_s) for one in found] == [
        ("graded", "reached", 0),
        ("closed", "ahead", None),
    ]
    assert score(found) == (0, 0, 0, 0, 0, None)


def test_an_item_posted_after_discovery_burnt_nothing() -> None:
    found = milestones(Times(FOUND, FOUND, first_post_at=FOUND + MIN), [], FOUND + HOUR)
    assert "posted" not in [one.code for one in found]


clocks = st.builds(
    Clock,
    target=st.integers(1, 100).map(lambda hours: hours * HOUR),
    met_at=st.none() | st.integers(0, 300 * HOUR).map(lambda span: FOUND + span),
    missed_s=st.none() | st.integers(1, 10_000),
    waived_at=st.none() | st.integers(0, 300 * HOUR).map(lambda span: FOUND + span),
)


@given(st.lists(clocks, max_size=6), st.integers(0, 400 * HOUR))
def test_every_target_is_counted_once_and_no_miss_is_lost(timers: list[Clock], later: int) -> None:
    found = milestones(Times(FOUND, FOUND), timers, FOUND + later)
    told = score(found)
    assert told.targets == len(timers) == told.met + told.late + told.waived + told.open
    assert told.late == sum(one.late_s > 0 for one in found), "waiving takes no miss away"
    for step, timer in zip([one for one in found if one.code == "timer"], timers, strict=True):
        assert step.late_s >= (timer.missed_s or 0)
        assert (step.state == "met") <= (step.late_s == 0)
