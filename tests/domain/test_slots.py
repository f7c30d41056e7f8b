"""The rules of a publishing slot, one table each (RHYTHM 3 to 5, 9, 10 and 12)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_nouns import HOUR, MINUTE, NOW, refused, slot

from rhythm_tui.domain import slot_changes, slots
from rhythm_tui.domain.approval import approved_words, text_digest
from rhythm_tui.domain.playbook import Playbook
from rhythm_tui.domain.publishing import lines_of
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.domain.slot_hints import given_form, outside, run_of, same_words
from rhythm_tui.domain.slots import SignOff, Slot, Tick, WentOut
from rhythm_tui.domain.vocabulary import Vocabulary

GRACE = 30 * MINUTE
ROLES = {False: ("clinical",), True: ("clinical", "public_health")}
BOTH = ("clinical", "public_health")


def signed(one: Slot, *given_: tuple[str, str]) -> tuple[SignOff, ...]:
    return tuple(
        SignOff(slot=1, role=role, expert=expert, words=slots.words_hash(one), at=NOW)
        for role, expert in given_
    )


@pytest.mark.parametrize(
    ("given_", "role", "expert", "required", "state"),
    [
        ((), "clinical", "wang", ("clinical",), "ready"),
        ((), "public_health", "wang", ("clinical",), "review"),
        ((), "clinical", "wang", BOTH, "review"),
        ((("clinical", "wang"),), "public_health", "zhao", BOTH, "ready"),
        ((("public_health", "zhao"),), "clinical", "wang", BOTH, "ready"),
        ((("clinical", "wang"),), "public_health", "wang", BOTH, None),
        ((("clinical", "wang"),), "clinical", "zhao", BOTH, None),
        ((), "clinical", "li", ("clinical",), None),
    ],
)
def test_signing_off(
    given_: tuple[tuple[str, str], ...], role: str, expert: str, required: tuple[str, ...], state: str | None
) -> None:
    one = slot()
    if state is None:
        assert refused(lambda: slots.sign_off(one, signed(one, *given_), role, expert, NOW, required)) == (
            "refused",
            None,
        )
    else:
        after, mark = slots.sign_off(one, signed(one, *given_), role, expert, NOW, required)
        assert (after.state, mark.role, mark.expert, mark.words) == (
            state,
            role,
            expert,
            slots.words_hash(one),
        )


@pytest.mark.parametrize("state", ["held", "published", "dropped", "withdrawn"])
def test_what_takes_no_sign_off(state: str) -> None:
    assert refused(lambda: slots.sign_off(slot(state=state), (), "clinical", "wang", NOW, BOTH)) == (
        "refused",
        None,
    )


@pytest.mark.parametrize(
    "edit",
    [
        {"title": "u"},
        {"platform": "weibo"},
        {"tier": 2},
        {"form": "story"},
        {"emergency": True},
        {"digest": "d"},
    ],
)
def test_a_sign_off_lapses_when_the_words_change(edit: dict[str, Any]) -> None:
    one = slot()
    marks = signed(one, ("clinical", "wang"))
    assert slots.valid_roles(one, marks) == {"clinical": "wang"}
    assert slots.valid_roles(one.model_copy(update=edit), marks) == {}
    assert slots.valid_roles(one, tuple(m.model_copy(update={"withdrawn": True}) for m in marks)) == {}


@given(st.text(max_size=8), st.text(max_size=8), st.text(max_size=8), st.text(max_size=8), st.booleans())
def test_no_two_slots_share_their_approved_words(
    platform: str, title: str, other: str, form: str, emergency: bool
) -> None:
    words = approved_words(platform, title, 1, form, emergency=emergency)
    assert (words == approved_words(platform, other, 1, form, emergency=emergency)) == (title == other)
    assert words != approved_words(platform, title, 2, form, emergency=emergency)
    assert words != approved_words(platform, title, 1, form, emergency=not emergency)


@pytest.mark.parametrize(
    ("state", "missing", "at", "breach", "expected"),
    [
        ("ready", (), NOW, None, None),
        ("planned", (), NOW, None, None),
        ("ready", ("clinical",), NOW, None, ("refused", None)),
        ("review", ("clinical",), NOW, 9, None),
        ("ready", (), NOW, 9, ("refused", "break_glass")),
        ("published", (), NOW, None, ("refused", None)),
        ("held", (), NOW, None, ("refused", None)),
        ("held", ("clinical",), NOW, 9, ("refused", None)),
        ("dropped", (), NOW, None, ("refused", None)),
        ("withdrawn", (), NOW, None, ("refused", None)),
        ("ready", (), NOW + HOUR, None, ("invalid", "at")),
        ("ready", (), 0, None, ("invalid", "at")),
    ],
)
def test_publishing(
    state: str,
    missing: tuple[str, ...],
    at: int,
    breach: int | None,
    expected: tuple[str, str | None] | None,
) -> None:
    told = WentOut("https://v.example/1", 7, True, breach)

    def out() -> Slot:
        return slots.publish(slot(state=state), "wang", at, NOW, missing, GRACE, told)

    if expected is None:
        went = out()
        assert (went.state, went.published_at, went.published_by) == ("published", at, "wang")
        assert (went.url, went.live, went.differs, went.breach) == told
        assert went.missed_s is None
    else:
        assert refused(out) == expected


@pytest.mark.parametrize(
    ("state", "late", "known", "kept"),
    [
        ("ready", GRACE, None, None),
        ("ready", GRACE + 1000, None, 1801),
        ("ready", GRACE + 1000, 9000, 9000),
        ("ready", 3 * HOUR, 9000, 10800),
        ("ready", 0, 9000, 9000),
        ("held", 3 * HOUR, None, None),
        ("held", 3 * HOUR, 60, 60),
    ],
)
def test_a_miss_is_kept_once_somebody_decides(
    state: str, late: int, known: int | None, kept: int | None
) -> None:
    one = slot(state=state, at=NOW - late, missed_s=known)
    assert slots.missed_by(one, NOW, GRACE) == kept
    assert slot_changes.drop(one, 3, NOW, GRACE).missed_s == kept
    if state == "ready":
        assert slot_changes.move(one, NOW + HOUR, "Asia/Shanghai", NOW, GRACE).missed_s == kept
        assert slots.publish(one, "li", NOW, NOW, (), GRACE, WentOut()).missed_s == kept


def test_one_that_went_out_in_time_was_never_missed_however_late_it_is_told() -> None:
    one = slot(state="ready", at=NOW - 3 * HOUR)
    assert slots.publish(one, "li", NOW - 3 * HOUR, NOW, (), GRACE, WentOut()).missed_s is None


# --- editing ---


def edited(one: Slot, changes: dict[str, Any], *given_: tuple[str, str], who: str = "li") -> Slot:
    return slot_changes.edit(one, signed(one, *given_), changes, who, ROLES)


@pytest.mark.parametrize(
    ("changes", "given_", "state", "editors"),
    [
        ({"title": "u"}, [("clinical", "wang")], "planned", "zhou"),
        ({"platform": "weibo"}, [("clinical", "wang")], "planned", "zhou"),
        ({"tier": 2}, [("clinical", "wang")], "planned", "zhou"),
        ({"form": "story"}, [("clinical", "wang")], "planned", "zhou"),
        ({"emergency": True}, [("clinical", "wang")], "planned", "zhou"),
        ({"script": 3, "digest": "d"}, [("clinical", "wang")], "planned", "zhou"),
        ({"audience": "seniors"}, [("clinical", "wang")], "ready", ""),
        (
            {"tags": "#a", "length_s": 50, "goal": None, "depth": "public"},
            [("clinical", "wang")],
            "ready",
            "",
        ),
    ],
)
def test_an_edit_of_the_words_costs_the_sign_offs(
    changes: dict[str, Any], given_: list[tuple[str, str]], state: str, editors: str
) -> None:
    one = slot(state="ready", goal="acquire")
    after = edited(one, changes, *given_, who="zhou")
    assert (after.state, after.editors) == (state, editors)


def test_who_edits_is_an_author_and_their_sign_off_counts_no_more_even_for_the_old_words() -> None:
    one = slot()
    marks = signed(one, ("clinical", "wang"))
    there = slot_changes.edit(one, marks, {"title": "u"}, "wang", ROLES)
    back = slot_changes.edit(there, marks, {"title": "t"}, "zhou", ROLES)
    assert slots.words_hash(back) == slots.words_hash(one)
    assert back.authors == ("li", "wang", "zhou")
    assert slots.valid_roles(back, marks) == {}
    assert refused(lambda: slots.sign_off(back, (), "clinical", "wang", NOW, BOTH)) == ("refused", None)
    assert refused(lambda: slots.sign_off(back, (), "clinical", "Zhou ", NOW, BOTH)) == ("refused", None)


_WHO = st.sampled_from(["li", "wang", "zhao"])
_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("sign"), _WHO, st.sampled_from(BOTH)),
        st.tuples(st.just("edit"), _WHO, st.sampled_from(["t", "u"])),
    ),
    max_size=12,
)


@given(_STEPS)
def test_a_lapsed_sign_off_never_counts(steps: list[tuple[str, str, str]]) -> None:
    """Neither one of other words nor one of somebody who has written on them since."""
    one, given_ = slot(title="t", author="li", state="planned"), tuple[SignOff, ...]()
    approved: list[tuple[str, str, str]] = []
    wrote = {"li"}
    for step, who, what in steps:
        try:
            if step == "sign":
                one, signed_now = slots.sign_off(one, given_, what, who, NOW, BOTH)
                given_ += (signed_now,)
                approved.append((what, who, one.title))
            else:
                one = slot_changes.edit(one, given_, {"title": what}, who, ROLES | {False: BOTH})
                wrote.add(who)
        except Refusal:
            continue
        counting = {role: name for role, name, title in approved if title == one.title and name not in wrote}
        assert slots.valid_roles(one, given_) == counting
        assert one.state == ("planned", "review", "ready")[len(counting)]


def test_old_words_that_are_put_back_have_their_sign_off_back() -> None:
    one = slot(state="ready")
    marks = signed(one, ("clinical", "wang"))
    there = slot_changes.edit(one, marks, {"title": "u"}, "li", ROLES)
    assert there.state == "planned"
    assert slot_changes.edit(there, marks, {"title": "t"}, "li", ROLES).state == "ready"


def test_a_held_slot_is_edited_and_returns_to_what_its_sign_offs_are_worth() -> None:
    held = slots.hold(slot(state="ready"), 7)
    after = edited(held, {"title": "u"}, ("clinical", "wang"))
    assert (after.state, after.held_from, slots.release(after).state) == ("held", "planned", "planned")


@pytest.mark.parametrize(
    ("stood", "changes", "expected"),
    [
        ({"state": "published"}, {"title": "u"}, ("refused", None)),
        ({"state": "dropped"}, {"title": "u"}, ("refused", None)),
        ({"state": "withdrawn"}, {"title": "u"}, ("refused", None)),
        ({}, {"title": "t"}, ("refused", None)),
        ({}, {"title": None}, ("invalid", "title")),
        ({}, {"emergency": None}, ("invalid", "emergency")),
        ({"statement": 4, "emergency": True}, {"emergency": False}, ("invalid", "emergency")),
    ],
)
def test_what_is_not_edited(
    stood: dict[str, Any], changes: dict[str, Any], expected: tuple[str, str | None]
) -> None:
    assert refused(lambda: edited(slot(**stood), changes)) == expected


# --- moving, copying, dropping ---


def test_a_moved_slot_keeps_its_first_time() -> None:
    one = slot(state="ready")
    once = slot_changes.move(one, NOW + 2 * HOUR, "Asia/Shanghai", NOW, GRACE)
    twice = slot_changes.move(once, NOW + 3 * HOUR, "Asia/Shanghai", NOW, GRACE)
    assert (twice.at, twice.first_at, twice.state) == (NOW + 3 * HOUR, NOW + HOUR, "ready")
    assert (once.wall, twice.wall) == ("2026-11-22T14:00", "2026-11-22T15:00")
    assert slots.words_hash(twice) == slots.words_hash(one)


@pytest.mark.parametrize(
    ("state", "at", "expected"),
    [
        ("held", NOW + 2 * HOUR, ("refused", None)),
        ("published", NOW + 2 * HOUR, ("refused", None)),
        ("dropped", NOW + 2 * HOUR, ("refused", None)),
        ("withdrawn", NOW + 2 * HOUR, ("refused", None)),
        ("ready", NOW + HOUR, ("refused", None)),
        ("ready", NOW, ("invalid", "at")),
        ("ready", NOW - HOUR, ("invalid", "at")),
    ],
)
def test_what_is_not_moved(state: str, at: int, expected: tuple[str, str | None]) -> None:
    assert refused(lambda: slot_changes.move(slot(state=state), at, "Asia/Shanghai", NOW, GRACE)) == expected


def test_who_wrote_the_words_is_among_the_writers_of_a_copy() -> None:
    one = slot(editors="wang\nzhao", campaign=3, phase="burst", repeat=2, state="published")
    columns = slot_changes.copied(one)
    assert columns.keys().isdisjoint({"campaign", "phase", "repeat", "state", "published_at", "at"})
    assert slot_changes.writers(one, "zhou") == "li\nwang\nzhao"
    assert slot_changes.writers(one, "li") == "wang\nzhao"
    assert refused(lambda: slot_changes.copied(slot(state="withdrawn"))) == ("refused", None)


def test_a_held_slot_that_is_dropped_is_held_no_more() -> None:
    gone = slot_changes.drop(slots.hold(slot(), 7), 3, NOW, GRACE)
    assert (gone.state, gone.held_for, gone.held_from, gone.drop_reason) == ("dropped", None, None, 3)


@pytest.mark.parametrize("state", ["published", "dropped", "withdrawn"])
def test_what_is_over_is_neither_dropped_nor_ticked(state: str) -> None:
    over = slot(state=state)
    ticked = (Tick(slot=1, line="title", at=NOW, operator="li"),)
    assert refused(lambda: slot_changes.drop(over, 3, NOW, GRACE)) == ("refused", None)
    assert refused(lambda: slot_changes.tick(over, ["title"], (), "title", "li", NOW)) == ("refused", None)
    assert refused(lambda: slot_changes.untick(over, ticked, "title")) == ("refused", None)


def test_a_line_is_ticked_once_and_may_be_taken_off() -> None:
    one = slot()
    lines = ("title", "l3")
    mark = slot_changes.tick(one, lines, (), "l3", "wang", NOW)
    assert (mark.slot, mark.line, mark.operator, mark.at) == (1, "l3", "wang", NOW)
    assert refused(lambda: slot_changes.tick(one, lines, (mark,), "l3", "li", NOW)) == ("refused", None)
    assert refused(lambda: slot_changes.tick(one, lines, (), "guests", "li", NOW)) == ("invalid", "line")
    before, after = slot_changes.untick(one, (mark,), "l3")
    assert (before, after.withdrawn) == (mark, True)
    assert refused(lambda: slot_changes.untick(one, (after,), "l3")) == ("invalid", "line")
    assert slot_changes.tick(one, lines, (after,), "l3", "li", NOW).operator == "li"


@pytest.mark.parametrize(
    ("tags", "line"),
    [
        ((), ""),
        (("心脏", "#心脏", "＃世界 心脏日"), "#心脏 #世界心脏日"),
        (("#", " ", "a\u200bb"), "#ab"),
    ],
)
def test_hashtags_stand_once_with_their_mark(tags: tuple[str, ...], line: str) -> None:
    assert slot_changes.tag_line(tags) == line


# --- hints ---


@pytest.mark.parametrize(
    ("before", "run"), [([], 1), (["story"], 1), (["science"], 2), (["science", "story", "science"], 2)]
)
def test_how_often_a_form_stands_in_a_row(before: list[str], run: int) -> None:
    assert run_of("science", before) == run


def test_a_platform_has_a_choice_where_its_templates_differ_or_there_are_none(
    playbook: Playbook, vocabulary: Vocabulary
) -> None:
    templates = [(one.platform, one.form) for one in playbook.templates.values()]
    given = {one: given_form(templates, one) for one in ("channels", "xiaohongshu", "douyin", "kuaishou")}
    assert given == {"channels": "science", "xiaohongshu": "science", "douyin": None, "kuaishou": None}
    assert given == {one: vocabulary.given_form(one) for one in given}


def test_the_bounds_of_a_depth_belong_to_it(playbook: Playbook) -> None:
    targeted = playbook.depths["targeted"]
    bounds = (targeted.least_s, targeted.most_s)
    assert [outside(n, bounds) for n in (119, 120, 180, 181)] == [True, False, False, True]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("三个信号。\n别硬扛", "三个信号。 别硬扛\n", True),
        ("三个信号", "四个信号", False),
        ("", "", True),
        ("a\u200bb", "ab", True),
    ],
)
def test_blanks_change_no_word(one: str, other: str, same: bool) -> None:
    assert same_words(one, other) is same


@pytest.mark.parametrize("emergency", [False, True])
@pytest.mark.parametrize("phase", [None, "burst", "long_tail", "gone"])
def test_the_checklist_reads_the_same_for_who_reads_and_who_writes(
    playbook: Playbook, vocabulary: Vocabulary, emergency: bool, phase: str | None
) -> None:
    for platform in playbook.platforms:
        for form in playbook.forms:
            shown = vocabulary.checklist(platform, form, emergency=emergency, phase=phase)
            known = lines_of(
                playbook.checklist, playbook.phases, platform, form, emergency=emergency, phase=phase
            )
            assert [(line.id, line.words) for line in shown] == [(key, line.en) for key, line in known]
            assert [vocabulary.check_line(line.id) for line in shown] == [line.words for line in shown]
    assert vocabulary.check_line("l3") == "l3"


def test_a_script_is_bound_by_its_digest() -> None:
    one = slot(digest=text_digest("a"))
    assert slots.words_hash(one) != slots.words_hash(one.model_copy(update={"digest": text_digest("b")}))
    assert slots.words_hash(one) != slots.words_hash(slot())
