"""The calendar against published dates, its rules, and what a hospital writes beside it."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import Any

import day_cases
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhythm_tui.domain.almanac import TERMS
from rhythm_tui.domain.day import Day
from rhythm_tui.domain.day_rules import MOST, read_rule
from rhythm_tui.domain.day_tables import BadDays, entry, read_days
from rhythm_tui.domain.days import ESTIMATE, KINDS, NOTICE, STATUTORY, Calendar
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.settings import data_dir, read_toml

WRITTEN = tuple(kind for kind in KINDS if kind not in STATUTORY)


@cache
def tables() -> dict[str, Any]:
    return read_toml(data_dir() / "days.toml")


@cache
def calendar() -> Calendar:
    return read_days(tables(), {})


def year_of(year: int, kinds: tuple[str, ...] = KINDS) -> list[Day]:
    return [
        day
        for day in calendar().between(date(year, 1, 1), date(year, 12, 31), kinds)
        if day.first.year == year
    ]


def dates(name: str, year: int) -> list[str]:
    return [f"{day.first:%m-%d}" for day in year_of(year, WRITTEN) if day.id == name]


@pytest.mark.parametrize(("name", "published"), [*day_cases.FEASTS.items(), *day_cases.MOVING.items()])
def test_a_day_falls_where_it_was_published(name: str, published: str) -> None:
    assert [dates(name, year) for year in day_cases.YEARS] == [[one] for one in published.split()]


def test_laba_may_come_twice_a_year_or_not_at_all() -> None:
    assert [dates("laba", year) for year in range(2024, 2029)] == [
        ["01-18"], ["01-07"], ["01-26"], ["01-15"], ["01-04"],
    ]  # fmt: skip


@pytest.mark.parametrize(("year", "published"), day_cases.TERMS.items())
def test_the_solar_terms_fall_where_they_were_published(year: int, published: str) -> None:
    found = [(day.zh, f"{day.first:%m-%d}") for day in year_of(year, ("term",))]
    assert found == list(zip(TERMS, published.split(), strict=True))


@pytest.mark.parametrize(("year", "published"), day_cases.DOG_DAYS.items())
def test_the_dog_days_fall_where_they_were_published(year: int, published: tuple[str, ...]) -> None:
    days = [day for day in year_of(year, ("season",)) if day.id.startswith("dog")]
    assert [day.zh for day in days] == ["初伏", "中伏", "末伏"]
    assert (*(f"{day.first:%m-%d}" for day in days), f"{days[-1].last:%m-%d}") == published
    assert [days[0].last, days[1].last] == [days[1].first - timedelta(1), days[2].first - timedelta(1)]


def test_the_nines_begin_with_the_solstice_and_last_81_days() -> None:
    winter = calendar().between(date(2025, 12, 21), date(2026, 3, 11), ("season",))
    assert [day.zh for day in winter] == [f"{n}九" for n in "一二三四五六七八九"]
    assert (winter[0].first, winter[-1].last) == (date(2025, 12, 21), date(2026, 3, 11))
    assert all(later.first - day.last == timedelta(1) for day, later in pairwise(winter))


@pytest.mark.parametrize(("year", "notice"), day_cases.DAYS_OFF.items())
def test_days_off_and_make_up_workdays_are_those_of_the_notice(year: int, notice: tuple[str, ...]) -> None:
    first, last = date(year, 1, 1), date(year, 12, 31)
    off = calendar().between(first, last, ("holiday",))
    assert [f"{day.first}..{day.last} {day.zh.removesuffix('假期')}" for day in off] == [
        " ".join(line.split()[:2]) for line in notice
    ]
    worked = calendar().between(first, last, ("workday",))
    assert [(f"{day.first}", day.zh) for day in worked] == sorted(
        (one, f"{line.split()[1]}调休上班") for line in notice for one in line.split()[2:]
    )
    assert {day.source for day in (*off, *worked)} == {NOTICE}
    assert not any(day.slot for day in (*off, *worked))


def test_a_year_without_a_notice_is_an_estimate_and_knows_no_make_up_workday() -> None:
    for year in range(2030, 2036):
        days = year_of(year, STATUTORY)
        assert {day.kind for day in days} == {"holiday"} and {day.source for day in days} == {ESTIMATE}
        assert {"春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"} <= set(
            "、".join(day.zh.removesuffix("假期") for day in days).split("、")
        )


@pytest.mark.parametrize("year", day_cases.YEARS)
def test_the_two_libraries_agree_on_the_feasts(year: int) -> None:
    off = calendar().between(date(year, 1, 1), date(year, 12, 31), ("holiday",))
    for name in ("spring_festival", "dragon_boat", "mid_autumn"):
        (feast,) = (day for day in year_of(year, ("lunar",)) if day.id == name)
        assert any(feast.zh in day.zh and day.holds(feast.first) for day in off)


def test_there_are_a_hundred_health_days_and_each_stands_once() -> None:
    days = year_of(2026, ("health",))
    assert len(days) > 100
    assert len({day.id for day in days}) == len(days)
    assert [(day.first, day.last) for day in days if day.id == "cancer_week"] == [
        (date(2026, 4, 15), date(2026, 4, 21))
    ]
    assert [day.zh for day in days if day.id == "heart"] == ["世界心脏日"]


@pytest.mark.parametrize(
    ("name", "year", "found"),
    [
        ("heart", 2010, []),
        ("heart_before_2011", 2010, ["09-26"]),
        ("heart", 2011, ["09-29"]),
        ("heart_before_2011", 2011, []),
        ("doctors", 2017, []),
        ("doctors", 2018, ["08-19"]),
        ("ostomy", 2024, ["10-05"]),
        ("ostomy", 2025, []),
        ("ostomy", 2026, []),
        ("ostomy", 2027, ["10-02"]),
        ("nutrition_week", 2023, ["05-15"]),
        ("patriotic_health", 2026, ["04-01"]),
    ],
)
def test_a_day_is_kept_in_its_years_only(name: str, year: int, found: list[str]) -> None:
    assert dates(name, year) == found


def spans(rule: str, year: int) -> list[str]:
    found = read_rule(rule).spans(year)
    return [f"{first}" if first == last else f"{first}..{last}" for first, last in found]


@pytest.mark.parametrize(
    ("rule", "year", "found"),
    [
        ("09-29", 2026, ["2026-09-29"]),
        ("9-29", 2026, ["2026-09-29"]),
        ("０９－２９", 2026, ["2026-09-29"]),
        ("02-29", 2028, ["2028-02-29"]),
        ("02-29", 2026, []),
        ("04-15..04-21", 2026, ["2026-04-15..2026-04-21"]),
        ("12-25..01-03", 2026, ["2026-12-25..2027-01-03"]),
        ("2026-12-24", 2026, ["2026-12-24"]),
        ("2026-12-24", 2027, []),
        ("2026-12-30..2027-01-02", 2026, ["2026-12-30..2027-01-02"]),
        ("month 04", 2026, ["2026-04-01..2026-04-30"]),
        ("month 2", 2028, ["2028-02-01..2028-02-29"]),
        ("last day feb", 2028, ["2028-02-29"]),
        ("2 THU  mar", 2026, ["2026-03-12"]),
        ("5 sun mar", 2026, ["2026-03-29"]),
        ("5 sun feb", 2026, []),
        ("1 sun nov", 2026, ["2026-11-01"]),
        ("last sun jan", 2026, ["2026-01-25"]),
        ("week 3 may", 2026, ["2026-05-18..2026-05-24"]),
        ("week last dec", 2026, ["2026-12-28..2027-01-03"]),
        ("lunar 09-09", 2026, ["2026-10-18"]),
        ("lunar 12-last", 2026, ["2027-02-05"]),
        ("lunar 12-30", 2026, []),
        ("lunar 12-30", 2033, ["2034-02-18"]),
        ("lunar 05-05", 2028, ["2028-05-28"]),
        ("lunar 11-15", 2033, ["2033-12-06"]),
        ("term 冬至", 2026, ["2026-12-22"]),
        ("dog 2", 2025, ["2025-07-30..2025-08-08"]),
        ("nine 9", 2025, ["2026-03-03..2026-03-11"]),
        ("1 sat oct every 3 from 2021", 2027, ["2027-10-02"]),
        ("1 sat oct every 3 from 2021", 2026, []),
        ("1 sat oct every 3 from 2021", 2018, []),
        ("lunar 09-09 every 2 from 2025", 2027, ["2027-10-08"]),
    ],
)
def test_a_rule_means_its_dates(rule: str, year: int, found: list[str]) -> None:
    assert spans(rule, year) == found


@pytest.mark.parametrize(
    "rule",
    [
        "", "tomorrow", "13-01", "06-31", "00-10", "09-29..", "09-29..13-01", "2026-02-30",
        "2026-12-26..2026-12-24", "month 13", "month 0", "last day foo", "6 sun mar", "0 sun mar",
        "2 thursday mar", "week 6 may", "lunar 13-01", "lunar 01-31", "lunar 01-00", "term 小暑节", "dog 4",
        "nine 0", "09-29 every 0 from 2021", "every 3 from 2021", "09-29 every 3", "\u0660\u0669-29",
        "09-29 " * 20, "x" * 10_000,
    ],
)  # fmt: skip
def test_what_is_no_rule_is_refused_with_an_example(rule: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_rule(rule)
    assert refused.value.field == "rule"
    assert "2 thu mar" in str(refused.value) and len(str(refused.value)) < MOST + 100


@given(st.text(max_size=20))
def test_no_text_breaks_the_reading_of_rules(text: str) -> None:
    try:
        rule = read_rule(text)
    except Refusal:
        return
    assert all(first <= last for first, last in rule.spans(2026))


@given(st.integers(1990, 2099), st.integers(1, 12), st.one_of(st.integers(1, 30), st.none()))
def test_a_lunar_day_lies_where_it_is_looked_for(year: int, month: int, day: int | None) -> None:
    rule = read_rule(f"lunar {month}-{day or 'last'}")
    assert rule.near is not None
    near = rule.near(year)
    assert all(near.first <= first and last <= near.last for first, last in rule.spans(year))


DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@given(DAYS, st.integers(0, 60))
def test_what_lies_between_is_what_holds_one_of_the_days(first: date, length: int) -> None:
    days = calendar().upcoming(first, length + 1, WRITTEN)
    last = first + timedelta(length)
    single = {
        (day.id, day.first) for n in range(length + 1) for day in calendar().on(first + timedelta(n), WRITTEN)
    }
    assert {(day.id, day.first) for day in days} == single
    assert list(days) == sorted(days, key=lambda day: day.first)
    assert calendar().asking(first, last) == tuple(day for day in days if day.slot)


def test_no_date_is_too_far() -> None:
    for day in (date.min, date(1989, 12, 31), date(2101, 1, 1), date.max):
        assert calendar().on(day) == calendar().asking(day, day) == ()
    assert calendar().on(date(2099, 10, 1), ("holiday",))


def test_days_of_ones_own_stand_beside_the_others() -> None:
    own = entry("d1", {"kind": "own", "rule": "2026-09-29", "zh": "建院百年", "en": ""})
    day = date(2026, 9, 29)
    assert [one.id for one in calendar().plus([own]).asking(day, day)] == ["heart", "d1"]
    assert [one.id for one in calendar().asking(day, day)] == ["heart"]
    (kept,) = calendar().plus([own]).on(day, ("own",))
    assert kept.name("zh") == kept.name("en") == "建院百年"
    assert (kept.first, kept.last, kept.slot, kept.source) == (day, day, True, "")


def test_a_file_of_ones_own_changes_an_entry_and_adds_one() -> None:
    own = {
        "days": {
            "heart": {"slot": False, "valid_to": 2026},
            "founding": {
                "rule": "05-18",
                "zh": "院庆日",
                "en": "Founding Day",
                "valid_from": date(2026, 6, 1),
            },
        }
    }
    found = read_days(tables(), own)
    assert [(day.zh, day.slot) for day in found.on(date(2026, 9, 29), ("health",))] == [("世界心脏日", False)]
    assert found.on(date(2027, 9, 29), ("health",)) == ()
    assert found.on(date(2026, 5, 18), ("own",)) == ()
    assert [day.kind for day in found.on(date(2027, 5, 18)) if day.id == "founding"] == ["own"]


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ({"day": {}}, "day: "),
        ({"days": 3}, "days: "),
        ({"days": {"x": 3}}, "x: "),
        ({"days": {"x": {}}}, "days.x.rule: "),
        ({"days": {"x": {"rule": "09-29"}}}, "days.x.zh: "),
        ({"days": {"x": {"rule": "soon", "zh": "某日"}}}, "days.x.rule: soon"),
        ({"days": {"x": {"rule": "09-29", "zh": "某日", "colour": "red"}}}, "days.x.colour: "),
        ({"days": {"x": {"rule": "09-29", "zh": "某日", "kind": "holiday"}}}, "days.x.kind: "),
        ({"days": {"x": {"rule": "09-29", "zh": "某日", "slot": 1}}}, "days.x.slot: "),
        ({"days": {"x": {"rule": "09-29", "zh": "某日", "valid_from": True}}}, "days.x.valid_from: "),
        ({"days": {"x": {"rule": "09-29", "zh": "某日", "valid_from": 0}}}, "days.x.valid_from: "),
        ({"days": {"x": {"rule": "09-29", "zh": "某日", "valid_to": "soon"}}}, "days.x.valid_to: "),
        ({"days": {"x": {"rule": "09-29", "zh": "某日", "departments": "心内科"}}}, "days.x.departments: "),
        ({"days": {"heart": {"rule": 929}}}, "days.heart.rule: "),
    ],
)
def test_a_calendar_that_cannot_be_used_names_the_place(own: dict[str, Any], told: str) -> None:
    with pytest.raises(BadDays) as bad:
        read_days(tables(), own)
    assert str(bad.value).startswith(told)


def test_a_bound_may_be_a_year_a_date_or_the_text_of_one() -> None:
    bounds = [
        (one.valid_from, one.valid_to)
        for written in (2026, "2026-01-01", date(2026, 1, 1), datetime(2026, 1, 1, tzinfo=UTC))
        for one in [entry("x", {"rule": "09-29", "zh": "某日", "valid_from": written, "valid_to": 2030})]
    ]
    assert bounds == [(date(2026, 1, 1), date(2030, 12, 31))] * 4


def test_what_asks_for_a_slot_on_a_winter_day_needs_neither_library() -> None:
    script = (
        "import sys; from datetime import date; from rhythm_tui import calendar_file;"
        "days = calendar_file.calendar().asking(date(2026, 11, 14), date(2026, 11, 24));"
        "print(*(day.id for day in days)); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    asking, modules = done.stdout.splitlines()
    assert asking.split() == ["diabetes", "prematurity", "copd", "antimicrobials", "infarction"]
    assert not {"holidays", "lunar_python", "dateutil", "pydantic"} & set(modules.split())
