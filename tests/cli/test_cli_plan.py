"""``list campaigns`` and ``list repeats``; own days in ``list days``."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rhythm_tui import places

from .conftest import Rhythm

Do = Callable[..., Any]
LAY = {"name": "冬至养生", "day": "2026-12-22", "department": "中医科"}


def test_empty_lists_have_their_headings(rhythm: Rhythm) -> None:
    assert rhythm("list", "campaigns", "--json").json == []
    assert rhythm("list", "campaigns", "--format", "csv").out == (
        "id,version,name,day,last,tag,department,next_at,phases,made_at,by\r\n"
    )
    assert rhythm("list", "repeats", "--json").json == []


def test_campaigns_in_every_form(rhythm: Rhythm, do: Do) -> None:
    do("campaign.lay", **LAY)
    [row] = rhythm("list", "campaigns", "--json").json
    assert (row["id"], row["day"], row["last"]) == ("c1", "2026-12-22", "2026-12-29")
    assert row["department"] == "中医科"
    assert row["next_at"] == "2026-12-20T20:00:00+08:00"
    assert row["phases"][1] == {
        "phase": "burst",
        "first": "2026-12-22",
        "last": "2026-12-22",
        "slots": 4,
        "out": 0,
        "missed": 0,
        "held": 0,
        "dropped": 0,
    }
    [told] = csv.DictReader(io.StringIO(rhythm("list", "campaigns", "--format", "csv").out, newline=""))
    assert told["name"] == "冬至养生"
    lines = rhythm("list", "campaigns", "--lang", "zh").out.splitlines()
    assert lines[0].split() == ["日期", "阶段", "已发", "下一条", "科室", "编号", "活动"]
    assert lines[1].split() == ["2026-12-22", "预热", "0/10", "12-20", "20:00", "中医科", "c1", "冬至养生"]


def test_recurring_slots_in_every_form(rhythm: Rhythm, do: Do) -> None:
    do("repeat.add", template="live")
    do("repeat.lay", id="e1", until="2026-11-25")
    [row] = rhythm("list", "repeats", "--json").json
    assert (row["days"], row["time"]) == (["wed"], "15:00")
    assert (row["laid_until"], row["missing"]) == ("2026-11-25", [])
    lines = rhythm("list", "repeats", "--lang", "zh").out.splitlines()
    assert lines[0].split() == ["星期", "时间", "平台", "形式", "已排到", "待排", "编号", "标题"]
    assert lines[1].split()[:6] == ["周三", "15:00", "抖音", "互动", "2026-11-25", "0"]


def test_own_days_stand_in_the_calendar(
    rhythm: Rhythm, do: Do, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "own", lambda _kind: str(tmp_path))
    do("day.add", rule="12-03", zh="院庆日", en="founding day")
    days = rhythm("list", "days", "--from", "2026-12-03", "--days", "1", "--json").json
    assert ("y1", "own", "院庆日", True) in [(day["id"], day["kind"], day["zh"], day["slot"]) for day in days]
    do("day.drop", id="y1", reason="r")
    days = rhythm("list", "days", "--from", "2026-12-03", "--days", "1", "--json").json
    assert "y1" not in [day["id"] for day in days]
