"""Public statements for scripts: what ``do`` answers, the lists, the document of their incident."""

from __future__ import annotations

import json

import pytest

from .conftest import Rhythm

FIRST, SECOND = "Nothing is wrong.", "Nothing was wrong."
OPEN = {
    "do": "incident.open",
    "title": "Rumour",
    "kind": "misinformation",
    "grade": "general",
    "items": ["q1"],
}
ADD = {
    "do": "interaction.add",
    "platform": "weibo",
    "kind": "comment",
    "posted_at": "2026-11-22T13:50:00+08:00",
    "author": "Zhang",
    "text": "is it true",
}


def version(number: int, text: str) -> list[dict[str, object]]:
    id = f"d{number}"
    return [
        {"do": "statement.draft", "incident": "i1", "text": text},
        {"do": "statement.sign", "id": id, "role": "clinical", "expert": "zhou"},
        {"do": "statement.sign", "id": id, "role": "public_health", "expert": "wu"},
        {"do": "statement.publish", "id": id, "platform": "douyin", "url": f"https://v.example/{number}"},
    ]


def lines(*commands: dict[str, object]) -> bytes:
    return "\n".join(json.dumps(one) for one in commands).encode()


@pytest.fixture
def told(rhythm: Rhythm) -> Rhythm:
    """Two versions in public, the first carried by a reply, and a draft whose sign-off has lapsed."""
    reply = {"do": "reply.post", "id": "q1", "text": FIRST, "template": "statement.d1"}
    draft = {"do": "statement.draft", "incident": "i1", "text": "a third | one"}
    sign = {"do": "statement.sign", "id": "d3", "role": "clinical", "expert": "zhou"}
    edit = {"do": "statement.edit", "id": "d3", "text": "a third | word"}
    commands = [ADD, OPEN, *version(1, FIRST), reply, *version(2, SECOND), draft, sign, edit]
    answers = rhythm("do", stdin=lines(*commands)).answers
    assert all(one["ok"] for one in answers)
    (lapsed,) = answers[-1]["warnings"]
    assert lapsed["category"] == "lapsed"
    assert "zhou" in lapsed["why"]
    return rhythm


def test_the_statements_of_open_incidents_are_listed(told: Rhythm) -> None:
    rows = told("list", "statements", "--json").json
    assert [(row["id"], row["state"], row["missing"]) for row in rows] == [
        ("d3", "draft", ["clinical", "public_health"]),
        ("d2", "published", []),
        ("d1", "superseded", []),
    ]
    assert rows[1]["outlets"] == [
        {
            "platform": "douyin",
            "at": "2026-11-22T14:30:00+08:00",
            "url": "https://v.example/2",
            "operator": "li",
        }
    ]
    table = told("list", "statements", "--limit", 1).out
    assert "clinical public health" in table
    assert "d2" not in table


def test_replies_that_carry_an_old_statement_are_listed(told: Rhythm) -> None:
    (row,) = told("list", "superseded", "--json").json
    assert (row["id"], row["platform"], row["statement"], row["by"], row["text"]) == (
        "q1", "weibo", "d1", "li", FIRST,
    )  # fmt: skip
    assert "q1" in told("list", "superseded").out
    assert told("list", "superseded", "--format", "csv").out.startswith("id,platform,incident,statement")


def test_why_tells_when_an_update_was_promised_and_for_when(rhythm: Rhythm) -> None:
    signs = [
        {"do": "statement.sign", "id": "d1", "role": role, "expert": expert}
        for role, expert in (("clinical", "zhou"), ("public_health", "wu"))
    ]
    draft = {"do": "statement.draft", "incident": "i1", "text": FIRST}
    out = {"do": "statement.publish", "id": "d1", "platform": "weibo", "at": "2026-11-22T14:25"}
    rhythm("do", stdin=lines(ADD, OPEN, draft, *signs, {**out, "next_update": "2026-11-22T17:00"}))
    assert "next update 1: promised 14:25 for 17:00, 2 h 30 left" in rhythm("why", "i1").out


def test_the_document_tells_what_was_said_where_and_by_whom(told: Rhythm) -> None:
    text = told("report", "incident", "i1").out
    assert "## Statements" in text
    for words in (
        "superseded by version 2",
        "in public",
        "clinical expert: zhou, 14:30 (lapsed)",
        "public-health expert: missing",
        "https://v.example/2",
        "## Replies with superseded wording",
        "1 (d1)",
    ):
        assert words in text.replace("\\", ""), words
    html = told("report", "incident", "i1", "--format", "html").out
    assert "superseded by version 2" in html


def test_without_any_the_document_says_so(rhythm: Rhythm) -> None:
    rhythm("do", stdin=lines(ADD, OPEN))
    text = rhythm("report", "incident", "i1").out
    assert "## Statements\n\nNone" in text
    assert "superseded" not in text
    assert rhythm("list", "statements", "--json").json == []
