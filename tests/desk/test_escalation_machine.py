"""Any order of tellings, answers, met timers and undos: desk, plain model and replay agree."""

from __future__ import annotations

import tempfile
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from clocks import NOON, SettableClock
from empty import empty_desk
from rhythm_tui.desk import checks
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.playbook import check
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.settings import data_dir, read_toml
from searching import WALK

MINUTE = 60_000
TABLES = read_toml(data_dir() / "playbook.toml")
PLAYBOOK = check(TABLES)
TARGETS = {"initial_response": 120, "official_statement": 240}
"""Minutes from discovery, of the timers that are played with."""
timers = st.sampled_from(sorted(TARGETS))
duties = st.sampled_from(["communication", "leader"])
numbers = st.integers(1, 4)
spans = st.sampled_from([0, 1, 9, 10, 30, 90])

State = tuple[list[dict[str, Any]], set[str]]


class EscalationMachine(RuleBasedStateMachine):
    """Tellings as a list, met timers as a set; an undo restores both as they were."""

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = empty_desk(self.folder.name)
        self.clock = SettableClock()
        self.desk = Desk.open(self.path, PLAYBOOK, self.clock, operator="li", seat="seat")
        self.reader = Reader.open(self.path, Vocabulary(TABLES, "en"))
        self.told: list[dict[str, Any]] = []
        self.met: set[str] = set()
        self.undos: list[State] = []
        self.desk.do(parse({"do": "incident.open", "title": "t", "kind": "other", "grade": "general"}))

    def teardown(self) -> None:
        if not hasattr(self, "desk"):
            return
        verified, replayed = checks.verify(self.path), checks.replay(self.path)
        self.reader.close()
        self.desk.close()
        self.folder.cleanup()
        assert verified.sound, verified
        assert replayed.sound, replayed

    def done(self, allowed: bool, **fields: Any) -> bool:
        before = [dict(one) for one in self.told], set(self.met)
        try:
            self.desk.do(parse(fields))
        except Refusal:
            assert not allowed, fields
        else:
            assert allowed, fields
            self.undos.append(before)
        return allowed

    @rule(span=spans)
    def time_passes(self, span: int) -> None:
        self.clock.time += span * MINUTE

    @rule(timer=timers, duty=duties, ago=spans)
    def tell(self, timer: str, duty: str, ago: int) -> None:
        at = self.clock.time - ago * MINUTE
        fields = {"id": "i1", "timer": timer, "duty": duty, "person": "wang", "channel": "phone", "at": at}
        if self.done(timer not in self.met and at >= NOON, do="incident.tell", **fields):
            self.told.append({"timer": timer, "duty": duty, "at": at, "answered": None})

    @rule(n=numbers, ago=spans)
    def answer(self, n: int, ago: int) -> None:
        at = self.clock.time - ago * MINUTE
        one = self.told[n - 1] if n <= len(self.told) else None
        allowed = bool(one and not one.get("gone") and one["answered"] is None and at >= one["at"])
        if self.done(allowed, do="notification.answer", id=f"m{n}", at=at) and one:
            one["answered"] = at

    @rule(timer=timers)
    def meet(self, timer: str) -> None:
        if self.done(timer not in self.met, do="incident.meet", id="i1", timer=timer, evidence="e"):
            self.met.add(timer)

    @rule()
    def undo(self) -> None:
        if self.undos:
            self.desk.do(parse({"do": "undo"}))
            count = len(self.told)
            told, self.met = self.undos.pop()
            self.told = told + [{"gone": True}] * (count - len(told))

    @invariant()
    def what_was_passed_on_is_the_same(self) -> None:
        if hasattr(self, "desk"):
            here = [(n, one) for n, one in enumerate(self.told, 1) if not one.get("gone")]
            assert {(row.id, row.timer, row.duty, row.at, row.answered_at) for row in self._rows()} == {
                (f"m{n}", one["timer"], one["duty"], one["at"], one["answered"]) for n, one in here
            }

    def _rows(self) -> list[Any]:
        return self.reader.notifications("i1")

    @invariant()
    def who_must_be_told_follows_from_it(self) -> None:
        if not hasattr(self, "desk"):
            return
        now, found = self.clock.time, {}
        for row in self.reader.asks(now):
            if row.timer in TARGETS:
                found[row.timer, row.ask.duty] = row
        for timer, minutes in TARGETS.items():
            begun = {"communication": now >= NOON + minutes * MINUTE * 3 // 4,
                     "leader": now > NOON + minutes * MINUTE}  # fmt: skip
            for duty, asked in begun.items():
                told = [one for one in self.told if (one.get("timer"), one.get("duty")) == (timer, duty)]
                row = found.get((timer, duty))
                if timer in self.met or not asked:
                    assert row is None
                elif not told:
                    assert row is not None and row.open
                elif any(one["answered"] is not None for one in told):
                    assert row is None or not row.open
                elif row is not None and max(one["at"] for one in told) > now - 10 * MINUTE:
                    assert not row.open


EscalationMachine.TestCase.settings = WALK
TestEscalation = EscalationMachine.TestCase
