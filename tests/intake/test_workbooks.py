"""Workbooks through both readers: the same cells, and nothing hostile in the hands of the trusting one."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rhythm_tui.domain.facts import Reject
from rhythm_tui.intake import sheets, weigh
from rhythm_tui.intake.sheets import Sheet, held, refusing, streamed
from rhythm_tui.intake.source import Unreadable
from rhythm_tui.intake.values import text_of

from . import shapes
from .books import BOOKS, NOT_HELD, ODD_CELLS, odd_book, one_row, raw_book
from .conftest import Open, split
from .shapes import posted


def as_held(path: Path) -> Iterator[Sheet]:
    copy = io.BytesIO()
    with zipfile.ZipFile(path) as archive:
        count = weigh.copy_weighed(archive, copy)
    return held(path, copy, count)


def plain(found: Iterator[Sheet]) -> dict[str, list[list[Any]]]:
    """The rows of all sheets, without the empty cells and rows at their ends."""
    tables = {}
    for sheet in found:
        rows = list(sheet.rows(None))
        for row in rows:
            while row and row[-1] == "":
                row.pop()
        while rows and not rows[-1]:
            rows.pop()
        tables[sheet.name] = rows
    return tables


@pytest.mark.parametrize("name", BOOKS)
def test_both_readers_give_the_same_cells(tmp_path: Path, name: str) -> None:
    path = BOOKS[name](tmp_path)
    one, other = plain(as_held(path)), plain(streamed(path))
    assert one == other
    assert any(one.values())
    for sheet, rows in one.items():
        assert [list(map(type, row)) for row in rows] == [list(map(type, row)) for row in other[sheet]]
        assert [list(map(text_of, row)) for row in rows] == [list(map(text_of, row)) for row in other[sheet]]


def test_what_odd_cells_are(tmp_path: Path) -> None:
    (rows,) = plain(as_held(odd_book(tmp_path / "odd.xlsx"))).values()
    for at, (cell, value) in zip(range(2, 999, 2), ODD_CELLS, strict=False):
        assert (rows[at] or [""]) == [value], cell
        assert rows[at - 1] == []


def test_the_sheet_with_the_comments_is_read(tmp_path: Path, opened: Open) -> None:
    path = shapes.crawler_file(tmp_path, "douyin", shapes.NEW, "xlsx")
    facts, rejects = split(opened(path))
    assert ([fact.line for fact in facts], rejects) == ([2, 3, 4, 5], [])


@pytest.mark.parametrize("name", NOT_HELD)
def test_what_is_never_held(tmp_path: Path, name: str) -> None:
    path = NOT_HELD[name](tmp_path / "a.xlsx")
    with zipfile.ZipFile(path) as archive, pytest.raises(weigh.Unusual):
        weigh.copy_weighed(archive, io.BytesIO())
    try:
        for sheet in sheets.sheets(path):
            next(sheet.rows(None), None)
    except Unreadable as error:
        assert "broken" in str(error)


@pytest.mark.parametrize("limit", ["MAX_XML", "MAX_AREA", "MAX_PIECES"])
def test_what_is_large_is_streamed(
    tmp_path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    path = shapes.crawler_file(tmp_path, "douyin", shapes.NEW, "xlsx", 300)
    whole = split(opened(path))
    monkeypatch.setattr(weigh, limit, 1_000)
    monkeypatch.setattr(sheets, "held", None)
    assert split(opened(path)) == whole


def test_one_sheet_under_many_names_is_refused(tmp_path: Path, opened: Open) -> None:
    row = one_row(ODD_CELLS[0][0])
    assert len(list(as_held(raw_book(tmp_path / "a.xlsx", row)))) == 1
    for copies in (2, 501):
        with pytest.raises(Unreadable, match="broken"):
            opened(raw_book(tmp_path / "b.xlsx", row, copies=copies))


def test_a_part_larger_than_declared_is_cut_before_it_is_held(tmp_path: Path) -> None:
    path = raw_book(tmp_path / "a.xlsx", "<row/>" * 50_000 + one_row(ODD_CELLS[0][0]))
    whole = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    lie = whole.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert lie != whole
    path.write_bytes(lie)
    with pytest.raises(Unreadable, match="broken"):
        list(sheets.sheets(path))


def test_a_panic_is_a_refusal_and_an_interrupt_is_not(tmp_path: Path) -> None:
    panic = type("PanicException", (BaseException,), {"__module__": "pyo3_runtime"})
    with pytest.raises(Unreadable, match="broken"), refusing(tmp_path):
        raise panic
    with pytest.raises(KeyboardInterrupt), refusing(tmp_path):
        raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("flag", "name", "word"),
    [(1, "xl/workbook.xml", "password"), (0, "content.xml", "xlsx"), (0, "xl/workbook.bin", "xlsx")],
)
def test_other_zips_are_named(tmp_path: Path, opened: Open, flag: int, name: str, word: str) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, "x")
        archive.infolist()[0].flag_bits |= flag
    with pytest.raises(Unreadable, match=word):
        opened(path)


def test_dates_that_lost_their_format(tmp_path: Path, opened: Open) -> None:
    rows = [
        ["平台", "时间", "内容", "类型"],
        ["抖音", 46348.6, "时间", "评论"],
        ["抖音", 46348, "只有日期", "评论"],
        ["抖音", 46348.60416667, "刚刚", "评论"],
        ["抖音", 42369.9, "太早", "评论"],
        ["抖音", 46348.61, "将来", "评论"],
        ["抖音", 73051, "不是日期", "评论"],
        ["抖音", posted(0), "毫秒", "评论"],
    ]
    facts, rejects = split(opened(shapes.write_xlsx(tmp_path / "a.xlsx", {"a": rows})))
    assert [fact.posted_at for fact in facts] == [
        1_795_328_640_000, 1_795_276_800_000, shapes.NOW, posted(0),
    ]  # fmt: skip
    assert [reject.line for reject in rejects] == [5, 6, 7]


@pytest.mark.parametrize("seed", range(4))
def test_damaged_sheets_are_read_or_refused(tmp_path: Path, opened: Open, seed: int) -> None:
    chance = random.Random(seed)
    whole = odd_book(tmp_path / "odd.xlsx") if seed % 2 else BOOKS["douyin-old-xlsx"](tmp_path)
    path = tmp_path / "damaged.xlsx"
    for _ in range(25):
        with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w") as new:
            victim = chance.choice([name for name in old.namelist() if name.startswith("xl/")])
            for part in old.namelist():
                raw = bytearray(old.read(part))
                for _ in range(chance.randrange(1, 4) if part == victim else 0):
                    at = chance.randrange(len(raw))
                    raw[at : at + chance.randrange(6)] = chance.choice(
                        (
                            b"",
                            b"<",
                            b">",
                            b'"',
                            b"9" * 9,
                            b"&#0;",
                            b"XFD",
                            b"<c>",
                            b"</row>",
                            b"-",
                            b"\xff",
                            b"e",
                        )
                    )
                new.writestr(part, raw)
        try:
            for fact in opened(path):
                assert not isinstance(fact, Reject) or fact.template.format(**fact.values)
        except Unreadable as error:
            assert "damaged.xlsx" in str(error)
