"""Days of the hospital's own, through the desk."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from test_verbs import do, refusal

from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.days import Calendar
from rhythm_tui.domain.text import clean

ADD = {"do": "day.add", "rule": "12-01", "zh": "院庆日"}


def test_an_own_day_stands_until_it_is_dropped(desk: Desk, reader: Reader) -> None:
    assert do(desk, ADD).id == "y1"
    do(desk, ADD, rule=" 2  THU mar", en="free clinic", from_year=2026, until_year=2030, wants_slot=False)
    first, second = reader.own_days()
    assert (first.rule, first.zh, first.en, first.wants_slot) == ("12-01", *[clean("院庆日")] * 2, True)
    assert (second.rule, second.en.plain, second.from_year, second.until_year, second.wants_slot) == (
        "2 thu mar",
        "free clinic",
        2026,
        2030,
        False,
    )
    do(desk, do="day.drop", id="y1", reason="改期")
    assert [one.id for one in reader.own_days()] == ["y2"]
    dropped = reader.own_day("y1")
    assert dropped and not dropped.standing
    do(desk, do="undo")
    assert [one.id for one in reader.own_days()] == ["y1", "y2"]
    do(desk, do="undo", seq=1)
    assert reader.own_day("y1") is None


REFUSED: list[tuple[str, dict[str, Any], tuple[str, str | None]]] = [
    ("rule", {**ADD, "rule": "every full moon"}, ("invalid", "rule")),
    ("no such day", {**ADD, "rule": "02-30"}, ("invalid", "rule")),
    ("unseen", {**ADD, "zh": "\u200b"}, ("invalid", "zh")),
    ("years", {**ADD, "from_year": 2030, "until_year": 2029}, ("invalid", "until_year")),
    ("year", {**ADD, "from_year": 1066}, ("invalid", "from_year")),
    ("twice", {**ADD, "rule": " 12-01 "}, ("refused", None)),
    ("drop what", {"do": "day.drop", "id": "y9", "reason": "r"}, ("unknown", "id")),
    ("drop twice", {"do": "day.drop", "id": "y2", "reason": "r"}, ("refused", None)),
    ("drop unread", {"do": "day.drop", "id": "y1", "reason": "\u200b"}, ("invalid", "reason")),
    ("version", {"do": "day.drop", "id": "y1", "reason": "r", "expect": 2}, ("conflict", "expect")),
]


@pytest.mark.parametrize(("fields", "expected"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_what_is_refused(desk: Desk, fields: dict[str, Any], expected: tuple[str, str | None]) -> None:
    do(desk, ADD)
    do(desk, ADD, zh="gone")
    do(desk, do="day.drop", id="y2", reason="r")
    found = refusal(desk, fields)
    assert (found.code, found.field) == expected


def test_the_calendar_takes_them_in(desk: Desk, reader: Reader) -> None:
    do(desk, ADD, en="founding day", until_year=2026)
    calendar = Calendar(()).plus(reader.own_entries())
    [found] = calendar.between(date(2026, 1, 1), date(2028, 1, 1))
    assert (found.id, found.kind, found.name("en"), found.first) == (
        "y1",
        "own",
        "founding day",
        date(2026, 12, 1),
    )
    assert calendar.asking(date(2026, 12, 1), date(2026, 12, 1)) == (found,)
