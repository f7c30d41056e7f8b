"""``list ideas``, ``list pledges`` and ``list stories``."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest

from rhythm_tui.domain.text import width

from .conftest import NOW, Rhythm

Do = Callable[..., Any]
PLEDGE = {
    "words": "点赞超过1万，下期讲解",
    "promise": "=熬夜怎么伤心",
    "platform": "douyin",
    "metric": "likes",
}


@pytest.mark.parametrize("noun", ["ideas", "pledges", "stories"])
def test_empty_lists_have_their_headings(rhythm: Rhythm, noun: str) -> None:
    assert rhythm("list", noun, "--json").json == []
    assert rhythm("list", noun, "--format", "csv").out.startswith("id,version,")


def test_ideas_in_every_form(rhythm: Rhythm, do: Do) -> None:
    do("idea.add", title="=高血压三问", tier=2, form="science", department="心内科")
    [row] = rhythm("list", "ideas", "--json").json
    assert row == {
        "id": "p1", "version": 1, "title": "=高血压三问", "tier": 2, "form": "science", "audience": None,
        "department": "心内科", "series": None, "source": "hand", "state": "open", "slot": None,
        "slot_at": None, "at": NOW, "by": "li",
    }  # fmt: skip
    [told] = csv.DictReader(io.StringIO(rhythm("list", "ideas", "--format", "csv").out, newline=""))
    assert list(told) == list(row)
    assert told["title"] == "'=高血压三问"
    line = rhythm("list", "ideas", "--lang", "zh").out.splitlines()[1]
    assert line.split() == ["待用", "痛点", "科普", "心内科", "-", "p1", "=高血压三问"]


def test_a_count_that_falls_is_answered_with_a_warning(rhythm: Rhythm, do: Do) -> None:
    do("pledge.add", **PLEDGE, threshold=10_000)
    do("pledge.count", id="g1", count=12_345)
    answer = do("pledge.count", id="g1", count=12_000)
    assert [one["category"] for one in answer["warnings"]] == ["fallen", "reached"]
    [row] = rhythm("list", "pledges", "--json").json
    assert (row["state"], row["count"], row["threshold"]) == ("reached", 12_000, 10_000)
    assert (row["counted_at"], row["reached_at"]) == (NOW, NOW)
    lines = rhythm("list", "pledges", "--lang", "zh").out.splitlines()
    assert lines[1].split()[:6] == ["已达标", "抖音", "点赞", "12,000", "10,000", "120"]
    assert all(width(line) <= 160 for line in lines)


def test_stories_with_their_consent(rhythm: Rhythm, do: Do) -> None:
    do("story.add", text="术后我又能跑步了\n谢谢", author="张小三")
    do("story.consent", id="u1", consent="written", file="同意书.pdf", sha256="0" * 64)
    [row] = rhythm("list", "stories", "--json").json
    assert (row["author"], row["consent"], row["file"]) == ("张***三", "written", "同意书.pdf")
    line = rhythm("list", "stories", "--lang", "zh").out.splitlines()[1]
    assert "书面同意" in line
    assert line.endswith("术后我又能跑步了 谢谢")
