"""A plan in a table: what people and spreadsheets write, and why a row is not taken."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from rhythm_tui import settings
from rhythm_tui.domain.playbook import Playbook
from rhythm_tui.intake.plan import Plan, PlanTerms, read_plan, unguarded
from rhythm_tui.intake.plan_values import clock_of, day_of, length_of, moment_of, tags_of
from rhythm_tui.intake.plan_words import BadColumn, plan_words
from rhythm_tui.intake.unreadable import Unreadable
from rhythm_tui.intake.values import NoFact
from rhythm_tui.reports.export import guarded

TODAY = date(2026, 11, 22)
NOON = 1_795_320_000_000
ZONE = ZoneInfo("Asia/Shanghai")
HEAD = "平台,日期,时间,标题,层级,形式"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-11-23", date(2026, 11, 23)),
        ("2026/11/3", date(2026, 11, 3)),
        ("2026.11.23", date(2026, 11, 23)),
        ("2026年11月23日", date(2026, 11, 23)),
        ("11月23日(周一)", date(2026, 11, 23)),
        ("11月23日 星期一", date(2026, 11, 23)),
        ("１１月２３号", date(2026, 11, 23)),
        ("11/23", date(2026, 11, 23)),
        ("1-2", date(2027, 1, 2)),
        ("9月1日", date(2026, 9, 1)),
        (datetime(2026, 11, 23, 0, 0), date(2026, 11, 23)),  # noqa: DTZ001 - a sheet's own time
        (date(2026, 11, 23), date(2026, 11, 23)),
        (46349, date(2026, 11, 23)),
        (46349.0, date(2026, 11, 23)),
    ],
)
def test_a_day_as_people_write_it(written: Any, day: date) -> None:
    assert day_of(written, TODAY) == day


@pytest.mark.parametrize(
    ("written", "clock"),
    [
        ("18:00", time(18)),
        ("18：05", time(18, 5)),
        ("8:00:00", time(8)),
        ("18点", time(18)),
        ("18点30", time(18, 30)),
        ("18时05分", time(18, 5)),
        ("下午3点半", time(15, 30)),
        ("晚上8:00", time(20)),
        ("上午 9:15", time(9, 15)),
        ("中午12点", time(12)),
        ("6:30 PM", time(18, 30)),
        ("6:30am", time(6, 30)),
        (time(18, 0, 30), time(18)),
        (datetime(2026, 1, 1, 18, 5), time(18, 5)),  # noqa: DTZ001 - a sheet's own time
        (0.75, time(18)),
    ],
)
def test_a_time_of_the_day_as_people_write_it(written: Any, clock: time) -> None:
    assert clock_of(written) == clock


@pytest.mark.parametrize("written", ["", "8", "25:00", "18:61", "soon", "18:00-19:00", None])
def test_what_is_no_time_of_the_day(written: Any) -> None:
    with pytest.raises(NoFact):
        clock_of(written)


@pytest.mark.parametrize("written", ["", "2026-13-01", "11月31日", "明天", "23", None, 3])
def test_what_is_no_day(written: Any) -> None:
    with pytest.raises(NoFact):
        day_of(written, TODAY)


@pytest.mark.parametrize(
    "written",
    ["2026-11-23 18:00", "2026-11-23T18:00", "11月23日18:00", "11月23日(周一) 下午6点", "2026/11/23 18:00:00",
     46349.75],
)  # fmt: skip
def test_day_and_time_in_one_cell(written: Any) -> None:
    assert moment_of(written, TODAY) == datetime(2026, 11, 23, 18)  # noqa: DTZ001 - wall time


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("60", 60), ("60秒", 60), ("1分30秒", 90), ("2分钟", 120), ("90s", 90), ("1:30", 90), (90, 90),
     ("", None), ("-", None), (None, None)],
)  # fmt: skip
def test_a_length(written: Any, seconds: int | None) -> None:
    assert length_of(written) == seconds


@pytest.mark.parametrize("written", ["long", "1.5", "分"])
def test_what_is_no_length(written: str) -> None:
    with pytest.raises(NoFact):
        length_of(written)


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        ("#心脏 #血压", ["心脏", "血压"]),
        ("#a,#b", ["a", "b"]),
        ("心脏、血压;儿科", ["心脏", "血压", "儿科"]),
        ("＃心脏", ["心脏"]),
        ("", []),
        (None, []),
    ],
)
def test_tags(written: Any, tags: list[str]) -> None:
    assert tags_of(written) == tags


@given(st.text(st.sampled_from("'=+-@a"), max_size=8))
def test_the_guard_against_formulas_is_taken_off_again(text: str) -> None:
    assert unguarded(str(guarded(text))) == text


@pytest.fixture
def terms(playbook: Playbook) -> PlanTerms:
    return PlanTerms(plan_words(playbook, settings.aliases()), {}, ZONE, NOON)


def read(tmp_path: Path, terms: PlanTerms, text: str, encoding: str = "utf-8") -> Plan:
    file = tmp_path / "plan.csv"
    file.write_bytes(text.encode(encoding))
    return read_plan(file, terms)


def told(plan: Plan) -> list[tuple[int, str]]:
    return [(one.line, one.template.format(**one.values)) for one in plan.rejects]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_row_is_a_slot_whatever_the_encoding(tmp_path: Path, terms: PlanTerms, encoding: str) -> None:
    rows = "平台,日期,时间,标题,层级,形式,细分形式,人群,科室,系列,时长,标签,负责人,突发,备注\n"
    rows += "抖音,11月23日,18:00,'=三问,核心,科普,动画演示,老年人,心内科,心脏健康科普,1分,#心脏,王芳,是,x\n"
    plan = read(tmp_path, terms, rows, encoding)
    assert plan.rejects == ()
    (row,) = plan.rows
    assert row.model_dump(exclude_none=True) == {
        "platform": "douyin", "at": "2026-11-23T18:00", "title": "=三问", "tier": 1, "form": "science",
        "sub_form": "animation", "audience": "seniors", "department": "心内科", "series": "heart",
        "length_s": 60, "tags": ("心脏",), "author": "王芳", "emergency": True,
    }  # fmt: skip


@pytest.mark.parametrize(
    "header",
    ["Platform,Date,Time,Title,Tier,Form", "channel,day,clock,Headline,topic tier,Format", HEAD,
     "发布平台,日期,发布时间,选题名称,主题层级,内容形式"],
)  # fmt: skip
def test_headers_in_both_languages(tmp_path: Path, terms: PlanTerms, header: str) -> None:
    plan = read(tmp_path, terms, f"{header}\ndouyin,2026-11-23,18:00,t,2,story\n")
    assert [(row.at, row.tier) for row in plan.rows] == [("2026-11-23T18:00", 2)]


@pytest.mark.parametrize("header", ["时间", "日期", "计划发布时间"])
def test_one_column_may_hold_day_and_time(tmp_path: Path, terms: PlanTerms, header: str) -> None:
    plan = read(tmp_path, terms, f"平台,{header},标题,层级,形式\n快手,2026-11-23 18:00,t,痛点,故事\n")
    assert [row.at for row in plan.rows] == ["2026-11-23T18:00"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("火星,11月23日,18:00,t,1,科普", "平台: 火星 is not in the playbook"),
        ("抖音,11月22日,11:00,t,1,科普", "2026-11-22 11:00 has passed"),
        ("抖音,11月31日,18:00,t,1,科普", "11月31日 is no day"),
        ("抖音,,18:00,t,1,科普", "the day is missing"),
        ("抖音,11月23日,,t,1,科普", "the time is missing"),
        ("抖音,11月23日,18:00,,1,科普", "the title is missing"),
        ("抖音,11月23日,18:00,t,,科普", "层级 is missing"),
        ("抖音,11月23日,18:00,t,4,科普", "层级: 4 is not in the playbook"),
        (f"抖音,11月23日,18:00,{'t' * 501},1,科普", "标题: this is longer than 500 characters"),
    ],
)
def test_why_a_row_is_not_taken(tmp_path: Path, terms: PlanTerms, row: str, reason: str) -> None:
    plan = read(tmp_path, terms, f"{HEAD}\n{row}\n抖音,11月24日,18:00,t,1,科普\n")
    assert told(plan) == [(2, reason)]
    assert len(plan.rows) == 1
    assert plan.read == 2
    assert plan.rejects[0].row["标题"] in row


def test_a_row_that_is_over_is_not_planned_again(tmp_path: Path, terms: PlanTerms) -> None:
    head = f"{HEAD},状态\n抖音,11月23日,18:00,t,1,科普,"
    assert told(read(tmp_path, terms, f"{head}已发布\n")) == [(2, "it is over: 已发布")]
    assert read(tmp_path, terms, f"{head}拍摄中\n").rejects == ()


def test_what_a_file_does_not_say_may_be_given(tmp_path: Path, playbook: Playbook) -> None:
    words = plan_words(playbook, settings.aliases(), ["title=拍什么"])
    terms = PlanTerms(words, {"platform": "weibo", "tier": 3, "form": "science"}, ZONE, NOON)
    plan = read(tmp_path, terms, "拍什么,日期,时间\nt,11月23日,18:00\n")
    assert [(row.platform, row.tier, row.form, row.title) for row in plan.rows] == [
        ("weibo", 3, "science", "t")
    ]


@pytest.mark.parametrize("given", ["title", "title=", "colour=x"])
def test_a_column_that_says_nothing(playbook: Playbook, given: str) -> None:
    with pytest.raises(BadColumn, match="write FIELD=HEADER"):
        plan_words(playbook, settings.aliases(), [given])


def test_a_workbook_with_dates_and_times_of_its_own(tmp_path: Path, terms: PlanTerms) -> None:
    book = Workbook()
    notes = book.active
    assert notes is not None
    notes.append(["这里是说明"])
    sheet = book.create_sheet("排期")
    sheet.append(["十二月排期"])
    sheet.append(HEAD.split(","))
    sheet.append(["抖音", date(2026, 12, 1), time(18, 30), "t", 1, "科普"])
    sheet.append(["抖音", datetime(2026, 12, 2), 0.75, "u", "核心", "科普"])  # noqa: DTZ001 - a sheet's own time
    book.save(tmp_path / "plan.xlsx")
    plan = read_plan(tmp_path / "plan.xlsx", terms)
    assert [row.at for row in plan.rows] == ["2026-12-01T18:30", "2026-12-02T18:00"]


HOSTILE: list[tuple[str, Mapping[str, str]]] = [
    ("wants columns for Platform, Tier, Form, Date; it has: 标题, 备注", {"text": "标题,备注\na,b\n"}),
    ("plans 501 slots, more than 500", {"text": f"{HEAD}\n" + "抖音,11月23日,18:00,t,1,科普\n" * 501}),
    ("is no table", {"text": '[{"platform": "douyin"}]'}),
    ("is empty", {"text": ""}),
]


@pytest.mark.parametrize(("reason", "file"), HOSTILE, ids=[one[0] for one in HOSTILE])
def test_a_file_that_is_no_plan(
    tmp_path: Path, terms: PlanTerms, reason: str, file: Mapping[str, str]
) -> None:
    with pytest.raises(Unreadable, match=reason):
        read(tmp_path, terms, file["text"])


def test_no_file_at_all(tmp_path: Path, terms: PlanTerms) -> None:
    with pytest.raises(Unreadable, match="no such file"):
        read_plan(tmp_path / "none.csv", terms)
    with pytest.raises(Unreadable, match="is a folder"):
        read_plan(tmp_path, terms)


def test_a_spoilt_row_loses_no_other(tmp_path: Path, terms: PlanTerms) -> None:
    plan = read(tmp_path, terms, f'{HEAD}\n抖音,11月23日,18:00,"t,1,科普\n抖音,11月24日,18:00,u,1,科普\n')
    assert [row.title for row in plan.rows] == ["u"]
    assert [line for line, _reason in told(plan)] == [2]
