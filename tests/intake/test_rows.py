"""One bad row never loses the good ones, and the counts add up."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rhythm_tui.domain.facts import Seen
from rhythm_tui.domain.text import MAX_TEXT
from rhythm_tui.intake.delimited import Records
from rhythm_tui.intake.table import Broken

from . import shapes
from .conftest import Open, split
from .shapes import NOW, posted

HEADER = ["平台", "时间", "内容", "评论ID"]
AT = str(posted(0))


def rows_of(*texts: str) -> list[list[str]]:
    return [HEADER, *(["抖音", AT, text, f"c{index}"] for index, text in enumerate(texts))]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_encodings_and_delimiters(tmp_path: Path, opened: Open, encoding: str, delimiter: str) -> None:
    texts = ["第一行\n第二行", '他说"好", 真的; 好\t的', "普通的一句话"]
    path = shapes.write_csv(tmp_path / "a.txt", rows_of(*texts), encoding=encoding, delimiter=delimiter)
    facts, rejects = split(opened(path))
    assert rejects == []
    assert [fact.text for fact in facts if isinstance(fact, Seen)] == texts


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_damaged_file_loses_only_the_damaged_rows(tmp_path: Path, opened: Open, encoding: str) -> None:
    text = io.StringIO()
    csv.writer(text).writerows(rows_of(*(f"门诊几点上班第{index}问" for index in range(20))))
    raw = text.getvalue().encode(encoding).split(b"\r\n")
    raw[5] = raw[5].replace("几".encode(encoding), b"\xff")
    raw[9] = raw[9].replace("班".encode(encoding), "班".encode(encoding)[:1])
    path = tmp_path / "a.csv"
    path.write_bytes(b"\r\n".join(raw))
    facts, rejects = split(opened(path))
    assert len(facts) == 18
    assert [reject.line for reject in rejects] == [6, 10]
    assert facts[0].text == "门诊几点上班第0问"


def test_chinese_that_begins_late_is_still_told(tmp_path: Path, opened: Open) -> None:
    rows = [["platform", "time", "text"], *[["douyin", AT, f"plain {index}"] for index in range(90_000)]]
    path = shapes.write_csv(tmp_path / "a.csv", [*rows, ["douyin", AT, "术后多久复查"]], encoding="gb18030")
    assert path.stat().st_size > 2 << 20
    assert list(opened(path))[-1].text == "术后多久复查"  # type: ignore[union-attr]


def test_genuine_replacement_characters_are_text(tmp_path: Path, opened: Open) -> None:
    facts, rejects = split(opened(shapes.write_csv(tmp_path / "a.csv", rows_of("问\ufffd题", "问题"))))
    assert (len(facts), rejects) == (2, [])


@pytest.mark.parametrize(
    ("row", "word"),
    [
        ("抖音,{at},少一格", "cells"),
        ("抖音,{at},多一格,c,d", "cells"),
        ("抖音,昨天,没有时间,c", "昨天"),
        ("抖音,,没有时间,c", "missing"),
        ("抖音,2031-01-01 10:00,将来,c", "future"),
        ("抖音,2015-12-31 10:00,很早,c", "2016"),
        ("抖音,{at},  ,c", "no text"),
        ("抖音,{at},\u200b\u202e,c", "no text"),
        ("抖音,{at},问\0题,c", "NUL"),
        ("论坛,{at},哪里,c", "论坛"),
        (",{at},没有平台,c", "platform"),
        ("抖音,{at}," + "长" * (MAX_TEXT + 1) + ",c", "20001"),
        ('抖音,{at},"好"的,c', "quotation"),
        ("抖音,{at}," + "长" * 200_000 + ",c", "20"),
    ],
)
def test_a_bad_row_is_rejected_with_its_reason(tmp_path: Path, opened: Open, row: str, word: str) -> None:
    path = tmp_path / "a.csv"
    lines = [",".join(HEADER), f"抖音,{AT},之前,a", row.format(at=AT), f"抖音,{AT},之后,b", ""]
    path.write_text("\n".join(lines), encoding="utf-8")
    facts, rejects = split(opened(path))
    assert [fact.line for fact in facts] == [2, 4]
    assert [reject.line for reject in rejects] == [3]
    assert word in rejects[0].template.format(**rejects[0].values) or "quotation" in rejects[0].template


def test_five_minutes_ahead_are_forgiven(tmp_path: Path, opened: Open) -> None:
    rows = [HEADER, ["抖音", str(NOW + 300_000), "刚好", "a"], ["抖音", str(NOW + 300_001), "太早", "b"]]
    facts, rejects = split(opened(shapes.write_csv(tmp_path / "a.csv", rows)))
    assert ([fact.line for fact in facts], [reject.line for reject in rejects]) == ([2], [3])


def test_an_unclosed_quote_swallows_nothing(tmp_path: Path, opened: Open) -> None:
    path = tmp_path / "a.csv"
    good = [f"抖音,{AT},第{index}行,c{index}" for index in range(3_000)]
    good[10] = f'抖音,{AT},"没有关上,x'
    good[2_990] = f'抖音,{AT},"也没有关上,x'
    path.write_text("\n".join([",".join(HEADER), *good]), encoding="utf-8")
    facts, rejects = split(opened(path))
    assert len(facts) == 2_998
    assert [reject.line for reject in rejects] == [12, 2_992]


def test_rows_that_never_end_cost_no_square_of_time() -> None:
    text = 'a","b\n' * 30_000
    records = list(Records(io.StringIO(text, newline=""), ","))
    assert all(isinstance(row, Broken) for row in records)
    assert [row.line for row in records][-1] == 30_000


def test_blank_lines_are_no_rows(tmp_path: Path, opened: Open) -> None:
    path = tmp_path / "a.csv"
    lines = ["", ",".join(HEADER), "", f"抖音,{AT},一,a", ",,,", "   ", f"抖音,{AT},二,b,,", ""]
    path.write_text("\r\n".join(lines), encoding="utf-8")
    facts, rejects = split(opened(path))
    assert ([fact.line for fact in facts], rejects) == ([4, 7], [])


def test_a_header_beats_a_fuller_first_row(tmp_path: Path, opened: Open) -> None:
    rows = [["平台", "时间", "内容", ""], ["抖音", AT, "一", "备注"], ["抖音", AT, "二", ""]]
    assert len(split(opened(shapes.write_csv(tmp_path / "a.csv", rows)))[0]) == 2


@pytest.mark.parametrize(
    ("written", "kept", "damaged"),
    [
        ("7412350123456700001", "7412350123456700001", False),
        ("7.41235E+18", "", True),
        ("7.41235e+18", "", True),
        ("007", "007", False),
        ("64123456789e123456789012", "64123456789e123456789012", False),
        ("9007199254740993.0", "", True),
        ("12345.0", "12345", False),
        (" a1 ", "a1", False),
        ("@kj5k/+==", "@kj5k/+==", False),
    ],
)
def test_ids_are_text(tmp_path: Path, opened: Open, written: str, kept: str, damaged: bool) -> None:
    rows = [HEADER, ["抖音", AT, "问题", written]]
    for path in (
        shapes.write_csv(tmp_path / "a.csv", rows),
        shapes.write_xlsx(tmp_path / "a.xlsx", {"a": rows}),
    ):
        (fact,) = split(opened(path))[0]
        assert isinstance(fact, Seen)
        assert (fact.external_id, fact.damaged_id) == (kept, damaged)


@pytest.mark.parametrize(
    ("number", "kept", "damaged"),
    [
        (123, "123", False),
        (2**53 - 1, str(2**53 - 1), False),
        (2**53 + 1, "", True),
        (7.41235e18, "", True),
        (12.0, "12", False),
    ],
)
def test_ids_that_came_as_numbers(
    tmp_path: Path, opened: Open, number: float, kept: str, damaged: bool
) -> None:
    rows = [HEADER, ["抖音", posted(0), "问题", number]]
    for path in (
        shapes.write_json(tmp_path / "a.json", [dict(zip(HEADER, rows[1], strict=True))]),
        shapes.write_xlsx(tmp_path / "a.xlsx", {"a": rows}),
    ):
        (fact,) = split(opened(path))[0]
        assert isinstance(fact, Seen)
        assert (fact.external_id, fact.damaged_id) == (kept, damaged)


def test_times_of_a_workbook(tmp_path: Path, opened: Open) -> None:
    from datetime import date, datetime

    rows = [
        HEADER,
        ["抖音", datetime(2026, 11, 22, 14, 5, 22), "日期格", "a"],  # noqa: DTZ001 - a workbook knows no zone
        ["抖音", date(2026, 11, 22), "只有日期", "b"],
        ["抖音", posted(0) // 1000, "秒", "c"],
        ["抖音", float(posted(0)), "毫秒", "d"],
        ["抖音", True, "什么", "e"],
        [],
        ["抖音", "2026-11-22 14:05", "文字"],
    ]
    facts, rejects = split(opened(shapes.write_xlsx(tmp_path / "a.xlsx", {"a": rows})))
    assert [fact.posted_at for fact in facts] == [
        1_795_327_522_000, 1_795_276_800_000, posted(0), posted(0), 1_795_327_500_000,
    ]  # fmt: skip
    assert [reject.line for reject in rejects] == [6]


def test_json_rows_one_by_one(tmp_path: Path, opened: Open) -> None:
    good = json.dumps(dict(zip(HEADER, ["抖音", AT, "好", "a"], strict=True)))
    deep = '{"内容": ' + "[" * 100_000 + "]" * 100_000 + "}"
    huge = '{"平台": "抖音", "时间": ' + "9" * 5_000 + ', "内容": "数"}'
    half = '{"平台": "抖音", "时间": "' + AT + '", "内容": "\\ud83d"}'
    broken = '{"平台": "抖音", }'
    rows = [good, deep, good, huge, half, "[1]", broken, good]
    lines = tmp_path / "a.jsonl"
    lines.write_text("\n".join(rows), encoding="utf-8")
    array = tmp_path / "a.json"
    array.write_text("[" + ",\n".join(rows) + "]", encoding="utf-8")
    for path in (lines, array):
        facts, rejects = split(opened(path))
        assert [fact.line for fact in facts] == [1, 3, 8]
        assert [reject.line for reject in rejects] == [2, 4, 5, 6, 7]


@pytest.mark.parametrize(("cut", "rejected"), [(1, 1), (5, 1), (0, 0)])
def test_an_array_that_breaks_off_says_so(tmp_path: Path, opened: Open, cut: int, rejected: int) -> None:
    path = shapes.crawler_file(tmp_path, "douyin", shapes.NEW, "json")
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: len(text) - cut], encoding="utf-8")
    facts, rejects = split(opened(path))
    assert len(rejects) == rejected
    assert len(facts) == (3 if cut == 5 else 4)


def test_two_arrays_one_after_the_other(tmp_path: Path, opened: Open) -> None:
    path = shapes.crawler_file(tmp_path, "douyin", shapes.NEW, "json")
    path.write_text(path.read_text(encoding="utf-8") * 2, encoding="utf-8")
    assert [len(part) for part in split(opened(path))] == [8, 0]


CELL = st.one_of(
    st.sampled_from(["抖音", "论坛", AT, "昨天", "好", "", '"', '""', "a,b", "x\ny", "7.41E+18", "\0", "=1"]),
    st.text(max_size=12),
)


@settings(max_examples=100)
@given(st.lists(st.lists(CELL, min_size=1, max_size=6), max_size=30))
def test_counts_add_up_for_any_table(tmp_path: Path, opened: Open, rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([HEADER, *rows])
    path = tmp_path / "a.csv"
    path.write_text(text.getvalue(), encoding="utf-8", errors="replace", newline="")
    facts, rejects = split(opened(path))
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    assert len(facts) + len(rejects) == len(filled)


@settings(max_examples=100)
@given(st.binary(max_size=40), st.integers(0, 20))
def test_rubbish_between_rows_loses_no_row(tmp_path: Path, opened: Open, rubbish: bytes, at: int) -> None:
    lines = [f"抖音,{AT},第{index}行,c{index}".encode() for index in range(20)]
    lines.insert(at, rubbish.replace(b'"', b"'"))
    path = tmp_path / "a.csv"
    path.write_bytes(b"\n".join([",".join(HEADER).encode(), *lines]))
    facts, _ = split(opened(path))
    assert {f"c{index}" for index in range(20)} <= {
        fact.external_id for fact in facts if isinstance(fact, Seen)
    }
