"""Tasks, roles and notes through the desk: what they answer, what they refuse, what stays told."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clocks import SettableClock
from rhythm_tui.desk import checks
from rhythm_tui.desk.act import Receipt
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.desk.timeline import in_order
from rhythm_tui.desk.views import Event
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.domain.text import NOTHING, clean

NOON = 1_795_320_000_000
MINUTE = 60_000
HOUR = 60 * MINUTE
OPEN = {"do": "incident.open", "title": "rumour", "kind": "other", "grade": "general"}


def do(desk: Desk, **fields: Any) -> Receipt:
    return desk.do(parse(fields))


def lay(desk: Desk) -> None:
    """i1 with a leader and t1 open, t2 done, t3 dropped, t4 taken back; i2 closed, i3 taken back; s1."""
    for _ in range(3):
        do(desk, **OPEN)
    do(desk, do="incident.duty", id="i1", role="leader", person="Zhou Ning")
    for words in ("a", "b", "c", "d"):
        do(desk, do="task.add", incident="i1", text=words)
    do(desk, do="undo")
    do(desk, do="task.done", id="t2")
    do(desk, do="task.drop", id="t3", reason="r")
    for timer in ("initial_response", "official_statement", "solution"):
        do(desk, do="incident.meet", id="i2", timer=timer, evidence="e")
    do(desk, do="incident.move", id="i2", stage="closed")
    do(desk, do="undo", seq=3)
    plan = {"platform": "douyin", "at": NOON + HOUR, "title": "t", "tier": 1, "form": "science"}
    do(desk, do="slot.plan", **plan)


@pytest.fixture
def laid(desk_with: Callable[[Callable[[Desk], None]], Desk]) -> Desk:
    """The desk as ``lay`` leaves it."""
    return desk_with(lay)


REFUSED: list[tuple[str, dict[str, Any], tuple[str, str | None]]] = [
    ("no words", {"do": "task.add", "text": "\u200b"}, ("invalid", "text")),
    ("long words", {"do": "task.add", "text": "t" * 501}, ("invalid", "text")),
    ("no such duty", {"do": "task.add", "text": "t", "role": "barber"}, ("invalid", "role")),
    ("no such incident", {"do": "task.add", "text": "t", "incident": "i9"}, ("unknown", "incident")),
    ("gone incident", {"do": "task.add", "text": "t", "incident": "i3"}, ("refused", None)),
    ("no such slot", {"do": "task.add", "text": "t", "slot": "s9"}, ("unknown", "slot")),
    ("past", {"do": "task.add", "text": "t", "due_at": NOON}, ("invalid", "due_at")),
    ("far", {"do": "task.add", "text": "t", "due_at": 32_503_680_000_000}, ("invalid", "due_at")),
    ("no time", {"do": "task.add", "text": "t", "due_at": "soon"}, ("invalid", "due_at")),
    ("nothing said", {"do": "task.assign", "id": "t1"}, ("invalid", "owner")),
    ("assign past", {"do": "task.assign", "id": "t1", "due_at": NOON}, ("invalid", "due_at")),
    ("assign duty", {"do": "task.assign", "id": "t1", "role": "barber"}, ("invalid", "role")),
    ("assign done", {"do": "task.assign", "id": "t2", "owner": "li"}, ("refused", None)),
    ("done twice", {"do": "task.done", "id": "t2"}, ("refused", None)),
    ("done dropped", {"do": "task.done", "id": "t3"}, ("refused", None)),
    ("drop done", {"do": "task.drop", "id": "t2", "reason": "r"}, ("refused", None)),
    ("no reason", {"do": "task.drop", "id": "t1"}, ("invalid", "reason")),
    ("taken back", {"do": "task.done", "id": "t4"}, ("unknown", "id")),
    ("no task", {"do": "task.done", "id": "i1"}, ("unknown", "id")),
    ("other version", {"do": "task.done", "id": "t1", "expect": 2}, ("conflict", "expect")),
    ("duty", {"do": "incident.duty", "id": "i1", "role": "barber", "person": "li"}, ("invalid", "role")),
    (
        "same",
        {"do": "incident.duty", "id": "i1", "role": "leader", "person": "zhou  ning"},
        ("refused", None),
    ),
    ("closed", {"do": "incident.duty", "id": "i2", "role": "leader", "person": "li"}, ("refused", None)),
    ("gone", {"do": "incident.duty", "id": "i3", "role": "leader", "person": "li"}, ("refused", None)),
    (
        "nobody",
        {"do": "incident.duty", "id": "i1", "role": "leader", "person": "\u200b"},
        ("invalid", "person"),
    ),
    ("empty note", {"do": "incident.note", "id": "i1", "text": "\u200b"}, ("invalid", "text")),
    ("note kind", {"do": "incident.note", "id": "i1", "text": "n", "kind": "rumour"}, ("invalid", "kind")),
    ("future", {"do": "incident.note", "id": "i1", "text": "n", "at": NOON + 1}, ("invalid", "at")),
    ("long ago", {"do": "incident.note", "id": "i1", "text": "n", "at": "2015-12-31"}, ("invalid", "at")),
    ("gone note", {"do": "incident.note", "id": "i3", "text": "n"}, ("refused", None)),
]


@pytest.mark.parametrize(("fields", "wanted"), [one[1:] for one in REFUSED], ids=[one[0] for one in REFUSED])
def test_what_is_refused(laid: Desk, fields: dict[str, Any], wanted: tuple[str, str | None]) -> None:
    rows = laid.store.connection.execute("SELECT count(*) FROM journal").fetchone()
    with pytest.raises(Refusal) as caught:
        laid.do(parse(fields))
    assert (caught.value.code, caught.value.field) == wanted
    assert laid.store.connection.execute("SELECT count(*) FROM journal").fetchone() == rows


@pytest.mark.parametrize("nobody", [None, ""])
def test_a_task_may_be_nobody_s_again(desk: Desk, reader: Reader, nobody: str | None) -> None:
    do(desk, do="task.add", text="t", owner="wang", role="expert")
    do(desk, do="task.assign", id="t1", owner=nobody)
    [row] = reader.tasks()
    assert (row.owner, row.role) == (None, "expert")
    with pytest.raises(Refusal, match="it is so already"):
        do(desk, do="task.assign", id="t1", owner=nobody)
    do(desk, do="undo")
    assert [row.owner for row in reader.tasks()] == [clean("wang")]


def test_a_task_from_its_beginning_to_its_end(desk: Desk, reader: Reader, clock: SettableClock) -> None:
    do(desk, **OPEN)
    made = do(desk, do="task.add", incident="i1", text="check the facts", role="expert", due_at=NOON + HOUR)
    assert (made.id, made.version) == ("t1", 1)
    clock.go_on(MINUTE)
    assert do(desk, do="task.assign", id="t1", owner="wang", expect=1).version == 2
    [row] = reader.tasks()
    assert (row.text.plain, row.role, row.owner, row.due_at) == (
        "check the facts",
        "expert",
        clean("wang"),
        NOON + HOUR,
    )
    assert (row.incident, row.title.plain, row.source, row.made_by.plain) == ("i1", "rumour", "hand", "li")
    assert [row.late(NOON + HOUR + s) for s in (0, 999, 1000)] == [False, False, True]
    do(desk, do="task.done", id="t1", result="no such lab sheet", operator="wang")
    assert reader.tasks() == []
    found = reader.task("t1")
    assert found is not None
    assert (found.row.state, found.row.ended_at, found.row.ended_by) == ("done", NOON + MINUTE, clean("wang"))
    assert found.row.result.plain == "no such lab sheet"
    assert not found.row.late(NOON + 2 * HOUR)
    assert [event.verb for event in found.history] == ["task.add", "task.assign", "task.done"]
    do(desk, do="undo", operator="wang")
    assert [row.state for row in reader.tasks()] == ["open"]


def test_open_tasks_stand_by_when_they_are_due(desk: Desk, reader: Reader) -> None:
    do(desk, **OPEN)
    do(desk, do="task.add", text="some time")
    do(desk, do="task.add", text="later", incident="i1", due_at=NOON + 2 * HOUR)
    do(desk, do="task.add", text="first", due_at=NOON + HOUR)
    do(desk, do="task.add", text="of what was taken back", incident=do(desk, **OPEN).id, due_at=NOON + MINUTE)
    do(desk, do="undo", seq=5)
    assert [row.text.plain for row in reader.tasks()] == ["first", "later", "some time"]
    [card] = reader.incidents()
    assert card.tasks == 1


@pytest.mark.parametrize(
    ("stage", "source"), [("respond", "hand"), ("review", "review"), ("closed", "review")]
)
def test_what_a_review_leaves_open_says_so(desk: Desk, reader: Reader, stage: str, source: str) -> None:
    do(desk, **OPEN)
    for timer in ("initial_response", "official_statement", "solution"):
        do(desk, do="incident.meet", id="i1", timer=timer, evidence="e")
    if stage != "respond":
        do(desk, do="incident.move", id="i1", stage=stage)
    do(desk, do="task.add", incident="i1", text="t")
    assert [row.source for row in reader.tasks()] == [source]


def test_a_role_is_handed_on_and_stays_told(desk: Desk, reader: Reader, clock: SettableClock) -> None:
    do(desk, **OPEN)
    do(desk, do="incident.duty", id="i1", role="leader", person="Zhou")
    do(desk, do="incident.duty", id="i1", role="expert", person="Wang")
    clock.go_on(HOUR)
    do(desk, do="incident.duty", id="i1", role="leader", person="Li", expect=3)

    def held() -> list[tuple[str, str, int, int | None]]:
        found = reader.incident("i1")
        assert found is not None
        return [(one.role, one.person.plain, one.from_at, one.until_at) for one in found.duties]

    expert = ("expert", "Wang", NOON, None)
    handed = [("leader", "Zhou", NOON, NOON + HOUR), expert, ("leader", "Li", NOON + HOUR, None)]
    assert held() == handed
    do(desk, do="undo")
    assert held() == [("leader", "Zhou", NOON, None), expert]
    do(desk, do="undo", seq=5)
    assert held() == handed


def test_a_stretch_ends_no_sooner_than_it_began(desk: Desk, reader: Reader, clock: SettableClock) -> None:
    do(desk, **OPEN)
    do(desk, do="incident.duty", id="i1", role="leader", person="Zhou")
    clock.go_on(-HOUR)
    do(desk, do="incident.duty", id="i1", role="leader", person="Li")
    found = reader.incident("i1")
    assert found is not None
    assert [(one.from_at, one.until_at) for one in found.duties] == [(NOON, NOON), (NOON - HOUR, None)]


def test_a_note_stands_at_the_time_it_speaks_of(desk: Desk, reader: Reader, clock: SettableClock) -> None:
    do(desk, **OPEN)
    clock.go_on(HOUR)
    do(desk, do="incident.claim", id="i1")
    do(desk, do="incident.note", id="i1", text="the guard let them in", kind="fact", at=NOON + 20 * MINUTE)
    do(desk, do="incident.note", id="i1", text="we answer tonight", kind="decision")
    found = reader.incident("i1")
    assert found is not None
    assert [(one.verb, one.words.plain, one.told_at, one.back_dated) for one in found.timeline] == [
        ("incident.open", "rumour", None, False),
        ("incident.note", "the guard let them in", NOON + 20 * MINUTE, True),
        ("incident.claim", "", None, False),
        ("incident.note", "we answer tonight", None, False),
    ]
    assert [one.at for one in found.timeline] == [NOON, NOON + HOUR, NOON + HOUR, NOON + HOUR]


def test_the_timeline_tells_everything_that_belongs_to_the_incident(desk: Desk, reader: Reader) -> None:
    add = {"do": "interaction.add", "platform": "douyin", "kind": "comment", "author": "a", "text": "t"}
    for _ in range(2):
        do(desk, **add, posted_at=NOON - HOUR)
    do(desk, do="interaction.claim", id="q1")
    do(desk, **OPEN, items=["q1"])
    do(desk, do="task.add", incident="i1", text="ours")
    do(desk, do="task.add", text="not ours")
    do(desk, do="task.done", id="t2")
    do(desk, do="reply.post", id="q1", text="our answer")
    do(desk, do="reply.post", id="q2", text="another")
    do(desk, do="undo", seq=8)
    do(desk, do="incident.duty", id="i1", role="leader", person="Zhou")
    do(desk, do="task.drop", id="t1", reason="not needed")
    found = reader.incident("i1")
    assert found is not None
    assert [(one.seq, one.subject, one.verb, one.words.plain, one.undone) for one in found.timeline] == [
        (4, "i1", "incident.open", "rumour", False),
        (5, "t1", "task.add", "ours", False),
        (8, "q1", "reply.post", "our answer", True),
        (10, "q1", "undo", "", False),
        (11, "i1", "incident.duty", "", False),
        (12, "t1", "task.drop", "not needed", False),
    ]
    assert found.timeline[3].took_back == "reply.post"
    assert [(one.id, one.state) for one in found.tasks] == [("t1", "dropped")]


def test_what_people_wrote_stands_outside_the_journal(desk: Desk, path: Any) -> None:
    do(desk, **OPEN)
    do(desk, do="task.add", incident="i1", text="call 张小三")
    do(desk, do="task.done", id="t1", result="张小三 hung up")
    do(desk, do="task.add", text="call 张小三 again")
    do(desk, do="task.drop", id="t2", reason="张小三 wants no call")
    do(desk, do="incident.note", id="i1", text="张小三 came by")
    told = [
        json.loads(payload) for (payload,) in desk.store.connection.execute("SELECT payload FROM journal")
    ]
    assert "张小三" not in json.dumps(told, ensure_ascii=False)
    assert checks.replay(path).sound
    assert checks.verify(path).sound


def test_an_incident_that_is_undone_hides_its_tasks(desk: Desk, reader: Reader) -> None:
    do(desk, **OPEN)
    do(desk, do="task.add", incident="i1", text="t")
    do(desk, do="undo", seq=1)
    assert reader.tasks() == []
    assert reader.task("t1") is None


@given(st.lists(st.tuples(st.integers(0, 9), st.none() | st.integers(0, 9)), min_size=1, max_size=12))
def test_the_order_of_a_timeline(told: list[tuple[int, int | None]]) -> None:
    """What was done keeps the order of its lines however the clock jumps; a note goes where it belongs."""
    events = [
        Event(seq, at, clean("li"), "v", NOTHING, undone=False, told_at=about)
        for seq, (at, about) in enumerate(told, start=1)
    ]
    placed = in_order(events)
    assert sorted(event.seq for event in placed) == [event.seq for event in events]
    done = [event.seq for event in placed if event.told_at is None]
    assert done == sorted(done)
    for event in placed:
        if event.told_at is not None:
            before = [one for one in placed[: placed.index(event)] if one.told_at is None]
            after = [one for one in placed[placed.index(event) :] if one.told_at is None]
            latest = [max(o.at for o in events[: one.seq]) for one in before]
            assert all(at <= event.told_at for at in latest)
            assert all(max(o.at for o in events[: one.seq]) >= event.told_at for one in after)
