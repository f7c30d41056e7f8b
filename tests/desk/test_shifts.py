"""Operators, the roster, shifts and handovers through the desk: what is done, what is refused, what stays."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.strategies import sampled_from
from test_machine import PLAYBOOK
from test_verbs import ADD, HOUR, MINUTE, NOON, OPEN, do, refusal

from clocks import SettableClock
from empty import empty_desk
from rhythm_tui.desk import checks
from rhythm_tui.desk.desk import Desk
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.domain.shifts import CRITICAL
from searching import WALK

LATE = {**ADD, "posted_at": NOON - 3 * HOUR}


def rows(desk: Desk, table: str, columns: str) -> list[Any]:
    return desk.store.connection.execute(f"SELECT {columns} FROM {table} ORDER BY n").fetchall()


# Operators and PINs


def test_while_nobody_is_configured_everyone_may(desk: Desk) -> None:
    assert do(desk, do="shift.start", operator="anybody", pin="what ever").id == "w1"
    assert do(desk, do="handover.give", operator="anybody", to="somebody").id == "h1"


def test_once_there_is_a_list_only_who_is_on_it(desk: Desk) -> None:
    do(desk, do="operator.add", name="wang")
    found = refusal(desk, do="shift.start", operator="li")
    assert (found.code, str(found)) == (
        "refused",
        "li is not an operator of this desk; add them to the operators first",
    )
    do(desk, LATE)
    found = refusal(desk, do="interaction.claim", id="q1", operator="wang", to="li")
    assert (found.code, found.field) == ("refused", "to")
    assert refusal(desk, do="handover.give", operator="wang", to="li").field == "to"
    assert refusal(desk, do="handover.give", operator="li", to="wang").code == "refused"
    assert do(desk, do="shift.start", operator="wang").id == "w1"
    assert refusal(desk, do="operator.remove", name="wang").code == "refused"
    do(desk, do="shift.end", operator="wang", reason="r")
    assert do(desk, do="operator.remove", name="wang") == (5, "o1", 2, (), None)
    assert refusal(desk, do="operator.remove", id="o1").code == "refused"
    assert do(desk, do="shift.start", operator="li").id == "w2"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("ｌｉ min", "Li Min"), ("Li Mim", "Li Min"), ("李明", "李敏"), ("nobody at all", None)],
)
def test_a_slip_in_a_name_is_told_with_the_name_that_was_meant(
    desk: Desk, typed: str, meant: str | None
) -> None:
    for name in ("Li Min", "李敏"):
        do(desk, do="operator.add", name=name)
    hint = f"; did you mean {meant}?" if meant else "; add them to the operators first"
    cell = {"do": "roster.set", "day": "2026-11-23", "shift": "night", "operators": ["Li Min", typed]}
    for fields, field in ((cell, "operators"), ({"do": "shift.start", "operator": typed}, None)):
        found = refusal(desk, **fields)
        assert (found.code, found.field) == ("refused", field)
        assert str(found).endswith(f" is not an operator of this desk{hint}")
    assert do(desk, cell, operators=["Li Min", "李敏"]).id == "r1"


def wrong(desk: Desk, **fields: Any) -> Refusal:
    """Give a PIN that does not fit: it leaves a line of the journal, so ``refusal`` is not for it."""
    with pytest.raises(Refusal) as told:
        do(desk, **fields)
    return told.value


@pytest.mark.parametrize("pin", [None, "2469", "24680", " 2468"])
def test_a_wrong_pin_is_refused_in_the_same_words(desk: Desk, pin: str | None) -> None:
    do(desk, do="operator.add", name="li", pin="2468")
    found = wrong(desk, do="shift.start", pin=pin)
    assert (found.code, found.field, str(found)) == ("refused", "pin", "the PIN does not fit; type it again")


def test_the_right_pin_and_another_one_later(desk: Desk) -> None:
    do(desk, do="operator.add", name="li", pin="密码2468")
    do(desk, do="shift.start", pin="密码2468")
    do(desk, do="shift.end", reason="r")
    do(desk, do="operator.add", name="li", pin="9999")
    assert wrong(desk, do="shift.start", pin="密码2468").field == "pin"
    do(desk, do="shift.start", pin="9999")
    do(desk, do="undo")
    do(desk, do="undo")
    do(desk, do="shift.start", pin="密码2468")


def test_a_purged_pin_lets_nobody_in_until_it_is_given_anew(desk: Desk) -> None:
    do(desk, do="operator.add", name="li", pin="2468")
    desk.store.connection.execute("UPDATE content SET body = NULL, salt = NULL, author = NULL")
    assert wrong(desk, do="shift.start", pin="2468").field == "pin"
    do(desk, do="operator.add", name="li", pin="2468")
    assert do(desk, do="shift.start", pin="2468").id == "w1"


def test_neither_pin_nor_its_hash_stands_in_the_journal(desk: Desk, path: Path) -> None:
    secret = "a5f0c3d1-very-secret"
    do(desk, do="operator.add", name="li", pin=secret, key="k")
    do(desk, do="operator.add", name="wang", pin="other")
    do(desk, do="shift.start", pin=secret, key="k2")
    do(desk, do="handover.give", to="wang")
    do(desk, do="handover.take", id="h1", pin="other", operator="wang")
    told = "".join(map(str, rows(desk, "content", "body")))
    assert secret not in told and told.count("scrypt") == 2
    journal = str(desk.store.connection.execute("SELECT * FROM journal").fetchall())
    assert secret not in journal and "scrypt" not in journal and '"pin":"' not in journal
    desk.store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert secret.encode() not in path.read_bytes()
    # The fingerprint of an operation key does not know it either: a retry is known whatever its PIN.
    assert do(desk, do="operator.add", name="li", pin="9999", key="k").seq == 1


def test_two_with_the_same_pin_have_different_hashes(desk: Desk) -> None:
    do(desk, do="operator.add", name="li", pin="2468")
    do(desk, do="operator.add", name="wang", pin="2468")
    assert len(set(rows(desk, "content", "body"))) == 2


# The roster


def test_a_cell_of_the_roster_is_replaced_and_taken_back(desk: Desk, path: Path) -> None:
    cell = {"do": "roster.set", "day": "2026-11-23", "shift": "night"}
    assert do(desk, cell, operators=["li", "wang", "li"]).id == "r1"
    assert rows(desk, "roster", "day, shift, operators, withdrawn") == [
        ("2026-11-23", "night", "li\nwang", 0)
    ]
    assert do(desk, cell, operators=[])[1:3] == ("r1", 2)
    assert refusal(desk, cell, operators=["li"], expect=1).code == "conflict"
    do(desk, do="undo")
    assert rows(desk, "roster", "operators") == [("li\nwang",)]
    do(desk, do="undo")
    assert rows(desk, "roster", "withdrawn") == [(1,)]
    assert do(desk, cell, operators=["zhao"]).id == "r1"
    assert rows(desk, "roster", "operators, withdrawn") == [("zhao", 0)]
    assert checks.replay(path).sound


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"day": "2026-02-30", "shift": "day"}, "day"),
        ({"day": "2026-13-01", "shift": "day"}, "day"),
        ({"day": "2026-11-22", "shift": "lunch"}, "shift"),
    ],
)
def test_no_such_cell(desk: Desk, fields: dict[str, Any], field: str) -> None:
    found = refusal(desk, do="roster.set", operators=["li"], **fields)
    assert (found.code, found.field) == ("invalid", field)


# Shifts


@pytest.mark.parametrize(
    ("ago", "name"), [(0, "day"), (-3 * HOUR, "evening"), (-11 * HOUR, "night"), (4 * HOUR, "day")]
)
def test_the_shift_of_this_hour(desk: Desk, clock: Any, ago: int, name: str) -> None:
    clock.time = NOON - ago
    do(desk, do="shift.start")
    assert rows(desk, "shift", "name, operator, started_at, ended_at") == [(name, "li", clock.time, None)]


def test_a_shift_that_is_named_and_one_that_is_not_in_the_playbook(desk: Desk, playbook: Any) -> None:
    do(desk, do="shift.start", shift="night")
    assert rows(desk, "shift", "name") == [("night",)]
    found = refusal(desk, do="shift.start", shift="lunch", operator="wang")
    assert (found.code, found.field) == ("invalid", "shift")


def test_where_the_playbook_has_no_shift_one_is_named(open_desk: Any, playbook: Any) -> None:
    desk = open_desk(book=playbook.model_copy(update={"shifts": {}}))
    assert refusal(desk, do="shift.start").field == "shift"


def test_leaving_the_desk_to_nobody_wants_a_reason(desk: Desk) -> None:
    assert refusal(desk, do="shift.end").code == "refused"
    do(desk, do="shift.start")
    assert refusal(desk, do="shift.start").code == "refused"
    found = refusal(desk, do="shift.end")
    assert (found.code, found.field) == ("refused", "reason")
    assert refusal(desk, do="shift.end", reason="\u200b").field == "reason"
    do(desk, do="shift.start", operator="wang")
    do(desk, do="shift.end")
    do(desk, do="shift.end", operator="wang", reason="fire alarm")
    assert [bool(ended) for (ended,) in rows(desk, "shift", "ended_at")] == [True, True]
    assert "fire alarm" not in str(desk.store.connection.execute("SELECT payload FROM journal").fetchall())


def test_nobody_is_on_duty_twice_by_undoing(desk: Desk) -> None:
    do(desk, do="shift.start")
    end = do(desk, do="shift.end", reason="r")
    do(desk, do="shift.start")
    assert refusal(desk, do="undo", seq=end.seq).code == "conflict"
    do(desk, do="undo")
    do(desk, do="undo", seq=end.seq)
    assert rows(desk, "shift", "ended_at, withdrawn") == [(None, 0), (None, 1)]


def test_a_gap_is_a_line_of_the_journal_and_nothing_else(desk: Desk, path: Path) -> None:
    receipt = do(desk, do="shift.gap", since=NOON - HOUR, until="2026-11-22T11:40")
    assert receipt.id == "desk"
    (payload,) = desk.store.connection.execute("SELECT payload FROM journal").fetchone()
    assert f'"fields":{{"since":{NOON - HOUR},"until":{NOON - 20 * MINUTE}}}' in payload
    assert '"changes":[]' in payload
    assert refusal(desk, do="undo", seq=1).code == refusal(desk, do="undo").code == "refused"
    assert checks.replay(path).sound
    for since, until, field in (
        (NOON, NOON, "until"),
        (NOON, NOON - 1, "until"),
        (NOON - 1, NOON + HOUR, "until"),
        (1_000_000_000, NOON, "since"),
        ("soon", NOON, "since"),
    ):
        assert refusal(desk, do="shift.gap", since=since, until=until).field == field


# Handovers


def test_no_handover_while_a_red_row_has_no_owner(desk: Desk) -> None:
    for posted in (NOON - 3 * HOUR, NOON - 30 * HOUR, NOON - HOUR):
        do(desk, ADD, posted_at=posted)
    found = refusal(desk, do="handover.give", to="wang")
    assert found.code == "refused"
    assert "q2, q1" in str(found) and "q3" not in str(found)
    do(desk, do="interaction.claim", id="q1", to="wang")
    do(desk, do="interaction.claim", id="q2")
    do(desk, OPEN)
    head = desk.store.connection.execute("SELECT seq, hash FROM journal ORDER BY seq DESC").fetchone()
    assert do(desk, do="handover.give", to="wang", notes="q2 waits for zhao").id == "h1"
    assert rows(desk, "handover", "giver, receiver, state, seq, head, critical") == [
        ("li", "wang", "given", *head, "i1 q2 q1")
    ]
    assert "q2 waits" not in str(desk.store.connection.execute("SELECT payload FROM journal").fetchall())


def test_many_red_rows_are_told_in_a_sentence_and_the_worst_are_read_back(desk: Desk) -> None:
    for number in range(CRITICAL + 5):
        do(desk, LATE, posted_at=NOON - 3 * HOUR - number)
    told = str(refusal(desk, do="handover.give", to="wang"))
    assert f"without an owner: {CRITICAL + 5}, the worst q{CRITICAL + 5}, " in told and len(told) < 200
    for number in range(CRITICAL + 5):
        do(desk, do="interaction.claim", id=f"q{number + 1}")
    do(desk, do="handover.give", to="wang")
    (critical,) = rows(desk, "handover", "critical")[0]
    assert critical.split() == [f"q{CRITICAL + 5 - n}" for n in range(CRITICAL)]


@pytest.fixture
def given(desk: Desk) -> Desk:
    """q1 is red and li's, i1 is open; li is on duty and has handed over to wang."""
    do(desk, LATE)
    do(desk, OPEN)
    do(desk, do="interaction.claim", id="q1")
    do(desk, do="shift.start")
    do(desk, do="handover.give", to="wang")
    return desk


