"""Taking back: a stack a thing, nothing erased, a miss for good."""

from __future__ import annotations

from typing import Any

import pytest
from test_verbs import ADD, HOUR, NOON, OPEN, PLAN, do, refusal

from rhythm_tui.desk import checks
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.desk.undo import REDO, UNDOABLE
from rhythm_tui.store import records

COLUMNS = {
    "interaction": "state, owner, claim_until, reply_state, reply, stopped_at, close_reason, dedupe",
    "incident": "stage, grade, owner, graded_at, graded_by, stage_at",
    "timer": "target, met_at, met_by, evidence, waived_at, waived_by, waiver",
    "task": "state, incident",
    "slot": "state, published_at, published_by, url, held_for, held_from",
    "sign_off": "withdrawn",
}


def state(desk: Desk) -> dict[str, list[Any]]:
    """Everything but versions and misses."""
    return {
        table: desk.store.connection.execute(f"SELECT {columns} FROM {table} ORDER BY n").fetchall()
        for table, columns in COLUMNS.items()
    }


STORY: list[dict[str, Any]] = [
    {**ADD, "external_id": "v1"},
    {"do": "interaction.claim", "id": "q1"},
    {"do": "reply.draft", "id": "q1", "text": "d"},
    {"do": "reply.copy", "id": "q1"},
    {"do": "interaction.release", "id": "q1"},
    {"do": "reply.post", "id": "q1", "text": "r"},
    {**ADD, "external_id": "v2"},
    {"do": "interaction.close", "id": "q2", "reason": "spam", "note": "n"},
    {**OPEN, "items": ["q1", "q2"]},
    {"do": "incident.claim", "id": "i1"},
    {"do": "incident.grade", "id": "i1", "grade": "major", "reason": "r"},
    {"do": "incident.meet", "id": "i1", "timer": "initial_response", "evidence": "e"},
    {"do": "incident.move", "id": "i1", "stage": "assess"},
    {"do": "incident.waive", "id": "i1", "timer": "solution", "reason": "r"},
    {"do": "incident.unlink", "id": "i1", "items": ["q1"]},
    {"do": "incident.link", "id": "i1", "items": ["q1"]},
    {**PLAN, "emergency": True},
    {"do": "incident.freeze", "id": "i1", "reason": "r"},
    OPEN,
    {"do": "incident.merge", "id": "i1", "into": "i2", "reason": "r"},
    {"do": "incident.release", "id": "i2", "checked": ["facts", "mood", "content", "leader"]},
    {"do": "slot.sign_off", "id": "s1", "role": "clinical", "expert": "wang"},
    {"do": "slot.sign_off", "id": "s1", "role": "public_health", "expert": "zhao"},
    {"do": "slot.publish", "id": "s1", "url": "https://v.example/1"},
]


def test_a_whole_day_taken_back_and_done_again(desk: Desk, path: Any) -> None:
    states = [state(desk)]
    for fields in STORY:
        do(desk, fields)
        states.append(state(desk))
    undone = []
    for expected in reversed(states[1:-1]):
        undone.append(do(desk, do="undo"))
        found = state(desk)
        for table, rows in expected.items():
            assert found[table][: len(rows)] == rows, undone[-1]
    undone.append(do(desk, do="undo"))
    assert refusal(desk, do="undo").code == "refused"
    assert [receipt.undone for receipt in undone] == [fields["do"] for fields in reversed(STORY)]
    run = desk.store.connection.execute
    for noun in ("interaction", "slot"):
        assert {s for (s,) in run(f"SELECT state FROM {noun}")} == {"withdrawn"}
    for receipt, expected in zip(reversed(undone), states[1:], strict=True):
        again = do(desk, do="undo", seq=receipt.seq)
        assert again.undone == "undo"
        found = state(desk)
        for table, rows in expected.items():
            assert found[table][: len(rows)] == rows
    assert state(desk) == states[-1]
    assert checks.verify(path).sound
    assert checks.replay(path).differences == ()


def test_only_ones_own_last_unless_named(desk: Desk) -> None:
    do(desk, ADD)
    do(desk, ADD, operator="wang")
    do(desk, do="interaction.claim", id="q2")
    assert do(desk, do="undo", operator="wang", seq=3).id == "q2"
    assert do(desk, do="undo", operator="wang").id == "q2"
    assert do(desk, do="undo").id == "q1"


@pytest.mark.parametrize(
    "fields", [STORY[1], STORY[2], {"do": "interaction.close", "id": "q1", "reason": "spam"}]
)
def test_what_has_been_built_upon_stays(desk: Desk, fields: dict[str, Any]) -> None:
    first = do(desk, ADD)
    later = do(desk, fields, operator="wang")
    assert refusal(desk, do="undo").code == "conflict"
    assert refusal(desk, do="undo", seq=first.seq).code == "conflict"
    do(desk, do="undo", seq=later.seq)
    assert do(desk, do="undo", seq=first.seq).undone == "interaction.add"


