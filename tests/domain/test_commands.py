"""Every command, as a stranger may write it: taken, or refused with the name of the field."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhythm_tui.domain.commands import BY_NAME, COMMANDS, Command, parse, schema
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.domain.text import MAX_DRAFT, MAX_TEXT

WHEN = "2026-11-22T14:30:00+08:00"
GOOD: dict[str, dict[str, Any]] = {
    "interaction.add": {
        "platform": "douyin",
        "kind": "comment",
        "posted_at": WHEN,
        "author": "a",
        "text": "t",
    },
    "interaction.claim": {"id": "q1"},
    "interaction.release": {"id": "q1"},
    "interaction.close": {"id": "q1", "reason": "thanks"},
    "interaction.reopen": {"id": "q1", "reason": "r"},
    "interaction.correct": {"id": "q1", "reason": "r"},
    "interaction.refer": {"id": "q1", "to": "doctor"},
    "interaction.wait": {"id": "q1"},
    "interaction.sort": {"id": "q1"},
    "interaction.note": {"id": "q1", "text": "t"},
    "interaction.link": {"id": "q1"},
    "interaction.remind": {"id": "q1"},
    "reply.draft": {"id": "q1", "text": ""},
    "reply.copy": {"id": "q1"},
    "reply.post": {"id": "q1", "text": "t"},
    "incident.open": {"title": "t", "kind": "dispute", "grade": "general"},
    "incident.grade": {"id": "i1", "grade": "major", "reason": "r"},
    "incident.meet": {"id": "i1", "timer": "solution", "evidence": "e"},
    "incident.move": {"id": "i1", "stage": "assess"},
    "incident.claim": {"id": "i1"},
    "incident.duty": {"id": "i1", "role": "leader", "person": "wang"},
    "incident.note": {"id": "i1", "text": "t"},
    "task.add": {"text": "t"},
    "task.assign": {"id": "t1"},
    "task.done": {"id": "t1"},
    "task.drop": {"id": "t1", "reason": "r"},
    "incident.tell": {
        "id": "i1",
        "timer": "solution",
        "duty": "leader",
        "person": "wang",
        "channel": "phone",
    },
    "notification.answer": {"id": "m1"},
    "incident.waive": {"id": "i1", "timer": "solution", "reason": "r"},
    "incident.merge": {"id": "i1", "into": "i2", "reason": "r"},
    "incident.reopen": {"id": "i1", "reason": "r"},
    "incident.link": {"id": "i1", "items": ["q1"]},
    "incident.unlink": {"id": "i1", "items": ["q1"]},
    "incident.freeze": {"id": "i1", "reason": "r"},
    "incident.release": {"id": "i1", "checked": ["facts"]},
    "slot.plan": {"platform": "douyin", "at": WHEN, "title": "t", "tier": 1, "form": "science"},
    "slot.sign_off": {"id": "s1", "role": "clinical", "expert": "wang"},
    "slot.publish": {"id": "s1"},
    "slot.compare": {"id": "s1", "text": "t"},
    "slot.edit": {"id": "s1"},
    "slot.move": {"id": "s1", "at": WHEN},
    "slot.copy": {"id": "s1", "at": WHEN},
    "slot.tick": {"id": "s1", "line": "burst.hashtag"},
    "slot.drop": {"id": "s1", "reason": "r"},
    "statement.draft": {"incident": "i1", "text": "t"},
    "statement.edit": {"id": "d1", "text": "t"},
    "statement.sign": {"id": "d1", "role": "clinical", "expert": "wang"},
    "statement.publish": {"id": "d1", "platform": "douyin"},
    "operator.add": {"name": "li"},
    "operator.remove": {},
    "roster.set": {"day": "2026-11-22", "shift": "day", "operators": ["li"]},
    "shift.start": {},
    "shift.end": {},
    "seat.unlock": {},
    "shift.gap": {"since": WHEN, "until": WHEN},
    "handover.give": {"to": "wang"},
    "handover.take": {"id": "h1"},
    "campaign.lay": {"name": "n", "day": "2026-12-01"},
    "campaign.move": {"id": "c1", "day": "2026-12-01"},
    "campaign.drop": {"id": "c1", "reason": "r"},
    "repeat.add": {},
    "repeat.lay": {"id": "e1", "until": "2026-12-01"},
    "repeat.drop": {"id": "e1", "reason": "r"},
    "day.add": {"rule": "12-01", "zh": "z"},
    "day.drop": {"id": "y1", "reason": "r"},
    "lesson.add": {"kind": "pitfall", "text": "t"},
    "lesson.drop": {"id": "l1", "reason": "r"},
    "slot.plan_many": {
        "name": "plan.csv",
        "slots": [{"platform": "douyin", "at": WHEN, "title": "t", "tier": 1, "form": "science"}],
    },
    "idea.add": {"title": "t", "tier": 1},
    "idea.drop": {"id": "p1", "reason": "r"},
    "pledge.add": {"words": "w", "promise": "t", "platform": "douyin", "metric": "likes", "threshold": 1},
    "pledge.count": {"id": "g1", "count": 0},
    "pledge.drop": {"id": "g1", "reason": "r"},
    "story.add": {"text": "t", "author": "a"},
    "story.consent": {"id": "u1", "consent": "asked"},
    "story.drop": {"id": "u1", "reason": "r"},
    "privacy.purge": {"reason": "r"},
    "privacy.rotate": {"reason": "r"},
    "figures.note": {},
    "clock.note": {},
    "clock.sure": {},
    "privacy.export": {"what": "incident", "file": "f", "sha256": "0" * 64},
    "privacy.unmask": {"what": "incident", "file": "f", "sha256": "0" * 64, "reason": "r"},
    "undo": {},
}
SLOT_WORDS: dict[str, Any] = {
    "audience": "seniors",
    "department": "d",
    "script": "s",
    "sub_form": "vlog",
    "depth": "public",
    "length_s": 45,
    "tags": ["a", "b"],
    "series": "heart",
    "goal": "acquire",
}
OPTIONAL: dict[str, dict[str, Any]] = {
    "interaction.add": {"post": "v1", "external_id": "7412350000000000001", "topic": "t"},
    "interaction.close": {"note": "n"},
    "interaction.correct": {"posted_at": WHEN, "answered_at": WHEN},
    "interaction.refer": {"note": "n"},
    "interaction.wait": {"on": "wang"},
    "interaction.sort": {"topic": "t", "tags": ["a", "b"]},
    "interaction.link": {"post": "p", "slot": "s1"},
    "interaction.remind": {"at": WHEN},
    "reply.draft": {"template": "bp_medicine"},
    "reply.copy": {"reason": "r"},
    "reply.post": {"posted_at": 1763792662, "outcome": "visit", "template": "bp_medicine"},
    "incident.tell": {"words": "w", "at": WHEN},
    "notification.answer": {"by": "zhao", "at": WHEN},
    "slot.plan": {
        "emergency": True,
        "statement": "d1",
        "idea": "p1",
        "pledge": "g1",
        "story": "u1",
        **SLOT_WORDS,
    },
    "slot.edit": {
        "platform": "weibo",
        "title": "t",
        "tier": 2,
        "form": "story",
        "emergency": True,
        **SLOT_WORDS,
    },
    "slot.copy": {"platform": "weibo"},
    "slot.tick": {"off": True},
    "statement.publish": {
        "at": WHEN,
        "url": "https://v.example/1",
        "next_update": WHEN,
        "meets": "official_statement",
    },
    "incident.note": {"kind": "decision", "at": WHEN},
    "task.add": {"incident": "i1", "slot": "s1", "role": "expert", "owner": "wang", "due_at": WHEN},
    "task.assign": {"owner": "wang", "role": "expert", "due_at": WHEN},
    "task.done": {"result": "r"},
    "incident.open": {
        "discovered_at": WHEN,
        "occurred_at": WHEN,
        "source": "media",
        "items": ["q1", "q2"],
    },
    "incident.meet": {"at": WHEN, "file": "a.png", "sha256": "0" * 64, "url": "https://v.example/1"},
    "incident.freeze": {"slots": ["s1"], "platform": "douyin", "department": "d"},
    "incident.release": {"slots": ["s1"]},
    "slot.publish": {"at": WHEN, "url": "https://v.example/1", "text": "t", "break_glass": "r"},
    "interaction.claim": {"to": "wang"},
    "operator.add": {"pin": "2468", "roles": ["lead"]},
    "seat.unlock": {"pin": "2468"},
    "operator.remove": {"id": "o1", "name": "li"},
    "shift.start": {"shift": "day", "pin": "2468"},
    "shift.end": {"reason": "r"},
    "incident.claim": {"to": "wang"},
    "handover.give": {"notes": "n"},
    "handover.take": {"read_back": ["q1", "i1"], "pin": "2468"},
    "lesson.add": {"incident": "i1"},
    "idea.add": {
        "form": "science",
        "audience": "seniors",
        "department": "d",
        "series": "heart",
        "source": "questions",
    },
    "slot.plan_many": {"sha256": "0" * 64},
    "pledge.add": {"post": "v1", "slot": "s1"},
    "pledge.count": {"at": WHEN},
    "story.add": {"interaction": "q1"},
    "story.consent": {"file": "a.png", "sha256": "0" * 64},
    "privacy.export": {"incident": "i1"},
    "privacy.unmask": {"incident": "i1"},
    "figures.note": {"day": "2026-11-22", "off": True},
    "privacy.purge": {"items": ["q1"], "before": WHEN},
    "undo": {"seq": 1},
}
COMMON: dict[str, Any] = {"operator": "li", "key": "k1", "expect": 1}


def refusal(fields: object) -> Refusal:
    with pytest.raises(Refusal) as caught:
        parse(fields)
    return caught.value


def test_the_table_knows_every_command() -> None:
    assert set(GOOD) == set(BY_NAME)
    assert len(COMMANDS) == len(BY_NAME)


@pytest.mark.parametrize("name", GOOD)
def test_a_good_command(name: str) -> None:
    least = parse({"do": name, **GOOD[name]})
    most = parse({"do": name, **GOOD[name], **OPTIONAL.get(name, {}), **COMMON})
    assert type(least) is type(most) is BY_NAME[name]
    assert (most.operator, most.key, most.expect) == ("li", "k1", 1)
    assert parse(json.loads(most.model_dump_json(exclude_none=True))) == most
    assert most.personal | most.secret <= set(type(most).model_fields)
    assert "2468" not in repr(most)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"do": "incident.link", "id": "i1", "items": "q1"}, "this wants a list"),
        ({"do": "incident.link", "id": "i1", "items": []}, "this must not be empty"),
        ({"do": "incident.link", "id": "i1", "items": ["q1"] * 501}, "this has more than 500 entries"),
        ({"do": "operator.add", "name": "li", "pin": "12"}, "this is shorter than 4 characters"),
        ({"do": "operator.add", "name": "li", "pin": ""}, "this is shorter than 4 characters"),
        ({"do": "incident.move", "id": "i1", "stage": ""}, "this is none of"),
    ],
)
def test_a_refusal_says_what_is_wanted(fields: dict[str, Any], said: str) -> None:
    assert said in str(refusal(fields))


def test_a_field_left_out_is_named() -> None:
    for name, good in GOOD.items():
        for field in good:
            found = refusal({"do": name, **{one: good[one] for one in good if one != field}})
            assert (found.code, found.field) == ("invalid", field), name


EVERY = [(name, field) for name in GOOD for field in {**GOOD[name], **OPTIONAL.get(name, {}), **COMMON}]
SAYS_LITTLE = {"reply.draft": {"text"}}


@pytest.mark.parametrize(
    "value",
    [[1], {"a": 1}, 1.5, float("nan"), b"x", "\ud800", "a\udcffb", 10**400, -(10**400), True, [], ["\ud800"]],
    ids=[
        "list",
        "object",
        "float",
        "nan",
        "bytes",
        "surrogate",
        "surrogates",
        "huge",
        "hugely-negative",
        "true",
        "empty-list",
        "list-of-surrogates",
    ],
)
def test_a_value_of_the_wrong_sort_is_named_or_harmless(value: object) -> None:
    """Nothing but a refusal that names the field, or a command that can be written down, comes of it."""
    for name, field in EVERY:
        try:
            made = parse({"do": name, **GOOD[name], field: value})
        except Refusal as refused:
            assert (refused.code, refused.field) == ("invalid", field), name
            assert str(refused).encode(), (name, field)
            assert "Input should" not in str(refused), "words of our own, which can be translated"
        else:
            assert made.model_dump_json().encode(), (name, field)


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("interaction.add", "kind", "letter"),
        ("interaction.add", "platform", "抖音"),
        ("interaction.add", "platform", ""),
        ("interaction.add", "platform", "a b"),
        ("interaction.add", "platform", "douyin\n"),
        ("interaction.add", "text", ""),
        ("interaction.add", "text", " \n\t"),
        ("interaction.add", "text", "\u200b\u202e\x00"),
        ("interaction.add", "author", ""),
        ("interaction.add", "author", "   "),
        ("interaction.add", "author", "\u200b"),
        ("interaction.add", "posted_at", True),
        ("interaction.add", "posted_at", None),
        ("interaction.add", "post", ""),
        ("interaction.add", "expect", 0),
        ("interaction.add", "expect", True),
        ("interaction.add", "expect", "1"),
        ("interaction.add", "key", ""),
        ("interaction.add", "key", "k" * 101),
        ("interaction.add", "operator", " "),
        ("interaction.claim", "id", 1),
        ("interaction.claim", "id", None),
        ("interaction.close", "reason", "bored"),
        ("reply.post", "text", "\x00\x01"),
        ("reply.post", "template", "BP"),
        ("reply.draft", "template", ""),
        ("reply.draft", "template", "a" * 61),
        ("reply.draft", "template", "a b"),
        ("reply.copy", "reason", ""),
        ("incident.open", "title", "\u200b"),
        ("incident.open", "title", "t" * 501),
        ("incident.open", "items", "q1"),
        ("incident.open", "items", [1]),
        ("incident.open", "items", ["q1"] * 501),
        ("incident.grade", "reason", "\u3164"),
        ("incident.meet", "evidence", ""),
        ("incident.meet", "evidence", "\u2063"),
        ("incident.move", "stage", "withdrawn"),
        ("incident.tell", "person", "\u200b"),
        ("incident.tell", "words", ""),
        ("incident.tell", "channel", "by phone"),
        ("notification.answer", "by", " "),
        ("incident.open", "source", "The Press"),
        ("incident.meet", "sha256", "0" * 63),
        ("incident.meet", "sha256", "g" * 64),
        ("incident.meet", "file", ""),
        ("incident.meet", "url", "v.example"),
        ("incident.waive", "reason", "\u200b"),
        ("incident.merge", "reason", ""),
        ("incident.reopen", "reason", "\u3164"),
        ("incident.link", "items", []),
        ("incident.unlink", "items", []),
        ("incident.freeze", "reason", "\u200b"),
        ("incident.freeze", "slots", ["s1"] * 501),
        ("incident.release", "checked", "facts"),
        ("slot.plan", "tier", 0),
        ("slot.plan", "tier", 4),
        ("slot.plan", "tier", True),
        ("slot.plan", "tier", "1"),
        ("slot.plan", "tier", 1.0),
        ("slot.plan", "emergency", 1),
        ("slot.plan", "emergency", "no"),
        ("slot.plan", "title", " "),
        ("slot.sign_off", "expert", "\u200b"),
        ("slot.plan", "length_s", 0),
        ("slot.plan", "length_s", 86_401),
        ("slot.plan", "script", ""),
        ("slot.plan", "tags", "a"),
        ("slot.plan", "tags", ["a"] * 21),
        ("slot.plan", "tags", ["\u200b"]),
        ("slot.edit", "tier", 4),
        ("slot.edit", "emergency", "no"),
        ("slot.edit", "at", 1),
        ("slot.tick", "line", "Title"),
        ("slot.tick", "line", ""),
        ("slot.publish", "break_glass", ""),
        ("slot.drop", "reason", "\u200b"),
        ("interaction.claim", "operator", "\u200b"),
        ("slot.publish", "url", "javascript:alert(1)"),
        ("slot.publish", "url", "https://"),
        ("slot.publish", "url", "https://a b"),
        ("slot.publish", "url", "https://" + "a" * 500),
        ("operator.add", "name", "\u200b"),
        ("operator.add", "pin", "123"),
        ("operator.add", "pin", 1234),
        ("operator.add", "pin", "1" * 65),
        ("roster.set", "day", "22.11.2026"),
        ("roster.set", "day", "2026-11-22 "),
        ("roster.set", "shift", "Day"),
        ("roster.set", "operators", "li"),
        ("roster.set", "operators", [" "]),
        ("roster.set", "operators", ["li"] * 21),
        ("handover.take", "read_back", "q1"),
        ("handover.take", "read_back", ["q1"] * 2001),
        ("lesson.add", "kind", "hint"),
        ("lesson.add", "text", "\u200b"),
        ("lesson.add", "text", "t" * 501),
        ("lesson.drop", "reason", ""),
        ("undo", "seq", 0),
        ("undo", "seq", -1),
        ("undo", "seq", True),
        ("undo", "seq", "3"),
        ("undo", "colour", "red"),
        ("undo", "do_", "x"),
    ],
)
def test_a_bad_value_is_named(name: str, field: str, value: object) -> None:
    found = refusal({"do": name, **GOOD[name], field: value})
    assert (found.code, found.field) == ("invalid", field)


@pytest.mark.parametrize(
    "fields",
    [
        None,
        [],
        "undo",
        7,
        {},
        {"do": None},
        {"do": 1},
        {"do": ["undo"]},
        {"do": "interaction.delete"},
        {"do": "Undo"},
        {"do": "\ud800\x1b[31m"},
        {"do": "x" * 10_000},
        {"op": "undo"},
    ],
)
def test_no_such_command(fields: object) -> None:
    found = refusal(fields)
    assert (found.code, found.field) == ("invalid", "do")
    assert len(str(found).encode()) < 300


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("interaction.add", "text"),
        ("reply.post", "text"),
        ("incident.meet", "evidence"),
        ("slot.plan", "script"),
        ("slot.edit", "script"),
        ("slot.publish", "text"),
    ],
)
def test_as_much_text_as_it_says_and_no_more(name: str, field: str) -> None:
    full = "好" * MAX_TEXT
    assert getattr(parse({"do": name, **GOOD[name], field: full}), field) == full
    found = refusal({"do": name, **GOOD[name], field: full + "了"})
    assert (found.code, found.field) == ("invalid", field)


@pytest.mark.parametrize("name", ["reply.draft", "statement.draft", "statement.edit"])
def test_a_draft_may_be_longer_than_what_goes_out(name: str) -> None:
    full = "好" * MAX_DRAFT
    assert parse({"do": name, **GOOD[name], "text": full}).text == full
    found = refusal({"do": name, **GOOD[name], "text": full + "了"})
    assert (found.code, found.field) == ("invalid", "text")


@pytest.mark.parametrize(
    "text",
    [
        "a\x00b",
        "\x1b]0;x\x07y",
        "\x9b",
        "a\u202eb",
        "[/bold]",
        "\U0001f468\u200d\U0001f469 ok",
        "a\r\n\tb",
        "'; --",
        "{name}",
    ],
)
def test_text_with_any_control_in_it_is_taken_as_it_is(text: str) -> None:
    if text == "\x9b":
        assert refusal({"do": "reply.post", "id": "q1", "text": text}).field == "text"
    else:
        assert parse({"do": "reply.post", "id": "q1", "text": text}).text == text  # type: ignore[attr-defined]


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from([*GOOD, "q1", "\ud800"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(
    st.sampled_from(sorted(GOOD)), st.dictionaries(st.text(max_size=5), json_values, max_size=3), st.data()
)
def test_whatever_stands_in_the_line_it_is_a_command_or_a_refusal(
    name: str, extra: dict[str, Any], data: st.DataObject
) -> None:
    fields = {"do": name, **GOOD[name], **extra}
    for field in data.draw(st.sets(st.sampled_from(sorted(fields)), max_size=2)):
        fields[field] = data.draw(json_values)
    try:
        assert isinstance(parse(fields), Command)
    except Refusal as refused:
        assert refused.code == "invalid"
        assert refused.field
        str(refused).encode()


def test_the_schema_tells_every_command_and_field() -> None:
    told = schema()
    json.dumps(told)
    assert "$schema" in told
    names = {
        defined["properties"]["do"]["const"]: defined
        for defined in told["$defs"].values()
        if "do" in defined.get("properties", {})
    }
    assert set(names) == set(GOOD)
    for name, fields in GOOD.items():
        assert set(names[name]["required"]) - {"do"} == set(fields)
        assert set(names[name]["properties"]) == {
            "do",
            *fields,
            *OPTIONAL.get(name, {}),
            *COMMON,
            *type(parse({"do": name, **fields})).model_fields,
        }
        assert names[name]["additionalProperties"] is False
