"""What becomes of response timers: met, waived, and graded anew, a line for every case."""

from __future__ import annotations

from typing import Any

import pytest

from rhythm_tui.domain import incidents, timers
from rhythm_tui.domain.deadlines import HOUR, MINUTE
from rhythm_tui.domain.incidents import Incident, Timer
from rhythm_tui.domain.playbook import Playbook, check
from rhythm_tui.domain.refusal import Refusal

NOW = 1_795_320_000_000
BASIC = ("initial_response", "official_statement", "solution")


def incident(stage: str = "respond") -> Incident:
    return Incident(
        title=1, kind="dispute", grade="general", stage=stage, opened_by="li", opened_at=NOW,
        discovered_at=NOW, graded_at=NOW, graded_by="li", stage_at=NOW,
    )  # fmt: skip


def timer(name: str = "initial_response", target: int = 2 * HOUR, **more: Any) -> Timer:
    return Timer.model_validate({"incident": 1, "name": name, "start": NOW, "target": target, **more})


def refusal_of(act: Any) -> tuple[str, str | None]:
    with pytest.raises(Refusal) as caught:
        act()
    return caught.value.code, caught.value.field


@pytest.fixture(scope="module")
def book(tables: dict[str, Any]) -> Playbook:
    """Every timer of the law switched on, and a shorter first response for the gravest."""
    legal = ("error_report", "health_report", "authoritative_information", "press_conference")
    changed = {name: {**tables["timers"][name], "on": True} for name in legal}
    changed["initial_response"] = {**tables["timers"]["initial_response"], "by_grade": {"major": "1h"}}
    return check({**tables, "timers": {**tables["timers"], **changed}})


