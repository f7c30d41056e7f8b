"""``plan import`` and ``plan export``."""

from __future__ import annotations

import csv
import io
import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from rhythm_tui import i18n
from rhythm_tui.domain.aliases import tight
from rhythm_tui.reports.plan import headings
from rhythm_tui.settings import aliases

from .conftest import Rhythm

Do = Callable[..., Any]
HEAD = "平台,日期,时间,标题,层级,形式"
GOOD = "抖音,11月23日,18:00,=三问,核心,科普"
NEAR = "抖音,11月23日,18:20,撞车,热点,故事"
OVER = "抖音,11月21日,18:00,过去了,核心,科普"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "12月排期.csv"
    file.write_text(f"{HEAD}\n{GOOD}\n{NEAR}\n{OVER}\n{GOOD}\n", "utf-8-sig")
    return file


def test_a_preview_writes_nothing(rhythm: Rhythm, plan: Path, db: Path) -> None:
    ran = rhythm("plan", "import", plan, "--preview")
    assert ran.code == 1
    assert ran.out == "read 4, new 2, updated 0, duplicate 1, rejected 1\n"
    assert "line 4: 2026-11-21 18:00 has passed" in ran.err
    assert "20 min from" in ran.err
    assert not db.exists()
    assert [one.name for one in plan.parent.glob("*.csv")] == [plan.name]


def test_a_plan_is_taken_in_once_and_taken_back_whole(rhythm: Rhythm, do: Do, plan: Path) -> None:
    assert rhythm("plan", "import", plan).out == "read 4, new 2, updated 0, duplicate 1, rejected 1\n"
    rejects = plan.with_name("12月排期.csv.rejects.csv")
    assert stat.S_IMODE(rejects.stat().st_mode) == 0o600
    (row,) = csv.DictReader(io.StringIO(rejects.read_text("utf-8-sig"), newline=""))
    assert (row["line"], row["标题"]) == ("4", "过去了")
    assert [one["title"] for one in rhythm("list", "slots", "--json").json] == ["=三问", "撞车"]
    again = rhythm("plan", "import", plan)
    assert again.out == "read 4, new 0, updated 0, duplicate 3, rejected 1\n"
    assert [one["verb"] for one in rhythm("list", "journal", "--json").json] == ["slot.plan_many"]
    assert do("undo")["undone"] == "slot.plan_many"
    assert rhythm("list", "slots", "--json").json == []
    assert rhythm("plan", "import", plan).out == "read 4, new 2, updated 0, duplicate 1, rejected 1\n"
    assert rhythm("journal", "replay").code == 0


def test_several_files_and_one_that_cannot_be_read(rhythm: Rhythm, plan: Path, tmp_path: Path) -> None:
    ran = rhythm("plan", "import", tmp_path / "none.xlsx", plan, "--json")
    assert ran.code == 2
    assert "there is no such file" in ran.err
    (told,) = ran.answers
    assert {key: told[key] for key in ("read", "new", "duplicate", "rejected", "seq")} == {
        "read": 4, "new": 2, "duplicate": 1, "rejected": 1, "seq": 1,
    }  # fmt: skip
    assert [one["code"] for one in told["clashes"]] == ["collision"]


def test_what_a_file_lacks_may_be_said(rhythm: Rhythm, tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text("拍什么,日期,时间\nt,11月23日,18:00\n", "utf-8")
    assert "wants columns for Platform, Title, Tier, Form" in rhythm("plan", "import", file).err
    given = ("--platform", "douyin", "--tier", "1", "--form", "science", "--column", "title=拍什么")
    assert rhythm("plan", "import", file, *given).out.startswith("read 1, new 1,")
    for wrong in (("--platform", "tv"), ("--form", "opera"), ("--column", "x=y")):
        ran = rhythm("plan", "import", file, *wrong)
        assert (ran.code, ran.out) == (2, "")
        assert wrong[0] in ran.err


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_heading_of_an_export_is_known_to_an_import(lang: str) -> None:
    i18n.use(lang)  # type: ignore[arg-type]
    columns = aliases()["plan_columns"].items()
    known = {tight(word): field for field, every in columns for word in (field, *every)}
    found = {name: known.get(tight(heading)) for name, heading in headings().items()}
    assert found == {name: None if name in ("id", "url") else name for name in found}


def test_an_export_on_the_screen_and_in_files(rhythm: Rhythm, plan: Path, tmp_path: Path) -> None:
    rhythm("plan", "import", plan)
    rows = list(csv.DictReader(io.StringIO(rhythm("plan", "export").out, newline="")))
    assert [(row["Date"], row["Time"], row["Title"]) for row in rows] == [
        ("2026-11-23", "18:00", "'=三问"), ("2026-11-23", "18:20", "撞车"),
    ]  # fmt: skip
    for name in ("plan.csv", "plan.xlsx", "plan.ics"):
        target = tmp_path / name
        assert rhythm("plan", "export", "-o", target).code == 0
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
        assert rhythm("list", "journal", "--limit", "1", "--json").json[0]["verb"] == "privacy.export"
    assert (tmp_path / "plan.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert len(Calendar.from_ical((tmp_path / "plan.ics").read_bytes()).walk("VEVENT")) == 2
    assert rhythm("plan", "import", tmp_path / "plan.xlsx").out.startswith("read 2, new 0,")
    listed = rhythm("plan", "export", "--json").json
    assert listed == rhythm("list", "slots", "--json").json
    assert rhythm("plan", "export", "-o", tmp_path / "plan.json").code == 0
    assert json.loads((tmp_path / "plan.json").read_text("utf-8")) == listed


def test_the_days_of_an_export(rhythm: Rhythm, do: Do) -> None:
    for day in (21, 22, 23, 24):
        at = f"2026-11-{day}T23:30"
        do("slot.plan", platform="douyin", at=at, title=str(day), tier=1, form="science")

    def titles(*options: str) -> list[str]:
        text = rhythm("plan", "export", *options).out
        return [row["Title"] for row in csv.DictReader(io.StringIO(text, newline=""))]

    assert titles() == ["22", "23", "24"]
    assert titles("--from", "2026-11-21", "--to", "2026-11-22") == ["21", "22"]
    assert titles("--to", "2026-11-23") == ["22", "23"]


def test_a_workbook_is_not_written_to_the_screen(rhythm: Rhythm, tmp_path: Path) -> None:
    ran = rhythm("plan", "export", "--format", "xlsx")
    assert (ran.code, ran.out) == (2, "")
    assert "-o" in ran.err
    assert rhythm("plan", "export", "-o", tmp_path / "no" / "plan.csv").code == 2
