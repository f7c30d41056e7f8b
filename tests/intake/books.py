"""Writes workbooks from their XML: what other programs and hostile hands put into one."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from . import shapes

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


BOOKS: dict[str, Callable[[Path], Path]] = {
    **{name: write for name, write in shapes.ALL.items() if name.endswith("xlsx")},
    "odd": lambda folder: odd_book(folder / "odd.xlsx"),
    "typed": lambda folder: typed_book(folder / "typed.xlsx"),
}


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
