"""What one shift hands to the next: which rows stand where, and what falls due in the hours to come."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from test_verbs import ADD, HOUR, MINUTE, NOON, OPEN, PLAN, do

from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.handover import FIRST, SECOND, SHOWN, Due, Handover
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.playbook import check
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.reports.document import Table
from rhythm_tui.reports.handover import handover_document


def ids(listed: Any) -> list[str]:
    return [row.id for row in listed]


def every(found: Handover) -> tuple[Due, ...]:
    return (*found.before.due, *found.first.due, *found.then.due)


def test_every_row_stands_where_it_belongs(desk: Desk, reader: Reader) -> None:
    for ago in (3 * HOUR, 30 * HOUR, HOUR, HOUR, HOUR, HOUR):
        do(desk, ADD, posted_at=NOON - ago)
    do(desk, do="reply.draft", id="q3", text="d")
    do(desk, do="reply.draft", id="q4", text="d")
    do(desk, do="reply.copy", id="q4", reason="r")
    do(desk, do="interaction.wait", id="q5", on="Dr Zhao")
    do(desk, do="interaction.remind", id="q6", at=NOON + HOUR)
    do(desk, do="interaction.claim", id="q2")
    do(desk, OPEN)
    do(desk, do="shift.start")
    do(desk, do="shift.gap", since=NOON - HOUR, until=NOON - 10 * MINUTE)
    do(desk, do="roster.set", day="2026-11-22", shift="evening", operators=["wang", "zhao"])
    found = reader.handover(NOON)
    assert ids(found.red.rows) == ["q2", "q1"] and found.red.total == 2
    assert found.unowned == ("q1",)
    assert (ids(found.drafts.rows), ids(found.copied.rows)) == (["q3"], ["q4"])
    assert ids(found.waiting.rows) == ["q5"]
    assert ids(found.reminders) == ["q6"]
    assert [(one.operator.plain, one.shift) for one in found.status.on_duty] == [("li", "day")]
    assert found.next is not None and found.next.shift == "evening"
    assert [name.plain for name in found.rostered] == ["wang", "zhao"]
    assert [(gap.since, gap.until) for gap in found.gaps] == [(NOON - HOUR, NOON - 10 * MINUTE)]
    assert [(one.id, one.open) for one in found.critical] == [("i1", True), ("q2", True), ("q1", True)]
    assert found.given == () and found.last is None


def test_what_was_given_is_what_is_read_back_whatever_comes_after(desk: Desk, reader: Reader) -> None:
    do(desk, ADD, posted_at=NOON - 3 * HOUR)
    do(desk, do="interaction.claim", id="q1")
    do(desk, OPEN)
    head = reader.status(NOON).head
    do(desk, do="handover.give", to="wang", notes="mind the [lift]")
    do(desk, ADD, posted_at=NOON - 4 * HOUR)
    do(desk, do="reply.post", id="q1", text="r")
    found = reader.handover(NOON)
    assert [(one.id, one.open) for one in found.critical] == [("i1", True), ("q1", False)]
    (given,) = found.given
    assert (given.giver.plain, given.receiver.plain, given.notes.plain) == ("li", "wang", "mind the [lift]")
    assert (given.seq, given.head) == (3, head)
    do(desk, do="interaction.claim", id="q2")
    do(desk, do="handover.take", id="h1", read_back=["i1", "q1"], operator="wang")
    found = reader.handover(NOON)
    assert found.given == () and found.last is not None and found.last.signed_at == NOON
    assert [one.operator.plain for one in found.status.on_duty] == ["wang"]


def test_of_several_that_wait_the_one_meant_for_oneself_stands_first(
    desk: Desk, reader: Reader, open_reader: Any
) -> None:
    do(desk, OPEN)
    for giver, receiver in (("zhao", "zhou"), ("li", "wang"), ("wu", "li")):
        do(desk, do="handover.give", operator=giver, to=receiver)
        do(desk, OPEN)
    orders = {"li": ["h3", "h2", "h1"], "wang": ["h2", "h1", "h3"], "nobody": ["h1", "h2", "h3"]}
    for who, wanted in orders.items():
        found = open_reader(who).handover(NOON)
        assert ids(found.given) == wanted
        assert found.waits == found.given[0]
    assert ids(reader.handover(NOON).critical) == ["i1", "i2", "i3"]
    second = reader.handover(NOON, "h2")
    assert second.waits is not None and second.waits.id == "h2"
    assert ids(second.critical) == ["i1", "i2"], "as it was given"
    none = reader.handover(NOON, "")
    assert none.waits is None and ids(none.critical) == ["i1", "i2", "i3", "i4"]
    assert reader.handover(NOON, "h9").waits is None


def test_incidents_that_nobody_is_in_charge_of_are_named(desk: Desk, reader: Reader) -> None:
    for hours in (3, 1, 1, 1):
        do(desk, OPEN, discovered_at=NOON - hours * HOUR)
    do(desk, do="incident.claim", id="i3")
    for name in ("initial_response", "official_statement", "solution"):
        do(desk, do="incident.meet", id="i4", timer=name, evidence="e")
    found = reader.handover(NOON)
    assert (ids(found.unled), found.unled_late) == (["i1", "i2"], ("i1",))


def test_many_rows_are_counted_and_the_first_told(desk: Desk, reader: Reader) -> None:
    for number in range(SHOWN + 3):
        do(desk, ADD, posted_at=NOON - 3 * HOUR + number)
    found = reader.handover(NOON)
    assert (found.red.total, len(found.red.rows), len(found.unowned)) == (SHOWN + 3, SHOWN, SHOWN + 3)


def test_gaps_of_the_shift_before_are_not_told_again(desk: Desk, reader: Reader, clock: Any) -> None:
    do(desk, do="shift.gap", since=NOON - HOUR, until=NOON - 10 * MINUTE)
    do(desk, do="handover.give", to="wang")
    do(desk, do="handover.take", id="h1", operator="wang")
    clock.go_on(HOUR)
    do(desk, do="shift.gap", since=NOON + 20 * MINUTE, until=NOON + 40 * MINUTE)
    assert [gap.since for gap in reader.handover(clock.time).gaps] == [NOON + 20 * MINUTE]


BERLIN, NEW_YORK, SHANGHAI = "Europe/Berlin", "America/New_York", "Asia/Shanghai"


def instant(wall: str, zone: str) -> int:
    return round(datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


@pytest.mark.parametrize(
    ("zone", "now", "begins", "ends"),
    [
        (SHANGHAI, "2026-11-22T14:32", "2026-11-22T16:00", "2026-11-22T20:00"),
        (SHANGHAI, "2026-11-22T23:10", "2026-11-23T00:00", "2026-11-23T04:00"),
        (SHANGHAI, "2026-11-23T00:20", "2026-11-23T00:20", "2026-11-23T04:20"),
        (SHANGHAI, "2026-12-31T23:59", "2027-01-01T00:00", "2027-01-01T04:00"),
        (BERLIN, "2026-03-28T23:30", "2026-03-29T00:00", "2026-03-29T05:00"),
        (BERLIN, "2026-10-24T23:30", "2026-10-25T00:00", "2026-10-25T03:00"),
        (NEW_YORK, "2026-03-07T23:30", "2026-03-08T00:00", "2026-03-08T05:00"),
        (NEW_YORK, "2026-11-01T07:30", "2026-11-01T08:00", "2026-11-01T12:00"),
    ],
)
def test_the_hours_to_come_around_midnight_and_where_the_clock_changes(
    path: Path, tables: dict[str, Any], clock: Any, zone: str, now: str, begins: str, ends: str
) -> None:
    """Four hours are four hours of waiting people, whatever the wall clock makes of them."""
    book = {**tables, "zone": zone}
    at, start, end = (instant(wall, zone) for wall in (now, begins, ends))
    assert end - start == SECOND == 2 * FIRST
    clock.time = at
    desk = Desk.open(path, check(book), clock, operator="li")
    edges = [at, start - 1, start, start + FIRST - 1, start + FIRST, end - 1, end]
    for edge in edges:
        do(desk, ADD, posted_at=min(edge, at + 2 * HOUR) - 2 * HOUR)
        do(desk, PLAN, at=edge)
    reader = Reader.open(path, Vocabulary(book, "en"))
    found = reader.handover(at)
    slots = [due.at for due in every(found) if due.kind == "slot"]
    assert slots == [edge for edge in edges if at <= edge < end]
    assert found.begins == start
    for stretch, first, last in (
        (found.before, at, start),
        (found.first, start, start + FIRST),
        (found.then, start + FIRST, end),
    ):
        assert stretch.total == len(stretch.due)
        assert all(first <= due.at < last for due in stretch.due)
    reader.close()
    desk.close()


def test_everything_that_falls_due_is_told_with_its_owner(desk: Desk, reader: Reader) -> None:
    do(desk, ADD, posted_at=NOON - HOUR)
    do(desk, ADD, posted_at=NOON - 20 * HOUR)
    do(desk, OPEN, kind="other")
    do(desk, PLAN, at=NOON + 5 * HOUR)
    do(desk, do="interaction.claim", id="q1")
    do(desk, do="interaction.remind", id="q1", at=NOON + 90 * MINUTE)
    found: Handover = reader.handover(NOON)
    told = [(due.kind, due.id, due.at - NOON, due.owner.plain if due.owner else None) for due in every(found)]
    assert told == [
        ("timer", "i1", HOUR, None),
        ("item", "q1", HOUR, "li"),
        ("reminder", "q1", 90 * MINUTE, "li"),
        ("timer", "i1", 3 * HOUR, None),
        ("neglect", "q2", 4 * HOUR, None),
        ("slot", "s1", 5 * HOUR, None),
    ]


def test_a_crowd_before_the_shift_hides_nothing_of_what_falls_due_in_it(desk: Desk, reader: Reader) -> None:
    """The shift changes at 16:00: 120 rows fall due before that, a slot after it."""
    crowd, then = SHOWN + 20, NOON + 5 * HOUR
    for _ in range(crowd):
        do(desk, ADD, posted_at=NOON - HOUR)
    do(desk, PLAN, at=then)
    found = reader.handover(NOON)
    assert (found.before.total, len(found.before.due)) == (crowd, SHOWN)
    assert [(one.kind, one.at) for one in found.first.due] == [("slot", then)]


def test_a_task_that_nobody_took_is_told_with_its_role_wherever_it_stands(
    desk: Desk, reader: Reader, vocabulary: Vocabulary
) -> None:
    do(desk, OPEN, kind="other")
    task = {"incident": "i1", "text": "call the family", "role": "communication", "due_at": NOON + HOUR}
    do(desk, task, do="task.add")
    document = handover_document(reader.handover(NOON), vocabulary)
    rows = [
        line for part in document.sections for block in part.blocks if isinstance(block, Table)
        for line in block.rows if "t1" in line
    ]  # fmt: skip
    assert len(rows) == 2 and all("communication office" in line for line in rows)


def test_reading_it_writes_nothing(desk: Desk, reader: Reader, path: Path) -> None:
    do(desk, ADD, posted_at=NOON - 3 * HOUR)
    before = path.read_bytes()
    reader.handover(NOON)
    reader.rota()
    reader.roster("2026-11-22", "2026-11-29")
    assert path.read_bytes() == before


def test_the_roster_of_a_week(desk: Desk, reader: Reader) -> None:
    for day, who in (("2026-11-21", "li"), ("2026-11-22", "wang"), ("2026-11-29", "zhao")):
        do(desk, do="roster.set", day=day, shift="day", operators=[who])
    do(desk, do="roster.set", day="2026-11-23", shift="day", operators=["zhao"])
    do(desk, do="undo")
    do(desk, do="operator.add", name="li", pin="2468")
    do(desk, do="operator.add", name="wang")
    do(desk, do="operator.remove", name="wang")
    assert [(cell.day, cell.operators[0].plain) for cell in reader.roster("2026-11-22", "2026-11-28")] == [
        ("2026-11-22", "wang")
    ]
    assert [(one.name.plain, one.has_pin) for one in reader.rota().operators] == [("li", True)]
