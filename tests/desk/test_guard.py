"""Before a reply is copied: what the guard stops, what a reason overcomes, and wording that was approved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rhythm_tui import i18n
from rhythm_tui.desk import guard
from rhythm_tui.desk.act import Receipt
from rhythm_tui.desk.checks import replay
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.settings import BadSetting

RED = "保证根治高血压"
AMBER = "没有能根治的药"
CLEAR = "您好,请按时复诊"
MOBILE = "打 13812345678"
APPROVED = (
    "您好，降压药的选择和调整要由接诊医生根据记录决定，请不要自行停药或加量。"
    "可挂心内科，带上最近一周的血压记录。"
)


def do(desk: Desk, name: str, **fields: Any) -> Receipt:
    return desk.do(parse({"do": name, **fields}))


def drafted(desk: Desk, text: str, **fields: Any) -> str:
    id = do(
        desk,
        "interaction.add",
        platform="douyin",
        kind="comment",
        author="张",
        text="吃什么药",
        posted_at=desk.clock.now() - 60_000,
    ).id
    do(desk, "reply.draft", id=id, text=text, **fields)
    return id


def in_incident(desk: Desk, id: str) -> str:
    return do(desk, "incident.open", title="t", kind="other", grade="general", items=[id]).id


def refusal(desk: Desk, name: str, **fields: Any) -> Refusal:
    with pytest.raises(Refusal) as caught:
        do(desk, name, **fields)
    return caught.value


def journal_text(desk: Desk) -> str:
    return str(desk.store.connection.execute("SELECT group_concat(payload) FROM journal").fetchone()[0])


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configuration folder of the hospital's own."""
    monkeypatch.setattr(guard, "config_dir", lambda: tmp_path)
    return tmp_path


@pytest.fixture
def chinese() -> Iterator[None]:
    i18n.use("zh")
    yield
    i18n.use("en")


def test_red_stops_the_copy_and_says_what_and_by_which_law(desk: Desk, reader: Reader) -> None:
    item = drafted(desk, RED)
    found = refusal(desk, "reply.copy", id=item)
    assert (found.code, found.field) == ("refused", "reason")
    assert "根治" in str(found)
    assert "Advertising Law, art. 16" in str(found)
    row = reader.interaction(item)
    assert row is not None
    assert row.row.reply_state == "drafted"


def test_it_says_so_in_the_operators_language(desk: Desk, chinese: None) -> None:
    assert "《广告法》第十六条" in i18n.words_of(refusal(desk, "reply.copy", id=drafted(desk, RED)))


def test_a_reason_overcomes_red_and_is_kept_apart_from_the_journal(desk: Desk, reader: Reader) -> None:
    item = drafted(desk, RED)
    receipt = do(desk, "reply.copy", id=item, reason="quoted from the law")
    assert [one.severity for one in receipt.warnings] == ["red"]
    found = reader.interaction(item)
    assert found is not None
    assert found.row.reply_state == "copied"
    assert found.history[-1].words.plain == "quoted from the law"
    assert "quoted from the law" not in journal_text(desk)


def test_a_reason_that_says_nothing_is_none(desk: Desk) -> None:
    found = refusal(desk, "reply.copy", id=drafted(desk, RED), reason="\u200b")
    assert (found.code, found.field) == ("invalid", "reason")


def test_amber_only_warns(desk: Desk) -> None:
    receipt = do(desk, "reply.copy", id=drafted(desk, AMBER))
    (remark,) = receipt.warnings
    assert remark.severity == "amber"
    assert AMBER[remark.start : remark.end] == "根治"


def test_clear_says_nothing(desk: Desk) -> None:
    assert do(desk, "reply.copy", id=drafted(desk, CLEAR)).warnings == ()


def test_what_stands_in_public_is_recorded_whatever_it_says(desk: Desk, reader: Reader) -> None:
    item = drafted(desk, "")
    receipt = do(desk, "reply.post", id=item, text=f"{RED},{MOBILE}", key="k")
    assert {one.category for one in receipt.warnings} == {"cure", "personal"}
    again = do(desk, "reply.post", id=item, text=f"{RED},{MOBILE}", key="k")
    assert again == receipt, "the same words for a key that is sent twice"
    assert "13812345678" not in journal_text(desk)
    assert replay(desk.store.path).differences == ()


def test_findings_follow_the_limits_of_the_place(desk: Desk) -> None:
    item = drafted(desk, "")
    warnings = do(desk, "reply.post", id=item, text="好" * 5_000).warnings
    assert [one.word for one in warnings] == ["too_long"]


