"""Every command through the desk: what it answers, what it refuses, with code and field."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rhythm_tui.desk.act import Receipt
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.refusal import Refusal

NOON = 1_795_320_000_000
MINUTE = 60_000
HOUR = 60 * MINUTE
ADD = {
    "do": "interaction.add",
    "platform": "douyin",
    "kind": "comment",
    "posted_at": NOON - HOUR,
    "author": "张小三",
    "text": "在吗",
}
PLAN = {
    "do": "slot.plan",
    "platform": "douyin",
    "at": NOON + HOUR,
    "title": "t",
    "tier": 1,
    "form": "science",
}
OPEN = {
    "do": "incident.open",
    "title": "t",
    "kind": "dispute",
    "grade": "general",
    "discovered_at": NOON - HOUR,
}
TELL = {
    "do": "incident.tell",
    "id": "i1",
    "timer": "solution",
    "duty": "leader",
    "person": "wang",
    "channel": "phone",
}
MEET = {"do": "incident.meet", "id": "i1", "timer": "solution", "evidence": "e"}
WAIVE = {"do": "incident.waive", "id": "i1", "timer": "solution", "reason": "r"}
MERGE = {"do": "incident.merge", "id": "i1", "into": "i2", "reason": "r"}
FREEZE = {"do": "incident.freeze", "id": "i1", "reason": "r"}
CHECKED = ["facts", "mood", "content", "leader"]
OpenDesk = Callable[..., Desk]


def do(desk: Desk, fields: dict[str, Any] | None = None, /, **more: Any) -> Receipt:
    return desk.do(parse({**(fields or {}), **more}))


def refusal(desk: Desk, fields: dict[str, Any] | None = None, /, **more: Any) -> Refusal:
    rows = desk.store.connection.execute("SELECT count(*) FROM journal").fetchone()
    with pytest.raises(Refusal) as caught:
        do(desk, fields, **more)
    assert not desk.store.connection.in_transaction
    assert desk.store.connection.execute("SELECT count(*) FROM journal").fetchone() == rows
    assert caught.value.template.format(**caught.value.values) == str(caught.value)
    return caught.value


def lay(desk: Desk) -> None:
    """q1 open, q2 wang's, q3 drafted, q4 answered, q5 closed, q6 undone; i2 closed; s2 signed, s3 out."""
    for external in range(6):
        do(desk, ADD, external_id=f"v{external}")
    do(desk, do="interaction.claim", id="q2", operator="wang")
    do(desk, do="reply.draft", id="q3", text="d")
    do(desk, do="reply.post", id="q4", text="r")
    do(desk, do="interaction.close", id="q5", reason="thanks")
    do(desk, do="undo", seq=6)
    do(desk, OPEN)
    do(desk, OPEN, kind="other")
    do(desk, OPEN)
    for timer in ("initial_response", "official_statement", "solution"):
        do(desk, do="incident.meet", id="i2", timer=timer, evidence="e")
    do(desk, do="incident.move", id="i2", stage="closed")
    for _ in range(3):
        do(desk, PLAN)
    for slot in ("s2", "s3"):
        do(desk, do="slot.sign_off", id=slot, role="clinical", expert="wang")
    do(desk, do="slot.publish", id="s3")


@pytest.fixture
def laid(desk_with: Callable[[Callable[[Desk], None]], Desk]) -> Desk:
    """The desk as ``lay`` leaves it."""
    return desk_with(lay)


