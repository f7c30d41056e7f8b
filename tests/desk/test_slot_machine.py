"""Any order of what is done to two slots, held and released among it: what was signed and missed stays."""

from __future__ import annotations

import tempfile
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from test_machine import PLAYBOOK, TABLES
from test_verbs import CHECKED, HOUR, MINUTE, OPEN, PLAN

from clocks import SettableClock
from empty import empty_desk
from rhythm_tui.desk import checks
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.desk.slot_views import SlotDetail
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.domain.vocabulary import Vocabulary
from searching import WALK

PEOPLE = st.sampled_from(["li", "wang", "zhao", "zhou"])
SLOTS = st.sampled_from(["s1", "s2"])
ROLES = st.sampled_from(["clinical", "public_health"])
WORDS = st.fixed_dictionaries(
    {},
    optional={
        "title": st.sampled_from(["t", "u"]),
        "script": st.sampled_from(["a", "b", None]),
        "emergency": st.booleans(),
        "audience": st.sampled_from(["workers", None]),
        "form": st.sampled_from(["science", "story"]),
    },
)


class SlotMachine(RuleBasedStateMachine):
    """The desk, and what was signed of what by whom."""

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.clock = SettableClock()
        path = empty_desk(self.folder.name)
        self.desk = Desk.open(path, PLAYBOOK, self.clock, operator="li", seat="seat")
        self.reader = Reader.open(path, Vocabulary(TABLES, "en"))
        self.approved: dict[int, tuple[object, ...]] = {}
        self.missed: dict[str, int] = {}
        for fields in (PLAN, {**PLAN, "emergency": True, "script": "a"}, OPEN):
            self.do("li", **fields)

    def teardown(self) -> None:
        if not hasattr(self, "desk"):
            return
        replayed = checks.replay(self.desk.store.path)
        self.reader.close()
        self.desk.close()
        self.folder.cleanup()
        assert replayed.sound, replayed

    def do(self, who: str, **fields: Any) -> bool:
        try:
            self.desk.do(parse({**fields, "operator": who}))
        except Refusal:
            return False
        return True

    def detail(self, id: str) -> SlotDetail:
        found = self.reader.slot(id, self.clock.time)
        assert found is not None
        return found

    def words(self, id: str) -> tuple[object, ...]:
        row = self.detail(id).row
        return row.platform, row.title.plain, row.tier, row.form, row.emergency, self.detail(id).script.plain

    @rule(step=st.sampled_from([MINUTE, 31 * MINUTE, 2 * HOUR]))
    def time_passes(self, step: int) -> None:
        self.clock.time += step

    @rule(who=PEOPLE, id=SLOTS, words=WORDS)
    def edit(self, who: str, id: str, words: dict[str, Any]) -> None:
        self.do(who, do="slot.edit", id=id, **words)

    @rule(id=SLOTS, role=ROLES, expert=PEOPLE)
    def sign(self, id: str, role: str, expert: str) -> None:
        if self.do("li", do="slot.sign_off", id=id, role=role, expert=expert):
            given = self.desk.store.connection.execute("SELECT max(n) FROM sign_off").fetchone()[0]
            self.approved[given] = self.words(id)

    @rule(who=PEOPLE, id=SLOTS, ahead=st.sampled_from([HOUR, 3 * HOUR]))
    def move(self, who: str, id: str, ahead: int) -> None:
        self.do(who, do="slot.move", id=id, at=self.clock.time + ahead)

    @rule(who=PEOPLE, id=SLOTS, line=st.sampled_from(["title", "source", "guests"]), off=st.booleans())
    def tick(self, who: str, id: str, line: str, off: bool) -> None:
        self.do(who, do="slot.tick", id=id, line=line, off=off)

    @rule(id=SLOTS)
    def hold(self, id: str) -> None:
        self.do("li", do="incident.freeze", id="i1", slots=[id], reason="r")

    @rule()
    def release(self) -> None:
        self.do("li", do="incident.release", id="i1", checked=CHECKED)

    @rule(who=PEOPLE, id=SLOTS, reason=st.none() | st.just("r"), text=st.sampled_from(["a", "b", None]))
    def publish(self, who: str, id: str, reason: str | None, text: str | None) -> None:
        told = {"break_glass": reason, "text": text}
        self.do(who, do="slot.publish", id=id, **{k: v for k, v in told.items() if v is not None})

    @rule(who=PEOPLE, id=SLOTS)
    def drop(self, who: str, id: str) -> None:
        self.do(who, do="slot.drop", id=id, reason="r")

    @rule(who=PEOPLE)
    def take_back(self, who: str) -> None:
        if self.desk.store.connection.execute("SELECT count(*) FROM journal").fetchone()[0] > 3:
            last = self.desk.store.connection.execute(
                "SELECT seq FROM journal WHERE operator = ? AND seq > 3 ORDER BY seq DESC", (who,)
            ).fetchone()
            if last is not None:
                self.do(who, do="undo", seq=last[0])

    @invariant()
    def a_lapsed_sign_off_never_counts(self) -> None:
        if not hasattr(self, "desk"):
            return
        run = self.desk.store.connection.execute
        for id in ("s1", "s2"):
            found = self.detail(id)
            writers = {one.plain for one in found.writers}
            given = run(
                "SELECT n, role, expert FROM sign_off WHERE slot = ? AND withdrawn = 0 ORDER BY n", (id[1:],)
            ).fetchall()
            counts = [one[3] for one in found.signatures]
            assert counts == [
                self.approved[n] == self.words(id) and expert not in writers for n, _role, expert in given
            ]
            signed = {role for (_n, role, _expert), good in zip(given, counts, strict=True) if good}
            required = {"clinical", "public_health"} if found.row.emergency else {"clinical"}
            stored = run("SELECT state, held_from FROM slot WHERE n = ?", (id[1:],)).fetchone()
            state = stored[1] if stored[0] == "held" else stored[0]
            if state == "published":
                assert required <= signed or found.row.breached
            elif state != "dropped":
                assert state == ("ready" if required <= signed else "review" if signed else "planned")
                assert not found.row.breached

    @invariant()
    def a_miss_never_shrinks(self) -> None:
        if not hasattr(self, "desk"):
            return
        for id in ("s1", "s2"):
            missed = self.detail(id).row.missed_s or 0
            assert missed >= self.missed.get(id, 0)
            self.missed[id] = missed


TestSlots = SlotMachine.TestCase
TestSlots.settings = WALK
