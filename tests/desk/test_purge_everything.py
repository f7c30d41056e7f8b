"""Every field in which somebody's words may stand is filled with a mark, everything ends and is purged.

Then no file of the desk holds a mark: neither the database nor its log, its index or its copies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from clocks import SettableClock
from rhythm_tui.cli.listed import NOUNS, Asked
from rhythm_tui.desk import checks
from rhythm_tui.desk.desk import VERBS, Desk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.deadlines import DAY, HOUR
from rhythm_tui.domain.masking import masked
from rhythm_tui.domain.query import EVERYTHING
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.reports.phrases import event_phrase
from rhythm_tui.store import ended, snapshots, typed
from rhythm_tui.store.records import TABLES

OpenReader = Callable[..., Reader]
STAYS = {"privacy.purge", "privacy.rotate", "privacy.export", "privacy.unmask"}
"""Who took what out of the desk, and why, is answered for: those words stay."""
SLOT = {"platform": "douyin", "tier": 2, "form": "science"}


class Marked:
    """Does commands with a mark of its own in every field that may speak of a person."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.marks: dict[str, tuple[str, str]] = {}
        """By each mark the command and the field it was written in."""
        self._numbers = count(1)

    def do(self, verb: str, /, **fields: Any) -> str:
        kind = next(one for one in VERBS if one.model_fields["do"].default == verb)
        wanted = sorted(field for field in kind.personal | kind.typed if fields.get(field) != "")
        marked: dict[str, Any] = {field: self._mark(verb, field) for field in wanted}
        if "tags" in marked:
            marked["tags"] = [marked["tags"], f"{marked['tags']}2"]
        filled = {**fields, **marked}
        return self.desk.do(parse({"do": verb, **{k: v for k, v in filled.items() if v != ""}})).id

    def _mark(self, verb: str, field: str) -> str:
        mark = f"记{next(self._numbers):03d}丙丁{verb}"
        self.marks[mark] = (verb, field)
        return mark