def test_a_linked_item_stays_while_its_incident_does(desk: Desk) -> None:
    do(desk, ADD)
    do(desk, OPEN, items=["q1"])
    assert refusal(desk, do="undo", seq=1).code == "conflict"
    do(desk, do="interaction.claim", id="q1")
    do(desk, do="undo", seq=2)
    assert desk.store.connection.execute("SELECT incident, owner FROM interaction").fetchone() == (None, "li")


def test_undo_undo_and_redo(desk: Desk) -> None:
    do(desk, ADD)
    do(desk, do="interaction.claim", id="q1")
    undone = do(desk, do="undo")
    redone = do(desk, do="undo", seq=undone.seq)
    assert desk.store.connection.execute("SELECT verb, undoes FROM journal WHERE seq > 2").fetchall() == [
        ("undo", 2),
        ("redo", 3),
    ]
    assert refusal(desk, do="undo", seq=undone.seq).code == "refused"
    assert do(desk, do="undo").undone == "redo"
    assert redone.seq == 4
    assert refusal(desk, do="undo", seq=2).code == "refused", "the row named stands for its whole chain"
    assert do(desk, do="undo", seq=5).undone == "undo"
    assert desk.store.connection.execute("SELECT owner FROM interaction").fetchone() == ("li",)


def test_doing_again_what_was_built_on_something_taken_back_is_a_conflict(desk: Desk, reader: Reader) -> None:
    """The claim hangs on the item: with the item taken back there is nothing to claim again."""
    do(desk, ADD)
    do(desk, do="interaction.claim", id="q1")
    claim_undone = do(desk, do="undo")
    do(desk, do="undo")
    assert refusal(desk, do="undo", seq=claim_undone.seq).code == "conflict"
    item_undone = 4
    do(desk, do="undo", seq=item_undone)
    do(desk, do="undo", seq=claim_undone.seq)
    assert [row.owner and row.owner.plain for row in reader.queue(NOON)] == ["li"]


def test_a_very_long_chain(desk: Desk) -> None:
    do(desk, ADD)
    seq = do(desk, do="interaction.claim", id="q1").seq
    for _ in range(60):
        seq = do(desk, do="undo", seq=seq).seq
    do(desk, do="reply.draft", id="q1", text="d")
    assert refusal(desk, do="undo", seq=1).code == "conflict"


