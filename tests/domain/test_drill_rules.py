"""A drill's file is checked with place and reason, and scored by pure rules."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from rhythm_tui.domain import scoring as s
from rhythm_tui.domain.deadlines import HOUR, MINUTE
from rhythm_tui.domain.drills import BadDrill, Drill, check
from rhythm_tui.domain.expectations import Deed

BOTH = {"zh": "一", "en": "one"}
ADD = {
    "at": "-10m", "name": "first", "do": "interaction.add", "platform": "douyin", "kind": "comment",
    "author": BOTH, "text": BOTH,
}  # fmt: skip
GOOD: dict[str, Any] = {
    "version": 1,
    "title": BOTH,
    "trains": BOTH,
    "briefing": BOTH,
    "start": "2026-11-24T09:00",
    "length": "4h",
    "speed": 20,
    "opening": [ADD],
    "inject": [{**ADD, "at": "+5m", "name": "second", "unless": {"do": "incident.open"}}],
    "expect": [
        {"check": "owned", "points": 100, "rhythm": 30, "says": BOTH, "advice": BOTH},
    ],
}


def drill(*expect: dict[str, Any], **changes: Any) -> Drill:
    tables = {**copy.deepcopy(GOOD), **changes}
    if expect:
        share = {"points": 100 // len(expect), "rhythm": 20, "says": BOTH, "advice": BOTH}
        tables["expect"] = [{**share, **one} for one in expect]
    return check(tables)


def test_a_good_one_is_taken() -> None:
    assert (drill().minutes, drill().length) == (12, 4 * HOUR)
    assert [key for key, _ in drill().cues] == ["drill:first", "drill:second"]


def changed(**at: Any) -> dict[str, Any]:
    """Return the good tables with one place changed: ``inject_0_at="..."``."""
    tables = copy.deepcopy(GOOD)
    for written, value in at.items():
        *path, last = written.split("_")
        where: Any = tables
        for part in path:
            where = where[int(part)] if part.isdigit() else where[part]
        if value is None:
            del where[last]
        else:
            where[last] = value
    return tables


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ({"version": 2}, "version: "),
        ({"title_en": ""}, "title.en: "),
        ({"title_en": None}, "title.en: Field required"),
        ({"start": "soon"}, "start: "),
        ({"length": "4 hours"}, "length: a span is written 30m, 2h or 1d"),
        ({"speed": 0}, "speed: "),
        ({"music": "loud"}, "music: "),
        ({"opening_0_at": "10 minutes ago"}, "opening.0.at: a time of a drill is written +35m or -1h20m"),
        ({"opening_0_at": "+1m"}, "opening.0.at: what opens a drill lies before its start"),
        ({"opening_0_unless": {"do": "incident.open"}}, "opening.0.at: what opens a drill"),
        ({"opening_0_do": "dance"}, "opening.0.do: no such command: dance"),
        ({"opening_0_kind": "song"}, "opening.0.kind: this is none of"),
        ({"opening_0_text": None}, "opening.0.text: this field is needed"),
        ({"opening_0_mood": "bad"}, "opening.0.mood: this command has no such field"),
        ({"opening_0_name": "Big Name"}, "opening.0.name: "),
        ({"inject_0_at": "+4h"}, "inject.0.at: this lies outside of the drill"),
        ({"inject_0_name": "first"}, "inject.0.name: two are called first"),
        ({"inject_0_post": "@nobody"}, "inject.0: nothing before it is called nobody"),
        ({"inject_0_unless": {"do": "dance"}}, "inject.0.unless: no such command: dance"),
        ({"inject_0_unless": "incident.open"}, "inject.0.unless: a deed is written"),
        ({"inject_0_unless": {"do": "incident.open", "title": "x"}},
         "inject.0.unless: incident.open tells no title"),
        ({"expect_0_check": "guess"}, "expect.0: "),
        ({"expect_0_points": 99}, "expect: the points add up to 99, not 100"),
        ({"expect_0_rhythm": 0}, "expect.0.owned.rhythm: "),
        ({"expect_0_advice": None}, "expect.0.owned.advice: Field required"),
    ],
    ids=lambda one: next(iter(one)) if isinstance(one, dict) else "",
)  # fmt: skip
def test_a_mistake_is_named_by_its_place(at: dict[str, Any], told: str) -> None:
    with pytest.raises(BadDrill) as found:
        check(changed(**at))
    assert str(found.value).startswith(told)


def test_an_expectation_speaks_of_what_the_story_names() -> None:
    with pytest.raises(BadDrill, match=r"expect\.0: nothing is called third"):
        drill({"check": "answered", "item": "third", "within": "20m"})
    with pytest.raises(BadDrill, match=r"expect\.0: nothing is called third"):
        drill({"check": "done", "deed": {"do": "slot.publish", "id": "@third"}})


def test_cues_stand_in_the_order_of_their_times() -> None:
    later = {**ADD, "at": "+9m", "name": "third"}
    with pytest.raises(BadDrill, match="inject: the cues stand in the order of their times"):
        drill(inject=[later, *GOOD["inject"]])


START = 1_795_000_000_000
OPEN = s.Done(START + 10 * MINUTE, "incident.open", "i1", {"kind": "dispute", "grade": "general"}, False)
RANKS = {"general": 1, "larger": 2, "major": 3}


def item(id: str = "q1", **fields: Any) -> s.Item:
    return s.Item(id, START + HOUR, "open", False, None, 0)._replace(**fields)


def record(*done: s.Done, minutes: int = 240, **fields: Any) -> s.Record:
    deeds = s.Deeds(done, {"first": "q1", "second": "s1"}, {"first": START + 5 * MINUTE})
    return s.Record(START, START + minutes * MINUTE, deeds, (), (), 0, ())._replace(**fields)


def judged(expect: dict[str, Any], found: s.Record) -> s.Result:
    return s.score(drill(expect), found, RANKS).results[0]


DONE = {"check": "done", "deed": {"do": "incident.open", "kind": "dispute"}, "within": "10m"}


@pytest.mark.parametrize(
    ("expect", "done", "met", "minutes"),
    [
        (DONE, OPEN, True, 10),
        ({**DONE, "within": "9m"}, OPEN, False, 10),
        ({**DONE, "within": "5m", "since": "first"}, OPEN, True, 5),
        ({**DONE, "deed": {"do": "incident.open", "kind": "complaint"}}, OPEN, False, None),
        (DONE, OPEN._replace(by_story=True), False, None),
        ({"check": "graded", "grade": "general"}, OPEN, True, 10),
        ({"check": "graded", "grade": "larger"}, OPEN, False, None),
        ({"check": "graded", "grade": "larger", "within": "30m"},
         s.Done(START + 20 * MINUTE, "incident.grade", "i1", {"grade": "major"}, False), True, 20),
        ({"check": "done", "deed": {"do": "incident.open", "items": "@first"}},
         OPEN._replace(fields={"items": ["q7", "q1"]}), True, 10),
    ],
)  # fmt: skip
def test_deeds(expect: dict[str, Any], done: s.Done, met: bool, minutes: int | None) -> None:
    result = judged(expect, record(done))
    assert (result.met, result.took) == (met, minutes and minutes * MINUTE)


def test_nothing_done_breaks_no_never_and_earns_nothing() -> None:
    never = {
        "check": "never",
        "deed": {"do": "slot.publish", "id": "@second"},
        "once": {"do": "incident.open"},
    }
    out = s.Done(START, "slot.publish", "s1", {"id": "s1"}, False)
    other = out._replace(fields={"id": "s2"})
    assert [judged(never, record(*done)).met for done in ((), (OPEN,), (OPEN, out), (OPEN, other))] == [
        False, True, False, True,
    ]  # fmt: skip


TIMER = s.Timer("initial_response", START, START + 2 * HOUR, START + HOUR, 0)


@pytest.mark.parametrize(
    ("timers", "met", "minutes"),
    [
        ((), False, None),
        ((TIMER,), True, 60),
        ((TIMER._replace(met_at=START + 3 * HOUR, missed_s=3600),), False, 180),
        ((TIMER._replace(met_at=None),), False, None),
        ((TIMER, TIMER._replace(met_at=None)), False, 60),
        ((TIMER, TIMER._replace(met_at=None, due_at=START + 9 * HOUR)), True, 60),
        ((TIMER, TIMER._replace(name="solution", met_at=None)), True, 60),
    ],
)
def test_timers(timers: tuple[s.Timer, ...], met: bool, minutes: int | None) -> None:
    result = judged({"check": "timer", "timer": "initial_response"}, record(timers=timers))
    assert (result.met, result.took) == (met, minutes and minutes * MINUTE)


@pytest.mark.parametrize(
    ("state", "after", "met"),
    [("answered", 25, True), ("answered", 26, False), ("closed", 10, False), ("open", None, False)],
)
def test_an_answer_is_timed_from_its_coming(state: str, after: int | None, met: bool) -> None:
    stopped = START + after * MINUTE if after else None
    found = record(items=(item(state=state, stopped_at=stopped),))
    assert judged({"check": "answered", "item": "first", "within": "20m"}, found).met is met


def test_a_share_counts_what_fell_due_while_it_ran() -> None:
    kept = item(state="closed", stopped_at=START + MINUTE)
    lost = item(state="answered", stopped_at=START + 2 * HOUR, missed_s=3600)
    before, ahead = item(due_at=START - 1), item(due_at=START + 9 * HOUR)
    half = {"check": "in_time", "share": 50}
    assert judged(half, record(items=(kept, item(), before, ahead))).met
    assert not judged(half, record(items=(kept, item(), lost))).met
    assert not judged(half, record(items=(before, ahead))).met


def test_a_late_row_needs_an_owner() -> None:
    owned = {"check": "owned"}
    assert judged(owned, record(OPEN, items=(item(owned=True), item(due_at=START + 9 * HOUR)))).met
    assert not judged(owned, record(OPEN, items=(item(),))).met
    assert not judged(owned, record(items=(item(owned=True),))).met


def test_clean_replies_are_replies() -> None:
    clean = {"check": "clean", "categories": ["brush_off"], "replies": 2}
    breach = s.Breach("q1", "brush_off", "come", "come and ask", "why", "law")
    assert judged(clean, record(replies=2)).met
    assert judged(clean, record(replies=2, breaches=(breach._replace(category="contact"),))).met
    assert not judged(clean, record(replies=1)).met
    assert not judged(clean, record(replies=2, breaches=(breach,))).met


def test_the_advice_is_what_cost_most() -> None:
    share = {"rhythm": 20, "says": BOTH, "check": "owned"}
    points = (5, 40, 25, 30)
    expect = [{**share, "points": n, "advice": {"zh": str(n), "en": str(n)}} for n in points]
    debrief = s.score(check({**copy.deepcopy(GOOD), "expect": expect}), record(minutes=60), RANKS)
    assert [one.en for one in debrief.advice] == ["40", "30", "25"]
    assert (debrief.points, debrief.early) == (0, True)


def test_a_deed_finds_the_first_of_its_kind() -> None:
    deeds = record(OPEN, OPEN._replace(at=START)).deeds
    assert deeds.first(Deed.model_validate({"do": "incident.open"})) == OPEN.at
    assert deeds.first(Deed.model_validate({"do": "incident.claim"})) is None
