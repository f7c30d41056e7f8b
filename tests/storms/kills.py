"""kill -9 while two to four seats act: what was answered stays, nothing is half there, a retry does it once.

Each seat says what it is about to do, does it, and says the answer. Whoever takes the place of a killed seat
first does again, with the same operation key, what was not answered.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.store import journal
from storms import ground
from storms.nest import Nest, Say
from storms.tally import Tally

NEVER = ("acknowledged lost", "half applied", "retry not once", "seat failed")
LIFE = 100
"""Kills that one desk lives through before it is looked at."""
PATIENCE = 0.03
"""Seconds within which a kill comes."""
OPENING = 0.1
"""How many of the kills meet a seat wherever it is, opening its file for one."""
PEOPLE = ("li", "wang", "zhao", "zhou")
NOON = 1_795_320_000_000


def actions(chance: random.Random) -> Iterator[dict[str, Any]]:
    """Yield what a busy operator does, without end; some of it will be refused."""
    item = {"platform": "douyin", "kind": "comment", "posted_at": NOON - 3_600_000, "author": "a"}
    while True:
        q, i = f"q{chance.randrange(1, 30)}", f"i{chance.randrange(1, 4)}"
        yield from chance.sample(
            [
                {"do": "interaction.add", **item, "text": f"t{chance.random()}"},
                {"do": "interaction.claim", "id": q},
                {"do": "interaction.release", "id": q},
                {"do": "reply.draft", "id": q, "text": f"d{chance.random()}"},
                {"do": "reply.post", "id": q, "text": "r"},
                {"do": "interaction.reopen", "id": q, "reason": "r"},
                {"do": "incident.open", "title": "t", "kind": "dispute", "grade": "general", "items": [q]},
                {"do": "incident.note", "id": i, "text": "n", "kind": "decision"},
                {"do": "task.add", "incident": i, "text": "t"},
                {"do": "undo"},
            ],
            k=4,
        )


def seat(say: Say, name: str, path: str, seed: str, again: dict[str, Any] | None) -> None:
    """Act until killed, beginning with what the one before may not have done."""
    desk = ground.sit(Path(path), PEOPLE[int(name)], name)
    if again is not None:
        do_again(say, desk, again)
    for number, fields in enumerate(actions(random.Random(seed))):
        act(say, desk, {**fields, "key": f"{seed}.{number}"})


def do_again(say: Say, desk: Any, fields: dict[str, Any]) -> None:
    """Do what was not answered, and say whether it had been done."""
    say(committed=journal.by_key(desk.store.connection, fields["key"]) is not None)
    act(say, desk, fields)


def act(say: Say, desk: Any, fields: dict[str, Any]) -> None:
    """Say it, do it, say the answer."""
    say(tried=fields)
    try:
        say(answered=fields["key"], seq=desk.do(parse(fields)).seq)
    except Refusal as refusal:
        say(refused=fields["key"], code=refusal.code)


def seated(file: Path, name: str, open_desk: Any) -> Any:
    """Sit down at a screen, with a reader and a gateway of its own."""
    from rhythm_tui.desk.reader import Reader
    from rhythm_tui.domain.text import clean
    from rhythm_tui.domain.vocabulary import Vocabulary
    from rhythm_tui.ui.gateway import Gateway
    from rhythm_tui.ui.seat import Seat

    words, who = Vocabulary(ground.TABLES, "en"), PEOPLE[int(name)]
    reader = Reader.open(file, words, operator=who)
    filters = file.with_name("filters.toml")
    clock = ground.SettableClock()
    return Seat(reader, Gateway(open_desk), clock, words, clean(who), lambda: ground.PLAYBOOK, filters)


class Speaking:
    """The desk behind a screen: it says what it is about to do, and the answer."""

    def __init__(self, say: Say, desk: Any, seed: str) -> None:
        self._say = say
        self._desk = desk
        self._seed = seed
        self._count = 0

    def do(self, command: Any) -> Any:
        self._count += 1
        keyed = command.model_copy(update={"key": f"{self._seed}.{self._count}"})
        self._say(tried=keyed.model_dump(mode="json", exclude_defaults=True) | {"do": command.do})
        receipt = self._desk.do(keyed)
        self._say(answered=keyed.key, seq=receipt.seq)
        return receipt

    def close(self) -> None:
        self._desk.close()


def screen(say: Say, name: str, path: str, seed: str, again: dict[str, Any] | None) -> None:
    """Act through the real screen until killed: keys in, commands out of its own gateway."""
    from harness import opened

    file, chance = Path(path), random.Random(seed)

    def open_desk() -> Any:
        return Speaking(say, ground.sit(file, PEOPLE[int(name)], name), seed)

    async def sitting() -> None:
        async with opened(seated(file, name, open_desk), (80, 24)) as desk:
            await desk.press("2")
            while True:
                await desk.press(chance.choice(["c", "j", "j", "k", "u", "U"]))

    if again is not None:
        desk = ground.sit(file, PEOPLE[int(name)], name)
        do_again(say, desk, again)
        desk.close()
    asyncio.run(sitting())


class Watch:
    """What the seats of one desk have said."""

    def __init__(self, tally: Tally) -> None:
        self.tally = tally
        self.answered: dict[str, int] = {}
        self.open: dict[str, dict[str, Any]] = {}
        """What each seat is doing just now."""
        self.spoken: set[str] = set()
        """Seats that have begun to act."""

    def hear(self, said: list[dict[str, Any]]) -> None:
        """Take in what was said."""
        for one in said:
            if "tried" in one:
                self.spoken.add(one["from"])
                self.open[one["from"]] = one["tried"]
            elif "answered" in one or "refused" in one:
                self.open.pop(one["from"], None)
                if "answered" in one:
                    self.answer(one["answered"], one["seq"])
            elif one.get("committed"):
                self.tally.add("committed but not yet answered")
            elif "broke" in one:
                self.tally.found("seat failed", one["broke"])

    def answer(self, key: str, seq: int) -> None:
        """Note an answer; the same key is answered with the same row for ever."""
        if self.answered.setdefault(key, seq) != seq:
            self.tally.found("retry not once", key)


def run(
    tally: Tally,
    chance: random.Random,
    nest: Nest,
    *,
    plant: str = "",
    screens: float = 0.02,
    patience: float = PATIENCE,
) -> None:
    """Kill seats until the number is reached; ``screens`` of them work through the screen."""
    while tally.goes_on():
        with ground.scratch() as folder:
            one_life(tally, chance, nest, ground.lay(folder), plant, screens, patience)


def one_life(
    tally: Tally,
    chance: random.Random,
    nest: Nest,
    path: Path,
    plant: str,
    screens: float,
    patience: float,
) -> None:
    """Let seats act on one desk and kill them one after the other; then look at the desk."""
    watch = Watch(tally)
    kinds: dict[str, str] = {}

    def hatch(name: str) -> None:
        kinds[name] = "screen" if chance.random() < screens else "seat"
        seed = f"{chance.getrandbits(60):x}"
        again = watch.open.get(name)
        watch.spoken.discard(name)
        nest.hatch(name, f"storms.kills:{kinds[name]}", plant, path=str(path), seed=seed, again=again)

    names = [str(number) for number in range(chance.randint(2, 4))]
    for name in names:
        hatch(name)
    killed = 0
    while killed < LIFE and tally.goes_on():
        watch.hear(nest.listen(chance.uniform(0, patience)))
        working = [name for name in names if name in watch.spoken]
        if not working or chance.random() < OPENING:
            working = [name for name in names if kinds[name] == "seat"]  # killed while it opens
        if not working:
            continue
        name = chance.choice(working)
        watch.hear(nest.kill(name))
        killed += 1
        tally.done += 1
        tally.add(f"of a {kinds[name]}")
        hatch(name)
    for name in names:
        watch.hear(nest.kill(name))
    look(tally, path, watch)


def look(tally: Tally, path: Path, watch: Watch) -> None:
    """Do what was not answered again, and compare the journal with what was answered."""
    for name, fields in list(watch.open.items()):
        desk = ground.sit(path, PEOPLE[int(name)])
        do_again(lambda **said: watch.hear([{"from": "desk", **said}]), desk, fields)
        desk.close()
    desk = ground.sit(path)
    run = desk.store.connection.execute
    kept = dict(run("SELECT key, seq FROM journal WHERE key IS NOT NULL"))
    before = ground.rows_before()
    (rows,) = run("SELECT count(*) FROM journal").fetchone()
    for key, seq in watch.answered.items():
        if kept.get(key) != seq:
            tally.found("acknowledged lost", f"{key} as row {seq}, found {kept.get(key)}")
    if rows - before != len(watch.answered):
        tally.found("retry not once", f"{rows - before} rows, {len(watch.answered)} answers")
    tally.add("actions answered", len(watch.answered))
    desk.close()
    if found := ground.flaw(path):
        tally.found("half applied", found)