TAKE = {"do": "handover.take", "id": "h1", "read_back": ["q1", "i1"]}


def test_signing_ends_one_shift_and_begins_the_other_and_moves_no_clock(given: Desk, path: Path) -> None:
    clocks = rows(given, "interaction", "due_at, soon_at, neglect_at, owner, claim_until")
    timers = rows(given, "timer", "start, target, met_at")
    given.clock.time += MINUTE  # type: ignore[attr-defined]
    receipt = do(given, TAKE, operator="wang")
    assert (receipt.id, receipt.version) == ("h1", 2)
    assert rows(given, "shift", "operator, started_at, ended_at") == [
        ("li", NOON, NOON + MINUTE),
        ("wang", NOON + MINUTE, None),
    ]
    assert rows(given, "handover", "state, receiver, signed_at") == [("signed", "wang", NOON + MINUTE)]
    assert rows(given, "interaction", "due_at, soon_at, neglect_at, owner, claim_until") == clocks
    assert rows(given, "timer", "start, target, met_at") == timers
    assert checks.replay(path).sound


def test_a_signed_handover_stays(given: Desk) -> None:
    do(given, TAKE, operator="wang")
    for who in ("li", "wang"):
        assert refusal(given, TAKE, operator=who).code == "refused"
    assert refusal(given, do="undo", seq=6).code == "refused"
    assert refusal(given, do="undo", seq=5).code == "conflict"
    assert refusal(given, do="undo", seq=4).code == "conflict"
    assert do(given, do="handover.give", to="li", operator="wang").id == "h2"