def lay(at: Marked, clock: SettableClock) -> list[str]:
    """Do every command that has such a field, end everything, and return what is to be purged."""
    do, now = at.do, clock.now()

    def slot(hours: int, **fields: Any) -> str:
        return do("slot.plan", at=now + hours * HOUR, title="t", **SLOT, **fields)

    do("shift.start")
    add = {"platform": "douyin", "kind": "comment", "posted_at": now - HOUR}
    answered, closed, evidence, waiting = (do("interaction.add", **add) for _ in range(4))
    do("interaction.refer", id=answered, to="message")
    do("interaction.note", id=answered)
    do("reply.draft", id=answered)
    do("reply.copy", id=answered)
    do("reply.post", id=answered)
    do("interaction.reopen", id=answered)
    do("interaction.correct", id=answered, posted_at=now - 2 * HOUR)
    do("reply.post", id=answered)
    do("interaction.close", id="q5", reason="other")
    do("interaction.close", id=closed, reason="other")
    incident = do("incident.open", kind="other", grade="general", items=[evidence])
    other = do("incident.open", kind="other", grade="general")
    do("incident.merge", id=other, into=incident)
    do("incident.grade", id=incident, grade="larger")
    do("incident.note", id=incident)
    tell = {"timer": "solution", "duty": "leader", "person": "w", "channel": "phone"}
    do("incident.tell", id=incident, **tell)
    do("incident.meet", id=incident, timer="initial_response", sha256="0" * 64)
    for timer in ("official_statement", "solution"):
        do("incident.waive", id=incident, timer=timer)
    held = slot(3)
    do("incident.freeze", id=incident, slots=[held])
    do("incident.release", id=incident, checked=["facts", "mood", "content", "leader"])
    do("slot.drop", id=held)
    do("statement.draft", incident=incident)
    do("statement.edit", id="d1")
    do("task.done", id=do("task.add", incident=incident))
    tasks = [do("task.add"), do("task.add")]
    do("task.done", id=tasks[0])
    do("task.drop", id=tasks[1])
    lesson = do("lesson.add", kind="pitfall", incident=incident)
    do("lesson.drop", id=lesson)
    idea = do("idea.add", title="t", tier=1)
    do("idea.drop", id=idea)
    pledge = do("pledge.add", words="w", promise="p", platform="douyin", metric="likes", threshold=9)
    do("pledge.drop", id=pledge)
    story = do("story.add", interaction=answered)
    do("story.consent", id=story, consent="written", sha256="0" * 64)
    do("story.drop", id=story)
    campaign = do("campaign.lay", name="n", day="2026-12-20", tag="t")
    do("campaign.drop", id=campaign)
    repeat = do("repeat.add", template="rednote", until_day="2027-01-01")
    do("repeat.drop", id=repeat)
    day = do("day.add", rule="2 thu mar", zh="z", en="e")
    do("day.drop", id=day)
    dropped, live = slot(1), slot(2)
    do("slot.edit", id=live)
    do("slot.drop", id=dropped)
    do("slot.publish", id=live)
    do("slot.compare", id=live)
    at.desk.do(parse({"do": "operator.add", "name": "li"}))
    at.desk.do(parse({"do": "operator.add", "name": "wang"}))
    do("interaction.close", id=evidence, reason="other")
    for (n,) in at.desk.store.connection.execute("SELECT n FROM task WHERE state = 'open'").fetchall():
        tasks.append(f"t{n}")
        do("task.drop", id=tasks[-1])
    do("incident.move", id=incident, stage="closed")
    do("incident.reopen", id=incident)
    do("incident.move", id=incident, stage="closed")
    handover = do("handover.give", to="wang")
    do("handover.take", id=handover, operator="wang", read_back=[])
    do("shift.end", operator="wang")
    of_incident = "SELECT 't' || n FROM task WHERE incident IS NOT NULL"
    go_with_it = {id for (id,) in at.desk.store.connection.execute(of_incident)}
    tasks = [id for id in tasks if id not in go_with_it]
    items = [answered, closed, evidence, incident, other, *tasks, lesson, idea, pledge, story]
    do("interaction.wait", id=waiting)
    do("interaction.sort", id=waiting)
    do("interaction.sort", id=waiting)
    do("interaction.close", id=waiting, reason="other")
    items += [campaign, repeat, day, handover, "w1", "w2", waiting]
    return items + [f"s{n}" for (n,) in at.desk.store.connection.execute("SELECT n FROM slot")]


@pytest.fixture
def ended_desk(desk: Desk, clock: SettableClock) -> tuple[Marked, list[str]]:
    marked = Marked(desk)
    return marked, lay(marked, clock)


def bytes_of(folder: Path) -> bytes:
    return b"".join(one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file())


def found_in(folder: Path, marks: dict[str, tuple[str, str]]) -> set[tuple[str, str]]:
    raw = bytes_of(folder)
    return {told for mark, told in marks.items() if mark.encode() in raw or mark[:6].encode() in raw}


def everything(reader: Reader, now: int) -> Iterator[object]:
    """Read all that a screen or a list shows."""
    asked = Asked(now, None, EVERYTHING, date(2026, 11, 1), 90, True)
    for noun in NOUNS.values():
        yield noun.read(reader, asked)
    yield [reader.interaction(f"q{n}") for n in range(1, 6)]
    yield [(reader.incident(id), reader.review(id)) for id in ("i1", "i2")]
    yield [reader.slot(f"s{n}", now) for n in range(1, 9)]
    yield [reader.task(f"t{n}") for n in range(1, 6)]
    yield (reader.closed(), reader.unfinished(), reader.rota(), reader.digest(0, now), reader.story("u1"))


