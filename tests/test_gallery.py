"""The gallery: its page names every picture, and a picture keeps its columns whatever is written in them."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from rich.segment import Segment
from rich.style import Style

from gallery.drawing import HIGH, SIZE_WIDE, WIDE, svg
from gallery.page import FOLDER, file_of
from gallery.scenes import SCENES


def test_the_page_names_every_picture_and_no_other() -> None:
    page = (FOLDER.parent / "gallery.md").read_text("utf-8")
    named = re.findall(r"!\[[^\]]+\]\(gallery/([^)]+)\)", page)
    scenes = [file_of(scene).name for some in SCENES.values() for scene in some]
    assert named == scenes
    assert sorted(named) == sorted(path.name for path in FOLDER.iterdir())


def test_columns_stay_where_they_are_behind_chinese() -> None:
    line = [Segment("│ 抖音 24h ", Style(color="#ff0000")), Segment("逾 +0:41", Style(reverse=True))]
    picture = ElementTree.fromstring(svg([line], 20, "a <row>", "#dddddd", "#000000"))
    words = [one for one in picture if one.tag.endswith("text")]
    placed = {one.text: (int(one.attrib["x"]), int(one.attrib["textLength"])) for one in words}
    assert placed == {
        "抖音": (2 * WIDE, 4 * WIDE),
        "24h": (7 * WIDE, 3 * WIDE),
        "逾": (11 * WIDE, 2 * WIDE),
        "+0:41": (14 * WIDE, 5 * WIDE),
    }
    drawn = {one.text: int(one.attrib["y"]) for one in words}
    assert drawn["抖音"] == drawn["逾"] > SIZE_WIDE * 0.88 and drawn["抖音"] + SIZE_WIDE * 0.12 < HIGH, (
        "in its line"
    )
    block = next(one for one in picture if one.attrib.get("fill") == "#dddddd")
    assert (int(block.attrib["x"]), int(block.attrib["width"])) == (11 * WIDE, 8 * WIDE)
    assert not re.search(r"https?://(?!www\.w3\.org)", ElementTree.tostring(picture, "unicode"))


def test_frames_are_lines() -> None:
    picture = ElementTree.fromstring(svg([[Segment("╭──╮")]], 4, "frame", "#dddddd", "#000000"))
    drawn = "".join(one.attrib["d"] for one in picture if one.tag.endswith("path"))
    assert drawn.count("M") == 8  # two arms a corner and a piece
    assert not [one for one in picture if one.tag.endswith("text")]
