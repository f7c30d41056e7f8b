"""The load of a desk: hours and days are the hospital's own, in every zone and over a change of the clock."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from rhythm_tui.domain.deadlines import HOUR, MINUTE
from rhythm_tui.domain.load import QUARTER, SPANS, Speed, Tally, Took, load, since, step_of


def at(written: str) -> int:
    return round(datetime.fromisoformat(written).timestamp() * 1000)


def tally(written: str, n: int, platform: str = "douyin") -> Tally:
    return Tally(at(written) // QUARTER, platform, n)


def test_hours_days_and_the_map_are_of_the_hospitals_wall_clock() -> None:
    now, zone = at("2026-11-22T14:32:07+08:00"), ZoneInfo("Asia/Shanghai")
    came = [
        tally("2026-11-22T14:15:00+08:00", 3),
        tally("2026-11-22T13:45:00+08:00", 2, "weibo"),
        tally("2026-11-21T15:00:00+08:00", 5),
        tally("2026-11-21T14:59:00+08:00", 7),
        tally("2026-11-16T00:00:00+08:00", 11),
        tally("2026-11-02T09:00:00+08:00", 13),
    ]
    found = load(came, [tally("2026-11-22T14:00:00+08:00", 4)], [Took("douyin", 3, 4)], now, zone)
    assert [one.begins.hour for one in (found.hours[0], found.hours[-1])] == [15, 14]
    assert [one.came for one in found.hours][-2:] == [2, 3] and found.hours[0].came == 5
    assert found.hours[-1].answered == 4
    assert [(one.begins.day, one.came) for one in found.days] == [
        (16, 11), (17, 0), (18, 0), (19, 0), (20, 0), (21, 12), (22, 5),
    ]  # fmt: skip
    assert (found.week[0][9], found.week[0][0], found.week[5][14], found.week[6][14]) == (13, 11, 7, 3)
    every, first, second = found.speeds
    assert (every.platform, every.came, every.answered) == ("", 28, 4)
    assert [(one.platform, one.came) for one in (first, second)] == [("douyin", 26), ("weibo", 2)]
    assert (every.within(HOUR), every.within(2 * HOUR)) == (0, 4)
    assert since(now, zone) == (at("2026-10-26T00:00:00+08:00"), at("2026-11-16T00:00:00+08:00"))


@pytest.mark.parametrize("name", ["Asia/Kathmandu", "America/St_Johns", "Europe/Berlin"])
def test_nothing_is_lost_where_the_clock_has_odd_minutes_or_is_changed(name: str) -> None:
    zone = ZoneInfo(name)
    now = at("2026-10-25T23:30:00+00:00")  # Berlin has put its clock back that night
    quarters = range(since(now, zone)[0] // QUARTER, now // QUARTER + 1)
    found = load([Tally(quarter, "douyin", 1) for quarter in quarters], [], [], now, zone)
    assert sum(map(sum, found.week)) == len(quarters)
    assert all(one.came == 4 for one in found.hours[:-1])
    whole = [one.came for one in found.days[:-1]]
    assert whole == [96] * 6 or (name == "Europe/Berlin" and sorted(whole) == [96, 96, 96, 96, 96, 100])


@pytest.mark.parametrize(
    ("written", "hour"), [("2026-11-01T12:30:00-05:00", 14), ("2026-03-08T12:30:00-04:00", 12)]
)
def test_the_day_by_the_hour_loses_no_hour_and_tells_none_twice_when_the_clock_is_changed(
    written: str, hour: int
) -> None:
    now, zone = at(written), ZoneInfo("America/New_York")
    quarters = range(now // QUARTER - 24 * 4, now // QUARTER + 1)
    hours = load([Tally(quarter, "douyin", 1) for quarter in quarters], [], [], now, zone).hours
    assert [one.came for one in hours[:-1]] == [4] * 23
    assert hours[0].begins.hour == hour
    begins = [round(one.begins.timestamp() * 1000) for one in hours]
    assert begins == [begins[0] + n * HOUR for n in range(24)]


def test_steps_end_with_their_span() -> None:
    assert [step_of(span) for span in SPANS] == list(range(len(SPANS)))
    assert [step_of(span + 1) for span in SPANS] == list(range(1, len(SPANS) + 1))
    assert step_of(2 * HOUR + MINUTE) == SPANS.index(4 * HOUR)
    assert Speed("", 0, (0,) * (len(SPANS) + 1)).answered == 0
