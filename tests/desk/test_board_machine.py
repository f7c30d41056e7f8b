"""Incidents on the board in any order of commands: no guard is passed, no miss vanishes, replay agrees."""

from __future__ import annotations

import tempfile
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from clocks import SettableClock
from empty import empty_desk
from rhythm_tui.desk import checks
from rhythm_tui.desk.desk import Desk
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.deadlines import HOUR, MINUTE
from rhythm_tui.domain.playbook import check
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.settings import data_dir, read_toml
from searching import WALK

NOON = 1_795_320_000_000
TABLES = read_toml(data_dir() / "playbook.toml")
LEGAL = ("error_report", "health_report")
TIMERS = {**TABLES["timers"], **{name: {**TABLES["timers"][name], "on": True} for name in LEGAL}}
TIMERS["initial_response"] = {**TIMERS["initial_response"], "by_grade": {"major": "1h"}}
PLAYBOOK = check({**TABLES, "timers": TIMERS})
CHECKED = list(PLAYBOOK.release)
GRADES = st.sampled_from(["general", "larger", "major"])
BOARD = st.integers(1, 3).map("i{}".format)
NAMES = st.sampled_from(["initial_response", "official_statement", "solution", *LEGAL])
STAGES = st.sampled_from(["monitor", "assess", "respond", "review", "closed"])
WHO = st.sampled_from(["li", "wang"])


