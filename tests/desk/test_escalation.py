"""Who must be told of a timer that runs out, on a real desk: asked, told, asked again, acknowledged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from test_verbs import HOUR, MINUTE, NOON, OPEN, TELL, do, refusal

from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.events import history
from rhythm_tui.desk.reader import Reader
from rhythm_tui.store.records import load_row
from rhythm_tui.store.replay import replay

WARNING = NOON + 90 * MINUTE
"""When the last quarter of the first timer begins: opened at noon, two hours to respond."""
TOLD = {**TELL, "timer": "initial_response", "duty": "communication", "words": "please look"}


def asked(reader: Reader, now: int) -> list[tuple[str, str, bool, int]]:
    return [(row.timer, row.ask.duty, row.open, row.ask.times) for row in reader.asks(now)]


def alarm(reader: Reader, now: int) -> tuple[int, str | None] | None:
    found = [(one.number, one.subject) for one in reader.status(now).alarms if one.code == "not_told"]
    return found[0] if found else None


@pytest.fixture
def opened(desk: Desk) -> Desk:
    """A desk with one incident that was discovered at noon."""
    do(desk, OPEN, discovered_at=NOON)
    return desk


def test_the_whole_way_from_the_warning_to_the_answer(opened: Desk, reader: Reader, clock: Any) -> None:
    assert asked(reader, WARNING - 1) == []
    assert alarm(reader, WARNING - 1) is None
    assert asked(reader, WARNING) == [("initial_response", "communication", True, 1)]
    assert alarm(reader, WARNING) == (1, "i1")
    clock.go_on(92 * MINUTE)
    assert do(opened, TOLD).id == "m1"
    assert asked(reader, clock.now()) == [("initial_response", "communication", False, 1)]
    assert alarm(reader, clock.now()) is None
    again = WARNING + 12 * MINUTE
    assert asked(reader, again - 1) == [("initial_response", "communication", False, 1)]
    assert asked(reader, again) == [("initial_response", "communication", True, 2)]
    clock.go_on(11 * MINUTE)
    assert do(opened, do="notification.answer", id="m1", by="zhao").version == 2
    assert [row[2] for row in asked(reader, NOON + 2 * HOUR)] == [False]
    assert asked(reader, NOON + 2 * HOUR + 1000) == [
        ("initial_response", "communication", False, 2),
        ("initial_response", "leader", True, 1),
    ]
    do(opened, do="incident.meet", id="i1", timer="initial_response", evidence="e")
    assert asked(reader, NOON + 2 * HOUR + 1000) == []


def test_what_was_passed_on_is_read_with_everything_about_it(opened: Desk, reader: Reader) -> None:
    do(opened, TOLD, at=NOON + MINUTE)
    do(opened, {**TOLD, "words": None}, at=NOON + 2 * MINUTE, person="zhao", channel="wechat")
    do(opened, do="notification.answer", id="m1", at=NOON + 3 * MINUTE)
    second, first = reader.notifications("i1")
    assert (first.id, first.version, first.incident, first.timer, first.duty) == (
        "m1", 2, "i1", "initial_response", "communication",
    )  # fmt: skip
    assert (first.person.plain, first.channel, first.text.plain) == ("wang", "phone", "please look")
    assert (first.at, first.operator.plain, first.answered_at) == (NOON + MINUTE, "li", NOON + 3 * MINUTE)
    assert first.answered_by is not None and first.answered_by.plain == "wang"
    assert (second.person.plain, second.channel, second.text.plain) == ("zhao", "wechat", "")
    assert (second.answered_at, second.answered_by) == (None, None)
    assert reader.notifications() == [second, first]
    assert reader.notifications("i9") == reader.notifications("nonsense") == []


def test_the_holder_of_the_duty_is_named(opened: Desk, reader: Reader) -> None:
    for n, (person, until, gone) in enumerate([("old", NOON, 0), ("now", None, 0), ("undone", None, 1)], 1):
        opened.store.connection.execute(
            "INSERT INTO duty VALUES (?, 1, 1, 'communication', ?, ?, ?, ?)", (n, person, NOON, until, gone)
        )
    (row,) = reader.asks(WARNING)
    assert row.holder is not None and row.holder.plain == "now"
    assert (row.title.plain, row.grade, row.due_at) == ("t", "general", NOON + 2 * HOUR)


def test_only_timers_that_run_of_incidents_that_are_open_are_asked_for(opened: Desk, reader: Reader) -> None:
    do(opened, OPEN, discovered_at=NOON, kind="other")
    assert len(asked(reader, WARNING)) == 2
    for timer in ("initial_response", "official_statement", "solution"):
        do(opened, do="incident.meet", id="i2", timer=timer, evidence="e")
    do(opened, do="incident.move", id="i2", stage="closed")
    assert [row.incident for row in reader.asks(NOON + 48 * HOUR)] == ["i1"] * 6
    do(opened, do="undo", seq=1)
    assert reader.asks(NOON + 48 * HOUR) == ()


def test_reading_writes_nothing(opened: Desk, reader: Reader, path: Path) -> None:
    before = path.read_bytes()
    for minute in range(0, 300, 7):
        reader.asks(NOON + minute * MINUTE)
        reader.status(NOON + minute * MINUTE)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({**TOLD, "timer": "solution"}, ("refused", None)),
        ({"do": "notification.answer", "id": "m1", "at": NOON - 61 * MINUTE}, ("invalid", "at")),
        ({"do": "notification.answer", "id": "m1", "at": NOON + HOUR}, ("invalid", "at")),
        ({"do": "notification.answer", "id": "m2"}, ("refused", None)),
        ({"do": "notification.answer", "id": "m3"}, ("unknown", "id")),
        ({"do": "notification.answer", "id": "m1", "expect": 7}, ("conflict", "expect")),
        ({**TOLD, "expect": 7}, ("conflict", "expect")),
    ],
)
def test_what_is_refused(desk: Desk, fields: dict[str, Any], expected: tuple[str, str | None]) -> None:
    do(desk, OPEN, discovered_at=NOON - 2 * HOUR)
    do(desk, TOLD, at=NOON - HOUR)
    do(desk, TOLD)
    do(desk, do="notification.answer", id="m2")
    do(desk, TOLD)
    do(desk, do="undo")
    do(desk, do="incident.meet", id="i1", timer="solution", evidence="e")
    found = refusal(desk, fields)
    assert (found.code, found.field) == expected


def test_the_minute_of_the_telling_is_late_enough_for_an_answer(opened: Desk, reader: Reader) -> None:
    do(opened, TOLD, at=NOON + 40_000)
    do(opened, do="notification.answer", id="m1", at=NOON)
    assert reader.notifications("i1")[0].answered_at == NOON + 40_000


def test_an_answer_stands_in_the_way_of_taking_the_telling_back(opened: Desk, reader: Reader) -> None:
    do(opened, TOLD)
    do(opened, do="notification.answer", id="m1")
    assert refusal(opened, do="undo", seq=2).code == "conflict"
    do(opened, do="undo")
    assert reader.notifications("i1")[0].answered_by is None
    do(opened, do="undo")
    assert reader.notifications("i1") == []
    assert asked(reader, WARNING) == [("initial_response", "communication", True, 1)]
    do(opened, do="undo", seq=5)
    assert reader.notifications("i1")[0].person.plain == "wang"
    assert replay(opened.store.connection).differences == ()


def test_what_was_said_stands_apart_from_the_journal(opened: Desk) -> None:
    do(opened, TOLD)
    payload = opened.store.connection.execute("SELECT payload FROM journal WHERE seq = 2").fetchone()[0]
    assert "please look" not in payload
    assert (load_row(opened.store.connection, "notification", 1) or {})["words"] is not None


def test_the_history_tells_whom_how_and_what_of(opened: Desk) -> None:
    do(opened, TOLD)
    do(opened, do="notification.answer", id="m1", by="zhao")
    told, answered = history(opened.store.connection, "m1")
    shown = [(fact.name, getattr(fact.value, "plain", fact.value)) for fact in told.facts]
    assert shown == [
        ("timer", "initial_response"), ("duty", "communication"), ("person", "wang"), ("channel", "phone"),
    ]  # fmt: skip
    assert told.words.plain == "please look"
    assert [(fact.name, getattr(fact.value, "plain", fact.value)) for fact in answered.facts] == [
        ("answered_by", "zhao")
    ]


def test_a_re_grade_moves_what_is_asked_and_keeps_who_was_told(
    open_desk: Callable[..., Desk], tables: dict[str, Any], reader: Reader
) -> None:
    from rhythm_tui.domain.playbook import check

    timers = {**tables["timers"]}
    timers["initial_response"] = {**timers["initial_response"], "by_grade": {"major": "1h"}}
    desk = open_desk(book=check({**tables, "timers": timers}))
    do(desk, OPEN, discovered_at=NOON)
    do(desk, TOLD)
    do(desk, do="notification.answer", id="m1")
    assert asked(reader, NOON + 50 * MINUTE) == []
    do(desk, do="incident.grade", id="i1", grade="major", reason="r")
    assert asked(reader, NOON + HOUR) == []
    assert asked(reader, NOON + HOUR + 1000) == [("initial_response", "leader", True, 1)]
