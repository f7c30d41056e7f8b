"""Which shift an instant lies in and which comes next: around midnight, and where the clock is changed."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhythm_tui.domain.deadlines import HOUR
from rhythm_tui.domain.hours import Hours, Turn

THREE = {"day": "08:00-16:00", "evening": "16:00-00:00", "night": "00:00-08:00"}
TWO = {"day": "07:30-19:30", "night": "19:30-07:30"}
ZONES = ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Havana"]


def hours(written: dict[str, str] = THREE, zone: str = "Asia/Shanghai") -> Hours:
    return Hours.of(written, ZoneInfo(zone))


def ms(text: str, zone: str = "Asia/Shanghai", fold: int = 0) -> int:
    moment = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold)
    return round(moment.timestamp() * 1000)


def named(turn: Turn | None) -> str:
    return f"{turn.day} {turn.shift}" if turn else "-"


@pytest.mark.parametrize(
    ("now", "on", "following", "relieving", "taken_up"),
    [
        ("11-22T14:32", "11-22 day", "11-22 evening", "11-22 evening", "11-22 day"),
        ("11-22T15:00", "11-22 day", "11-22 evening", "11-22 evening", "11-22 evening"),
        ("11-22T16:20", "11-22 evening", "11-23 night", "11-22 evening", "11-22 evening"),
        ("11-22T22:59", "11-22 evening", "11-23 night", "11-23 night", "11-22 evening"),
        ("11-22T23:59", "11-22 evening", "11-23 night", "11-23 night", "11-23 night"),
        ("11-23T00:00", "11-23 night", "11-23 day", "11-23 night", "11-23 night"),
        ("11-23T00:59", "11-23 night", "11-23 day", "11-23 night", "11-23 night"),
        ("11-23T01:00", "11-23 night", "11-23 day", "11-23 day", "11-23 night"),
        ("11-30T23:30", "11-30 evening", "12-01 night", "12-01 night", "12-01 night"),
    ],
)
def test_three_shifts(now: str, on: str, following: str, relieving: str, taken_up: str) -> None:
    at, three = ms(f"2026-{now}"), hours()
    found = (three.at(at), three.after(at), three.relieving(at), three.taken_up(at))
    assert [named(turn) for turn in found] == [
        f"2026-{turn}" for turn in (on, following, relieving, taken_up)
    ]


@pytest.mark.parametrize(
    ("now", "on", "following"),
    [
        ("2026-11-22T07:29", "2026-11-21 night", "2026-11-22 day"),
        ("2026-11-22T07:30", "2026-11-22 day", "2026-11-22 night"),
        ("2026-11-22T19:30", "2026-11-22 night", "2026-11-23 day"),
        ("2026-11-23T00:00", "2026-11-22 night", "2026-11-23 day"),
    ],
)
def test_a_night_belongs_to_the_day_on_which_it_begins(now: str, on: str, following: str) -> None:
    two = hours(TWO)
    assert (named(two.at(ms(now))), named(two.after(ms(now)))) == (on, following)


@pytest.mark.parametrize(
    ("zone", "day", "long"),
    [
        ("Europe/Berlin", "2026-03-29", 7),
        ("Europe/Berlin", "2026-10-25", 9),
        ("America/New_York", "2026-03-08", 7),
        ("America/New_York", "2026-11-01", 9),
        ("Australia/Lord_Howe", "2026-10-04", 7.5),
        ("Asia/Shanghai", "2026-03-29", 8),
    ],
)
def test_a_night_is_as_long_as_the_clock_makes_it(zone: str, day: str, long: float) -> None:
    night = hours(zone=zone).at(ms(f"{day}T04:00", zone))
    assert night is not None
    assert (named(night), night.end - night.start) == (f"{day} night", long * HOUR)


def test_the_hour_that_comes_twice_is_one_shift() -> None:
    written = {"early": "00:00-02:30", "late": "02:30-00:00"}
    berlin = hours(written, "Europe/Berlin")
    first, second = (ms("2026-10-25T02:15", "Europe/Berlin", fold) for fold in (0, 1))
    assert second - first == HOUR
    assert named(berlin.at(first)) == "2026-10-25 early"
    assert named(berlin.at(second)) == "2026-10-25 late"


def test_a_gap_in_the_roster_is_nobodys() -> None:
    office = hours({"day": "08:00-17:00"})
    assert office.at(ms("2026-11-22T17:00")) is None
    assert named(office.after(ms("2026-11-22T17:00"))) == "2026-11-23 day"
    assert named(office.taken_up(ms("2026-11-22T03:00"))) == "2026-11-22 day"
    assert named(office.relieving(ms("2026-11-22T16:00"))) == "2026-11-23 day"
    assert hours({}).at(0) is hours({}).after(0) is hours({}).relieving(0) is hours({}).taken_up(0) is None


def test_where_two_overlap_the_first_counts() -> None:
    both = hours({"day": "08:00-16:00", "middle": "12:00-20:00"})
    assert [named(both.at(ms(f"2026-11-22T{t}"))) for t in ("12:00", "16:00")] == [
        "2026-11-22 day",
        "2026-11-22 middle",
    ]


@given(
    st.integers(1_451_606_400_000, 4_000_000_000_000), st.sampled_from(ZONES), st.sampled_from([THREE, TWO])
)
def test_a_roster_without_gaps_has_one_shift_at_any_time(
    now: int, zone: str, written: dict[str, str]
) -> None:
    roster = hours(written, zone)
    turns = [roster.at(now)]
    for _ in range(4):
        turns.append(roster.at(turns[-1].end))  # type: ignore[union-attr]
    assert turns[0] is not None and turns[0].start <= now < turns[0].end
    for one, following in pairwise(turns):
        assert one is not None and following is not None
        assert following.start == one.end
        assert roster.after(one.start) == following == roster.after(one.end - 1)
        assert roster.relieving(one.start + HOUR) == following