def test_the_hospitals_own_words_count(desk: Desk, own: Path) -> None:
    (own / "words.toml").write_text(
        '[words."神医"]\ncategory = "cure"\n[words."根治"]\ncategory = "cure"\nseverity = "off"\n', "utf-8"
    )
    assert [one.word for one in guard.remarks("神医根治", "douyin", "comment")] == ["神医"]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("words.toml", "[words.x]\ncategory = 'cure'\n", "at least two"),
        ("words.toml", "[", "words.toml"),
        ("replies.toml", "[replies.x]\ntopic = 'none'\n", "replies.x"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(own: Path, name: str, text: str, said: str) -> None:
    (own / name).write_text(text, "utf-8")
    load = guard.word_list if name == "words.toml" else guard.replies
    with pytest.raises(BadSetting) as caught:
        load()
    assert str(own / name) in str(caught.value)
    assert said in str(caught.value)


def test_a_bad_file_stops_the_copy_but_never_the_record_of_what_is_public(desk: Desk, own: Path) -> None:
    item = drafted(desk, CLEAR)
    (own / "words.toml").write_text("[", "utf-8")
    found = refusal(desk, "reply.copy", id=item)
    assert (found.code, found.field) == ("refused", "reason")
    assert str(own / "words.toml") in str(found)
    (warning,) = do(desk, "reply.post", id=item, text=CLEAR).warnings
    assert (warning.severity, warning.category) == ("amber", "setting")


def test_with_an_open_incident_only_approved_wording_is_copied(desk: Desk) -> None:
    item = drafted(desk, CLEAR)
    incident = in_incident(desk, item)
    found = refusal(desk, "reply.copy", id=item)
    assert (found.code, found.field) == ("refused", "reason")
    assert "approved wording" in str(found)
    for stage in ("assess", "respond"):
        do(desk, "incident.move", id=incident, stage=stage)
    do(desk, "reply.draft", id=item, text=APPROVED, template="bp_medicine")
    assert do(desk, "reply.copy", id=item).id == item


@pytest.mark.parametrize(
    ("text", "template"),
    [
        (APPROVED, None),
        (APPROVED, "bp_life"),
        (APPROVED, "no_such"),
        (f"{APPROVED}我们没有错。", "bp_medicine"),
        (APPROVED.replace("心内科", "心内科。我们没有错。请挂"), "bp_medicine"),
        (APPROVED.replace("心内科", "内" * 41), "bp_medicine"),
    ],
    ids=["not said to be", "another", "unknown", "something added", "a sentence in a place", "a long place"],
)
def test_what_is_not_approved_as_it_stands(desk: Desk, text: str, template: str | None) -> None:
    item = drafted(desk, text, **({"template": template} if template else {}))
    in_incident(desk, item)
    assert refusal(desk, "reply.copy", id=item).field == "reason"
    assert do(desk, "reply.copy", id=item, reason="the office said so on the phone").id == item


def test_an_incident_that_is_over_asks_for_nothing(desk: Desk) -> None:
    item = drafted(desk, CLEAR)
    incident = in_incident(desk, item)
    for timer in ("initial_response", "official_statement", "solution"):
        do(desk, "incident.meet", id=incident, timer=timer, evidence="e")
    for stage in ("review", "closed"):
        do(desk, "incident.move", id=incident, stage=stage)
    assert do(desk, "reply.copy", id=item).id == item


def test_a_place_that_was_not_filled_in_stops_the_copy(desk: Desk) -> None:
    item = drafted(desk, "您好,可挂{department}。", template="bp_medicine")
    found = refusal(desk, "reply.copy", id=item)
    assert (found.code, found.field) == ("invalid", "text")
    assert "{department}" in str(found)


def test_how_often_a_wording_was_used_counts_what_stands_in_public(desk: Desk, reader: Reader) -> None:
    assert reader.template_usage() == {}
    for text, template in ((CLEAR, "a"), (CLEAR, "a"), (CLEAR, "b.c-1"), (CLEAR, None)):
        item = drafted(desk, text, **({"template": template} if template else {}))
        do(desk, "reply.post", id=item, text=text)
    waiting = drafted(desk, CLEAR, template="a")
    assert reader.template_usage() == {"a": 2, "b.c-1": 1}
    found = reader.interaction(waiting)
    assert found is not None
    assert found.template == "a"
    do(desk, "reply.draft", id=waiting, text="anew")
    do(desk, "reply.post", id=waiting, text="anew")
    assert reader.template_usage() == {"a": 2, "b.c-1": 1}, "a draft that names no wording is one's own"
    do(desk, "undo")
    do(desk, "reply.post", id=waiting, text="anew", template="z")
    assert reader.template_usage() == {"a": 2, "b.c-1": 1, "z": 1}