def test_every_field_of_every_command_is_filled(ended_desk: tuple[Marked, list[str]]) -> None:
    marked, _items = ended_desk
    filled = set(marked.marks.values())
    wanted = {
        (kind.model_fields["do"].default, field)
        for kind in VERBS
        for field in kind.personal | kind.typed
        if kind.model_fields["do"].default not in STAYS
    }
    assert wanted <= filled
    connection = marked.desk.store.connection
    empty = [
        (table, column)
        for table in TABLES.values()
        for column in ended.columns(connection, table)
        if not connection.execute(f"SELECT count({column}) FROM {table}").fetchone()[0]
    ]
    assert empty == [("operator", "pin")], "every column of words holds some"


def test_no_file_holds_a_mark_and_everything_can_still_be_read(
    ended_desk: tuple[Marked, list[str]], path: Path, open_reader: OpenReader, clock: SettableClock
) -> None:
    marked, items = ended_desk
    snapshots.take(path, date(2026, 11, 22))
    masked_at_once = {("interaction.add", "author"), ("story.add", "author")}
    assert found_in(path.parent, marked.marks) == set(marked.marks.values()) - masked_at_once
    payloads = [payload for (payload,) in marked.desk.store.connection.execute("SELECT payload FROM journal")]
    assert not [payload for payload in payloads if "丙丁" in payload], "the journal holds no typed words"
    marked.desk.do(parse({"do": "privacy.purge", "items": items, "reason": "r"}))
    assert found_in(path.parent, marked.marks) == set()
    left = "SELECT body FROM content WHERE salt IS NOT NULL"
    assert [body for (body,) in marked.desk.store.connection.execute(left)] == ["r"]
    assert checks.verify(path).sound and checks.replay(path).sound
    reader = open_reader()
    for read in everything(reader, clock.now()):
        assert "丙丁" not in str(masked(read, lambda _hit, _written: False))
    assert reader.search("丙丁", 10) == []


def test_the_retention_of_the_playbook_reaches_what_it_names(
    ended_desk: tuple[Marked, list[str]], path: Path, clock: SettableClock
) -> None:
    marked, _items = ended_desk
    clock.go_on(1096 * DAY)
    marked.desk.do(parse({"do": "privacy.purge", "reason": "r"}))
    gone = {verb.partition(".")[0] for verb, _f in marked.marks.values()} - {
        verb.partition(".")[0] for verb, _f in found_in(path.parent, marked.marks)
    }
    assert {"interaction", "reply", "story", "handover"} <= gone
    assert "incident" not in gone, "kept for good unless the playbook or somebody says otherwise"


def test_words_that_two_items_tell_go_when_both_may(desk: Desk, path: Path, clock: SettableClock) -> None:
    marked = Marked(desk)
    first = marked.do("interaction.add", platform="douyin", kind="comment", posted_at=clock.now())
    second = marked.do("interaction.refer", id=first, to="message")
    marked.do("reply.post", id=first)
    with pytest.raises(Refusal, match=second):
        desk.do(parse({"do": "privacy.purge", "items": [first], "reason": "r"}))
    clock.go_on(731 * DAY)
    with pytest.raises(Refusal, match="nothing to purge"):
        desk.do(parse({"do": "privacy.purge", "reason": "the message is kept for three years"}))
    marked.do("reply.post", id=second)
    desk.do(parse({"do": "privacy.purge", "items": [second], "reason": "r"}))
    assert found_in(path.parent, marked.marks) == set()


def test_a_story_goes_with_its_item_once_nobody_means_to_tell_it(desk: Desk, clock: SettableClock) -> None:
    marked = Marked(desk)
    item = marked.do("interaction.add", platform="douyin", kind="comment", posted_at=clock.now())
    story = marked.do("story.add", interaction=item)
    marked.do("reply.post", id=item)
    with pytest.raises(Refusal, match=story):
        desk.do(parse({"do": "privacy.purge", "items": [item], "reason": "r"}))
    marked.do("story.consent", id=story, consent="refused", file="")
    desk.do(parse({"do": "privacy.purge", "items": [item], "reason": "r"}))
    with pytest.raises(Refusal, match="nothing to purge"):
        desk.do(parse({"do": "privacy.purge", "items": [story], "reason": "r"}))


