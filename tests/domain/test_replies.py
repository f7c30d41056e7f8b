"""Approved wording: safe as it ships, found while typing, filled without guessing."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhythm_tui.domain import words
from rhythm_tui.domain.compliance import check
from rhythm_tui.domain.placeholders import PLACEHOLDER, unfilled
from rhythm_tui.domain.playbook import Playbook
from rhythm_tui.domain.replies import BadReplies, Template, build, fill, find, says
from rhythm_tui.domain.text import SafeText, clean
from rhythm_tui.settings import data_dir, read_toml

TABLES = read_toml(data_dir() / "replies.toml")
REPLIES = build(TABLES)
WORDS = words.build(read_toml(data_dir() / "words.toml"))
SHIPPED = list(REPLIES.templates.values())
ANY_VALUE = "心内科"


def ids(query: str, platform: str | None = None, kind: str | None = None, **usage: int) -> list[str]:
    return [one.id for one in find(REPLIES, query, platform, kind, "zh", usage)]


# --- What ships ----------------------------------------


@pytest.mark.parametrize("template", SHIPPED, ids=lambda one: one.id)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_our_own_wording_passes_our_own_guard(template: Template, lang: str) -> None:
    for text in (
        template.text(lang),
        fill(template, lang, dict.fromkeys(unfilled(template.zh), ANY_VALUE)).text,
    ):
        assert [
            (one.category, text[one.start : one.end])
            for one in check(text, None, WORDS)
            if one.category != "unfilled"
        ] == []


@pytest.mark.parametrize("template", SHIPPED, ids=lambda one: one.id)
def test_a_comment_fits_every_platform(template: Template) -> None:
    for platform in WORDS.limits:
        for kind in ("comment", "message"):
            if template.fits(platform, kind):
                assert check(PLACEHOLDER.sub("内科", template.zh), platform, WORDS, kind) == ()


def test_every_glyph_has_a_width_terminals_agree_on() -> None:
    for template in SHIPPED:
        for text in (template.zh, template.en):
            assert clean(text) == SafeText(text), template.id
            assert not set(text) & set("●○★→…①“”·×─‘’"), template.id


def test_every_topic_has_its_wording(playbook: Playbook) -> None:
    assert len(SHIPPED) >= 60
    assert {one.topic for one in SHIPPED} == set(REPLIES.topics)
    assert {one.approved_by for one in SHIPPED} <= {*playbook.roles, "office"}
    assert {platform for one in SHIPPED for platform in one.platforms} <= set(playbook.platforms)
    assert len({one.zh for one in SHIPPED}) == len(SHIPPED)


def test_emergencies_name_the_number_to_call() -> None:
    urgent = [one for one in SHIPPED if one.topic == "emergency"]
    assert len(urgent) >= 4
    assert all("120" in one.zh and "120" in one.en for one in urgent)


def test_a_holding_statement_names_no_fault_and_a_time() -> None:
    holding = [one for one in SHIPPED if one.topic == "incident"]
    assert len(holding) >= 3
    assert all("date" in unfilled(one.zh) for one in holding)


# --- Finding ----------------------------------------


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("child_fever", "fever_watch"),
        ("发烧", "fever_watch"),
        ("孩子发烧38.5怎么办", "fever_watch"),
        ("孩子發燒", "fever_watch"),
        ("bp_medicine", "bp_medicine"),
        ("bp_med", "bp_medicine"),
        ("bpmed", "bp_medicine"),
        ("血压 复诊", "bp_tablets_out"),
        ("停车", "parking_where"),
        ("ＰＡＲＫＩＮＧ", "parking_where"),
        ("visiting hours", "visiting_hours"),
        ("催吐", "emergency_swallowed"),
        ("不想活", "emergency_despair"),
        ("态度", "complaint_first"),
        ("holding", "incident_misinformation"),
        ("发票在哪里开", "invoice_digital"),
    ],
)
def test_what_is_typed_finds_what_is_meant(query: str, first: str) -> None:
    assert ids(query)[0] == first


def test_every_word_must_match() -> None:
    assert ids("停车 发烧") == []
    assert ids("xyzzy") == []
    assert set(ids("血压 停药")) < set(ids("血压"))


def test_an_empty_query_gives_all_that_fit_the_most_used_first() -> None:
    assert ids("") == [one.id for one in SHIPPED]
    assert ids("  ", thanks_kind=3, parking_way=9)[:2] == ["parking_way", "thanks_kind"]


def test_use_decides_among_equals_and_never_beats_a_better_match() -> None:
    assert ids("发烧", fever_urgent=1)[0] == "fever_urgent"
    assert ids("fever_watch", fever_urgent=10**9)[0] == "fever_watch"
    assert ids("发烧", fever_urgent=-5) == ids("发烧")


def test_only_what_fits_the_place_is_offered() -> None:
    assert "complaint_result" in ids("", "douyin", "message")
    assert "complaint_result" not in ids("", "douyin", "comment")
    assert "to_message_privacy" not in ids("", "douyin", "message")
    made = build(edited("replies.thanks_kind.platforms", ["weibo"]))
    for platform, fits in (("weibo", True), ("douyin", False), (None, True)):
        offered = [one.id for one in find(made, "", platform, None, "zh", {})]
        assert ("thanks_kind" in offered) is fits


def test_the_language_in_use_comes_first() -> None:
    own = {
        "replies": {
            "first": {**TABLES["replies"]["thanks_kind"], "zh": "甲 zebra", "en": "one"},
            "second": {**TABLES["replies"]["thanks_kind"], "zh": "乙", "en": "two zebra"},
        }
    }
    made = build(TABLES, own)
    assert [one.id for one in find(made, "zebra", None, None, "zh", {})] == ["first", "second"]
    assert [one.id for one in find(made, "zebra", None, None, "en", {})] == ["second", "first"]


@given(
    st.one_of(st.text(max_size=12), st.text("发烧血压 bpfever_停车120", max_size=12)),
    st.dictionaries(st.sampled_from([one.id for one in SHIPPED]), st.integers(-3, 10**6), max_size=5),
)
def test_any_query_gives_each_reply_at_most_once_and_always_the_same(
    query: str, usage: dict[str, int]
) -> None:
    found = [one.id for one in find(REPLIES, query, "douyin", "comment", "zh", usage)]
    assert len(found) == len(set(found))
    assert found == [one.id for one in find(REPLIES, query, "douyin", "comment", "zh", usage)]
    assert set(found) == {one.id for one in find(REPLIES, query, "douyin", "comment", "zh", {})}


# --- Filling ----------------------------------------


def test_values_are_put_in_and_the_missing_are_named() -> None:
    template = REPLIES.templates["visit_prepare"]
    assert unfilled(template.zh) == ("name", "department", "date", "place")
    text, missing = fill(
        template, "zh", {"name": "王女士", "department": " 骨科 ", "date": " ", "unheard": "x"}
    )
    assert missing == ("date", "place")
    assert text.startswith("王女士您好，预约骨科后请在{date}提前30分钟到{place}取号")
    english = fill(template, "en", dict.fromkeys(unfilled(template.zh), "x"))
    assert english.missing == ()
    assert "{" not in english.text


def test_a_value_is_not_read_again() -> None:
    template = REPLIES.templates["thanks_staff"]
    assert fill(template, "zh", {"department": "{name}{0}\\1"}).text.count("{name}{0}\\1") == 1


@given(st.dictionaries(st.sampled_from(["name", "date", "department", "hours"]), st.text(max_size=8)))
def test_filling_never_fails(values: dict[str, str]) -> None:
    for template in SHIPPED:
        text, missing = fill(template, "zh", values)
        assert set(missing) == {one for one in unfilled(template.zh) if not values.get(one, "").strip()}
        assert all(f"{{{one}}}" in text for one in missing)


# --- Files ----------------------------------------


def edited(place: str, value: object) -> dict[str, Any]:
    made = copy.deepcopy(TABLES)
    *folders, last = place.split(".")
    at = made
    for folder in folders:
        at = at.setdefault(folder, {})
    at[last] = value
    return made


@pytest.mark.parametrize(
    ("place", "value", "named"),
    [
        ("version", "1", "version"),
        ("colour", {}, "colour"),
        ("topics.thanks.zh", "", "topics.thanks.zh"),
        ("replies.thanks_kind.topic", "x", "replies.thanks_kind.topic: there is no x"),
        ("replies.thanks_kind.zh", "", "replies.thanks_kind.zh"),
        ("replies.thanks_kind.zh", 1, "replies.thanks_kind.zh"),
        ("replies.thanks_kind.zh", "谢谢{name}", "replies.thanks_kind: zh and en name different"),
        ("replies.thanks_kind.zh", "谢谢{Name}", "replies.thanks_kind: a placeholder is written"),
        ("replies.thanks_kind.en", "thanks {}", "replies.thanks_kind: a placeholder is written"),
        ("replies.thanks_kind.en", "thanks {name", "replies.thanks_kind: a placeholder is written"),
        ("replies.thanks_kind.reviewed", "soon", "replies.thanks_kind.reviewed"),
        ("replies.thanks_kind.approved_by", "", "replies.thanks_kind.approved_by"),
        ("replies.thanks_kind.kinds", ["letter"], "replies.thanks_kind.kinds.0"),
        ("replies.thanks_kind.colour", "red", "replies.thanks_kind.colour"),
        ("replies.Thanks", {}, "replies.Thanks"),
        ("replies.new", {"topic": "thanks"}, "replies.new.zh"),
        ("replies", [], "replies"),
    ],
)
def test_a_mistake_is_refused_with_its_place(place: str, value: object, named: str) -> None:
    with pytest.raises(BadReplies) as caught:
        build(edited(place, value))
    assert str(caught.value).startswith(named)
    assert "\n" not in str(caught.value)


def test_a_hospitals_own_file_adds_and_replaces_by_id() -> None:
    own = {
        "topics": {"sleep": {"zh": "睡眠", "en": "sleep"}},
        "replies": {
            "thanks_kind": {**TABLES["replies"]["thanks_kind"], "zh": "谢谢!", "en": "Thanks!"},
            "sleep_well": {**TABLES["replies"]["thanks_kind"], "topic": "sleep"},
        },
    }
    made = build(TABLES, own)
    assert len(made.templates) == len(SHIPPED) + 1
    assert made.templates["thanks_kind"].text("en") == "Thanks!"
    assert find(made, "睡眠", None, None, "zh", {})[0].id == "sleep_well"
    with pytest.raises(BadReplies, match=r"^replies\.sleep_well\.topic: "):
        build(TABLES, {"replies": own["replies"]})
    assert build(TABLES).templates["thanks_kind"] == REPLIES.templates["thanks_kind"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_wording_is_known_again_once_its_places_are_filled_in(lang: str) -> None:
    for template in SHIPPED:
        names = unfilled(template.zh)
        text = fill(template, lang, dict.fromkeys(names, "心内科 3")).text
        assert says(template, f" {text}\n"), template.id
        assert unfilled(text) == ()
        assert not says(template, f"{text}我们没有错。"), template.id
        assert not says(template, f"我们没有错。{text}"), template.id
        if names:
            asked = fill(template, lang, {})
            assert not says(template, asked.text), template.id
            assert set(unfilled(asked.text)) == set(names)


@pytest.mark.parametrize("value", ["", "a" * 41, "内科。我们没错", "内科\n我们没错", "内科!", "{department}"])
def test_a_place_takes_a_few_words_of_one_clause(value: str) -> None:
    template = REPLIES.templates["bp_medicine"]
    assert not says(template, template.zh.replace("{department}", value))


def test_a_long_text_is_told_from_a_wording_at_once() -> None:
    for template in SHIPPED:
        wording = template.zh.replace("{", "").replace("}", "")
        assert not says(template, wording * 100 + "x" * 10_000)
