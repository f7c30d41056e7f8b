"""Pictures of documents: SVG that parses, holds its numbers, has a title and words, and runs nothing."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

from rhythm_tui.domain.load import SPANS, Flow, Load, Speed
from rhythm_tui.reports.document import Document
from rhythm_tui.reports.html import html
from rhythm_tui.reports.load_pictures import load_pictures, speed_picture
from rhythm_tui.reports.markdown import markdown
from rhythm_tui.reports.pictures import Columns, Map, Series, svg

NS = "{http://www.w3.org/2000/svg}"
HOSTILE = '</title><script>alert("x")</script>'


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)


def values(root: ElementTree.Element) -> list[int]:
    return [int(one.attrib["data-value"]) for one in root.iter(f"{NS}rect") if "data-value" in one.attrib]


def test_columns_hold_their_numbers_and_their_heights() -> None:
    picture = Columns(HOSTILE, "says & tells", ("a", "b"), (Series("x", (4, 0)), Series("y", (2, 1))))
    root = parsed(svg(picture, 3))
    assert values(root) == [4, 2, 0, 1]
    heights = [float(one.attrib["height"]) for one in root.iter(f"{NS}rect") if "data-value" in one.attrib]
    assert heights[0] == 2 * heights[1] == 4 * heights[3] and heights[2] == 0
    assert root.attrib["role"] == "img" and root.attrib["aria-labelledby"] == "picture-3-title picture-3-says"
    title, says = root.find(f"{NS}title"), root.find(f"{NS}desc")
    assert title is not None and title.text == HOSTILE and title.attrib["id"] == "picture-3-title"
    assert says is not None and says.text == "says & tells"
    assert {one.tag.removeprefix(NS) for one in root.iter()} == {
        "svg",
        "title",
        "desc",
        "rect",
        "text",
        "path",
    }
    texts = [one.text for one in root.iter(f"{NS}text")]
    assert texts == ["x", "y", "4", "2", "a", "1", "b"]


def test_columns_stand_in_the_middle_over_their_labels() -> None:
    for many in (1, 2, 3):
        picture = Columns("t", "s", ("a", "b"), tuple(Series(f"{n}", (1, 1)) for n in range(many)))
        root = parsed(svg(picture, 1))
        bars = [one.attrib for one in root.iter(f"{NS}rect") if "data-value" in one.attrib]
        group = bars[many : 2 * many]
        (label,) = (one.attrib for one in root.iter(f"{NS}text") if one.text == "b")
        right = float(group[-1]["x"]) + float(group[-1]["width"])
        assert abs((float(group[0]["x"]) + right) / 2 - float(label["x"])) < 1


def test_a_map_is_the_darker_the_more_and_an_empty_picture_is_one_too() -> None:
    picture = Map("t", "s", ("0", "1"), (Series("Mon", (5, 10)), Series("Tue", (0, 1))))
    root = parsed(svg(picture, 1))
    assert values(root) == [5, 10, 0, 1]
    dark = [float(one.attrib["fill-opacity"]) for one in root.iter(f"{NS}rect")]
    assert dark == [0.5, 1.0, 0.0, 0.1]
    assert values(parsed(svg(Columns("t", "s", ("a",), (Series("x", (0,)),)), 1))) == [0]
    assert values(parsed(svg(Map("t", "s", (), ()), 1))) == []


def test_a_document_shows_them_and_says_them_in_words(tables: dict[str, Any]) -> None:
    from datetime import datetime

    speed = Speed("", 9, (1, 2, 0, 1, 0, 0, 0, 1))
    week = tuple(tuple(day * 24 + hour for hour in range(24)) for day in range(7))
    flows = tuple(Flow(datetime(2026, 11, 22, hour), hour, 1) for hour in range(24))  # noqa: DTZ001 - shown only
    made = load_pictures(Load(flows, flows[:7], week, (speed,)))
    assert len(SPANS) + 1 == len(made[2].labels)
    document = Document("en", "T", (), (), "foot", issuer="Hospital <1>", pictures=made)
    page = html(document)
    assert page.count("<svg") == 3 and "script" not in page.replace("Content-Security-Policy", "")
    assert "<p>Hospital &lt;1&gt;</p>" in page
    assert "Answers: 5; 4 within 2 h (80 %), 4 within 4 h (80 %)." in page
    text = markdown(document)
    assert "In the last 24 hours 276 came in and 24 were answered." in text
    assert "Most comes Sun at 23:00: 167 in four weeks." in text
    assert speed_picture(Speed("", 0, (0,) * 8)).says == "Nothing was answered yet."