@pytest.mark.parametrize(
    ("kind", "grade", "expected"),
    [
        ("dispute", "general", {"initial_response": 2, "official_statement": 4, "solution": 24}),
        ("dispute", "larger", {"initial_response": 2, "official_statement": 4, "solution": 24}),
        (
            "dispute",
            "major",
            {
                "initial_response": 1, "official_statement": 4, "solution": 24, "error_report": 12,
                "health_report": 2, "authoritative_information": 5, "press_conference": 24,
            },
        ),
        (
            "complaint",
            "major",
            {
                "initial_response": 1, "official_statement": 4, "solution": 24, "health_report": 2,
                "authoritative_information": 5, "press_conference": 24,
            },
        ),
    ],
)  # fmt: skip
def test_the_timers_of_an_incident(book: Playbook, kind: str, grade: str, expected: dict[str, int]) -> None:
    made = timers.timers_for(1, kind, grade, NOW, book)
    assert {one.name: one.target // HOUR for one in made} == expected
    assert {one.start for one in made} == {NOW}
    assert all(one.due_at == NOW + one.target for one in made)


def test_the_timers_of_the_law_are_off_at_first(playbook: Playbook) -> None:
    assert tuple(one.name for one in timers.timers_for(1, "dispute", "major", NOW, playbook)) == BASIC


MET = {"met_at": NOW + MINUTE, "met_by": "wang", "missed_s": 0}
BY_HAND = {"waived_at": NOW + MINUTE, "waived_by": "wang", "waiver": 5}
BY_GRADE = {"waived_at": NOW + MINUTE, "waived_by": "wang"}

CASES: list[tuple[str, Timer, str, int, dict[str, Any]]] = [
    ("shorter", timer(), "major", 0, {"target": HOUR}),
    ("shorter, already past then", timer(), "major", 90, {"target": HOUR}),
    ("shorter, already missed", timer(), "major", 150, {"target": HOUR, "missed_s": 30 * 60}),
    ("longer", timer(target=HOUR), "general", 30, {"target": 2 * HOUR}),
    ("longer, missed before", timer(target=HOUR), "general", 90, {"target": 2 * HOUR, "missed_s": 30 * 60}),
    ("longer, at the due second", timer(target=HOUR), "general", 60, {"target": 2 * HOUR}),
    ("the same", timer("solution", 24 * HOUR), "major", 0, {}),
    ("the same, late", timer("solution", 24 * HOUR), "major", 1500, {}),
    ("an older, greater miss", timer(missed_s=9999), "major", 150, {"target": HOUR}),
    ("met", timer(**MET), "major", 150, {}),
    ("waived by a person", timer(**BY_HAND), "major", 150, {}),
    ("unknown to the playbook", timer("report_to_bureau"), "major", 150, {}),
    ("a promised update", timer("update1"), "major", 150, {}),
    (
        "no longer asked for",
        timer("error_report", 12 * HOUR),
        "general",
        60,
        {"waived_at": NOW + HOUR, "waived_by": "li"},
    ),
    ("no longer asked for, late", timer("error_report", 12 * HOUR), "general", 721, {}),
    ("no longer asked for, missed", timer("error_report", 12 * HOUR, missed_s=1), "general", 60, {}),
    ("no longer asked for, met", timer("error_report", 12 * HOUR, **MET), "general", 60, {}),
    (
        "asked for again",
        timer("error_report", 10 * HOUR, **BY_GRADE),
        "major",
        721,
        {"waived_at": None, "waived_by": None, "target": 12 * HOUR},
    ),
    ("asked for again, waived by a person", timer("error_report", 12 * HOUR, **BY_HAND), "major", 60, {}),
    ("still not asked for", timer("error_report", 12 * HOUR, **BY_GRADE), "larger", 60, {}),
    (
        "asked for, its making taken back",
        timer("error_report", 12 * HOUR, withdrawn=True),
        "major",
        60,
        {"withdrawn": False},
    ),
    ("taken back, not asked for", timer("error_report", 12 * HOUR, withdrawn=True), "larger", 60, {}),
]


@pytest.mark.parametrize(
    ("before", "grade", "minutes", "changed"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_grading_anew(
    book: Playbook, before: Timer, grade: str, minutes: int, changed: dict[str, Any]
) -> None:
    now = NOW + minutes * MINUTE
    after, *others = timers.regraded((before,), "dispute", grade, NOW, "li", now, book)
    assert after == before.model_copy(update=changed)
    assert after.start == NOW
    assert (after.missed_s or 0) >= (before.missed_s or 0)
    asked = {one.name for one in timers.timers_for(1, "dispute", grade, NOW, book)}
    assert {one.name for one in others} == asked - {before.name}
    assert {one.start for one in others} == {NOW}, "what is asked for anew begins at the discovery"


def test_a_switched_off_timer_keeps_running(playbook: Playbook) -> None:
    late_law = timer("error_report", 12 * HOUR)
    after = timers.regraded((late_law,), "dispute", "general", NOW, "li", NOW + HOUR, playbook)
    assert after[0] == late_law


def test_up_and_down_again_leaves_no_other_timers(book: Playbook) -> None:
    now = NOW + 10 * MINUTE
    first = timers.timers_for(1, "dispute", "general", NOW, book)
    up = timers.regraded(first, "dispute", "major", NOW, "li", now, book)
    down = timers.regraded(up, "dispute", "general", NOW, "li", now, book)
    again = timers.regraded(down, "dispute", "major", NOW, "li", now + MINUTE, book)
    assert [one.name for one in down if one.runs] == list(BASIC)
    assert [one.target for one in down if one.runs] == [one.target for one in first]
    assert again == up


def test_grading_to_the_same_is_refused() -> None:
    assert refusal_of(lambda: incidents.graded(incident(), "general", "li", NOW)) == ("refused", None)
    assert refusal_of(lambda: incidents.graded(incident("closed"), "major", "li", NOW)) == ("refused", None)
    after = incidents.graded(incident(), "major", "wang", NOW + 1)
    assert (after.grade, after.graded_by, after.graded_at, after.discovered_at) == (
        "major",
        "wang",
        NOW + 1,
        NOW,
    )


AT = [
    (NOW, 0),
    (NOW + 2 * HOUR, 0),
    (NOW + 2 * HOUR + 999, 0),
    (NOW + 2 * HOUR + 1000, 1),
    (NOW + 3 * HOUR, 3600),
]


@pytest.mark.parametrize(("at", "missed"), AT)
def test_meeting(at: int, missed: int) -> None:
    met = timers.meet(incident(), timer(), "wang", 9, at, at)
    assert (met.met_at, met.met_by, met.evidence, met.missed_s, met.runs) == (at, "wang", 9, missed, False)
    assert timers.meet(incident(), timer(missed_s=9999), "wang", 9, at, at).missed_s == 9999


@pytest.mark.parametrize(("at", "missed"), AT)
def test_waiving_is_not_meeting_and_a_miss_stays(at: int, missed: int) -> None:
    waived = timers.waive(incident(), timer(), "wang", 9, at)
    assert (waived.waived_at, waived.waived_by, waived.waiver) == (at, "wang", 9)
    assert (waived.missed_s or 0, waived.met_at, waived.runs) == (missed, None, False)
    assert not waived.waived_by_grade


@pytest.mark.parametrize("over", [MET, BY_HAND, BY_GRADE], ids=["met", "waived", "waived by grade"])
def test_what_is_over_is_neither_met_nor_waived(over: dict[str, Any]) -> None:
    one = timer(**over)
    assert refusal_of(lambda: timers.meet(incident(), one, "li", 1, NOW, NOW)) == ("refused", None)
    assert refusal_of(lambda: timers.waive(incident(), one, "li", 1, NOW)) == ("refused", None)


def test_meeting_when_it_cannot_have_been() -> None:
    assert refusal_of(lambda: timers.meet(incident(), timer(), "li", 1, NOW - 1000, NOW)) == ("invalid", "at")
    assert refusal_of(lambda: timers.meet(incident(), timer(), "li", 1, NOW + HOUR, NOW)) == ("invalid", "at")


@pytest.mark.parametrize("stage", ["closed", "withdrawn"])
def test_what_is_over_has_no_timers_to_meet_or_waive(stage: str) -> None:
    over = incident(stage)
    assert refusal_of(lambda: timers.meet(over, timer(), "li", 1, NOW, NOW)) == ("refused", None)
    assert refusal_of(lambda: timers.waive(over, timer(), "li", 1, NOW)) == ("refused", None)
