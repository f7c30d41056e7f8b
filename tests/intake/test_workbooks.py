"""Workbooks through both readers: the same cells, and nothing hostile in the hands of the trusting one."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from rhythm_tui.domain.facts import Reject
from rhythm_tui.intake import sheets, weigh
from rhythm_tui.intake.sheets import Sheet, held, refusing, streamed
from rhythm_tui.intake.source import Unreadable
from rhythm_tui.intake.values import text_of

from . import shapes
from .conftest import Open, split
from .shapes import posted

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STYLES = f"""<?xml version="1.0"?><styleSheet xmlns="{NAMESPACE}">
<numFmts count="2"><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot; h:mm"/>
<numFmt numFmtId="171" formatCode="0.0 &quot;days&quot;"/></numFmts>
<fonts count="1"><font/></fonts><fills count="1"><fill><patternFill/></fill></fills>
<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="170"/>
<xf numFmtId="171"/></cellXfs></styleSheet>"""
ODD_CELLS = (
    ('<c r="A{}"><v>5</v></c>', 5.0),
    ('<c r="A{}"><v>-0.25</v></c>', -0.25),
    ('<c r="A{}"><v>9007199254740991</v></c>', 9007199254740991.0),
    ('<c r="A{}"><v>7412350123456700001</v></c>', 7.4123501234567e18),
    ('<c r="A{}"><v>1E+20</v></c>', 1e20),
    ('<c r="A{}" t="b"><v>1</v></c>', True),
    ('<c r="A{}" t="b"><v>0</v></c>', False),
    ('<c r="A{}" t="e"><v>#N/A</v></c>', ""),
    ('<c r="A{}" t="e"><v>#DIV/0!</v></c>', ""),
    ('<c r="A{}" t="str"><f>B1</f><v>算出</v></c>', "算出"),
    ('<c r="A{}"><f>1+1</f><v>2</v></c>', 2.0),
    ('<c r="A{}"><f>1+1</f></c>', ""),
    ('<c r="A{}" s="1"/>', ""),
    ('<c r="A{}" s="1"><v>46348</v></c>', datetime(2026, 11, 22)),  # noqa: DTZ001
    ('<c r="A{}" s="2"><v>46348.6</v></c>', datetime(2026, 11, 22, 14, 24)),  # noqa: DTZ001
    ('<c r="A{}" s="3"><v>46348.604166666664</v></c>', datetime(2026, 11, 22, 14, 30)),  # noqa: DTZ001
    ('<c r="A{}" s="4"><v>46348.5</v></c>', 46348.5),
    ('<c r="A{}" t="inlineStr"><is><r><t>丰</t></r><r><rPr><b/></rPr><t>富</t></r></is></c>', "丰富"),
    ('<c r="A{}" t="inlineStr"><is><t>汉</t><rPh sb="0" eb="1"><t>han</t></rPh></is></c>', "汉"),
    ('<c r="A{}" t="inlineStr"><is><t xml:space="preserve"> 空格 </t></is></c>', " 空格 "),
    ('<c r="A{}" t="inlineStr"><is><t>一_x000D_\n二&amp;</t></is></c>', "一\r\n二&"),
    ('<c r="A{}" t="inlineStr"><is><t>_x005F_x000D_</t></is></c>', "_x000D_"),
    ('<c r="A{}" t="inlineStr"><is><t/></is></c>', ""),
    ('<c r="A{}" t="s"><v>1</v></c>', "共用乙"),
    ('<c r="A{}" t="s"><v>0</v></c>', "共用甲"),
)
STRINGS = ("共用甲", "共用乙")


def raw_book(
    path: Path,
    data: str,
    *,
    before: str = "",
    strings: Sequence[str] = STRINGS,
    announced: str = 'count="2" uniqueCount="2"',
    copies: int = 1,
) -> Path:
    """Write a workbook from the XML of its sheet's rows, under as many names as there are ``copies``."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}.sharedStrings+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{link}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{NAMESPACE}" xmlns:r="{link}"><sheets>'
        + "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, copies + 1))
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{link}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{link}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId3" Type="{link}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": f'<sst xmlns="{NAMESPACE}" {announced}>'
        + "".join(f"<si><t>{text}</t></si>" for text in strings)
        + "</sst>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{NAMESPACE}">{before}<sheetData>{data}</sheetData>'
        "</worksheet>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def one_row(cell: str) -> str:
    return f'<row r="1">{cell.format(1)}</row>'


