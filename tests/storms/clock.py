"""Clocks that are set, creep, sleep, start anew and change their zone: what the desk makes of them.

A world is a machine whose true time is known. The desk's own watch (``Timekeeper``), its own rule of what is
noted and its own rule of what is in doubt look at it; only the lines of the journal are kept here.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Coroutine
from types import SimpleNamespace
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from clocks import TwoClocks
from rhythm_tui.domain import jumps
from rhythm_tui.domain.command import Command
from rhythm_tui.domain.deadlines import DAY, HOUR, MINUTE, SECOND
from rhythm_tui.ui.timekeeping import SLEPT, Timekeeper
from storms.tally import Tally

NEVER = ("undetected", "wrong while shown as sure", "noted where nothing happened")
STORY = 250
"""Events of one journal."""
WRONG = jumps.DOUBT + 2 * jumps.SLACK
"""From where on (ms) a time is wrong: what is too small to be noted may be in it, and in what confirms it."""
ZONE = ZoneInfo("Asia/Shanghai")
ZONES = (480, 0, 540, -300)


class Row(NamedTuple):
    """A line of the journal, and what only the storm knows of it."""

    wrong_by: int
    """How far the wall clock was forward of the truth, ms."""
    start: int
    """The how-manieth start of the machine."""
    hidden: bool
    """Whether the clock was set while the machine was off: nobody can tell by how far from a clock alone."""


class Machine:
    """A machine with a desk on it."""

    def __init__(self) -> None:
        self.clock = TwoClocks()
        self.clock.own_zone = ZONES[0]
        self.wrong_by = self.start = 0
        self.hidden = False
        self.rows: list[Row] = []
        self.marks: list[jumps.Mark] = []
        self.base = self.last = self.clock.stamp()
        self.wanted: list[Command] = []
        """What the watch has asked to be journaled."""
        self.sit()

    def sit(self) -> None:
        """Open the desk."""
        seat = SimpleNamespace(
            clock=self.clock, past=False, reader=self, hand=self, vocabulary=SimpleNamespace(zone=ZONE)
        )
        app = SimpleNamespace(run_worker=run)
        self.watch = Timekeeper(app, seat, lambda _line: None)  # type: ignore[arg-type]
        self.watch.look()

    def clock_jump(self, now: jumps.Stamp) -> jumps.Jump | None:
        """Return what the desk would note now."""
        return jumps.noticed(self.base, self.last, now)

    def doubt(self) -> int:
        """Return what the watch asks for and the storm looks at once a story only."""
        return 0

    async def do(self, command: Command) -> None:
        """Take what the watch wants journaled; a step is noted with the next line in any case."""
        self.wanted.append(command)
        if command.model_dump(exclude_none=True).keys() == {"do"}:
            self.note()

    def note(self) -> jumps.Jump | None:
        """Write the line about the clock that is due, if one is."""
        now = self.clock.stamp()
        found = self.clock_jump(now)
        if found is not None:
            self.marks.append(jumps.Mark.read(len(self.rows), found.verb, jumps.fields(found)))
            self.write()
            self.base = now
        return found

    def write(self) -> None:
        """Write a line."""
        self.rows.append(Row(self.wrong_by, self.start, self.hidden))
        self.last = self.clock.stamp()

    def confirm(self) -> None:
        """Say that the clock is right."""
        self.marks.append(jumps.Mark(len(self.rows), jumps.SURE))
        self.hidden = False
        self.write()

    def set(self, by: int) -> None:
        """Put the clock forward, or back."""
        self.clock.set(by)
        self.wrong_by += by

    def start_anew(self, off: int, by: int) -> None:
        """Be off for a while; somebody may set the clock meanwhile."""
        self.start += 1
        self.clock.start_anew(f"start {self.start}", off + by)
        self.wrong_by += by
        self.hidden = self.hidden or by != 0


def run(work: Coroutine[Any, Any, None], **_options: object) -> None:
    """Do the work of a worker at once: it waits for nothing."""
    try:
        work.send(None)
    except StopIteration:
        return


def storm(tally: Tally, chance: random.Random) -> None:
    """Live through stories until the number of events is reached."""
    while tally.goes_on():
        machine = Machine()
        machine.write()
        for _ in range(min(STORY, tally.asked - tally.done)):
            event = chance.choices(EVENTS, WEIGHTS)[0]
            event(tally, machine, chance)
            machine.note()
            machine.write()
            tally.done += 1
            tally.add(event.__name__.replace("_", " "))
        judge(tally, machine)


def step(tally: Tally, machine: Machine, chance: random.Random) -> None:
    """Set the clock: by hours, by minutes, or by seconds that add up."""
    far = chance.choice((DAY, 8 * HOUR, 10 * MINUTE, MINUTE, 59 * SECOND, 5 * SECOND))
    _set(tally, machine, chance.choice((far, -far, chance.randint(-far, far))))


def creep(tally: Tally, machine: Machine, chance: random.Random) -> None:
    """Set it by less than shows, line after line."""
    by = chance.choice((-1, 1)) * chance.randint(1, jumps.SLACK)
    for _ in range(chance.randint(1, 60)):
        machine.clock.go_on(SECOND)
        _set(tally, machine, by)
        machine.write()


def _set(tally: Tally, machine: Machine, by: int) -> None:
    """Set it: the watch sees a step at once, and the next line tells of all that is no longer too small."""
    clock, base, before = machine.clock, machine.base, len(machine.marks)
    machine.set(by)
    off = (clock.time - clock.up) - (base.at - base.uptime)
    machine.watch.look()
    if len(machine.marks) == before and min(abs(by), abs(off)) > 2 * jumps.SLACK:
        tally.found("undetected", f"the watch did not see {by} ms")
    machine.note()
    if (len(machine.marks) > before) != (abs(off) > jumps.SLACK):
        tally.found("undetected" if abs(off) > jumps.SLACK else "noted where nothing happened", off)


def correction(tally: Tally, machine: Machine, _chance: random.Random) -> None:
    """Somebody sets the clock right, and says nothing."""
    _set(tally, machine, -machine.wrong_by)


def comparison(tally: Tally, machine: Machine, _chance: random.Random) -> None:
    """Somebody sets the clock right, and says so."""
    _set(tally, machine, -machine.wrong_by)
    machine.confirm()


def work(tally: Tally, machine: Machine, chance: random.Random) -> None:
    """Let time pass: nothing is to be noted."""
    machine.clock.go_on(chance.randint(0, 12 * HOUR))
    _quiet(tally, machine)


def suspend(tally: Tally, machine: Machine, chance: random.Random) -> None:
    """Let the machine sleep: it is noted, and is no step."""
    slept = chance.randint(0, 10 * HOUR)
    machine.clock.sleep(slept)
    wanted = _quiet(tally, machine)
    if any(one.get("until") == machine.clock.now() for one in wanted) != (slept >= SLEPT):
        tally.found("undetected" if slept >= SLEPT else "noted where nothing happened", f"slept {slept} ms")


def wrong_zone(tally: Tally, machine: Machine, chance: random.Random) -> None:
    """Set the machine's zone; as often as not whoever did it moves its hands as well."""
    zone = chance.choice(ZONES)
    known = machine.clock.own_zone
    machine.clock.own_zone = zone
    wanted = _quiet(tally, machine)
    if ({"do": "clock.note", "zone": zone} in wanted) != (zone != known):
        tally.found("undetected", f"from UTC{known:+} min to {zone:+}")
    if zone != known and chance.random() < 0.5:
        _set(tally, machine, (known - zone) * MINUTE)