def test_a_chain_longer_than_the_stack(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    do(desk, ADD)
    seq = do(desk, do="interaction.claim", id="q1").seq
    for _ in range(300):
        seq = do(desk, do="undo", seq=seq).seq
    limit = sys.getrecursionlimit()
    depth = len(__import__("inspect").stack())
    sys.setrecursionlimit(depth + 180)
    try:
        found = refusal(desk, do="undo", seq=1)
    finally:
        sys.setrecursionlimit(limit)
    assert found.code == "conflict"


def test_the_same_item_come_in_again_stands_in_the_way(desk: Desk) -> None:
    do(desk, ADD, external_id="v1")
    undone = do(desk, do="undo")
    assert do(desk, ADD, external_id="v1").id == "q2"
    assert refusal(desk, do="undo", seq=undone.seq).code == "conflict"


@pytest.mark.parametrize(
    "stop",
    [
        {"do": "reply.post", "id": "q1", "text": "r"},
        {"do": "interaction.close", "id": "q1", "reason": "spam"},
    ],
)
@pytest.mark.parametrize(("late_h", "neglected"), [(3, False), (30, True)])
def test_a_miss_is_never_undone(
    desk: Desk, reader: Reader, stop: dict[str, Any], late_h: int, neglected: bool, path: Any
) -> None:
    do(desk, ADD, posted_at=NOON - late_h * HOUR)
    do(desk, stop)
    do(desk, do="undo")
    found = reader.interaction("q1")
    assert found is not None
    missed = (late_h - 2) * 3600
    assert (found.row.state, found.missed_s, found.neglected, found.stopped_at) == (
        "open",
        missed,
        neglected,
        None,
    )
    do(desk, do="reply.post", id="q1", text="r", posted_at=NOON - late_h * HOUR)
    found = reader.interaction("q1")
    assert found is not None
    assert (found.missed_s, found.neglected) == (missed, neglected)
    why = reader.why("q1", NOON)
    assert why is not None
    assert why.limits[0].late_s == missed
    assert checks.replay(path).differences == ()


def test_a_missed_timer_is_never_undone(desk: Desk, reader: Reader, path: Any) -> None:
    do(desk, OPEN, discovered_at=NOON - 3 * HOUR)
    do(desk, do="incident.meet", id="i1", timer="initial_response", evidence="e")
    do(desk, do="undo")
    desk.clock.time += HOUR  # type: ignore[attr-defined]
    timer = reader.incidents()[0].timers[0]
    assert (timer.met_at, timer.missed_s, timer.late(NOON + HOUR)) == (None, 3600, True)
    why = reader.why("i1", NOON + HOUR)
    assert why is not None
    assert why.limits[0].late_s == 7200
    do(desk, do="incident.meet", id="i1", timer="initial_response", evidence="e", at=NOON - 2 * HOUR)
    assert reader.incidents()[0].timers[0].missed_s == 3600
    assert checks.replay(path).differences == ()


def test_expect_guards_an_undo_too(desk: Desk) -> None:
    do(desk, ADD)
    do(desk, do="interaction.claim", id="q1")
    assert refusal(desk, do="undo", expect=1).code == "conflict"
    assert do(desk, do="undo", expect=2).version == 3


def test_what_wrote_many_rows_is_taken_back_and_done_again_as_often_as_one_likes(
    desk: Desk, path: Any
) -> None:
    """Each time all of its rows go, or come, with the words they had."""
    tables = ("campaign", "repeat", "slot", "interaction", "incident")
    day = {"day": "2026-12-20"}
    many: list[dict[str, Any]] = [
        {"do": "campaign.lay", "name": "n", "tag": "t", **day},
        {"do": "campaign.move", "id": "c1", "day": "2026-12-22"},
        {"do": "campaign.drop", "id": "c1", "reason": "r"},
        {"do": "repeat.add", "template": "rednote", "until_day": "2027-01-01"},
        {"do": "repeat.lay", "id": "e1", "until": "2026-12-31"},
        {**OPEN, "items": ["q1", "q2", "q3"]},
        {"do": "incident.unlink", "id": "i1", "items": ["q1", "q2"]},
        {"do": "incident.freeze", "id": "i1", "reason": "r"},
    ]
    for n in range(3):
        do(desk, ADD, external_id=f"m{n}")
    do(desk, PLAN)

    def rows() -> dict[str, list[Any]]:
        found = {}
        for table in tables:
            columns = [c for c in records.COLUMNS[table] if c not in ("version", "dedupe")]
            sql = f"SELECT {', '.join(columns)} FROM {table} ORDER BY n"
            found[table] = desk.store.connection.execute(sql).fetchall()
        return found

    for command in many:
        do(desk, command)
        after = rows()
        undone = do(desk, do="undo")
        gone = rows()
        assert gone != after, command
        for _ in range(3):
            redone = do(desk, do="undo", seq=undone.seq)
            assert (redone.undone, rows()) == ("undo", after), command
            undone = do(desk, do="undo")
            assert (undone.undone, rows()) == ("redo", gone), command
        do(desk, do="undo", seq=undone.seq)
        assert rows() == after, command
    assert checks.verify(path).sound and checks.replay(path).sound


def test_ones_own_commands_say_whether_they_stand_and_what_is_in_their_way(
    desk: Desk, open_reader: Any
) -> None:
    """What is told of a command is what the desk does when asked to take it back, or to do it again."""
    for fields in (*STORY[:8], {"do": "undo"}):
        do(desk, fields)
    do(desk, do="interaction.sort", id="q1", topic="heart", operator="wang")
    reader, verbs = open_reader(operator="li"), [verb for verb in UNDOABLE if verb != REDO]
    found = reader.mine(verbs, 9)
    assert [(one.line.verb, one.stands) for one in found] == [
        (str(fields["do"]), place < 7) for place, fields in reversed(list(enumerate(STORY[:8])))
        if fields["do"] in verbs
    ]  # fmt: skip
    assert {one.blocked.verb for one in found if one.blocked and one.line.subject == "q1"} == {
        "interaction.sort"
    }
    assert {one.about.plain for one in found if one.line.subject == "q1"} == {ADD["text"]}
    assert reader.mine(verbs, 2) == found[:2]
    for place, told in enumerate(found):
        assert reader.mine(verbs, 9)[place].blocked == told.blocked
        again = {"do": "undo", "seq": reader.mine(verbs, 9)[place].last}
        if told.blocked is not None:
            assert refusal(desk, again).code == "conflict"
        else:
            do(desk, do="undo", seq=do(desk, again).seq)


def test_nobody_sees_the_commands_of_others_as_their_own(desk: Desk, open_reader: Any) -> None:
    do(desk, ADD)
    assert open_reader(operator="wang").mine(UNDOABLE, 9) == []
    assert open_reader(operator="li").mine([], 9) == []
