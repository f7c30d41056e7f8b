"""Publishing slots from the command line: what is listed, over which days, and why one stands as it does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from .conftest import Rhythm

PLAN = {"platform": "douyin", "tier": 1, "form": "science"}

Do = Callable[..., Any]
SCRIPT = "胸口压着疼，先停下来。"


@pytest.fixture
def planned(do: Do) -> dict[str, str]:
    days = {"before": "21T18:00", "missed": "22T08:00", "ahead": "22T18:00", "after": "23T00:00"}
    return {
        name: str(do("slot.plan", at=f"2026-11-{at}", title=name, **PLAN)["id"]) for name, at in days.items()
    }


def test_the_slots_of_some_days_stand_by_time(rhythm: Rhythm, planned: dict[str, str]) -> None:
    def ids(*options: str) -> list[str]:
        return [row["title"] for row in rhythm("list", "slots", "--json", *options).json]

    assert ids() == ["missed", "ahead", "after", "before"]
    assert ids("--days", "1") == ["missed", "ahead"]
    assert ids("--from", "2026-11-21", "--days", "2") == ["before", "missed", "ahead"]
    assert ids("--from", "2026-11-23") == ["after"]
    assert ids("--from", "2026-11-21", "--limit", "1") == ["before"]
    assert ids("--from", "2999-12-31", "--days", "3660") == []
    for wrong in (("slots", "--from", "1970-12-31"), ("queue", "--days", "3"), ("slots", "--days", "0")):
        ran = rhythm("list", *wrong)
        assert (ran.code, ran.out) == (2, "")


def test_a_row_tells_what_the_slot_carries_and_never_its_script(
    rhythm: Rhythm, do: Do, planned: dict[str, str]
) -> None:
    id = planned["missed"]
    words = {"script": SCRIPT, "sub_form": "animation", "depth": "public", "length_s": 50, "series": "heart"}
    do("slot.edit", id=id, tags=["心脏", "体检"], goal="acquire", audience="workers", **words)
    do("slot.publish", id=id, at="2026-11-22T09:30", text="别的话", break_glass="等不及")
    row = next(row for row in rhythm("list", "slots", "--json").json if row["id"] == id)
    assert {name: row[name] for name in ("sub_form", "depth", "length_s", "series", "goal", "tags")} == {
        "sub_form": "animation",
        "depth": "public",
        "length_s": 50,
        "series": "heart",
        "goal": "acquire",
        "tags": ["#心脏", "#体检"],
    }
    assert (row["deviation_min"], row["missed_s"], row["breached"], row["differs"]) == (90, 5400, True, True)
    assert "script" not in row
    assert SCRIPT not in rhythm("list", "slots", "--json").out
    told = rhythm("list", "slots").out
    assert "published, unsigned, " in told


def test_why_tells_what_stands_behind_a_slot(rhythm: Rhythm, do: Do, planned: dict[str, str]) -> None:
    id = planned["missed"]
    do("slot.sign_off", id=id, role="clinical", expert="赵医师")
    do("slot.edit", id=id, title="other", operator="王芳")
    do("slot.tick", id=id, line="title")
    lines = rhythm("why", id).out.splitlines()
    assert lines[0].endswith("missed")
    assert lines[2:] == [
        "missed: publish it late, move it or drop it",
        "written by li, 王芳",
        "clinical expert: the sign-off of 赵医师 has lapsed",
        "clinical expert: sign-off is owed",
        "4 lines of 5 of the checklist are not ticked",
    ]
    do("slot.move", id=id, at="2026-11-22T20:00")
    told = rhythm("why", id, "--json").json["lines"]
    assert told[2:4] == ["first planned for 08:00", "decided on 6 h 30 past its time: a miss stays"]
    do("slot.drop", id=id, reason="换题")
    told = rhythm("why", id).out.splitlines()
    assert told[1] == "planned for 20:00, dropped"
    assert told[-1] == "dropped: 换题"