class Board(RuleBasedStateMachine):
    """Commands on three incidents and three slots, with what must hold after each of them."""

    @initialize()
    def open_desk(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = empty_desk(self.folder.name)
        self.clock = SettableClock(NOON)
        self.desk = Desk.open(self.path, PLAYBOOK, self.clock, operator="li", seat="seat")
        self.missed: dict[int, int] = {}
        self.starts: dict[int, int] = {}
        for number in range(3):
            self.do("li", do="slot.plan", platform="douyin", at=NOON + HOUR, title="t", tier=1, form="story")
            self.do("li", do="interaction.add", platform="douyin", kind="comment", posted_at=NOON, author="a",
                    text="t", external_id=str(number))  # fmt: skip
            self.open("li", "general", number)

    def teardown(self) -> None:
        if not hasattr(self, "desk"):
            return
        verified, replayed = checks.verify(self.path), checks.replay(self.path)
        self.desk.close()
        self.folder.cleanup()
        assert verified.sound, verified
        assert replayed.sound, replayed

    def do(self, who: str, **fields: Any) -> bool:
        """Do a command; return whether it was done."""
        try:
            self.desk.do(parse({**fields, "operator": who}))
        except Refusal as refusal:
            assert refusal.code in ("refused", "conflict", "unknown", "invalid"), refusal
            return False
        return True

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        return list(self.desk.store.connection.execute(sql, values))

    def stage(self, id: str) -> tuple[str, int | None]:
        (found,) = self.rows("SELECT stage, merged_into FROM incident WHERE n = ?", int(id[1:]))
        return found

    def running(self, id: str) -> set[str]:
        runs = "withdrawn = 0 AND coalesce(met_at, waived_at) IS NULL"
        sql = f"SELECT name FROM timer WHERE incident = ? AND {runs}"
        return {name for (name,) in self.rows(sql, int(id[1:]))}

    # --- what may be done ---

    @rule(minutes=st.sampled_from([1, 30, 61, 121, 241]))
    def time_passes(self, minutes: int) -> None:
        self.clock.go_on(minutes * MINUTE)

    @rule(who=WHO, grade=GRADES, ago=st.integers(0, 3))
    def open(self, who: str, grade: str, ago: int) -> None:
        self.do(who, do="incident.open", title="t", kind="dispute", grade=grade,
                discovered_at=self.clock.now() - ago * HOUR)  # fmt: skip

    @rule(who=WHO, id=BOARD, grade=GRADES)
    def grade(self, who: str, id: str, grade: str) -> None:
        self.do(who, do="incident.grade", id=id, grade=grade, reason="r")

    @rule(who=WHO, id=BOARD, timer=NAMES, verb=st.sampled_from(["meet", "meet", "waive"]))
    def end_timer(self, who: str, id: str, timer: str, verb: str) -> None:
        ran = timer in self.running(id)
        words = {"evidence": "e"} if verb == "meet" else {"reason": "r"}
        done = self.do(who, do=f"incident.{verb}", id=id, timer=timer, **words)
        assert done <= ran, "only what runs is met or waived"
        if done and verb == "meet":
            assert self.stage(id)[0] in ("respond", "review")

    @rule(who=WHO, id=BOARD)
    def end_all_timers(self, who: str, id: str) -> None:
        for timer in sorted(self.running(id)):
            self.do(who, do="incident.waive", id=id, timer=timer, reason="r")

    @rule(who=WHO, id=BOARD, stage=STAGES)
    def move(self, who: str, id: str, stage: str) -> None:
        before, left = self.stage(id)[0], self.running(id)
        if self.do(who, do="incident.move", id=id, stage=stage):
            assert before not in ("closed", "withdrawn", stage)
            assert (before, stage) != ("monitor", "respond")
            assert not left or stage not in ("review", "closed")
            assert stage != "closed", "four tasks of its kind are open"

    @rule(who=WHO, id=BOARD, into=BOARD)
    def merge(self, who: str, id: str, into: str) -> None:
        if self.do(who, do="incident.merge", id=id, into=into, reason="r"):
            assert self.stage(id) == ("closed", int(into[1:]))
            assert not self.running(id)

    @rule(who=WHO, id=BOARD)
    def reopen(self, who: str, id: str) -> None:
        if self.do(who, do="incident.reopen", id=id, reason="r"):
            assert self.stage(id)[0] == "respond"

    @rule(who=WHO, id=BOARD, item=st.integers(1, 3), verb=st.sampled_from(["link", "unlink"]))
    def link(self, who: str, id: str, item: int, verb: str) -> None:
        self.do(who, do=f"incident.{verb}", id=id, items=[f"q{item}"])

    @rule(who=WHO, id=BOARD, slots=st.lists(st.integers(1, 3).map("s{}".format), max_size=2))
    def freeze(self, who: str, id: str, slots: list[str]) -> None:
        self.do(who, do="incident.freeze", id=id, reason="r", slots=slots)

    @rule(who=WHO, id=BOARD)
    def release(self, who: str, id: str) -> None:
        self.do(who, do="incident.release", id=id, checked=CHECKED)

    @rule(who=WHO, slot=st.integers(1, 3).map("s{}".format))
    def sign(self, who: str, slot: str) -> None:
        self.do(who, do="slot.sign_off", id=slot, role="clinical", expert="zhou")

    @rule(who=WHO)
    def take_back(self, who: str) -> None:
        self.do(who, do="undo")

    @rule(who=WHO, back=st.integers(0, 4))
    def take_back_named(self, who: str, back: int) -> None:
        ((last,),) = self.rows("SELECT max(seq) FROM journal")
        self.do(who, do="undo", seq=max(last - back, 1))

    # --- what holds whatever was done ---

    @invariant()
    def no_miss_vanishes_and_no_start_moves(self) -> None:
        if not hasattr(self, "desk"):
            return
        for n, start, missed in self.rows("SELECT n, start, coalesce(missed_s, 0) FROM timer"):
            assert missed >= self.missed.get(n, 0), n
            assert start == self.starts.setdefault(n, start), n
            self.missed[n] = missed

    @invariant()
    def what_ended_late_says_so(self) -> None:
        if not hasattr(self, "desk"):
            return
        sql = """
            SELECT start + target, coalesce(met_at, waived_at), coalesce(missed_s, 0), waived_at IS NOT NULL
              AND waiver IS NULL FROM timer WHERE coalesce(met_at, waived_at) IS NOT NULL AND withdrawn = 0
        """
        for due, ended, missed, by_grade in self.rows(sql):
            assert missed >= max(0, ended // 1000 - due // 1000)
            assert not (by_grade and missed), "no grading waives what was missed"

    @invariant()
    def what_is_closed_owes_and_holds_nothing(self) -> None:
        if not hasattr(self, "desk"):
            return
        for n, merged in self.rows("SELECT n, merged_into FROM incident WHERE stage = 'closed'"):
            assert not self.running(f"i{n}")
            assert self.rows("SELECT n FROM slot WHERE held_for = ?", n) == []
            assert self.rows("SELECT n FROM task WHERE incident = ? AND state = 'open'", n) == []
            assert merged is not None

    @invariant()
    def held_slots_know_where_they_return_to(self) -> None:
        if not hasattr(self, "desk"):
            return
        for state, held_for, held_from in self.rows("SELECT state, held_for, held_from FROM slot"):
            assert (state == "held") == (held_for is not None) == (held_from is not None)
            assert held_from in (None, "planned", "review", "ready")


TestBoard = Board.TestCase
TestBoard.settings = WALK
