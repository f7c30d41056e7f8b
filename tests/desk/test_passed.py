"""What passed while nobody was at the desk is told by the limits, each thing once, ordered by time."""

from __future__ import annotations

from typing import Any

import pytest
from test_verbs import ADD, HOUR, MINUTE, NOON, OPEN, PLAN, TELL, do

from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.passed import CODES, Passed, digest
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.deadlines import DAY, SECOND

DUE = NOON + HOUR
"""When the comment falls due that every test begins with: posted an hour before noon."""
SOON, NEGLECTED = DUE - 30 * MINUTE, DUE + 22 * HOUR
INCIDENT = NOON + 2 * HOUR


def told(reader: Reader, since: int, now: int) -> list[tuple[int, str, str]]:
    found = reader.digest(since, now)
    assert (found.since, found.until) == (since, now)
    return [(row.at, row.code, row.id) for row in found.rows]


@pytest.mark.parametrize(
    ("since", "now", "passed"),
    [
        (NOON, SOON - SECOND, []),
        (NOON, SOON, [(SOON, "soon", "q1")]),
        (SOON, DUE, []),
        (SOON - SECOND, DUE + 999, [(SOON, "soon", "q1")]),
        (SOON, DUE + SECOND, [(DUE, "late", "q1")]),
        (DUE + 999, DUE + SECOND, [(DUE, "late", "q1")]),
        (DUE + SECOND, NEGLECTED, []),
        (DUE + SECOND, NEGLECTED + SECOND, [(NEGLECTED, "neglected", "q1")]),
        (NOON, NEGLECTED + SECOND, [(NEGLECTED, "neglected", "q1")]),
        (NEGLECTED + SECOND, NEGLECTED + DAY, []),
        (DUE + HOUR, NOON, []),
    ],
)
def test_an_item_is_told_once_by_the_band_it_came_into(
    desk: Desk, reader: Reader, since: int, now: int, passed: list[tuple[int, str, str]]
) -> None:
    do(desk, ADD, posted_at=NOON - HOUR)
    assert told(reader, since, now) == passed


def test_whoever_holds_it_but_not_what_is_done_with(desk: Desk, reader: Reader) -> None:
    for _ in range(3):
        do(desk, ADD, posted_at=NOON - HOUR)
    do(desk, do="interaction.claim", id="q1", operator="wang")
    do(desk, do="interaction.close", id="q2", reason="thanks")
    assert told(reader, NOON, DUE + MINUTE) == [(DUE, "late", "q1"), (DUE, "late", "q3")]


@pytest.mark.parametrize(
    ("since", "now", "passed"),
    [
        (NOON, INCIDENT - 31 * MINUTE, []),
        (NOON, INCIDENT - 30 * MINUTE, [(INCIDENT - 30 * MINUTE, "timer_soon", "i1")]),
        (INCIDENT - 30 * MINUTE, INCIDENT, []),
        (NOON, INCIDENT + SECOND, [(INCIDENT, "timer_late", "i1")]),
        (INCIDENT + SECOND, INCIDENT + MINUTE, []),
    ],
)
def test_the_timers_of_an_incident(
    desk: Desk, reader: Reader, since: int, now: int, passed: list[tuple[int, str, str]]
) -> None:
    do(desk, OPEN, discovered_at=NOON)
    assert [row for row in told(reader, since, now) if row[1] != "ask"] == passed
    do(desk, do="incident.meet", id="i1", timer="initial_response", evidence="e")
    assert told(reader, since, now) == []


def test_who_must_be_told_is_a_line_of_its_own(desk: Desk, reader: Reader, clock: Any) -> None:
    do(desk, OPEN, discovered_at=NOON)
    warning = INCIDENT - 30 * MINUTE

    def asked(since: int, now: int) -> list[tuple[int, str, str]]:
        return [(r.at, r.name, r.duty) for r in reader.digest(since, now).rows if r.code == "ask"]

    first = (warning, "initial_response", "communication")
    assert asked(NOON, warning - SECOND) == []
    assert asked(NOON, warning) == [first]
    assert asked(warning, warning + MINUTE) == [], "it was asked for before"
    again = asked(warning, INCIDENT)
    assert [one[1:] for one in again] == [first[1:]], "and again meanwhile, the last asking counts"
    assert warning < again[0][0] <= INCIDENT
    clock.go_on(91 * MINUTE)
    do(desk, TELL, timer="initial_response", duty="communication")
    assert asked(NOON, clock.now()) == [], "whoever was told is not to be told"


def test_a_slot_is_missed_when_its_grace_is_over(desk: Desk, reader: Reader) -> None:
    planned = reader.slot(do(desk, PLAN).id, NOON)
    assert planned is not None
    end = planned.row.at + reader.vocabulary.desk_span("slot_grace")
    assert told(reader, planned.row.at, end) == []
    assert told(reader, planned.row.at, end + SECOND) == [(end, "slot_missed", "s1")]
    assert told(reader, end, end + HOUR) == [(end, "slot_missed", "s1")]
    assert told(reader, end + SECOND, end + HOUR) == []


def test_reminders_are_told_to_whom_they_remind(desk: Desk, reader: Reader, open_reader: Any) -> None:
    do(desk, ADD, posted_at=NOON)
    do(desk, do="interaction.remind", id="q1", at=NOON + 5 * MINUTE)
    assert told(reader, NOON, NOON + 5 * MINUTE) == [(NOON + 5 * MINUTE, "reminder", "q1")]
    assert told(reader, NOON + 5 * MINUTE, NOON + HOUR) == []
    assert told(open_reader("wang"), NOON, NOON + 10 * MINUTE) == []


def test_attention_is_what_stands_now(desk: Desk, reader: Reader) -> None:
    do(desk, OPEN, discovered_at=NOON)
    late = Passed(INCIDENT, "timer_late", "i1", "initial_response")
    assert reader.attention(NOON, INCIDENT) != {late}
    assert late in reader.attention(INCIDENT + HOUR, INCIDENT + HOUR)


def test_the_order_is_that_of_time_then_of_gravity_then_of_numbers() -> None:
    rows = [Passed(5, code, id) for id in ("q10", "q9") for code in reversed(CODES)]
    ordered = digest(0, 9, [Passed(6, "late", "q1"), *rows, Passed(4, "reminder", "q2")]).rows
    assert [row.at for row in ordered] == [4, *[5] * len(rows), 6]
    assert [(row.code, row.id) for row in ordered[1:-1]] == [(c, id) for c in CODES for id in ("q9", "q10")]


def test_an_empty_desk_has_nothing_to_tell(open_reader: Any) -> None:
    assert told(open_reader(), 0, NOON) == []