def test_an_unsigned_one_is_taken_back_and_given_again(given: Desk) -> None:
    found = refusal(given, do="handover.give", to="zhao")
    assert found.code == "refused" and "h1 to wang" in str(found)
    taken_back = do(given, do="undo")
    assert (taken_back.id, taken_back.undone) == ("h1", "handover.give")
    assert refusal(given, TAKE, operator="wang").code == "unknown"
    assert do(given, do="handover.give", to="zhao").id == "h2"
    assert refusal(given, do="undo", seq=taken_back.seq).code == "conflict"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"operator": "li"}, ("refused", None)),
        ({"operator": "wang", "read_back": ["q1"]}, ("refused", "read_back")),
        ({"operator": "wang", "read_back": []}, ("refused", "read_back")),
        ({"operator": "wang", "read_back": ["q1", "i1", "q7"]}, ("invalid", "read_back")),
        ({"operator": "wang", "read_back": ["q1", "\x1b[31m" * 40]}, ("invalid", "read_back")),
        ({"operator": "wang", "id": "h2"}, ("unknown", "id")),
        ({"operator": "wang", "id": "w1"}, ("unknown", "id")),
        ({"operator": "wang", "expect": 2}, ("conflict", "expect")),
    ],
)
def test_no_signature(given: Desk, fields: dict[str, Any], expected: tuple[str, str | None]) -> None:
    found = refusal(given, TAKE, **fields)
    assert (found.code, found.field) == expected


