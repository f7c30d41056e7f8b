"""``list lessons`` and ``report review``."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rhythm_tui.domain.text import width

from .conftest import NOW, Rhythm

Do = Callable[..., Any]


def test_no_lesson_yet(rhythm: Rhythm) -> None:
    assert rhythm("list", "lessons", "--json").json == []
    assert rhythm("list", "lessons", "--format", "csv").out == "id,version,kind,text,incident,at,by\r\n"


def test_the_lists_of_lessons_in_every_form(rhythm: Rhythm, do: Do) -> None:
    do("lesson.add", kind="sop", text="=核实后再回应")
    do("lesson.add", kind="pitfall", text="不与网友争辩\u202e")
    rows = rhythm("list", "lessons", "--json").json
    assert rows == [
        {"id": "l2", "version": 1, "kind": "pitfall", "text": "不与网友争辩", "incident": None,
         "at": NOW, "by": "li"},
        {"id": "l1", "version": 1, "kind": "sop", "text": "=核实后再回应", "incident": None,
         "at": NOW, "by": "li"},
    ]  # fmt: skip
    table = list(csv.DictReader(io.StringIO(rhythm("list", "lessons", "--format", "csv").out, newline="")))
    assert [list(row) for row in table] == [list(row) for row in rows]
    assert table[1]["text"] == "'=核实后再回应"


@pytest.mark.parametrize(("lang", "kind"), [("en", "pitfall"), ("zh", "避坑")])
def test_the_table_names_the_list(rhythm: Rhythm, do: Do, lang: str, kind: str) -> None:
    do("lesson.add", kind="pitfall", text="不与网友争辩")
    lines = rhythm("list", "lessons", "--lang", lang).out.splitlines()
    assert len(lines) == 2 and lines[1].startswith(kind) and lines[1].endswith("不与网友争辩")
    assert all(width(line) <= 110 for line in lines)


@pytest.fixture
def opened(do: Do) -> None:
    do("incident.open", title="<b>停诊谣言", kind="misinformation", grade="general")
    do("incident.note", id="i1", kind="decision", text="置顶说明")


def test_a_review_in_both_forms(rhythm: Rhythm, opened: None) -> None:
    ran = rhythm("report", "review", "i1")
    assert ran.code == 0
    assert ran.out.startswith("# Review of incident i1: &lt;b&gt;停诊谣言\n")
    assert "置顶说明" in ran.out
    page = rhythm("report", "review", "i1", "--format", "html", "--lang", "zh").out
    assert page.startswith("<!doctype html>") and 'lang="zh-CN"' in page
    assert "<h1>舆情复盘 i1：&lt;b&gt;停诊谣言</h1>" in page


def test_a_review_into_a_file_of_ones_own(rhythm: Rhythm, opened: None, tmp_path: Path) -> None:
    target = tmp_path / "i1-review.html"
    assert rhythm("report", "review", "i1", "-o", target).out == ""
    assert target.read_text("utf-8").startswith("<!doctype html>")
    if os.name == "posix":
        assert target.stat().st_mode & 0o777 == 0o600
    lost = rhythm("report", "review", "i1", "-o", tmp_path / "no" / "x.md")
    assert lost.code == 2 and len(lost.err.splitlines()) == 1


@pytest.mark.parametrize("id", ["i1", "q1", "x"])
def test_no_such_incident(rhythm: Rhythm, db: Path, id: str) -> None:
    ran = rhythm("report", "review", id)
    assert (ran.code, ran.out) == (2, "")
    assert id in ran.err and not db.exists()
