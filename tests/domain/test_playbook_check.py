"""What is wrong with a playbook: all of it at once, each with its place and what to do."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from own_playbook import OWN, own_tables
from rhythm_tui.domain.playbook import BadPlaybook, Playbook, check
from rhythm_tui.domain.playbook_check import examine
from rhythm_tui.domain.playbook_shape import whole
from rhythm_tui.domain.publishing_words import PublishingWords
from rhythm_tui.settings import built_in_playbook, read_toml

BUILT_IN = read_toml(built_in_playbook())
GONE = object()


def edited(*edits: tuple[str, object]) -> dict[str, Any]:
    made = copy.deepcopy(BUILT_IN)
    for place, value in edits:
        *folders, last = (int(key) if key.isdecimal() and folder else key for folder, key in numbered(place))
        at: Any = made
        for folder in folders:
            at = at[folder] if isinstance(folder, int) else at.setdefault(folder, {})
        if value is GONE:
            del at[last]
        else:
            at[last] = value
    return made


def numbered(place: str) -> Iterator[tuple[bool, str]]:
    """Yield the keys of a place, each with whether a number there counts within a list."""
    before = ""
    for key in place.split("."):
        yield before in ("tasks", "chain", "slots", "normal", "windows"), key
        before = key


def told(*edits: tuple[str, object]) -> list[str]:
    return [one.english for one in examine(Playbook, edited(*edits))[1]]


@pytest.mark.parametrize(
    ("place", "value", "words"),
    [
        ("zone", "Asia/Shanghia", "zone: there is no time zone Asia/Shanghia; did you mean Asia/Shanghai?"),
        ("version", GONE, "version: it is missing; write it as the playbook of the desk does"),
        ("roles", GONE, "roles: it is missing; write it as the playbook of the desk does"),
        ("grades", 3, "grades: this wants a table; write [grades] with its entries under it"),
        (
            "grades",
            {key: {**grade, "on": False} for key, grade in BUILT_IN["grades"].items()},
            "grades: every grade is switched off; write on = true under one",
        ),
        ("forms", {}, "forms: the table is empty; write at least one [forms.name]"),
        ("platfroms", {}, "platfroms: nothing is called so here; did you mean platforms?"),
        ("desk.claim_leese", "1h", "desk.claim_leese: nothing is called so here; did you mean claim_lease?"),
        ("platforms.weibo.zh", GONE, "platforms.weibo.zh: it is missing; write it under [platforms.weibo]"),
        ("platforms.weibo.en", 5, "platforms.weibo.en: 5 is no text; put it between quotes"),
        (
            "platforms.Weibo-2",
            {"zh": "a", "en": "b"},
            "platforms.Weibo-2: this is no id; use a-z 0-9 _, at most 40; its names stand in zh and en",
        ),
        (
            "timers.update3",
            {"zh": "a", "en": "b", "target": "1h"},
            "timers.update3: promised updates are called so; give this timer another name",
        ),
        (
            "timers.solution.target",
            "1w",
            '.target: a span is written 30m, 2h or 1d; mend "1w"',
        ),
        ("timers.solution.on", "perhaps", "is neither true nor false; write true or false, without quotes"),
        ("timers.solution.by_grade", {"mayor": "1h"}, "there is no mayor in [grades]; did you mean major?"),
        (
            "timers.solution.kinds",
            ["zzz"],
            "timers.solution.kinds: there is no zzz in [kinds]; write [kinds.zzz] or: "
            "complaint, dispute, misinformation, other",
        ),
        ("grades.major.rank", "high", "is no whole number; write it in digits, without quotes"),
        ("deadlines.comment.soon", "late", "is no number; write it like 0.25, without quotes"),
        ("deadlines.comment.soon", 1.5, "deadlines.comment.soon: 1.5 is too much; write less than 1.0"),
        ("deadlines.comment.soon", 0, "deadlines.comment.soon: 0 is too little; write more than 0.0"),
        ("deadlines.comment.neglected", "1h", "deadlines.comment: neglected comes before the target; mend {"),
        ("deadlines.message", GONE, "deadlines.message: it is missing; write it under [deadlines]"),
        ("deadlines.comments", {"target": "2h"}, "nothing is called so here; did you mean comment?"),
        ("tiers.1.share", 101, "tiers.1.share: 101 is too much; write 100 or less"),
        ("tiers.1.share", 50, "tiers: the shares add up to 110; make them add up to 100"),
        ("tiers.4", BUILT_IN["tiers"]["3"], "take it out, or call it one of: 1, 2, 3"),
        ("audiences.seniors.windows", "06:00-08:00", "this wants a list; put it between [ and ]"),
        ("audiences.seniors.windows", ["6-8"], 'a window is written 06:00-08:00; mend "6-8"'),
        (
            "review.normal",
            ["clincal"],
            "normal: there is no clincal in [roles]; did you mean clinical?",
        ),
        (
            "review.normal",
            ["clinical"] * 2,
            "normal: clinical stands there twice; take one of them out",
        ),
        ("kinds.dispute.tasks.1.duty", "leder", "kinds.dispute.tasks[2].duty: there is no leder in [duties]"),
        ("kinds.dispute.tasks.1.within", 2, "kinds.dispute.tasks[2].within: a span is written"),
        ("escalation.chain.0.at", "soon", "is none of the choices; write 'warning', 'due'"),
        ("escalation.again", [], "escalation.again: the list is empty; write at least 1 into it"),
        ("escalation.again", ["20m", "10m"], "the intervals may grow, and never shrink"),
        (
            "shifts.evening.hours",
            "15:30-00:00",
            'shifts.evening.hours: "15:30-00:00" runs into the shift day; let it begin where that one ends',
        ),
        ("shifts.night.hours", "22:00-08:00", '"22:00-08:00" runs into the shift evening'),
        ("shifts.day.hours", "8 to 4", 'shifts.day.hours: a window is written 06:00-08:00; mend "8 to 4"'),
        ("checklist.guests.forms", ["interactiv"], "there is no interactiv in [forms]"),
        ("phases.burst.slots.0.platform", "douyn", "phases.burst.slots[1].platform: there is no douyn"),
        ("phases.burst.slots.0.sub_form", "vlog", "there is no vlog in [forms.science.sub]"),
        ("templates.rednote.audience", "mother", "there is no mother in [audiences]; did you mean mothers?"),
        ("templates.rednote.at", "10", "templates.rednote.at: a time of the day is written 08:00"),
        (
            "access.lead.may",
            ["incident.gade"],
            "no command is called incident.gade; did you mean incident.g",
        ),
        (
            "access.lead.may",
            ["zz.*"],
            "may: no command is called zz.*; write one of rhythm-tui do --schema",
        ),
        ("privacy.retention.mesage", "1d", "nothing is called so here; did you mean message?"),
        ("phases.warm_up.last", 0, "phases: warm_up and burst share a day"),
        ("templates.rednote.tier", 9, "there is no 9 in [tiers]"),
    ],
)
def test_a_mistake_says_where_why_and_what_to_do(place: str, value: object, words: str) -> None:
    found = told((place, value))
    assert any(words in line for line in found), found


def test_one_mistake_hides_no_other() -> None:
    found = told(
        ("version", "one"),
        ("timers.solution.target", "1w"),
        ("review.normal", ["dentist"]),
        ("tiers.1.share", 10),
        ("shifts.day.hours", "08:00-20:00"),
    )
    assert [line.partition(":")[0] for line in found] == [
        "version",
        "timers.solution.target",
        "review.normal",
        "tiers",
        "shifts.evening.hours",
    ]


def test_the_error_tells_the_first_and_holds_all() -> None:
    with pytest.raises(BadPlaybook, match=r"^version: it is missing") as caught:
        check(edited(("version", GONE), ("zone", GONE)))
    assert [one.field for one in caught.value.findings] == ["version", "zone"]


def test_shifts_may_leave_a_gap_and_meet_at_midnight() -> None:
    assert told(("shifts.day.hours", "09:00-15:00"), ("shifts.evening.hours", "16:00-24:00")) == []


def leaves(value: Any, place: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield (*place, key)
            yield from leaves(one, (*place, key))


PLACES = list(leaves(BUILT_IN))


def at(tables: dict[str, Any], place: tuple[str, ...]) -> dict[str, Any]:
    for key in place[:-1]:
        tables = tables[key]
    return tables


def test_a_light_look_finds_a_sound_playbook_whole() -> None:
    assert whole(BUILT_IN)
    assert whole(own_tables())


@pytest.mark.parametrize("place", PLACES, ids=".".join)
def test_what_must_not_be_left_out_a_light_look_misses_too(place: tuple[str, ...]) -> None:
    made = copy.deepcopy(BUILT_IN)
    del at(made, place)[place[-1]]
    _playbook, found = examine(Playbook, made)
    left_out = any(one.what in ("it is missing", "the table is empty") for one in found)
    if left_out:
        assert not whole(made), "playbook_shape.py: add it to WANTED"
    if not found:
        assert whole(made), "playbook_shape.py: it may be left out"


JUNK = st.one_of(
    st.integers(), st.text(max_size=5), st.booleans(), st.lists(st.integers(), max_size=2), st.builds(dict)
)


@given(st.lists(st.tuples(st.sampled_from(PLACES), JUNK), min_size=1, max_size=3))
def test_junk_is_told_and_never_breaks_the_check(edits: list[tuple[tuple[str, ...], Any]]) -> None:
    made: dict[str, Any] = copy.deepcopy(BUILT_IN)
    for place, value in edits:
        inside: Any = made
        for key in place[:-1]:
            inside = inside.get(key) if isinstance(inside, dict) else None
        if isinstance(inside, dict):
            inside[place[-1]] = value
    playbook, found = examine(Playbook, made)
    assert (playbook is None) == bool(found)
    for one in found:
        assert one.field
        assert "\n" not in one.english
    assert isinstance(whole(made), bool)


def test_a_hospital_adds_nouns_a_fourth_grade_and_a_chain() -> None:
    playbook = check(own_tables())
    assert playbook.gradings == ("general", "larger", "major", "extreme")
    assert playbook.review.ordered
    words = [PublishingWords(own_tables(), lang) for lang in ("zh", "en")]
    for table in ("platforms", "kinds", "timers", "sources", "duties", "forms", "audiences", "roles"):
        (new, *_rest) = [key for key in own_tables()[table] if key not in BUILT_IN[table]]
        assert f"[{table}.{new}]" in OWN
        assert all(new in one.ids(table) for one in words)
