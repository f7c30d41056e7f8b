"""Lessons through the desk: the two lists, where each was drawn from, and what is dropped."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_verbs import NOON, OPEN, do, refusal

from rhythm_tui.desk.checks import replay
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.text import NOTHING, clean

PITFALL, STEP = "避免纯数据罗列", "每条科普视频前 3 秒用故事化开头"


def lesson(desk: Desk, text: str = PITFALL, kind: str = "pitfall", **more: str) -> str:
    return do(desk, {"do": "lesson.add", "kind": kind, "text": text}, **more).id


def test_the_lists_stand_pitfalls_first_each_in_order_of_writing(desk: Desk, reader: Reader) -> None:
    do(desk, OPEN)
    assert lesson(desk, STEP, "sop") == "l1"
    lesson(desk, incident="i1")
    lesson(desk, "先核实再回应", "sop", incident="i1")
    found = reader.lessons()
    assert [(one.id, one.kind, one.text.plain, one.incident) for one in found] == [
        ("l2", "pitfall", PITFALL, "i1"),
        ("l1", "sop", STEP, None),
        ("l3", "sop", "先核实再回应", "i1"),
    ]
    assert found[0][5:] == (clean("t"), NOON, clean("li"), True)
    assert found[1].title == NOTHING


def test_what_is_dropped_is_asked_of_nobody_and_stays_told(desk: Desk, reader: Reader) -> None:
    lesson(desk)
    do(desk, do="lesson.drop", id="l1", reason="不再适用")
    assert reader.lessons() == ()
    dropped = reader.lesson("l1")
    assert dropped
    assert (dropped.standing, dropped.version, dropped.text) == (False, 2, clean(PITFALL))
    assert refusal(desk, do="lesson.drop", id="l1", reason="r").code == "refused"
    do(desk, do="undo")
    assert [one.id for one in reader.lessons()] == ["l1"]


def test_a_list_asks_each_thing_once(desk: Desk, reader: Reader) -> None:
    lesson(desk)
    again = refusal(desk, do="lesson.add", kind="pitfall", text=f" {PITFALL}\u200b ")
    assert again.code == "refused" and "l1" in str(again)
    assert lesson(desk, PITFALL, "sop") == "l2", "the other list may ask it too"
    do(desk, do="lesson.drop", id="l1", reason="r")
    assert lesson(desk) == "l3"


def test_what_was_written_down_again_meanwhile_keeps_its_place(desk: Desk, reader: Reader) -> None:
    lesson(desk)
    do(desk, do="lesson.drop", id="l1", reason="r")
    lesson(desk, f"{PITFALL} ")
    taken = refusal(desk, do="undo", seq=2)
    assert taken.code == "conflict" and "l2" in str(taken)
    do(desk, do="lesson.drop", id="l2", reason="r")
    do(desk, do="undo", seq=2)
    assert [one.id for one in reader.lessons()] == ["l1"]
    assert refusal(desk, do="undo", seq=4).code == "conflict", "nor does the other come back beside it"


def test_purged_words_take_no_place(desk: Desk, reader: Reader) -> None:
    for text in (PITFALL, STEP):
        lesson(desk, text)
    do(desk, do="lesson.drop", id="l1", reason="r")
    desk.store.connection.execute("UPDATE content SET salt = NULL, author = NULL, body = NULL")
    do(desk, do="undo")
    assert [one.id for one in reader.lessons()] == ["l1", "l2"]


def test_taken_back_it_is_not_there(desk: Desk, reader: Reader) -> None:
    lesson(desk)
    do(desk, do="undo")
    assert (reader.lessons(), reader.lesson("l1")) == ((), None)
    assert refusal(desk, do="lesson.drop", id="l1", reason="r").code == "unknown"
    do(desk, do="undo", seq=2)
    assert [one.id for one in reader.lessons()] == ["l1"]


@pytest.mark.parametrize("id", ["i1", "i9", "q1", "x"])
def test_a_lesson_of_no_incident_is_refused(desk: Desk, id: str) -> None:
    do(desk, OPEN)
    do(desk, do="undo")
    found = refusal(desk, do="lesson.add", kind="sop", text="t", incident=id)
    assert (found.code, found.field) == ("unknown", "incident")


def test_an_unknown_lesson_or_a_version_seen_before(desk: Desk, reader: Reader) -> None:
    assert refusal(desk, do="lesson.drop", id="l1", reason="r").code == "unknown"
    assert reader.lesson("q1") is None
    lesson(desk)
    assert refusal(desk, do="lesson.drop", id="l1", reason="r", expect=2).code == "conflict"


def test_purged_words_are_empty_and_the_lists_stand(desk: Desk, reader: Reader, path: Path) -> None:
    lesson(desk)
    do(desk, do="lesson.drop", id="l1", reason="谁也不必看")
    lesson(desk, STEP, "sop")
    payloads = "".join(row[0] for row in desk.store.connection.execute("SELECT payload FROM journal"))
    assert not any(words in payloads for words in (PITFALL, STEP, "谁也不必看"))
    assert replay(path).sound
    desk.store.connection.execute("UPDATE content SET salt = NULL, author = NULL, body = NULL")
    assert [one.text for one in reader.lessons()] == [NOTHING]
    assert replay(path).purged == 3
