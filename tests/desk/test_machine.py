"""Any order of any commands by three operators at any time: the desk and the plain model agree."""

from __future__ import annotations

import tempfile
from collections import Counter
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from model import DAY, HOUR, MINUTE, ROLES, SECOND, TIMERS, Model, No

from clocks import NOON, SettableClock
from empty import empty_desk
from rhythm_tui.desk import checks
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.deadlines import BANDS
from rhythm_tui.domain.playbook import check
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.settings import data_dir, read_toml
from rhythm_tui.store import journal
from searching import WALK

TABLES = read_toml(data_dir() / "playbook.toml")
PLAYBOOK = check(TABLES)
OPERATORS = st.sampled_from(["li", "wang", "zhao"])
numbers = st.integers(1, 5)
items = numbers.map("q{}".format)
boards = st.integers(1, 2).map("i{}".format)
slots = st.integers(1, 2).map("s{}".format)
lessons = st.integers(1, 3).map("l{}".format)
steps = st.sampled_from([1, SECOND - 1, SECOND, 20 * MINUTE, HOUR, 90 * MINUTE, 2 * HOUR, 5 * HOUR, DAY])
back = st.sampled_from(
    [0, SECOND, 30 * MINUTE, 90 * MINUTE, 2 * HOUR, 2 * HOUR + SECOND, 3 * HOUR, 23 * HOUR, DAY + SECOND]
)


COLUMNS = {
    "state": "state", "kind": "kind", "posted_at": "posted", "due_at": "due", "soon_at": "soon",
    "neglect_at": "neglect", "owner": "owner", "claim_until": "until", "reply_state": "reply",
    "missed_s": "missed", "neglected": "neglected", "incident": "incident", "stopped_at": "stopped",
    "stopped_by": "stopped_by", "outcome": "outcome", "parent": "parent", "referred": "referred",
    "waiting": "waiting", "waiting_since": "since", "topic": "topic", "tags": "tags", "post": "post",
    "slot": "slot", "remind_at": "remind", "remind_by": "remind_by", "posted_first": "first",
}  # fmt: skip
"""The model's name of every column it knows of an item."""


def told(**fields: str | None) -> dict[str, str]:
    """What was filled in."""
    return {name: value for name, value in fields.items() if value is not None}


