"""A playbook somebody has edited: taken, or refused with the place of the mistake."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from rhythm_tui.domain.deadlines import HOUR, MINUTE, Rule
from rhythm_tui.domain.playbook import BadPlaybook, check

GONE = object()


def edited(tables: dict[str, Any], place: str, value: object) -> dict[str, Any]:
    made = copy.deepcopy(tables)
    *folders, last = place.split(".")
    at = made
    for folder in folders:
        at = at.setdefault(folder, {})
    if value is GONE:
        del at[last]
    else:
        at[last] = value
    return made


def test_the_one_that_comes_with_the_desk(tables: dict[str, Any]) -> None:
    found = check(tables)
    assert found.deadlines["comment"].rule == Rule(2 * HOUR)
    assert found.deadlines["message"].rule == Rule(4 * HOUR)
    assert [found.timers[name].target for name in ("initial_response", "official_statement", "solution")] == [
        2 * HOUR,
        4 * HOUR,
        24 * HOUR,
    ]
    assert set(found.platforms) == {
        "douyin",
        "kuaishou",
        "channels",
        "xiaohongshu",
        "bilibili",
        "weibo",
        "other",
    }
    assert found.gradings == ("general", "larger", "major")
    assert set(found.grades) == {*found.gradings, "extreme"}
    assert found.required_roles(emergency=False) == ("clinical",)
    assert found.required_roles(emergency=True) == ("clinical", "public_health")
    assert found.desk.claim_lease == HOUR


def test_a_table_left_out_has_its_default(tables: dict[str, Any]) -> None:
    found = check(edited(tables, "desk", GONE))
    assert found.desk.slot_grace == 30 * MINUTE


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("zone", "Mars/Olympus"),
        ("zone", "../etc/passwd"),
        ("zone", 8),
        ("version", GONE),
        ("version", "one"),
        ("deadlines", GONE),
        ("deadlines.comment", GONE),
        ("deadlines.message", GONE),
        ("deadlines.comment.target", GONE),
        ("deadlines.comment.target", "2 hours"),
        ("deadlines.comment.target", "0m"),
        ("deadlines.comment.target", 120),
        ("deadlines.comment.target", "99999999999999d"),
        ("deadlines.comment.soon", 1.0),
        ("deadlines.comment.soon", 0),
        ("deadlines.comment.soon", float("nan")),
        ("deadlines.coment", {"target": "2h"}),
        ("deadlines.comment.sooner", 0.5),
        ("desk.claim_lease", "soon"),
        ("desk.own_accounts", "us"),
        ("grades", GONE),
        ("grades.major.rank", "high"),
        ("timers.solution.target", "1w"),
        ("timers.solution.by_grade", {"major": "x"}),
        ("timers.solution.by_grade", {"grave": "1h"}),
        ("platforms.douyin.zh", GONE),
        ("platforms.douyin.colour", "red"),
        ("tiers.1.share", 101),
        ("audiences.seniors.windows", ["6-8"]),
        ("audiences.seniors.windows", ["06:00-25:00"]),
        ("audiences.seniors.windows", "06:00-08:00"),
        ("review.normal", GONE),
        ("review.normal", ["dentist"]),
        ("review.emergency", ["clinical", "dentist"]),
        ("shifts.day.hours", "eight to four"),
        ("unheard_of", {}),
    ],
)
def test_a_mistake_is_refused_with_its_place(tables: dict[str, Any], place: str, value: object) -> None:
    with pytest.raises(BadPlaybook) as caught:
        check(edited(tables, place, value))
    named, _, reason = str(caught.value).partition(": ")
    assert place.startswith(named) or named.startswith(place)
    assert named
    assert reason
    assert "unpack" not in reason
    assert "\n" not in str(caught.value)


def test_a_hospital_adds_its_own_nouns(tables: dict[str, Any]) -> None:
    made = edited(tables, "platforms.mastodon", {"zh": "长毛象", "en": "Mastodon"})
    made = edited(made, "grades.extreme", {"zh": "特别重大", "en": "extreme", "rank": 4})
    made = edited(made, "timers.initial_response.by_grade", {"extreme": "30m"})
    found = check(made)
    assert "mastodon" in found.platforms
    assert found.timers["initial_response"].target_for("extreme") == 30 * MINUTE
    assert found.timers["initial_response"].target_for("general") == 2 * HOUR


def test_a_file_that_is_no_playbook() -> None:
    with pytest.raises(BadPlaybook, match=r"^\w+: "):
        check({})