def odd_book(path: Path) -> Path:
    """One odd cell in each second row, from row 3 on; nothing in the first rows."""
    rows = [
        f'<row r="{at}">{cell.format(at)}</row>'
        for at, (cell, _) in zip(range(3, 999, 2), ODD_CELLS, strict=False)
    ]
    return raw_book(path, "".join(rows))


def typed_book(path: Path) -> Path:
    """What openpyxl itself writes: hidden and empty sheets, merged cells, dates, formulas."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    for row in (
        ["平台", "时间"],
        ["抖音", datetime(2026, 11, 22, 14, 5, 22)],  # noqa: DTZ001
        [],
        [None, date(2026, 11, 22)],
    ):
        sheet.append(row)
    sheet.append([True, 3, 2.5, "=1+1", "#N/A", "文字\n二"])
    sheet.merge_cells("A6:C8")
    sheet["A6"] = "合并"
    hidden: Any = book.create_sheet("藏")
    hidden.sheet_state = "hidden"
    hidden["C3"] = "看不见"
    book.create_sheet("空")
    book.save(path)
    return path


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


BOOKS: dict[str, Callable[[Path], Path]] = {
    **{name: write for name, write in shapes.ALL.items() if name.endswith("xlsx")},
    "odd": lambda folder: odd_book(folder / "odd.xlsx"),
    "typed": lambda folder: typed_book(folder / "typed.xlsx"),
}


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


FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="ZZ1048576"><v>1</v></c></row>'
NOT_HELD: dict[str, Callable[[Path], Path]] = {
    "cells far apart": lambda path: raw_book(path, FAR),
    "cells without a place": lambda path: raw_book(path, "<row><c><v>1</v></c></row>"),
    "a place hidden behind another": lambda path: raw_book(
        path, one_row('<c s="&gt;" r="XFD{}"><v>1</v></c>')
    ),
    "a place in other quotes": lambda path: raw_book(path, one_row("<c r='XFD{}'><v>1</v></c>")),
    "a place with a name space": lambda path: raw_book(
        path, f'<row r="1"><x:c xmlns:x="{NAMESPACE}" r="A1"><x:v>1</x:v></x:c></row>'
    ),
    "a great many texts announced": lambda path: raw_book(
        path, one_row(ODD_CELLS[-1][0]), announced='count="4000000000"'
    ),
    "texts announced in an odd way": lambda path: raw_book(
        path, one_row(ODD_CELLS[-1][0]), announced="uniqueCount='+9'"
    ),
    "one long text in many cells": lambda path: raw_book(
        path,
        "".join(f'<row r="{at}"><c r="A{at}" t="s"><v>0</v></c></row>' for at in range(1, 3000)),
        strings=["长" * 32_000],
    ),
    "a text that is not there": lambda path: raw_book(path, one_row('<c r="A{}" t="s"><v>7</v></c>')),
    "a text named in an odd way": lambda path: raw_book(path, one_row('<c r="A{}" t="s"><v >0</v></c>')),
    "shared texts in another part": lambda path: raw_book(path, "", before="<si><t>x</t></si>"),
    "an absurd cell": lambda path: raw_book(
        path, one_row('<c r="A{}" t="inlineStr"><is><t>' + "x" * (2 << 20) + "</t></is></c>")
    ),
    "other than UTF-8": lambda path: raw_book(path, one_row('<c r="A{}"><v>1\0</v></c>')),
}


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