class DeskMachine(RuleBasedStateMachine):
    """The desk against the model."""

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = empty_desk(self.folder.name)
        self.clock = SettableClock()
        self.desk = Desk.open(self.path, PLAYBOOK, self.clock, operator="li", seat="seat")
        self.reader = Reader.open(self.path, Vocabulary(TABLES, "en"), operator="li")
        self.model = Model(NOON)
        self.seen: dict[int, tuple[str, int, int, int]] = {}
        for kind in ("comment", "message", "live"):
            self.add("li", kind, 0)
        self.escalate("li", "general", [])
        self.plan("li", HOUR, emergency=True)

    def teardown(self) -> None:
        if not hasattr(self, "desk"):
            return
        verified, replayed = checks.verify(self.path), checks.replay(self.path)
        self.reader.close()
        self.desk.close()
        self.folder.cleanup()
        assert verified.sound, verified
        assert replayed.sound, replayed

    def both(self, operator: str, **fields: Any) -> None:
        try:
            expected: Any = self.model.do(fields, operator)
        except No as no:
            expected = str(no)
        try:
            receipt = self.desk.do(parse({**fields, "operator": operator}))
        except Refusal as refusal:
            assert refusal.code == expected, (fields, str(refusal), expected)
        else:
            assert (receipt.id, receipt.version) == expected, fields
            assert receipt.seq == len(self.model.done)

    @rule(step=steps)
    def time_passes(self, step: int) -> None:
        self.clock.time += step
        self.model.now += step

    @rule(
        who=OPERATORS,
        kind=st.sampled_from(["comment", "comment", "message", "live"]),
        ago=st.sampled_from([-6 * MINUTE, -4 * MINUTE]) | back,
    )
    def add(self, who: str, kind: str, ago: int) -> None:
        self.both(
            who,
            do="interaction.add",
            platform="douyin",
            kind=kind,
            posted_at=self.clock.time - ago,
            author="a",
            text=f"word{self.model.count('q')}end",
        )

    @rule(
        who=OPERATORS,
        id=items,
        verb=st.sampled_from(["interaction.claim", "interaction.release", "reply.copy"]),
    )
    def handle(self, who: str, id: str, verb: str) -> None:
        self.both(who, do=verb, id=id)

    @rule(who=OPERATORS, id=items, text=st.sampled_from(["d", ""]))
    def draft(self, who: str, id: str, text: str) -> None:
        self.both(who, do="reply.draft", id=id, text=text)

    @rule(who=OPERATORS, id=items, ago=st.none() | back, outcome=st.sampled_from([None, None, "visit"]))
    def post(self, who: str, id: str, ago: int | None, outcome: str | None) -> None:
        self.both(who, do="reply.post", id=id, text="r", **self.given(posted_at=ago), **told(outcome=outcome))

    def given(self, **agos: int | None) -> dict[str, int]:
        return {name: self.clock.time - ago for name, ago in agos.items() if ago is not None}

    @rule(who=OPERATORS, id=items)
    def close(self, who: str, id: str) -> None:
        self.both(who, do="interaction.close", id=id, reason="spam")

    @rule(who=OPERATORS, id=items, verb=st.sampled_from(["interaction.reopen", "interaction.note"]))
    def explain(self, who: str, id: str, verb: str) -> None:
        self.both(who, do=verb, id=id, **{"reason" if verb.endswith("reopen") else "text": "r"})

    @rule(who=OPERATORS, id=items, posted=st.none() | back, answered=st.none() | st.just(0) | back)
    def correct(self, who: str, id: str, posted: int | None, answered: int | None) -> None:
        times = self.given(posted_at=posted, answered_at=answered)
        self.both(who, do="interaction.correct", id=id, reason="r", **times)

    @rule(who=OPERATORS, id=items, to=st.sampled_from(["message", "doctor"]))
    def refer(self, who: str, id: str, to: str) -> None:
        self.both(who, do="interaction.refer", id=id, to=to)

    @rule(who=OPERATORS, id=items, on=st.sampled_from([None, "zhou", "wu"]))
    def wait(self, who: str, id: str, on: str | None) -> None:
        self.both(who, do="interaction.wait", id=id, **told(on=on))

    @rule(
        who=OPERATORS, id=items, topic=st.sampled_from([None, "heart"]), tags=st.sampled_from(["", "ba", "a"])
    )
    def sort(self, who: str, id: str, topic: str | None, tags: str) -> None:
        self.both(who, do="interaction.sort", id=id, tags=list(tags), **told(topic=topic))

    @rule(who=OPERATORS, id=items, post=st.sampled_from([None, "hearts", "knees"]), slot=st.none() | slots)
    def link(self, who: str, id: str, post: str | None, slot: str | None) -> None:
        self.both(who, do="interaction.link", id=id, **told(post=post, slot=slot))

    @rule(who=OPERATORS, id=items, ahead=st.sampled_from([None, 0, HOUR]))
    def remind(self, who: str, id: str, ahead: int | None) -> None:
        at = {} if ahead is None else {"at": self.clock.time + ahead}
        self.both(who, do="interaction.remind", id=id, **at)

    @rule(who=OPERATORS, grade=st.sampled_from(["general", "major"]), linked=st.lists(items, max_size=2))
    def escalate(self, who: str, grade: str, linked: list[str]) -> None:
        self.both(who, do="incident.open", title="t", kind="other", grade=grade, items=linked)

    @rule(who=OPERATORS, id=boards, grade=st.sampled_from(["general", "major"]))
    def grade(self, who: str, id: str, grade: str) -> None:
        self.both(who, do="incident.grade", id=id, grade=grade, reason="r")

    @rule(who=OPERATORS, id=boards, timer=st.sampled_from(sorted(TIMERS)))
    def meet(self, who: str, id: str, timer: str) -> None:
        self.both(who, do="incident.meet", id=id, timer=timer, evidence="e")

    @rule(
        who=OPERATORS, id=boards, stage=st.sampled_from(["monitor", "assess", "respond", "review", "closed"])
    )
    def move(self, who: str, id: str, stage: str) -> None:
        self.both(who, do="incident.move", id=id, stage=stage)

    @rule(who=OPERATORS, id=boards)
    def charge(self, who: str, id: str) -> None:
        self.both(who, do="incident.claim", id=id)

    @rule(who=OPERATORS, ahead=st.sampled_from([-HOUR, 0, HOUR]), emergency=st.booleans())
    def plan(self, who: str, ahead: int, emergency: bool) -> None:
        self.both(
            who,
            do="slot.plan",
            platform="douyin",
            at=self.clock.time + ahead,
            title="t",
            tier=1,
            form="story",
            emergency=emergency,
        )

    @rule(who=OPERATORS, id=slots, role=st.sampled_from(["clinical", "public_health"]), expert=OPERATORS)
    def sign(self, who: str, id: str, role: str, expert: str) -> None:
        self.both(who, do="slot.sign_off", id=id, role=role, expert=expert)

    @rule(
        who=OPERATORS, id=slots, words=st.sampled_from([{"title": "u"}, {"title": "t"}, {"emergency": True}])
    )
    def edit(self, who: str, id: str, words: dict[str, Any]) -> None:
        self.both(who, do="slot.edit", id=id, **words)

    @rule(who=OPERATORS, id=slots, ahead=st.sampled_from([-HOUR, 0, HOUR, 2 * HOUR]))
    def postpone(self, who: str, id: str, ahead: int) -> None:
        self.both(who, do="slot.move", id=id, at=self.clock.time + ahead)

    @rule(who=OPERATORS, id=slots)
    def copy(self, who: str, id: str) -> None:
        self.both(who, do="slot.copy", id=id, at=self.clock.time + HOUR)

    @rule(who=OPERATORS, id=slots, off=st.booleans())
    def tick(self, who: str, id: str, off: bool) -> None:
        self.both(who, do="slot.tick", id=id, line="title", off=off)

    @rule(who=OPERATORS, id=slots, reason=st.sampled_from([None, "r"]))
    def publish(self, who: str, id: str, reason: str | None) -> None:
        self.both(who, do="slot.publish", id=id, **told(break_glass=reason))

    @rule(who=OPERATORS, id=slots)
    def give_up(self, who: str, id: str) -> None:
        self.both(who, do="slot.drop", id=id, reason="r")

    @rule(who=OPERATORS, kind=st.sampled_from(["pitfall", "sop"]), text=st.sampled_from(["open well", "ask"]))
    def learn(self, who: str, kind: str, text: str) -> None:
        self.both(who, do="lesson.add", kind=kind, text=text)

    @rule(who=OPERATORS, id=lessons)
    def forget(self, who: str, id: str) -> None:
        self.both(who, do="lesson.drop", id=id, reason="r")

    @rule(who=OPERATORS)
    def take_back(self, who: str) -> None:
        self.both(who, do="undo")

    @precondition(lambda self: self.model.done)
    @rule(who=OPERATORS, data=st.data())
    def take_back_named(self, who: str, data: st.DataObject) -> None:
        self.both(who, do="undo", seq=data.draw(st.integers(1, len(self.model.done) + 1)))

    @invariant()
    def rows_agree(self) -> None:
        if not hasattr(self, "desk"):
            return
        run = self.desk.store.connection.execute
        for row in run(f"SELECT n, version, {', '.join(COLUMNS)} FROM interaction").fetchall():
            known = self.model.rows[f"q{row[0]}"]
            found = dict(zip(("version", *COLUMNS.values()), row[1:], strict=True))
            for name, letter in (("incident", "i"), ("parent", "q"), ("slot", "s")):
                found[name] = found[name] and f"{letter}{found[name]}"
            assert found == {name: known[name] for name in found}, row[0]
            assert (found["stopped"] is None) == (found["state"] not in ("answered", "closed"))
        assert self.model.count("q") == run("SELECT count(*) FROM interaction").fetchone()[0]
        for n, version, stage, grade, owner in run("SELECT n, version, stage, grade, owner FROM incident"):
            row = self.model.rows[f"i{n}"]
            assert (version, stage, grade, owner) == (
                row["version"],
                row["state"],
                row["grade"],
                row["owner"],
            )
        for incident, name, met, missed in run("SELECT incident, name, met_at, missed_s FROM timer"):
            row = self.model.rows[f"ti{incident}{name}"]
            assert (met, missed) == (row["met"], row["missed"])
        for n, *known in run("SELECT n, version, state, at, first_at, missed_s, title, editors FROM slot"):
            row = self.model.rows[f"s{n}"]
            names = ("version", "state", "at", "first", "missed", "title", "editors")
            assert known == [row[name] for name in names], n
        assert (
            run("SELECT count(*), coalesce(max(seq), 0) FROM journal").fetchone()
            == (len(self.model.done),) * 2
        )
        assert journal.first_break(self.desk.store.connection) is None

    @invariant()
    def the_queue_agrees(self) -> None:
        if not hasattr(self, "desk"):
            return
        now = self.clock.time
        queue, status = self.reader.queue(now), self.reader.status(now)
        wanted = {i: row for i, row in self.model.rows.items() if i[0] == "q" and row["state"] == "open"}
        assert {row.id: row.band(now) for row in queue} == {
            i: self.model.band(row) for i, row in wanted.items()
        }
        counts = Counter(row.band(now) for row in queue)
        assert (status.neglected, status.late, status.soon, status.ok, status.undated) == tuple(
            counts[band] for band in (*BANDS, None)
        )
        assert status.open == len(queue) == len(self.reader.queue_ids(now))
        late = [row for row in queue if row.band(now) in ("late", "neglected")]
        assert status.unowned_late == sum(row.owner is None for row in late)
        for row in queue:
            left = row.remaining_s(now)
            assert (left is not None and left < 0) == (row in late)
        order = [
            (
                BANDS.index(b) if (b := row.band(now)) else 9,
                row.shown_due(now) or row.posted_at,
                int(row.id[1:]),
            )
            for row in queue
        ]
        assert order == sorted(order)
        dues = [
            row.due_at for row in queue if row.due_at is not None and row.due_at >= now // SECOND * SECOND
        ]
        assert status.next_due == min(dues, default=None)
        assert self.reader.queue_rows(self.reader.queue_ids(now)) == queue

    @invariant()
    def everything_is_found(self) -> None:
        if not hasattr(self, "desk"):
            return
        shown = {i: row for i, row in self.model.rows.items() if i[0] == "q" and row["state"] != "withdrawn"}
        for word in {row["text"] for row in shown.values()} | {"hearts", "knees"}:
            wanted = {i for i, row in shown.items() if word in (row["text"], row["post"])}
            assert {row.id for row in self.reader.search(word)} == wanted, word
        fallen = [(i, row["remind"], row["remind_by"]) for i, row in shown.items() if row["state"] == "open"]
        fallen = sorted(
            (at, int(i[1:]), by) for i, at, by in fallen if at is not None and at <= self.clock.time
        )
        reminders = self.reader.reminders(self.clock.time)
        assert [(one.at, int(one.id[1:]), one.by.plain) for one in reminders] == fallen

    @invariant()
    def every_lesson_stands_once(self) -> None:
        if not hasattr(self, "desk"):
            return
        standing = [(one.id, one.kind, one.text.plain) for one in self.reader.lessons()]
        known = {i: row for i, row in self.model.rows.items() if i[0] == "l" and row["state"] == "standing"}
        assert sorted(standing) == sorted((i, row["list"], row["text"]) for i, row in known.items())
        assert len({told[1:] for told in standing}) == len(standing)

    @invariant()
    def no_slot_goes_out_unsigned(self) -> None:
        if not hasattr(self, "desk"):
            return
        for row in self.reader.slots(0, 2 * NOON, self.clock.time):
            assert set(row.signed) == set(self.model.signed(row.id))
            state = self.model.rows[row.id]["state"]
            owed = ROLES[row.emergency] - set(row.signed)
            assert state not in ("published", "ready") or not owed or row.breached
            assert not row.breached or state == "published"

    @invariant()
    def what_happened_stays_so(self) -> None:
        """Only posting, closing and their redo stop a clock, and a miss that was written never shrinks."""
        if not hasattr(self, "desk"):
            return
        last = self.model.done[-1]
        for n, state, missed, neglected, version in self.desk.store.connection.execute(
            "SELECT n, state, coalesce(missed_s, 0), coalesce(neglected, 0), version FROM interaction"
        ):
            before = self.seen.get(n, ("", 0, 0, 0))
            stops = state in ("answered", "closed") and before[0] == "open"
            assert not stops or last.verb in ("reply.post", "interaction.close", "undo", "redo"), last.verb
            assert missed >= before[1]
            assert neglected >= before[2]
            assert version - before[3] in (0, 1), n
            self.seen[n] = (state, missed, neglected, version)

    @invariant()
    def the_board_agrees(self) -> None:
        if not hasattr(self, "desk"):
            return
        now = self.clock.time
        status, cards = self.reader.status(now), self.reader.incidents()
        wanted = {
            i
            for i, row in self.model.rows.items()
            if i[0] == "i" and row["state"] not in ("closed", "withdrawn")
        }
        assert {card.id for card in cards} == wanted
        assert status.incidents_open == len(wanted)
        assert status.incidents_late == sum(any(timer.late(now) for timer in card.timers) for card in cards)


TestDesk = DeskMachine.TestCase
TestDesk.settings = WALK
