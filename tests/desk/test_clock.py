"""What becomes of the machine's clock is journaled once, shown as doubt, and records no miss unasked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from clocks import NOON, TwoClocks
from rhythm_tui.clock import Clock, StagedClock
from rhythm_tui.desk import checks, doctor
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.deadlines import DAY, HOUR, MINUTE, SECOND
from rhythm_tui.domain.playbook import Playbook
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.store.clock_marks import _ABOUT_THE_CLOCK


@pytest.fixture
def clock() -> TwoClocks:
    return TwoClocks()


@pytest.fixture
def desk(path: Path, playbook: Playbook, clock: TwoClocks) -> Iterator[Desk]:
    made = Desk.open(path, playbook, clock, operator="li", seat="seat")
    yield made
    made.close()


@pytest.fixture
def reader(desk: Desk, path: Path, vocabulary: Vocabulary) -> Iterator[Reader]:
    made = Reader.open(path, vocabulary, operator="li")
    yield made
    made.close()


def do(desk: Desk, name: str, /, **fields: Any) -> int:
    return desk.do(parse({"do": name, **fields})).seq


def add(desk: Desk, posted_at: int = NOON) -> int:
    said = {"platform": "douyin", "kind": "comment", "author": "a", "text": "t"}
    return do(desk, "interaction.add", posted_at=posted_at, **said)


def refused(desk: Desk, name: str, /, **fields: Any) -> str:
    with pytest.raises(Refusal) as caught:
        do(desk, name, **fields)
    return caught.value.code


def told(reader: Reader) -> list[tuple[str, bool]]:
    return [(row.verb, row.doubt) for row in reader.journal()][::-1]


def test_a_step_is_journaled_with_the_next_command_and_confirmed_by_hand(
    desk: Desk, reader: Reader, clock: TwoClocks, path: Path
) -> None:
    add(desk)
    clock.go_on(HOUR)
    add(desk)
    clock.set(8 * HOUR)
    assert reader.doubt() == 0 and reader.clock_jump(clock.stamp()) is not None
    assert add(desk) == 4
    assert told(reader) == [
        ("interaction.add", False),
        ("interaction.add", False),
        ("clock.step", True),
        ("interaction.add", True),
    ]
    assert reader.doubt() == reader.status(clock.now()).doubt == 8 * HOUR
    assert reader.status(clock.now()).alarms[0].code == "clock_doubt"
    assert [event.doubt for event in reader.interaction("q3").history] == [True]  # type: ignore[union-attr]
    step = reader.event("desk", 3)
    assert step is not None and [(fact.name, fact.value) for fact in step.facts] == [("forward_s", 8 * 3600)]
    clock.go_on(MINUTE)
    do(desk, "clock.sure")
    assert reader.doubt() == 0
    assert [row for row, doubt in told(reader) if doubt] == ["interaction.add", "interaction.add"]
    assert checks.replay(path).sound and checks.verify(path).sound
    assert refused(desk, "undo", seq=3) == refused(desk, "undo", seq=5) == "refused"


def test_a_clock_put_right_again_is_in_doubt_no_more(desk: Desk, reader: Reader, clock: TwoClocks) -> None:
    add(desk)
    clock.set(-8 * HOUR)
    add(desk, clock.now())
    assert reader.doubt() == -8 * HOUR
    clock.set(8 * HOUR)
    add(desk)
    assert reader.doubt() == 0
    assert [doubt for _verb, doubt in told(reader)] == [False, True, True, False, False]


def test_a_start_of_the_machine_is_journaled_and_doubted_only_where_time_went_back(
    desk: Desk, reader: Reader, clock: TwoClocks
) -> None:
    add(desk)
    clock.start_anew("second", 10 * HOUR)
    clock.go_on(MINUTE)
    add(desk)
    assert told(reader)[1:] == [("clock.reboot", False), ("interaction.add", False)]
    clock.start_anew("third", -2 * DAY)
    add(desk, clock.now())
    assert told(reader)[3:] == [("clock.step", True), ("interaction.add", True)]
    assert reader.doubt() == -2 * DAY


def test_seconds_of_correction_are_nothing_until_they_add_up(
    desk: Desk, reader: Reader, clock: TwoClocks
) -> None:
    add(desk)
    for _ in range(3):
        clock.go_on(HOUR)
        clock.set(900)  # each of them too little to be noted
        add(desk)
    assert told(reader)[3:] == [("clock.step", False), ("interaction.add", False)]
    for _ in range(3):
        clock.set(25 * SECOND)
        add(desk)
    assert reader.doubt() == 2700 + 75 * SECOND
    assert [doubt for verb, doubt in told(reader) if verb == "clock.step"] == [False, False, False, True]


def test_what_the_screen_notes_is_noted_once(desk: Desk, reader: Reader, clock: TwoClocks) -> None:
    add(desk)
    assert refused(desk, "clock.note") == "refused"
    clock.set(HOUR)
    do(desk, "clock.note")
    assert refused(desk, "clock.note") == "refused"
    slept = {"since": clock.now(), "until": clock.now() + HOUR}
    assert refused(desk, "clock.note", since=slept["since"]) == "invalid"
    clock.go_on(HOUR)
    do(desk, "clock.note", **slept)
    assert refused(desk, "clock.note", **slept) == "refused"
    assert refused(desk, "clock.note", zone=480) == "refused"  # the hospital's own
    do(desk, "clock.note", zone=0)
    assert refused(desk, "clock.note", zone=0) == "refused"
    do(desk, "clock.note", zone=480)
    verbs = [verb for verb, _doubt in told(reader)]
    assert verbs == ["interaction.add", "clock.step", "clock.sleep", "clock.zone", "clock.zone"]


def test_a_clock_in_doubt_records_no_miss_unasked(desk: Desk, reader: Reader, clock: TwoClocks) -> None:
    for _ in range(3):
        add(desk)
    clock.set(8 * HOUR)
    assert refused(desk, "reply.post", id="q1", text="t") == "refused"
    assert refused(desk, "interaction.close", id="q2", reason="thanks") == "refused"
    assert reader.interaction("q1").row.state == "open"  # type: ignore[union-attr]
    do(desk, "reply.post", id="q1", text="t", posted_at=NOON + 5 * HOUR)
    do(desk, "clock.sure")
    do(desk, "interaction.close", id="q2", reason="thanks")
    late = [reader.why(id, clock.now()) for id in ("q1", "q2")]
    assert all(one is not None and one.limits[0].late_s for one in late)


@pytest.mark.parametrize(
    ("verb", "fields", "when"),
    [
        ("slot.move", {"id": "s1", "at": NOON + 30 * HOUR}, {}),
        ("slot.publish", {"id": "s1", "break_glass": "r"}, {"at": NOON + HOUR}),
        ("interaction.correct", {"id": "q1", "posted_at": NOON - MINUTE, "reason": "r"}, {}),
        ("incident.meet", {"id": "i1", "timer": "initial_response", "evidence": "e"}, {"at": NOON + 1}),
        (
            "statement.publish",
            {"id": "d1", "platform": "douyin", "meets": "initial_response", "next_update": NOON + 30 * HOUR},
            {"at": NOON + 1},
        ),
    ],
)
def test_only_a_time_at_which_it_was_done_stands_for_the_clock(
    desk: Desk, clock: TwoClocks, verb: str, fields: dict[str, Any], when: dict[str, int]
) -> None:
    """A time that something is moved to, or promised for, says nothing of when it was done."""
    add(desk)
    do(desk, "slot.plan", platform="douyin", at=NOON + HOUR, title="t", tier=1, form="science")
    do(desk, "incident.open", title="t", kind="misinformation", grade="general")
    do(desk, "statement.draft", incident="i1", text="事实")
    for role, expert in (("clinical", "周医生"), ("public_health", "吴主任")):
        do(desk, "statement.sign", id="d1", role=role, expert=expert)
    clock.set(8 * HOUR)
    assert refused(desk, verb, **fields) == "refused"
    if not when:
        do(desk, "clock.sure")
    do(desk, verb, **fields, **when)


def test_a_rehearsal_has_leaps_of_its_own(path: Path, playbook: Playbook, vocabulary: Vocabulary) -> None:
    for start in (NOON, NOON - 3 * DAY):
        rehearsal = Desk.open(path, playbook, Clock(start, 0.0), operator="li", seat="seat")
        add(rehearsal, start)
        with pytest.raises(Refusal):
            do(rehearsal, "clock.note")
        rehearsal.close()
    reader = Reader.open(path, vocabulary)
    assert told(reader) == [("interaction.add", False)] * 2
    reader.close()


def test_a_story_that_is_laid_in_the_past_is_no_step(path: Path, playbook: Playbook) -> None:
    live = TwoClocks()
    staged = StagedClock(live)
    desk = Desk.open(path, playbook, staged, operator="li", seat="seat")
    for at in (NOON - 7 * DAY, NOON - DAY, NOON - HOUR):
        staged.stand(at)
        add(desk, at)
    staged.follow()
    assert add(desk) == 4
    desk.close()


def test_the_doctor_tells_of_a_clock_in_doubt(desk: Desk, clock: TwoClocks, path: Path) -> None:
    def found() -> str:
        told = {one.code: one for one in doctor.examine(path, clock.now(), clock.stamp())}
        return told["clock_jumps"].level if not told["clock_jumps"].remedy else "doubt"

    add(desk)
    assert found() == "ok"
    clock.set(3 * HOUR)
    assert found() == "doubt"  # before any command has journaled it
    do(desk, "clock.note")
    assert found() == "doubt"
    do(desk, "clock.sure")
    assert found() == "ok"


def test_the_index_answers_what_is_asked_every_second(desk: Desk) -> None:
    add(desk)
    for asked in ("SELECT * FROM journal WHERE {} ORDER BY seq", "SELECT max(seq) FROM journal WHERE {}"):
        sql = f"EXPLAIN QUERY PLAN {asked.format(_ABOUT_THE_CLOCK)}"
        assert "journal_clock" in str(desk.store.connection.execute(sql).fetchall())
