"""Windows past midnight, days that are not 24 hours long, names in two languages."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhythm_tui.domain.deadlines import HOUR, MINUTE
from rhythm_tui.domain.hours import DAY_MINUTES, Window, window
from rhythm_tui.domain.vocabulary import Vocabulary


def in_zone(name: str, **tables: Any) -> Vocabulary:
    return Vocabulary({"zone": name, **tables}, "en")


def ms(text: str, zone: str, fold: int = 0) -> int:
    return round(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold).timestamp() * 1000)


@pytest.mark.parametrize(
    ("written", "inside", "outside"),
    [
        ("06:00-08:00", (360, 479), (359, 480, 0)),
        ("22:00-02:00", (1320, 1439, 0, 119), (120, 1319)),
        ("16:00-00:00", (960, 1439), (0, 959)),
        ("16:00-24:00", (960, 1439), (0, 959)),
        ("00:00-08:00", (0, 479), (480, 1439)),
        ("08:00-08:00", (0, 479, 480, 1439), ()),
    ],
)
def test_windows(written: str, inside: tuple[int, ...], outside: tuple[int, ...]) -> None:
    found = window(written)
    assert [minute for minute in (*inside, *outside) if found.holds(minute)] == list(inside)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "6-8",
        "06:00",
        "06:00-",
        "25:00-26:00",
        "06:60-07:00",
        "06:00-08:00-09:00",
        "-1:00-02:00",
        "a:b-c:d",
    ],
)
def test_no_window(written: str) -> None:
    with pytest.raises(ValueError, match="06:00-08:00"):
        window(written)


@pytest.mark.parametrize(
    ("written", "minute", "off"),
    [
        ("06:00-08:00", 360, 0),
        ("06:00-08:00", 359, -1),
        ("06:00-08:00", 480, 1),
        ("06:00-08:00", 490, 11),
        ("06:00-08:00", 0, -360),
        ("22:00-23:00", 10, 71),
        ("22:00-02:00", 180, 61),
        ("00:30-02:00", 1439, -31),
    ],
)
def test_minutes_off_the_nearest_edge_also_over_midnight(written: str, minute: int, off: int) -> None:
    assert window(written).minutes_off(minute) == off


windows = st.builds(
    lambda start, length: Window(start, start + length), st.integers(0, 1439), st.integers(1, 1440)
)


@given(windows, st.integers(0, 1439))
def test_minutes_off_is_the_shortest_way_round_the_day(one: Window, minute: int) -> None:
    held = [m % DAY_MINUTES for m in range(one.start, one.end)]
    ways = [abs(minute - m) for m in held] + [DAY_MINUTES - abs(minute - m) for m in held]
    assert abs(one.minutes_off(minute)) == min(ways)
    assert (one.minutes_off(minute) == 0) == one.holds(minute)


def test_minutes_off_an_audience(vocabulary: Vocabulary) -> None:
    assert vocabulary.minutes_off("workers", 12 * 60 + 59) == 0
    assert vocabulary.minutes_off("workers", 14 * 60) == 61
    assert vocabulary.minutes_off("mothers", 9 * 60 + 30) == -30
    assert vocabulary.minutes_off("nobody", 0) == 0


ZONES = (
    "Asia/Shanghai",
    "America/New_York",
    "America/Havana",
    "America/Santiago",
    "Africa/Cairo",
    "Australia/Lord_Howe",
    "America/St_Johns",
)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Asia/Shanghai", "2026-11-22", 24),
        ("America/New_York", "2026-03-08", 23),
        ("America/New_York", "2026-11-01", 25),
        ("America/Havana", "2026-03-08", 23),
        ("America/Havana", "2026-11-01", 25),
        ("Africa/Cairo", "2026-04-24", 23),
        ("Australia/Lord_Howe", "2026-04-05", 24.5),
    ],
)
def test_days_that_are_not_24_hours_long(zone: str, day: str, hours: float) -> None:
    place = in_zone(zone)
    start, end = place.day_bounds(ms(f"{day}T12:00", zone))
    assert end - start == hours * HOUR
    assert place.local(start).date() == datetime.fromisoformat(day).date()
    for now in range(start, end, 20 * MINUTE):
        assert place.day_bounds(now) == (start, end)
    assert place.day_bounds(end)[0] == end
    assert place.day_bounds(start - 1)[1] == start


@given(st.integers(1_451_606_400_000, 4_000_000_000_000), st.sampled_from(ZONES))
def test_every_instant_lies_in_its_own_day(now: int, zone: str) -> None:
    place = in_zone(zone)
    start, end = place.day_bounds(now)
    assert start <= now < end
    assert place.local(start).date() == place.local(now).date() == place.local(end - 1).date()


def test_shifts_cover_the_day(vocabulary: Vocabulary) -> None:
    def at(text: str) -> str | None:
        shift = vocabulary.shift(ms(f"2026-11-22T{text}", "Asia/Shanghai"))
        return shift.name if shift else None

    assert [at(t) for t in ("00:00", "07:59", "08:00", "15:59", "16:00", "23:59")] == [
        "night",
        "night",
        "day",
        "day",
        "evening",
        "evening",
    ]
    assert in_zone("UTC", shifts={}).shift(0) is None


def test_names_in_two_languages_and_unknown_ones_as_themselves(tables: dict[str, Any]) -> None:
    zh, en = Vocabulary(tables, "zh"), Vocabulary(tables, "en")
    assert (zh.platform("douyin"), en.platform("douyin")) == ("抖音", "Douyin")
    assert (zh.tier(1), zh.tier(1, full=True)) == ("核心", "核心优势")
    assert (en.role("public_health"), en.role("public_health", short=True)) == (
        "public-health expert",
        "public health",
    )
    assert (en.platform("mastodon"), en.kind("x"), en.grade_rank("x"), en.criteria("x")) == (
        "mastodon",
        "x",
        0,
        "",
    )
    assert en.grade_rank("major") > en.grade_rank("larger") > en.grade_rank("general")
    assert en.required_roles(emergency=True) == ("clinical", "public_health")


@pytest.mark.parametrize("known", [True, False])
def test_timers_of_promised_updates_are_counted_and_have_a_short_name(
    tables: dict[str, Any], known: bool
) -> None:
    some = tables if known else {key: table for key, table in tables.items() if key != "updates"}
    zh, en = Vocabulary(some, "zh"), Vocabulary(some, "en")
    assert (zh.timer("update2"), zh.timer("update2", short=True)) == ("续报 2", "续报 2")
    assert (en.timer("update2"), en.timer("update2", short=True)) == ("next update 2", "update 2")


def test_iso_has_the_offset_of_the_place(vocabulary: Vocabulary) -> None:
    assert vocabulary.iso(ms("2026-11-22T14:30:07.999", "Asia/Shanghai")) == "2026-11-22T14:30:07+08:00"
