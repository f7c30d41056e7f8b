"""``list days``: the calendar from a date, in every form, with the hospital's own days."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from rhythm_tui import places

from .conftest import Process, Rhythm, one_line

KEYS = ["id", "kind", "first", "last", "zh", "en", "slot", "departments", "source"]


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The hospital's own days; the file is not there yet."""
    monkeypatch.setattr(places, "own", lambda _kind: str(tmp_path))
    return tmp_path / "days.toml"


def test_the_calendar_begins_today_and_lasts_thirty_days(rhythm: Rhythm, db: Path) -> None:
    days = rhythm("list", "days", "--json").json
    assert all(list(day) == KEYS for day in days)
    assert [day["id"] for day in days][:4] == ["antimicrobials", "xiaoxue", "aids", "disabilities"]
    assert days[0]["first"] == "2026-11-18" and days[0]["last"] == "2026-11-24"
    assert max(day["first"] for day in days) <= "2026-12-21"
    assert not db.parent.exists()


def test_the_calendar_begins_where_it_is_told(rhythm: Rhythm) -> None:
    told: list[dict[str, Any]] = rhythm(
        "list", "days", "--from", "2026-09-20", "--days", "12", "--json", "--limit", "3"
    ).json
    assert [(day["id"], day["kind"], day["slot"], day["source"]) for day in told] == [
        ("teeth", "health", True, "list"),
        ("workday", "workday", False, "notice"),
        ("alzheimer", "health", True, "list"),
    ]
    assert told[1]["zh"] == "国庆节调休上班" and told[2]["departments"] == ["神经内科", "老年科"]


def test_the_calendar_as_a_table_and_as_csv(rhythm: Rhythm) -> None:
    asked = ("list", "days", "--from", "2026-09-25", "--days", "5")
    lines = rhythm(*asked, "--lang", "zh").out.splitlines()
    assert lines[0].split() == ["日期", "星期", "类型", "需要", "科室", "来源", "编号", "名称"]
    assert lines[2].split() == [
        "2026-09-25..09-27",
        "周五",
        "放假",
        "-",
        "-",
        "官方通知",
        "holiday",
        "中秋节假期",
    ]
    assert lines[-1].split() == [
        "2026-09-29", "周二", "健康节日", "热点", "心内科", "公开列表", "heart", "世界心脏日",
    ]  # fmt: skip
    assert "World Heart Day" in rhythm(*asked).out
    rows = list(csv.DictReader(io.StringIO(rhythm(*asked, "--format", "csv").out)))
    assert list(rows[0]) == KEYS and rows[-1]["zh"] == "世界心脏日" and rows[-1]["slot"] == "true"


def test_own_days_stand_in_the_calendar(rhythm: Rhythm, own: Path) -> None:
    own.write_text(
        '[days]\nfounding = { rule = "11-24", zh = "院庆\\u0007日" }\nxiaoxue = { slot = true }\n', "utf-8"
    )
    days = rhythm("list", "days", "--days", "3", "--json").json
    assert [(day["id"], day["kind"], day["zh"], day["slot"]) for day in days][1:] == [
        ("xiaoxue", "term", "小雪", True),
        ("founding", "own", "院庆日", True),
    ]


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("[days]\n= 3", "line 2"),
        ('[days]\nx = { rule = "soon", zh = "某日" }', "days.x.rule: soon"),
        ("[d]\n", "d: "),
    ],
)
def test_own_days_that_cannot_be_used_are_named(rhythm: Rhythm, own: Path, written: str, named: str) -> None:
    own.write_text(written, "utf-8")
    ran = rhythm("list", "days")
    assert ran.code == 2 and ran.out == ""
    assert str(own) in one_line(ran) and named in one_line(ran)


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["days", "--from", "noon"], "noon"),
        (["days", "--from", "1989-12-31"], "1990"),
        (["days", "--from", "2100-01-01"], "2099"),
        (["days", "--days", "0"], "--days"),
        (["days", "--days", "3661"], "--days"),
        (["queue", "--days", "3"], "--days"),
        (["slots", "--from", "1970-12-31"], "1971"),
        (["tasks", "--from", "2026-11-22"], "--from"),
    ],
)
def test_a_calendar_nobody_can_give_is_refused(rhythm: Rhythm, arguments: list[str], names: str) -> None:
    ran = rhythm("list", *arguments)
    assert ran.code == 2 and ran.out == ""
    assert names in one_line(ran)


def test_no_days_to_list_is_said(rhythm: Rhythm) -> None:
    ran = rhythm("list", "days", "--from", "2027-06-16", "--days", "1")
    assert ran.code == 0 and ran.out == "" and "nothing" in ran.err


def test_other_lists_load_nothing_of_the_calendar(process: Process) -> None:
    for noun in ("status", "queue"):
        arguments = [noun] if noun == "status" else ["list", noun]
        told = process(*arguments, env={"PYTHONPROFILEIMPORTTIME": "1"}).stderr.decode()
        loaded = {
            line.split("|")[-1].strip() for line in told.splitlines() if line.startswith("import time:")
        }
        assert "rhythm_tui.desk.duty" in loaded
        assert not loaded & {"holidays", "lunar_python", "dateutil"}