REFUSED: list[tuple[str, dict[str, Any], tuple[str, str | None]]] = [
    ("platform", {**ADD, "platform": "tiktok"}, ("invalid", "platform")),
    ("future", {**ADD, "posted_at": NOON + 5 * MINUTE + 1}, ("invalid", "posted_at")),
    ("old", {**ADD, "posted_at": "2015-12-31"}, ("invalid", "posted_at")),
    ("no time", {**ADD, "posted_at": "yesterday"}, ("invalid", "posted_at")),
    ("huge time", {**ADD, "posted_at": 10**40}, ("invalid", "posted_at")),
    ("hugest time", {**ADD, "posted_at": 10**5000}, ("invalid", "posted_at")),
    ("negative time", {**ADD, "posted_at": -1}, ("invalid", "posted_at")),
    ("twice", {**ADD, "external_id": "v1"}, ("refused", None)),
    ("held", {"do": "interaction.claim", "id": "q2"}, ("refused", None)),
    ("answered", {"do": "interaction.claim", "id": "q4"}, ("refused", None)),
    ("closed", {"do": "reply.post", "id": "q5", "text": "t"}, ("refused", None)),
    ("taken back", {"do": "interaction.claim", "id": "q6"}, ("refused", None)),
    ("no such", {"do": "interaction.claim", "id": "q99"}, ("unknown", "id")),
    ("not free", {"do": "interaction.release", "id": "q2"}, ("refused", None)),
    ("nobody's", {"do": "interaction.release", "id": "q1"}, ("refused", None)),
    ("no draft", {"do": "reply.copy", "id": "q1"}, ("refused", None)),
    (
        "before it",
        {"do": "reply.post", "id": "q1", "text": "t", "posted_at": NOON - 2 * HOUR},
        ("invalid", "posted_at"),
    ),
    (
        "to come",
        {"do": "reply.post", "id": "q1", "text": "t", "posted_at": NOON + HOUR},
        ("invalid", "posted_at"),
    ),
    ("kind", {**OPEN, "kind": "rumour"}, ("invalid", "kind")),
    ("grade", {**OPEN, "grade": "grave"}, ("invalid", "grade")),
    ("discovered", {**OPEN, "discovered_at": NOON + HOUR}, ("invalid", "discovered_at")),
    ("item", {**OPEN, "items": ["q99"]}, ("unknown", "items")),
    ("item form", {**OPEN, "items": ["i1"]}, ("unknown", "items")),
    ("item taken back", {**OPEN, "items": ["q6"]}, ("unknown", "items")),
    ("regrade", {"do": "incident.grade", "id": "i1", "grade": "general", "reason": "r"}, ("refused", None)),
    (
        "regrade to",
        {"do": "incident.grade", "id": "i1", "grade": "grave", "reason": "r"},
        ("invalid", "grade"),
    ),
    (
        "regrade closed",
        {"do": "incident.grade", "id": "i2", "grade": "major", "reason": "r"},
        ("refused", None),
    ),
    ("timer", {"do": "incident.meet", "id": "i1", "timer": "lunch", "evidence": "e"}, ("invalid", "timer")),
    (
        "meet when",
        {"do": "incident.meet", "id": "i1", "timer": "solution", "evidence": "e", "at": NOON - 2 * HOUR},
        ("invalid", "at"),
    ),
    ("met", {"do": "incident.meet", "id": "i2", "timer": "solution", "evidence": "e"}, ("refused", None)),
    ("unmet", {"do": "incident.move", "id": "i1", "stage": "closed"}, ("refused", None)),
    ("there", {"do": "incident.move", "id": "i1", "stage": "monitor"}, ("refused", None)),
    ("charge", {"do": "incident.claim", "id": "i2"}, ("refused", None)),
    ("tell of", {**TELL, "timer": "lunch"}, ("invalid", "timer")),
    ("tell whom", {**TELL, "duty": "barber"}, ("invalid", "duty")),
    ("tell how", {**TELL, "channel": "pigeon"}, ("invalid", "channel")),
    ("tell what", {**TELL, "words": "\u200b"}, ("invalid", "words")),
    ("tell early", {**TELL, "at": NOON - 2 * HOUR}, ("invalid", "at")),
    ("tell to come", {**TELL, "at": NOON + HOUR}, ("invalid", "at")),
    ("tell of closed", {**TELL, "id": "i2"}, ("refused", None)),
    ("tell of none", {**TELL, "id": "i9"}, ("unknown", "id")),
    ("answer none", {"do": "notification.answer", "id": "m9"}, ("unknown", "id")),
    ("answer an incident", {"do": "notification.answer", "id": "i1"}, ("unknown", "id")),
    ("source", {**OPEN, "source": "gossip"}, ("invalid", "source")),
    ("occurred later", {**OPEN, "occurred_at": NOON - HOUR + 1}, ("invalid", "occurred_at")),
    (
        "occurs tomorrow",
        {**OPEN, "discovered_at": NOON, "occurred_at": NOON + HOUR},
        ("invalid", "occurred_at"),
    ),
    ("happened when", {**OPEN, "occurred_at": "lunch"}, ("invalid", "occurred_at")),
    ("file alone", {**MEET, "file": "a.png"}, ("invalid", "sha256")),
    ("hash alone", {**MEET, "sha256": "0" * 64}, ("invalid", "file")),
    ("waive what", {**WAIVE, "timer": "lunch"}, ("invalid", "timer")),
    ("waive met", {**WAIVE, "id": "i2"}, ("refused", None)),
    ("unassessed", {"do": "incident.move", "id": "i1", "stage": "respond"}, ("refused", None)),
    ("move closed", {"do": "incident.move", "id": "i2", "stage": "review"}, ("refused", None)),
    ("merge self", {**MERGE, "into": "i1"}, ("invalid", "into")),
    ("merge into closed", {**MERGE, "into": "i2"}, ("refused", None)),
    ("merge into nothing", {**MERGE, "into": "i9"}, ("unknown", "into")),
    ("merge unread", {**MERGE, "into": "i3", "reason": "\x00"}, ("invalid", "reason")),
    ("reopen open", {"do": "incident.reopen", "id": "i1", "reason": "r"}, ("refused", None)),
    ("link nothing", {"do": "incident.link", "id": "i1", "items": []}, ("invalid", "items")),
    ("link closed", {"do": "incident.link", "id": "i2", "items": ["q1"]}, ("refused", None)),
    ("link what", {"do": "incident.link", "id": "i1", "items": ["s1"]}, ("unknown", "items")),
    ("unlink", {"do": "incident.unlink", "id": "i1", "items": ["q1"]}, ("refused", None)),
    ("hold two ways", {**FREEZE, "platform": "douyin", "slots": ["s1"]}, ("invalid", "slots")),
    ("hold where", {**FREEZE, "platform": "radio"}, ("invalid", "platform")),
    ("hold nothing", {**FREEZE, "platform": "weibo"}, ("refused", None)),
    ("hold what", {**FREEZE, "slots": ["q1"]}, ("unknown", "slots")),
    ("hold what is out", {**FREEZE, "slots": ["s3"]}, ("refused", None)),
    ("release nothing", {"do": "incident.release", "id": "i1", "checked": CHECKED}, ("refused", None)),
    ("release unchecked", {"do": "incident.release", "id": "i1", "checked": []}, ("refused", None)),
    (
        "release checked what",
        {"do": "incident.release", "id": "i1", "checked": ["luck"]},
        ("invalid", "checked"),
    ),
    ("form", {**PLAN, "form": "opera"}, ("invalid", "form")),
    ("audience", {**PLAN, "audience": "cats"}, ("invalid", "audience")),
    ("far", {**PLAN, "at": 9_999_999_999_999_999}, ("invalid", "at")),
    ("long ago", {**PLAN, "at": "2015-01-01"}, ("invalid", "at")),
    ("invisible", {**PLAN, "title": "\u200b\u200b"}, ("invalid", "title")),
    ("role", {"do": "slot.sign_off", "id": "s1", "role": "barber", "expert": "wang"}, ("invalid", "role")),
    ("own work", {"do": "slot.sign_off", "id": "s1", "role": "clinical", "expert": "li"}, ("refused", None)),
    (
        "own work, unseen",
        {"do": "slot.sign_off", "id": "s1", "role": "clinical", "expert": "l\u200bi"},
        ("refused", None),
    ),
    (
        "own work, other letters",
        {"do": "slot.sign_off", "id": "s1", "role": "clinical", "expert": "L \uff29"},
        ("refused", None),
    ),
    (
        "twice signed, other letters",
        {"do": "slot.sign_off", "id": "s2", "role": "public_health", "expert": "WANG "},
        ("refused", None),
    ),
    (
        "twice signed",
        {"do": "slot.sign_off", "id": "s2", "role": "clinical", "expert": "zhao"},
        ("refused", None),
    ),
    (
        "signed out",
        {"do": "slot.sign_off", "id": "s3", "role": "public_health", "expert": "zhao"},
        ("refused", None),
    ),
    ("unsigned", {"do": "slot.publish", "id": "s1"}, ("refused", None)),
    ("out", {"do": "slot.publish", "id": "s3"}, ("refused", None)),
    ("not yet", {"do": "slot.publish", "id": "s2", "at": NOON + HOUR}, ("invalid", "at")),
    ("no row", {"do": "undo", "seq": 999}, ("unknown", "seq")),
    ("no such row", {"do": "undo", "seq": 10**30}, ("unknown", "seq")),
    ("undone", {"do": "undo", "seq": 6}, ("refused", None)),
    ("in use", {"do": "undo", "seq": 2}, ("conflict", None)),
    ("nothing of theirs", {"do": "undo", "operator": "nobody"}, ("refused", None)),
]