def reboot(tally: Tally, machine: Machine, chance: random.Random) -> None:
    """Start the machine anew; now and then somebody has set its clock meanwhile."""
    off, before = chance.randint(SECOND, 2 * DAY), machine.last
    by = chance.choice((0, 0, 0, -DAY, DAY, chance.randint(-3 * DAY, 3 * DAY)))
    machine.start_anew(off, by)
    machine.clock.go_on(up := chance.randint(0, 5 * MINUTE))
    machine.sit()
    found = machine.note() or machine.marks[-1]
    if not found.restarted:
        tally.found("undetected", "a start")
    back = off + by + up - machine.clock.uptime() < -jumps.SLACK
    if back and machine.marks[-1].verb != jumps.STEP:
        tally.found("undetected", f"off for {off} ms, put back by {-by} ms, last {before}")
    if by:
        tally.add("set while off" if not back else "found set back while off")


EVENTS: tuple[Callable[[Tally, Machine, random.Random], None], ...] = (
    step, creep, work, suspend, reboot, wrong_zone, correction, comparison,
)  # fmt: skip
WEIGHTS = (30, 4, 25, 15, 6, 10, 6, 4)


def _quiet(tally: Tally, machine: Machine) -> list[dict[str, Any]]:
    """Have the watch look where the clock was not set; return what it wants journaled."""
    before = len(machine.marks)
    machine.wanted.clear()
    machine.watch.look()
    if len(machine.marks) > before:
        tally.found("noted where nothing happened", machine.marks[-1])
    return [one.model_dump(exclude_none=True) for one in machine.wanted]


def judge(tally: Tally, machine: Machine) -> None:
    """Hold what is shown as sure against the truth: every line of the journal, and the clock as it stands."""
    doubts = jumps.doubts(machine.marks)
    compared = {machine.rows[mark.seq].start: mark.seq for mark in machine.marks if mark.verb == jumps.SURE}
    last = len(machine.rows) - 1
    for seq, row in enumerate(machine.rows):
        hidden = row.hidden and compared.get(row.start, -1) < seq
        wrong = abs(row.wrong_by) > WRONG and not hidden
        doubt = jumps.in_doubt(doubts, seq)
        tally.add("lines")
        if doubt:
            tally.add("in doubt, rightly" if abs(row.wrong_by) >= jumps.DOUBT else "in doubt though right")
        elif wrong:
            tally.found("wrong while shown as sure", f"line {seq}, by {row.wrong_by} ms")
        if seq == last and wrong and not jumps.doubt_now(doubts):
            tally.found("wrong while shown as sure", "the clock as it stands")