@pytest.mark.parametrize("named", ["x1", "q99", "d1", "b1", "o1", "nonsense"])
def test_what_has_no_words_of_its_own_is_unknown(desk: Desk, named: str) -> None:
    with pytest.raises(Refusal) as told:
        desk.do(parse({"do": "privacy.purge", "items": [named], "reason": "r"}))
    assert (told.value.code, told.value.field) == ("unknown", "items")


def test_a_log_that_could_not_be_cleared_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    marked = Marked(desk)
    item = marked.do("interaction.add", platform="douyin", kind="comment", posted_at=desk.clock.now())
    marked.do("interaction.close", id=item, reason="other")
    monkeypatch.setattr("rhythm_tui.store.purge.scrub", lambda *_: False)
    receipt = desk.do(parse({"do": "privacy.purge", "items": [item], "reason": "r"}))
    assert [one.category for one in receipt.warnings] == ["purge"]


def test_a_purge_leaves_the_words_of_other_rows_that_the_same_command_wrote(desk: Desk, path: Path) -> None:
    marked = Marked(desk)
    campaign = marked.do("campaign.lay", day="2026-12-20", tag="")
    slots = "SELECT n, title FROM slot ORDER BY n"
    laid = desk.store.connection.execute(slots).fetchall()
    assert len(laid) > 2 and all("丙丁" in title for _n, title in laid)
    with pytest.raises(Refusal, match=campaign):
        desk.do(parse({"do": "privacy.purge", "items": [campaign], "reason": "r"}))
    for n, _title in laid:
        marked.do("slot.drop", id=f"s{n}")
    for named in (campaign, f"s{laid[0][0]}"):
        desk.do(parse({"do": "privacy.purge", "items": [named], "reason": "r"}))
    left = desk.store.connection.execute(slots).fetchall()
    assert [title for _n, title in left] == ["", *(title for _n, title in laid[1:])]
    assert desk.store.connection.execute("SELECT name FROM campaign").fetchone() == ("",)
    assert checks.verify(path).sound and checks.replay(path).sound


def test_typed_words_are_told_taken_back_and_purged(
    desk: Desk, path: Path, open_reader: OpenReader, clock: SettableClock
) -> None:
    add = {"platform": "douyin", "kind": "comment", "author": "a", "text": "t", "posted_at": clock.now()}
    item = desk.do(parse({"do": "interaction.add", **add})).id
    for topic, tags in (("one", ["x", "y"]), ("two", ["y"])):
        desk.do(parse({"do": "interaction.sort", "id": item, "topic": topic, "tags": tags}))
    reader = open_reader()

    def told() -> str:
        shown = reader.interaction(item)
        assert shown is not None
        return event_phrase(shown.history[2], reader.vocabulary)

    assert told() == "topic and tags set: topic one to two, tags x, y to y"
    desk.do(parse({"do": "undo"}))
    row = "SELECT topic, tags FROM interaction"
    assert desk.store.connection.execute(row).fetchone() == ("one", "x\ny")
    for seq, tags in ((1, ()), (2, ("x", "y")), (3, ("y",))):
        stood = reader.past(seq).interaction(item)
        assert stood is not None and tuple(one.plain for one in stood.row.tags) == tags
    desk.do(parse({"do": "interaction.close", "id": item, "reason": "spam"}))
    desk.do(parse({"do": "privacy.purge", "items": [item], "reason": "r"}))
    assert desk.store.connection.execute(row).fetchone() == (None, "")
    assert told() == "topic and tags set" and checks.replay(path).sound
    plan = desk.store.connection.execute(
        f"EXPLAIN QUERY PLAN SELECT * FROM journal WHERE {typed._NAMED} ORDER BY seq"
    )
    assert "journal_typed" in str(plan.fetchall())