def test_a_row_that_turned_red_meanwhile_needs_an_owner_before_the_signature(given: Desk) -> None:
    do(given, ADD)
    given.clock.time += 2 * HOUR  # type: ignore[attr-defined]
    assert "q2" in str(refusal(given, TAKE, operator="wang"))
    do(given, do="interaction.claim", id="q2", operator="wang")
    assert "nobody is in charge: i1" in str(refusal(given, TAKE, operator="wang"))
    do(given, do="incident.claim", id="i1", operator="wang")
    assert do(given, TAKE, operator="wang").id == "h1"


def test_an_incident_with_a_late_timer_needs_somebody_in_charge(desk: Desk, clock: Any) -> None:
    do(desk, OPEN, discovered_at=NOON)
    (told,) = do(desk, do="handover.give", to="wang").warnings
    assert (told.category, told.word) == ("unled", "i1"), "named while its timers are in time"
    do(desk, do="undo")
    clock.time += 2 * HOUR
    assert do(desk, do="handover.give", to="wang").warnings, "the due second itself is in time"
    do(desk, do="undo")
    clock.time += 1000
    found = refusal(desk, do="handover.give", to="wang")
    assert (found.code, found.values["ids"]) == ("refused", "i1")
    do(desk, do="incident.meet", id="i1", timer="initial_response", evidence="e")
    assert do(desk, do="handover.give", to="wang").warnings, "the other timers still run"
    do(desk, do="undo")
    do(desk, do="incident.claim", id="i1", to="wang")
    clock.time += 30 * HOUR
    assert do(desk, do="handover.give", to="wang").warnings == ()


