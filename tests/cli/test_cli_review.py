"""``list lessons`` and ``report review``."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
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
