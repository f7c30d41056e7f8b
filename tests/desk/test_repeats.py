"""Recurring slots through the desk: added by hand or of a template, proposed, laid once a day, dropped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from test_verbs import HOUR, NOON, do, refusal

from rhythm_tui.desk.checks import replay
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.plan_rows import RepeatRow
from rhythm_tui.desk.reader import Reader

EVER = 1 << 50
DAY = 24 * HOUR
ADD = {
    "do": "repeat.add",
    "platform": "douyin",
    "days": ["wed", "mon"],
    "time": "15:00",
    "title": "直播答疑",
    "tier": 2,
    "form": "interactive",
    "sub_form": "live",
}


def row(reader: Reader, id: str = "e1", now: int = NOON) -> RepeatRow:
    found = reader.repeat(id, now)
    assert found
    return found


def walls(reader: Reader) -> list[str]:
    return [one.wall for one in reader.slots(0, EVER, NOON)]


def test_it_proposes_and_lays_nothing_by_itself(desk: Desk, reader: Reader) -> None:
    assert do(desk, ADD).id == "e1"
    found = row(reader)
    assert (found.days, found.from_day, found.until_day, found.laid_until) == (
        ("mon", "wed"),
        "2026-11-22",
        None,
        None,
    )
    assert found.missing == ("2026-11-23", "2026-11-25")
    assert walls(reader) == []
    assert row(reader, now=NOON + DAY).missing == (
        "2026-11-23",
        "2026-11-25",
        "2026-11-30",
        "2026-12-02",
    ), "from Monday on the week after counts too"
    after = row(reader, now=NOON + DAY + 3 * HOUR)
    assert after.missing[0] == "2026-11-25", "what has passed is not proposed"


def test_a_template_of_the_playbook_and_what_is_changed_of_it(desk: Desk, reader: Reader) -> None:
    do(desk, do="repeat.add", template="rednote")
    do(desk, do="repeat.add", template="live", time="16:00", form="science", until_day="2026-12-31")
    first, second = row(reader), row(reader, "e2")
    assert (first.platform, first.days, first.time, first.sub_form, first.audience, first.tier) == (
        "xiaohongshu",
        ("tue", "sat"),
        "10:00",
        "animation",
        "mothers",
        2,
    )
    assert first.title.plain == "Rednote pictures"
    assert (second.time, second.form, second.sub_form) == ("16:00", "science", None)
    assert second.until_day == "2026-12-31"


def test_laying_is_done_once_a_day(desk: Desk, reader: Reader) -> None:
    do(desk, ADD, department="心内科", series="heart")
    receipt = do(desk, do="repeat.lay", id="e1", until="2026-11-30")
    assert (receipt.id, receipt.version) == ("e1", 2)
    assert walls(reader) == ["2026-11-23T15:00", "2026-11-25T15:00", "2026-11-30T15:00"]
    one = reader.slots(0, EVER, NOON)[0]
    assert (one.repeat, one.series, one.sub_form, one.title.plain) == ("e1", "heart", "live", "直播答疑")
    assert one.department and one.department.plain == "心内科"
    assert refusal(desk, do="repeat.lay", id="e1", until="2026-11-30").code == "refused"
    do(desk, do="repeat.lay", id="e1", until="2026-12-03")
    assert walls(reader)[3:] == ["2026-12-02T15:00"]
    assert (row(reader).laid_until, row(reader).missing) == ("2026-12-02", ())


def test_a_slot_that_was_moved_or_dropped_is_not_laid_again(desk: Desk, reader: Reader) -> None:
    do(desk, ADD)
    do(desk, do="repeat.lay", id="e1", until="2026-11-25")
    do(desk, do="slot.move", id="s1", at="2026-11-24T15:00")
    do(desk, do="slot.drop", id="s2", reason="r")
    do(desk, do="repeat.lay", id="e1", until="2026-11-30")
    assert walls(reader) == ["2026-11-24T15:00", "2026-11-25T15:00", "2026-11-30T15:00"]


def test_what_was_taken_back_may_be_laid_again(desk: Desk, reader: Reader, path: Path) -> None:
    do(desk, ADD)
    do(desk, do="repeat.lay", id="e1", until="2026-11-25")
    do(desk, do="undo")
    assert (walls(reader), row(reader).missing) == ([], ("2026-11-23", "2026-11-25"))
    do(desk, do="repeat.lay", id="e1", until="2026-11-25")
    assert refusal(desk, do="undo", seq=2).code == "refused", "taken back already"
    assert refusal(desk, do="undo", seq=3).code in ("refused", "conflict")
    assert walls(reader) == ["2026-11-23T15:00", "2026-11-25T15:00"], "never two of the same day"
    assert replay(path).sound


def test_its_first_and_last_day_bound_it(desk: Desk, reader: Reader) -> None:
    do(desk, ADD, from_day="2026-11-25", until_day="2026-11-30")
    do(desk, do="repeat.lay", id="e1", until="2026-12-31")
    assert walls(reader) == ["2026-11-25T15:00", "2026-11-30T15:00"]


def test_it_warns_of_what_stands_in_its_way(desk: Desk) -> None:
    plan = {"do": "slot.plan", "platform": "douyin", "title": "t", "tier": 1, "form": "science"}
    do(desk, plan, at="2026-11-25T15:59")
    do(desk, ADD)
    receipt = do(desk, do="repeat.lay", id="e1", until="2026-11-25", key="k")
    assert [(one.word, one.category, one.why) for one in receipt.warnings] == [
        ("s3", "collision", "59 min from s1")
    ]
    assert do(desk, do="repeat.lay", id="e1", until="2026-11-25", key="k") == receipt


def test_dropping_it_leaves_what_it_has_laid(desk: Desk, reader: Reader) -> None:
    do(desk, ADD)
    do(desk, do="repeat.lay", id="e1", until="2026-11-23")
    do(desk, do="repeat.drop", id="e1", reason="专家调休")
    assert (walls(reader), reader.repeats(NOON)) == (["2026-11-23T15:00"], [])
    found = row(reader)
    assert (found.standing, found.missing, found.laid_until) == (False, (), "2026-11-23")
    assert refusal(desk, do="repeat.lay", id="e1", until="2026-11-30").code == "refused"
    assert do(desk, ADD).id == "e2", "another may lie there now"
    assert refusal(desk, do="undo", seq=1).code == "conflict"


BARE = {"do": "repeat.add"}
REFUSED: list[tuple[str, dict[str, Any], tuple[str, str | None]]] = [
    ("nothing said", BARE, ("invalid", "platform")),
    ("template", {**BARE, "template": "nightly"}, ("invalid", "template")),
    ("platform", {**ADD, "platform": "radio"}, ("invalid", "platform")),
    ("form", {**ADD, "form": "opera"}, ("invalid", "form")),
    ("sub form", {**ADD, "sub_form": "vlog"}, ("invalid", "sub_form")),
    ("audience", {**ADD, "audience": "cats"}, ("invalid", "audience")),
    ("series", {**ADD, "series": "cats"}, ("invalid", "series")),
    ("time", {**ADD, "time": "25:00"}, ("invalid", "time")),
    ("days", {**ADD, "days": ["day"]}, ("invalid", "days")),
    ("no days", {**ADD, "days": []}, ("invalid", "days")),
    ("unseen", {**ADD, "title": "\u200b"}, ("invalid", "title")),
    ("no day", {**ADD, "from_day": "2026-02-30"}, ("invalid", "from_day")),
    ("backwards", {**ADD, "until_day": "2026-11-21"}, ("invalid", "until_day")),
    ("twice", {**ADD, "days": ["wed", "fri"]}, ("refused", None)),
    ("lay till no day", {"do": "repeat.lay", "id": "e1", "until": "2026-02-30"}, ("invalid", "until")),
    ("lay till yesterday", {"do": "repeat.lay", "id": "e1", "until": "2026-11-21"}, ("invalid", "until")),
    ("lay too far", {"do": "repeat.lay", "id": "e1", "until": "2027-02-23"}, ("invalid", "until")),
    ("lay nothing", {"do": "repeat.lay", "id": "e1", "until": "2026-11-22"}, ("refused", None)),
    ("lay what", {"do": "repeat.lay", "id": "s1", "until": "2026-11-23"}, ("unknown", "id")),
    ("drop unread", {"do": "repeat.drop", "id": "e1", "reason": "\u200b"}, ("invalid", "reason")),
    ("drop what", {"do": "repeat.drop", "id": "e9", "reason": "r"}, ("unknown", "id")),
    ("version", {"do": "repeat.drop", "id": "e1", "reason": "r", "expect": 2}, ("conflict", "expect")),
]


@pytest.mark.parametrize(("fields", "expected"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_what_is_refused(desk: Desk, fields: dict[str, Any], expected: tuple[str, str | None]) -> None:
    do(desk, ADD)
    if fields["do"] == "repeat.add" and expected != ("refused", None) and "time" in fields:
        fields = {"platform": "kuaishou", **fields, "time": fields["time"].replace("15", "16")}
    found = refusal(desk, fields)
    assert (found.code, found.field) == expected


def test_two_that_do_not_meet_may_share_a_time(desk: Desk) -> None:
    do(desk, ADD, until_day="2026-11-30")
    assert do(desk, ADD, from_day="2026-12-01").id == "e2"
    assert do(desk, ADD, days=["tue"]).id == "e3"
    assert do(desk, ADD, platform="kuaishou").id == "e4"