def test_somebody_is_put_in_charge(desk: Desk) -> None:
    do(desk, OPEN)
    do(desk, do="incident.claim", id="i1", to="wang")
    assert rows(desk, "incident", "owner") == [("wang",)]
    again = refusal(desk, do="incident.claim", id="i1", to="wang")
    assert (again.code, again.values["who"]) == ("refused", "wang")
    do(desk, do="operator.add", name="Wang")
    slip = refusal(desk, do="incident.claim", id="i1", to="wang ")
    assert (slip.field, slip.values["meant"]) == ("to", "Wang")


def test_another_person_than_the_one_named_may_sign_with_a_pin(given: Desk) -> None:
    do(given, do="operator.add", name="zhao", pin="2468")
    assert refusal(given, TAKE, operator="wang").code == "refused"
    assert wrong(given, **TAKE, operator="zhao", pin="2469").field == "pin"
    do(given, TAKE, operator="zhao", pin="2468")
    assert rows(given, "handover", "receiver") == [("zhao",)]


def test_a_handover_to_oneself_is_none(desk: Desk) -> None:
    assert refusal(desk, do="handover.give", to="li").field == "to"


def test_what_one_holds_can_be_given_on_and_what_others_hold_not(desk: Desk, clock: Any) -> None:
    do(desk, ADD)
    do(desk, do="interaction.claim", id="q1")
    assert refusal(desk, do="interaction.claim", id="q1", to="li").code == "refused"
    do(desk, do="interaction.claim", id="q1", to="wang")
    assert rows(desk, "interaction", "owner") == [("wang",)]
    assert refusal(desk, do="interaction.claim", id="q1", to="zhao").code == "refused"
    clock.go_on(2 * HOUR)
    do(desk, do="interaction.claim", id="q1", to="zhao")
    assert rows(desk, "interaction", "owner") == [("zhao",)]