@pytest.mark.parametrize(
    ("fields", "expected"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_what_is_refused(laid: Desk, fields: dict[str, Any], expected: tuple[str, str | None]) -> None:
    found = refusal(laid, fields)
    assert (found.code, found.field) == expected


NAMING = [
    {"do": "campaign.move", "day": "2026-12-01"},
    {"do": "campaign.drop", "reason": "r"},
    {"do": "repeat.lay", "until": "2026-12-01"},
    {"do": "repeat.drop", "reason": "r"},
    {"do": "day.drop", "reason": "r"},
    {"do": "interaction.claim"},
    {"do": "interaction.release"},
    {"do": "interaction.close", "reason": "thanks"},
    {"do": "reply.draft", "text": "t"},
    {"do": "reply.copy"},
    {"do": "reply.post", "text": "t"},
    {"do": "incident.grade", "grade": "major", "reason": "r"},
    {"do": "incident.meet", "timer": "solution", "evidence": "e"},
    {"do": "incident.move", "stage": "assess"},
    {"do": "incident.claim"},
    {key: value for key, value in TELL.items() if key != "id"},
    {"do": "notification.answer"},
    {"do": "incident.waive", "timer": "solution", "reason": "r"},
    {"do": "incident.merge", "into": "i2", "reason": "r"},
    {"do": "incident.reopen", "reason": "r"},
    {"do": "incident.link", "items": ["q1"]},
    {"do": "incident.unlink", "items": ["q1"]},
    {"do": "incident.freeze", "reason": "r"},
    {"do": "incident.release", "checked": CHECKED},
    {"do": "slot.sign_off", "role": "clinical", "expert": "wang"},
    {"do": "slot.publish"},
    {"do": "slot.compare", "text": "t"},
    {"do": "slot.edit", "title": "other"},
    {"do": "slot.move", "at": NOON + 3 * HOUR},
    {"do": "slot.copy", "at": NOON + 3 * HOUR},
    {"do": "slot.tick", "line": "title"},
    {"do": "slot.drop", "reason": "r"},
]
ODD_IDS = [
    "",
    "q",
    "1",
    "q0",
    "q01",
    "Q1",
    "q1 ",
    " q1",
    "q-1",
    "q1.0",
    "q\u0661",
    "q1\n",
    "q99",
    "x1",
    "b1",
    "q" + "9" * 18,
    "q" + "9" * 30,
]
ODD_IDS += ["'; DROP TABLE journal; --", "\x00", "\ud800", "好" * 5000, "{id}", "q1\u200b"]


@pytest.mark.parametrize("fields", NAMING, ids=[one["do"] for one in NAMING])
def test_an_id_of_any_form_that_names_nothing_is_unknown(laid: Desk, fields: dict[str, Any]) -> None:
    for odd in ODD_IDS:
        found = refusal(laid, fields, id=odd)
        assert (found.code, found.field) == ("unknown", "id"), odd
        assert len(str(found)) < 200
    for other in {"i1", "s1", "q1"} - {
        ("q" if fields["do"].startswith(("inter", "reply")) else fields["do"][0]) + "1"
    }:
        assert refusal(laid, fields, id=other).code == "unknown"


CHANGING = [
    one
    for one in NAMING
    if one["do"] not in ("incident.tell", "notification.answer", "slot.copy")
    and not one["do"].startswith(("campaign", "repeat", "day"))
]
"""Those that change the item, incident or slot they name, as it stands when nothing else was done."""


BEFORE: dict[str, list[dict[str, Any]]] = {
    "slot.publish": [{"do": "slot.sign_off", "id": "s1", "role": "clinical", "expert": "wang"}],
    "incident.merge": [OPEN],
    "incident.reopen": [
        *(
            {"do": "incident.waive", "id": "i1", "timer": timer, "reason": "r"}
            for timer in ("initial_response", "official_statement", "solution")
        ),
        {"do": "incident.move", "id": "i1", "stage": "closed"},
    ],
    "incident.unlink": [{"do": "incident.link", "id": "i1", "items": ["q1"]}],
    "incident.release": [{"do": "incident.freeze", "id": "i1", "reason": "r"}],
    "slot.compare": [
        {"do": "slot.edit", "id": "s1", "script": "s"},
        {"do": "slot.publish", "id": "s1", "break_glass": "r"},
    ],
}
"""What has to be done before a command can be."""


@pytest.mark.parametrize("fields", CHANGING, ids=[one["do"] for one in CHANGING])
def test_a_version_nobody_saw_is_a_conflict(desk: Desk, fields: dict[str, Any]) -> None:
    do(desk, ADD)
    do(desk, do="reply.draft", id="q1", text="d")
    do(desk, do="interaction.claim", id="q1")
    do(desk, OPEN, kind="other")
    do(desk, PLAN)
    for one in BEFORE.get(fields["do"], ()):
        do(desk, one)
    fields = {**fields, "id": ("q" if fields["do"].startswith(("inter", "reply")) else fields["do"][0]) + "1"}
    noun = {"q": "interaction", "i": "incident", "s": "slot"}[fields["id"][0]]
    version = desk.store.connection.execute(f"SELECT version FROM {noun} WHERE n = 1").fetchone()[0]
    for wrong in (version + 1, version + 10**30, *([1] if version > 1 else [])):
        found = refusal(desk, fields, expect=wrong)
        assert (found.code, found.field) == ("conflict", "expect")
    if fields["do"] == "interaction.claim":
        desk.clock.time += 2 * HOUR  # type: ignore[attr-defined]
    assert do(desk, fields, expect=version).version == version + 1


def test_a_key_is_done_once(desk: Desk, open_desk: OpenDesk) -> None:
    first = do(desk, ADD, key="k")
    assert do(desk, ADD, key="k") == first
    assert do(open_desk("wang"), ADD, key="k") == first
    claimed = do(desk, do="interaction.claim", id="q1", key="c")
    do(desk, do="interaction.release", id="q1")
    assert do(desk, do="interaction.claim", id="q1", key="c") == claimed
    assert desk.store.connection.execute("SELECT owner FROM interaction").fetchone() == (None,)
    undone = do(desk, do="undo", key="u")
    assert undone.undone == "interaction.release"
    assert do(desk, do="undo", key="u") == undone


@pytest.mark.parametrize(
    "other", [{**ADD, "text": "else"}, {**ADD, "operator": "wang"}, {"do": "interaction.claim", "id": "q1"}]
)
def test_a_key_of_another_command_is_a_conflict(desk: Desk, other: dict[str, Any]) -> None:
    do(desk, ADD, key="k")
    found = refusal(desk, other, key="k")
    assert (found.code, found.field) == ("conflict", "key")


def test_a_refused_command_does_not_use_its_key_up(desk: Desk) -> None:
    do(desk, ADD)
    refusal(desk, do="reply.copy", id="q1", key="k")
    do(desk, do="reply.draft", id="q1", text="d")
    assert do(desk, do="reply.copy", id="q1", key="k").version == 3


def test_receipts_count(desk: Desk) -> None:
    assert do(desk, ADD) == Receipt(1, "q1", 1)
    assert do(desk, do="interaction.claim", id="q1") == Receipt(2, "q1", 2)
    assert do(desk, OPEN) == Receipt(3, "i1", 1)
    assert do(desk, PLAN) == Receipt(4, "s1", 1)
    assert do(desk, do="undo") == Receipt(5, "s1", 2, undone="slot.plan")


def test_a_lapsed_claim_may_be_taken_over(desk: Desk, reader: Reader) -> None:
    do(desk, ADD)
    do(desk, do="interaction.claim", id="q1")
    desk.clock.time += HOUR + 999  # type: ignore[attr-defined]
    assert refusal(desk, do="interaction.claim", id="q1", operator="wang").code == "refused"
    desk.clock.time += 1  # type: ignore[attr-defined]
    assert do(desk, do="interaction.claim", id="q1", operator="wang").version == 3
    found = reader.interaction("q1")
    assert found and found.row.owner and found.row.owner.plain == "wang"
    assert refusal(desk, do="interaction.release", id="q1").code == "refused"


def test_opening_an_incident_takes_its_items_along(desk: Desk, reader: Reader) -> None:
    for _ in range(3):
        do(desk, ADD)
    do(desk, OPEN, items=["q1", "q2", "q1"])
    card = reader.incidents()[0]
    assert (card.linked, [t.due_at - t.start for t in card.timers]) == (2, [2 * HOUR, 4 * HOUR, 24 * HOUR])
    assert refusal(desk, OPEN, items=["q3", "q2"]).code == "refused"
    assert [row.incident for row in reader.queue(NOON)] == ["i1", "i1", None]
    do(desk, do="undo")
    assert [row.incident for row in reader.queue(NOON)] == [None, None, None]
    assert reader.incidents() == []
    assert refusal(desk, do="incident.claim", id="i1").code == "refused"


def test_names_are_masked_and_nothing_raw_of_them_is_kept(desk: Desk, reader: Reader, path: Path) -> None:
    do(desk, ADD)
    assert reader.queue(NOON)[0].author.plain == "张***三"
    desk.close()
    assert "张小三".encode() not in path.read_bytes()


@pytest.mark.parametrize("operator", ["", "  ", "\u200b", "li\udcff", "l\x1bi\n", "长" * 500])
def test_any_account_name_may_work(open_desk: OpenDesk, operator: str) -> None:
    """The account's name comes from the system, in whatever bytes it keeps it."""
    desk = open_desk(operator, seat="host\udcff\x1b:1")
    do(desk, ADD)
    found = desk.store.connection.execute("SELECT operator, seat FROM journal").fetchone()
    assert found[0] and found[0].isprintable()
    assert found[1].isprintable()


def test_a_simulated_clock_stamps_everything(path: Path, playbook: Any) -> None:
    from rhythm_tui.clock import Clock

    desk = Desk.open(path, playbook, Clock(NOON, 0.0), operator="li")
    for fields in (ADD, OPEN, PLAN):
        do(desk, fields)
    for table in ("journal", "interaction", "incident", "slot"):
        assert desk.store.connection.execute(f"SELECT min(simulated) FROM {table}").fetchone() == (1,)
    desk.close()


def test_text_is_kept_as_it_came(desk: Desk) -> None:
    raw = "\x1b]0;x\x07\x00 \u202e[/b] '); --\r\n\t" + "好" * 100
    do(desk, ADD, text=raw)
    assert desk.store.connection.execute("SELECT body FROM content").fetchone() == (raw,)


def test_a_platform_whose_clock_is_ahead_can_be_answered_at_once(desk: Desk) -> None:
    item = do(desk, ADD, posted_at=desk.clock.now() + 4 * MINUTE).id
    assert do(desk, {"do": "reply.post", "id": item, "text": "您好"}).version == 2


def test_a_key_sent_again_with_a_newer_version_is_the_same_command(desk: Desk) -> None:
    do(desk, ADD)
    first = do(desk, do="interaction.claim", id="q1", key="k", expect=1)
    assert do(desk, do="interaction.claim", id="q1", key="k", expect=2) == first
