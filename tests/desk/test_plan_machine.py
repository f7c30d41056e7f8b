"""Any order of laying, moving, dropping, holding, publishing, undoing: desk, plain model and replay agree."""

from __future__ import annotations

import tempfile
from copy import deepcopy
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

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

TABLES = read_toml(data_dir() / "playbook.toml")
PLAYBOOK = check(TABLES)
SHANGHAI = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 11, 22)
HOUR = 3_600_000
PHASES = [(phase, one["day"], one["at"]) for phase, rule in TABLES["phases"].items() for one in rule["slots"]]
ORDER = list(TABLES["phases"])
STILL = ("planned", "ready", "held")
EVER = 1 << 50
away = st.integers(-3, 12)
numbers = st.integers(1, 3)
slots = st.integers(1, 24)

Row = dict[str, Any]
State = tuple[list[Row], list[Row], list[Row]]


def at(day: date, clock: str) -> int:
    return round(datetime.combine(day, time.fromisoformat(clock), SHANGHAI).timestamp() * 1000)


class PlanMachine(RuleBasedStateMachine):
    """Campaigns, recurring slots and slots as lists; an undo restores all three as they were."""

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = empty_desk(self.folder.name)
        self.clock = SettableClock()
        self.desk = Desk.open(self.path, PLAYBOOK, self.clock, operator="li", seat="seat")
        self.reader = Reader.open(self.path, Vocabulary(TABLES, "en"))
        self.campaigns: list[Row] = []
        self.repeats: list[Row] = []
        self.slots: list[Row] = []
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
        before = deepcopy((self.campaigns, self.repeats, self.slots))
        try:
            self.desk.do(parse(fields))
        except Refusal as refusal:
            assert not allowed, (fields, refusal)
        else:
            assert allowed, fields
            self.undos.append(before)
        return allowed

    def today(self) -> date:
        return datetime.fromtimestamp(self.clock.time / 1000, SHANGHAI).date()

    def of(self, rows: list[Row], n: int) -> Row | None:
        found = rows[n - 1] if n <= len(rows) else None
        return None if found is None or found.get("gone") else found

    def lay_slots(self, planned: list[tuple[date, str]], **more: Any) -> None:
        self.slots += [
            {"day": day, "laid": day, "clock": clock, "at": at(day, clock), "state": "planned", **more}
            for day, clock in planned
        ]

    @rule(hours=st.sampled_from([1, 7, 24]))
    def time_passes(self, hours: int) -> None:
        self.clock.go_on(hours * HOUR)

    @rule(name=st.sampled_from(["a", "b"]), days=away, whole=st.booleans())
    def lay(self, name: str, days: int, whole: bool) -> None:
        day = TODAY + timedelta(days=days)
        same = any((one.get("name"), one.get("day")) == (name, day) and one["standing"]
                   for one in self.campaigns if not one.get("gone"))  # fmt: skip
        arc = [(phase, day + timedelta(days=off), clock) for phase, off, clock in PHASES]
        arc = sorted((one for one in arc if whole or one[0] == "burst"), key=lambda one: at(one[1], one[2]))
        ahead = [one for one in arc if at(one[1], one[2]) > self.clock.time]
        phases = [] if whole else ["burst"]
        fields = {"name": name, "day": day.isoformat(), "phases": phases}
        if self.done(bool(ahead) and not same, do="campaign.lay", **fields):
            self.campaigns.append({"name": name, "day": day, "standing": True})
            for phase, on, clock in ahead:
                self.lay_slots([(on, clock)], campaign=len(self.campaigns), phase=phase)

    def mine(self, n: int) -> list[Row]:
        return [one for one in self.slots if one.get("campaign") == n]

    @rule(n=numbers, days=away)
    def move(self, n: int, days: int) -> None:
        day, found = TODAY + timedelta(days=days), self.of(self.campaigns, n)
        apart = day - found["day"] if found else timedelta()
        mine = self.mine(n)
        still = [one for one in mine if one["state"] in STILL]
        out = [one for one in mine if one["state"] == "published"]
        allowed = bool(
            found
            and found["standing"]
            and apart
            and still
            and not any(one["day"] == found["day"] for one in out)
            and all(at(one["day"] + apart, one["clock"]) > self.clock.time for one in still)
            and all(
                one["day"] == there["day"]
                or (there["day"] < one["day"] and there["day"] < one["day"] + apart)
                or (there["day"] > one["day"] and there["day"] > one["day"] + apart)
                for one in still
                for there in out
            )
        )
        if self.done(allowed, do="campaign.move", id=f"c{n}", day=day.isoformat()) and found:
            found["day"] = day
            for one in still:
                one["day"] += apart
                one["at"] = at(one["day"], one["clock"])

    @rule(n=numbers)
    def drop(self, n: int) -> None:
        found = self.of(self.campaigns, n)
        allowed = bool(found and found["standing"])
        if self.done(allowed, do="campaign.drop", id=f"c{n}", reason="r") and found:
            found["standing"] = False
            for one in self.mine(n):
                if one["state"] in STILL:
                    one["state"] = "dropped"

    @rule(clock=st.sampled_from(["09:00", "21:00"]))
    def repeat(self, clock: str) -> None:
        same = any(one["clock"] == clock and one["standing"] for one in self.repeats if not one.get("gone"))
        fields = {"template": "rednote", "time": clock, "from_day": self.today().isoformat()}
        if self.done(not same, do="repeat.add", **fields):
            self.repeats.append({"clock": clock, "from": self.today(), "standing": True})

    def unlaid(self, n: int, until: date) -> list[date]:
        found = self.repeats[n - 1]
        laid = {one["laid"] for one in self.slots if one.get("repeat") == n}
        first = max(found["from"], self.today())
        every = [first + timedelta(days=more) for more in range((until - first).days + 1)]
        return [
            day
            for day in every
            if day.weekday() in (1, 5) and day not in laid and at(day, found["clock"]) > self.clock.time
        ]

    @rule(n=numbers, days=st.integers(0, 9))
    def lay_repeat(self, n: int, days: int) -> None:
        found, until = self.of(self.repeats, n), self.today() + timedelta(days=days)
        planned = self.unlaid(n, until) if found and found["standing"] else []
        if self.done(bool(planned), do="repeat.lay", id=f"e{n}", until=until.isoformat()) and found:
            self.lay_slots([(day, found["clock"]) for day in planned], repeat=n)

    @rule(n=numbers)
    def drop_repeat(self, n: int) -> None:
        found = self.of(self.repeats, n)
        allowed = bool(found and found["standing"])
        if self.done(allowed, do="repeat.drop", id=f"e{n}", reason="r") and found:
            found["standing"] = False

    @rule(n=slots)
    def hold(self, n: int) -> None:
        one = self.of(self.slots, n)
        allowed = bool(one and one["state"] in ("planned", "ready"))
        if self.done(allowed, do="incident.freeze", id="i1", reason="r", slots=[f"s{n}"]) and one:
            one["was"], one["state"] = one["state"], "held"

    @rule()
    def release(self) -> None:
        held = [one for one in self.slots if one["state"] == "held"]
        checked = list(TABLES["release"])
        if self.done(bool(held), do="incident.release", id="i1", checked=checked):
            for one in held:
                one["state"] = one.pop("was")

    @rule(n=slots)
    def sign(self, n: int) -> None:
        one = self.of(self.slots, n)
        allowed = bool(one and one["state"] == "planned")
        fields = {"id": f"s{n}", "role": "clinical", "expert": "wang"}
        if self.done(allowed, do="slot.sign_off", **fields) and one:
            one["state"] = "ready"

    @rule(n=slots)
    def publish(self, n: int) -> None:
        one = self.of(self.slots, n)
        allowed = bool(one and one["state"] == "ready")
        if self.done(allowed, do="slot.publish", id=f"s{n}") and one:
            one["state"] = "published"

    @rule()
    def undo(self) -> None:
        if not self.undos:
            return
        self.desk.do(parse({"do": "undo"}))
        counts = [len(self.campaigns), len(self.repeats), len(self.slots)]
        restored = self.undos.pop()
        gone: Row = {"gone": True, "state": "withdrawn", "standing": False}
        self.campaigns, self.repeats, self.slots = (
            rows + [dict(gone) for _ in range(count - len(rows))]
            for rows, count in zip(restored, counts, strict=True)
        )

    @invariant()
    def the_slots_are_the_same(self) -> None:
        if not hasattr(self, "desk"):
            return
        found = {row.id: (row.at, row.wall, row.state) for row in self.reader.slots(0, EVER, NOON)}
        assert found == {
            f"s{n}": (one["at"], f"{one['day']}T{one['clock']}", one["state"])
            for n, one in enumerate(self.slots, 1)
            if not one.get("gone")
        }

    @invariant()
    def no_arc_overlaps_itself(self) -> None:
        if not hasattr(self, "desk"):
            return
        for row in self.reader.campaigns(self.clock.time):
            mine = [one for one in self.mine(int(row.id[1:])) if one["state"] != "dropped"]
            spans = [
                [one["day"] for one in mine if one["phase"] == phase]
                for phase in ORDER
                if any(one["phase"] == phase for one in mine)
            ]
            assert all(max(before) < min(after) for before, after in pairwise(spans)), spans
            assert sum(one.slots for one in row.phases) == len(mine)

    @invariant()
    def what_recurs_is_laid_once_a_day_and_proposed_until_then(self) -> None:
        if not hasattr(self, "desk"):
            return
        for n, found in enumerate(self.repeats, 1):
            laid = [one["laid"] for one in self.slots if one.get("repeat") == n]
            assert len(laid) == len(set(laid))
            row = self.reader.repeat(f"e{n}", self.clock.time)
            if found.get("gone"):
                assert row is None
                continue
            sunday = self.today() + timedelta(days=13 - self.today().weekday())
            proposed = self.unlaid(n, sunday) if found["standing"] else []
            assert row is not None
            assert row.missing == tuple(day.isoformat() for day in proposed)


PlanMachine.TestCase.settings = WALK
TestPlan = PlanMachine.TestCase