PEOPLE = sampled_from(["li", "wang"])


class ShiftMachine(RuleBasedStateMachine):
    """Start, end, give, take and undo in any order: nobody stands two shifts, what is signed stays."""

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = empty_desk(self.folder.name)
        self.clock = SettableClock()
        self.desk = Desk.open(self.path, PLAYBOOK, self.clock, operator="li", seat="seat")
        self.signed: dict[int, Any] = {}
        do(self.desk, LATE, operator="zhao")
        do(self.desk, do="interaction.claim", id="q1", operator="zhao")

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            verified, replayed = checks.verify(self.path), checks.replay(self.path)
            self.desk.close()
            self.folder.cleanup()
            assert verified.sound and replayed.sound, replayed

    def attempt(self, **fields: Any) -> str:
        try:
            self.desk.do(parse(fields))
        except Refusal as refusal:
            return refusal.code
        return "done"

    def on_duty(self, who: str) -> bool:
        sql = "SELECT 1 FROM shift WHERE operator = ? AND ended_at IS NULL AND withdrawn = 0"
        return self.desk.store.connection.execute(sql, (who,)).fetchone() is not None

    def given(self, who: str) -> bool:
        sql = "SELECT 1 FROM handover WHERE giver = ? AND state = 'given'"
        return self.desk.store.connection.execute(sql, (who,)).fetchone() is not None

    @rule()
    def time_passes(self) -> None:
        self.clock.time += MINUTE

    @rule(who=PEOPLE)
    def start(self, who: str) -> None:
        expected = "refused" if self.on_duty(who) else "done"
        assert self.attempt(do="shift.start", operator=who) == expected

    @rule(who=PEOPLE, reason=sampled_from([None, "r"]))
    def end(self, who: str, reason: str | None) -> None:
        other = "wang" if who == "li" else "li"
        allowed = self.on_duty(who) and (reason is not None or self.on_duty(other))
        assert self.attempt(do="shift.end", operator=who, reason=reason) == ("done" if allowed else "refused")

    @rule(who=PEOPLE)
    def give(self, who: str) -> None:
        expected = "refused" if self.given(who) else "done"
        other = "wang" if who == "li" else "li"
        assert self.attempt(do="handover.give", operator=who, to=other) == expected

    @rule(who=PEOPLE, number=sampled_from([1, 2, 3]))
    def take(self, who: str, number: int) -> None:
        found = rows(self.desk, "handover", "giver, state")
        giver, state = found[number - 1] if number <= len(found) else ("", "withdrawn")
        expected = "done" if state == "given" and giver != who else "refused"
        expected = "unknown" if state == "withdrawn" else expected
        told = self.attempt(do="handover.take", operator=who, id=f"h{number}", read_back=["q1"])
        assert told == expected
        if told == "done":
            assert self.on_duty(who) and not self.on_duty(giver)
            self.signed[number] = rows(self.desk, "handover", "*")[number - 1]

    @rule(who=PEOPLE)
    def undo(self, who: str) -> None:
        self.attempt(do="undo", operator=who)

    @rule(seq=sampled_from(range(3, 12)))
    def undo_named(self, seq: int) -> None:
        self.attempt(do="undo", seq=seq)

    @invariant()
    def what_is_signed_stays_and_nobody_stands_twice(self) -> None:
        if not hasattr(self, "desk"):
            return
        found = rows(self.desk, "handover", "*")
        assert all(found[number - 1] == row for number, row in self.signed.items())
        for table, who, condition in (
            ("shift", "operator", "ended_at IS NULL AND withdrawn = 0"),
            ("handover", "giver", "state = 'given'"),
        ):
            standing = [
                name
                for (name,) in self.desk.store.connection.execute(
                    f"SELECT {who} FROM {table} WHERE {condition}"
                )
            ]
            assert len(standing) == len(set(standing))


TestShiftMachine = ShiftMachine.TestCase
TestShiftMachine.settings = WALK
