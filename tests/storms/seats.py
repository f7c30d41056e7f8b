"""Four seats at once, one of them with a screen: no update lost, no item claimed twice.

How long an action takes, and how long the loop of the screen is held up, are measured while they do.
"""

from __future__ import annotations

import asyncio
import fcntl
import json
import random
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.refusal import Refusal
from storms import ground, kills
from storms.nest import Nest, Say
from storms.tally import Tally

NEVER = ("lost update", "double claim", "seat failed", "half applied")
ITEMS = 4
"""Few enough that the seats meet at them all the time."""
PACE = 0.05
"""Seconds, at most, that a seat which acts for a time rests before it acts again: still faster than hands."""
BEAT = 0.01
"""Seconds between two looks at the loop of the screen."""


class Notes:
    """What one seat did and how long each took, written down when it ends."""

    def __init__(self) -> None:
        self.done: list[tuple[int, str, str, int, str]] = []
        """Journal row, item, verb, version and text of every action that was answered."""
        self.took: list[float] = []
        self.held_up: list[float] = []
        self.own_work: list[float] = []
        """Of each time the loop of the screen was held up, the processor time it took itself."""

    def act(self, desk: Any, fields: dict[str, Any]) -> None:
        """Do a command and note it; a refusal is an answer too."""
        began = time.perf_counter()
        try:
            receipt = desk.do(parse(fields))
        except Refusal:
            pass
        else:
            told = (receipt.seq, fields["id"], fields["do"], receipt.version, fields.get("text", ""))
            self.done.append(told)
        self.took.append((time.perf_counter() - began) * 1000)

    def keep(self, path: Path) -> None:
        """Write it all down."""
        path.write_text(json.dumps(self.__dict__))


def seat(say: Say, name: str, path: str, seed: str, rounds: int, seconds: float) -> None:
    """Claim, write on what was seen, give back: for a time, or so many rounds."""
    file, chance, notes = Path(path), random.Random(seed), Notes()
    desk = ground.sit(file, kills.PEOPLE[int(name)], name)
    say(ready=True)
    with gate_of(file).open() as gate:
        fcntl.flock(gate, fcntl.LOCK_SH)  # all begin at once
    end = time.monotonic() + seconds
    for number in range(rounds or 1 << 40):
        if seconds and time.monotonic() > end:
            break
        if seconds:
            time.sleep(chance.uniform(0, PACE))
        id = f"q{chance.randrange(1, ITEMS + 1)}"
        sql = "SELECT version FROM interaction WHERE n = ?"
        (seen,) = desk.store.connection.execute(sql, (int(id[1:]),)).fetchone()
        notes.act(desk, {"do": "interaction.claim", "id": id})
        notes.act(desk, {"do": "reply.draft", "id": id, "text": f"{name} {number}", "expect": seen})
        if chance.random() < 0.7:
            notes.act(desk, {"do": "interaction.release", "id": id})
    desk.close()
    notes.keep(file.with_name(f"{name}.json"))


def screen(say: Say, name: str, path: str, seed: str, rounds: int, seconds: float) -> None:
    """Have the real screen open on the same file, and see how long its loop is held up."""
    from harness import opened

    file, chance, notes = Path(path), random.Random(seed), Notes()

    async def watch() -> None:
        while True:
            began, worked = time.perf_counter(), time.thread_time()
            await asyncio.sleep(BEAT)
            notes.own_work.append((time.thread_time() - worked) * 1000)
            notes.held_up.append(max(0.0, time.perf_counter() - began - BEAT) * 1000)

    async def sitting() -> None:
        own = kills.seated(file, name, lambda: ground.sit(file, kills.PEOPLE[int(name)], name))
        async with opened(own) as desk:
            say(ready=True)
            beats = asyncio.create_task(watch())
            end = time.monotonic() + seconds
            await desk.press("2")
            while time.monotonic() < end:
                await desk.press(chance.choice(["j", "k", "w", "escape", "end", "home"]))
            beats.cancel()

    asyncio.run(sitting())
    notes.keep(file.with_name(f"{name}.json"))


def run(
    tally: Tally, chance: random.Random, nest: Nest, *, rounds: int = 0, seconds: float = 0, plant: str = ""
) -> None:
    """Let the seats act on one desk; the screen is one of them when they act for a time."""
    names = [str(number) for number in range(4)]
    with ground.scratch() as folder:
        path = ground.lay(folder)
        gate = gate_of(path).open("w")
        fcntl.flock(gate, fcntl.LOCK_EX)
        for name in names:
            work = "screen" if name == "3" and seconds else "seat"
            given = {"path": str(path), "seed": f"{chance.random()}", "rounds": rounds, "seconds": seconds}
            nest.hatch(name, f"storms.seats:{work}", plant, **given)
        waiting, ended = set(names), set[str]()
        while len(ended) < len(names):
            for one in nest.heard(1.0):
                waiting.discard(one["from"])
                if "broke" in one:
                    tally.found("seat failed", one["broke"])
                if "broke" in one or "end" in one:
                    ended.add(one["from"])
            if not waiting and not gate.closed:
                gate.close()
        for name in names:
            nest.kill(name)
        look(tally, path)


def gate_of(path: Path) -> Path:
    """Return the file that the seats wait at until all are there."""
    return path.with_name("gate")


def look(tally: Tally, path: Path) -> None:
    """Compare what the seats were answered with what stands, by a rule of its own."""
    notes = [json.loads(one.read_text()) for one in sorted(path.parent.glob("?.json"))]
    done = sorted(tuple(one) for told in notes for one in told["done"])
    took = sorted(one for told in notes for one in told["took"])
    held_up = sorted(one for told in notes for one in told["held_up"])
    own_work = sorted(one for told in notes for one in told["own_work"])
    tally.done = len(took)
    owner: dict[str, bool] = {}
    changes: dict[str, list[int]] = defaultdict(list)
    last: dict[str, str] = {}
    for _seq, id, verb, version, text in done:
        changes[id].append(version)
        if verb == "interaction.claim" and owner.get(id):
            tally.found("double claim", id)
        if verb != "reply.draft":
            owner[id] = verb == "interaction.claim"
        else:
            last[id] = text
    desk = ground.sit(path)
    for id, versions in changes.items():
        sql = "SELECT i.version, c.body FROM interaction i LEFT JOIN content c ON c.n = i.reply"
        sql += " WHERE i.n = ?"
        version, body = desk.store.connection.execute(sql, (int(id[1:]),)).fetchone()
        if len(set(versions)) != len(versions) or max(versions) != version or last.get(id, body) != body:
            tally.found("lost update", f"{id}: version {version} after {len(versions)} changes")
    desk.close()
    if found := ground.flaw(path):
        tally.found("half applied", found)
    tally.told["changes answered"] = str(len(done))
    for name, times in (
        ("action (to reach: p99 100 ms)", took),
        ("screen held up (to reach: 100 ms)", held_up),
        ("of it the screen's own processor time", own_work),
    ):
        if times:
            tally.told[f"{name} p99"] = f"{times[int(len(times) * 0.99)]:.1f} ms"
            tally.told[f"{name} at most"] = f"{times[-1]:.1f} ms"
