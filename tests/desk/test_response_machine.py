"""Any order of tasks, hand-offs, notes and undos: desk and plain model agree, and replay agrees with both."""

from __future__ import annotations

import tempfile
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from clocks import SettableClock
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

NOON = 1_795_320_000_000
MINUTE = 60_000
TABLES = read_toml(data_dir() / "playbook.toml")
PLAYBOOK = check(TABLES)
people = st.sampled_from(["Li Min", "Wang Fang", "Zhou Ning"])
roles = st.sampled_from(["leader", "expert"])
numbers = st.integers(1, 3)
spans = st.sampled_from([0, MINUTE, 30 * MINUTE, 90 * MINUTE])


class ResponseMachine(RuleBasedStateMachine):
    """Tasks and duties against dictionaries; an undo restores the dictionaries as they were."""

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = empty_desk(self.folder.name)
        self.clock = SettableClock()
        self.desk = Desk.open(self.path, PLAYBOOK, self.clock, operator="li", seat="seat")
        self.reader = Reader.open(self.path, Vocabulary(TABLES, "en"))
        self.tasks: dict[int, dict[str, Any]] = {}
        self.held: list[list[Any]] = []
        self.notes: list[tuple[int, str]] = []
        self.undos: list[Any] = []
        fields = {"do": "incident.open", "title": "t", "kind": "other", "grade": "general"}
        self.desk.do(parse(fields))

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
        before = ([dict(t) for t in self.tasks.values()], [list(h) for h in self.held], list(self.notes))
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
        self.clock.go_on(span)

    @rule(due=st.none() | spans, owner=st.none() | people)
    def add(self, due: int | None, owner: str | None) -> None:
        now = self.clock.now()
        more = {} if due is None else {"due_at": now + due}
        more |= {} if owner is None else {"owner": owner}
        if self.done(due != 0, do="task.add", incident="i1", text="t", **more):
            self.tasks[len(self.tasks) + 1] = {
                "state": "open",
                "owner": owner,
                "due": None if due is None else now + due,
            }

    @rule(n=numbers, owner=st.none() | people)
    def assign(self, n: int, owner: str | None) -> None:
        task = self.tasks.get(n, {"state": "none", "owner": None})
        allowed = task["state"] == "open" and task["owner"] != owner
        if self.done(allowed, do="task.assign", id=f"t{n}", owner=owner):
            task["owner"] = owner

    @rule(n=numbers, state=st.sampled_from(["done", "dropped"]))
    def end(self, n: int, state: str) -> None:
        task = self.tasks.get(n, {"state": "none"})
        more = {"result": "r"} if state == "done" else {"reason": "r"}
        verb = "task.done" if state == "done" else "task.drop"
        if self.done(task["state"] == "open", do=verb, id=f"t{n}", **more):
            task["state"] = state

    @rule(role=roles, person=people)
    def hand_off(self, role: str, person: str) -> None:
        holder = next((one for one in self.held if one[0] == role and one[3] is None), None)
        allowed = holder is None or holder[1] != person
        if self.done(allowed, do="incident.duty", id="i1", role=role, person=person):
            if holder is not None:
                holder[3] = self.clock.now()
            self.held.append([role, person, self.clock.now(), None])

    @rule(ago=st.none() | spans | st.just(-1))
    def note(self, ago: int | None) -> None:
        now = self.clock.now()
        more = {} if ago is None else {"at": now - ago}
        if self.done(ago != -1, do="incident.note", id="i1", text=f"n{len(self.notes)}", **more):
            self.notes.append((now if ago is None else now - ago, f"n{len(self.notes)}"))

    @rule()
    def undo(self) -> None:
        if not self.undos:
            return
        self.desk.do(parse({"do": "undo"}))
        tasks, self.held, self.notes = self.undos.pop()
        for n in self.tasks:
            self.tasks[n] = tasks[n - 1] if n <= len(tasks) else {"state": "withdrawn", "owner": None}

    @invariant()
    def the_desk_shows_the_model(self) -> None:
        if not hasattr(self, "desk"):
            return
        found = self.reader.incident("i1")
        assert found is not None
        shown = {
            int(row.id[1:]): {
                "state": row.state,
                "owner": row.owner.plain if row.owner else None,
                "due": row.due_at,
            }
            for row in found.tasks
        }
        assert shown == {n: task for n, task in self.tasks.items() if task["state"] != "withdrawn"}
        duties = [[one.role, one.person.plain, one.from_at, one.until_at] for one in found.duties]
        assert duties == self.held
        told = [
            (one.at if one.told_at is None else one.told_at, one.words.plain)
            for one in found.timeline
            if one.verb == "incident.note" and not one.undone
        ]
        assert told == sorted(self.notes, key=lambda one: one[0])

    @invariant()
    def open_tasks_stand_by_when_they_are_due(self) -> None:
        if not hasattr(self, "desk"):
            return
        rows = self.reader.tasks()
        assert len(rows) == sum(task["state"] == "open" for task in self.tasks.values())
        dues = [row.due_at for row in rows]
        assert dues == sorted(dues, key=lambda due: (due is None, due))
        [card] = self.reader.incidents()
        assert card.tasks == len(rows)
        late = sum(due is not None and due // 1000 < self.clock.now() // 1000 for due in dues)
        assert card.tasks_late(self.clock.now()) == late


ResponseMachine.TestCase.settings = WALK
TestResponse = ResponseMachine.TestCase
