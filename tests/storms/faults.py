"""A fault at every statement of every command: nothing half done, nothing left open, a retry does it once."""

from __future__ import annotations

import random
from asyncio import CancelledError
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rhythm_tui.desk.desk import Desk
from rhythm_tui.domain.commands import Command, parse
from rhythm_tui.store.sqlite import Error, roll_back
from rhythm_tui.store.unusable import DeskUnusable
from storms import ground
from storms.actions import COMMANDS
from storms.tally import Tally

NEVER = ("half applied", "transaction left open", "told wrongly", "retry not once")
FAULTS: tuple[tuple[BaseException, type[BaseException]], ...] = (
    (Error("database is locked"), DeskUnusable),
    (Error("disk I/O error"), DeskUnusable),
    (Error("database or disk is full"), DeskUnusable),
    (KeyboardInterrupt(), KeyboardInterrupt),
    (CancelledError(), CancelledError),
    (MemoryError(), MemoryError),
)
"""What goes wrong, and what the desk says then."""


class Faulty:
    """A connection that fails at its ``at``-th statement, before or after the statement was run."""

    def __init__(self, real: Any, at: int, fault: BaseException, *, after: bool = False) -> None:
        self._real = real
        self._at = at
        self._fault = fault
        self._after = after
        self.statements: list[str] = []

    def execute(self, sql: str, *values: Any) -> Any:
        if sql == "ROLLBACK":
            return self._real.execute(sql)
        self.statements.append(sql)
        failing = len(self.statements) == self._at or (self._at == 0 and sql == "COMMIT")
        if failing and not self._after:
            raise self._fault
        done = self._real.execute(sql, *values)
        if failing:
            raise self._fault
        return done

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


class Strike(NamedTuple):
    """One fault: at which statement, which, and whether the statement was run before it."""

    at: int
    fault: int
    after: bool


def strikes(desk: Desk, command: Command) -> list[Strike]:
    """Return every fault that can meet a command, found by letting it fail at its end."""
    real = desk.store.connection
    probe = Faulty(real, 0, Error("disk I/O error"))
    desk.store.connection = probe
    try:
        desk.do(command)
    except DeskUnusable:
        pass
    finally:
        desk.store.connection = real
        roll_back(real)
    return [
        Strike(at, fault, after)
        for at, statement in enumerate(probe.statements, start=1)
        for fault in range(len(FAULTS))
        for after in (False, True)
        if not (after and statement == "COMMIT")
    ]


def strike(desk: Desk, command: Command, one: Strike, before: Any, tally: Tally) -> None:
    """Let a command meet a fault, and look whether the desk is as it was."""
    real = desk.store.connection
    fault, told = FAULTS[one.fault]
    desk.store.connection = Faulty(real, one.at, fault, after=one.after)
    said: BaseException | None = None
    try:
        desk.do(command)
    except BaseException as error:
        said = error
    desk.store.connection = real
    where = f"{command}, {one}, said {said!r}"
    if not isinstance(said, told):
        tally.found("told wrongly", where)
    if real.in_transaction:
        tally.found("transaction left open", where)
        real.execute("ROLLBACK")
    if ground.contents_of(real) != before:
        tally.found("half applied", where)
    tally.done += 1


def chosen(every: Sequence[Strike], chance: random.Random, most: int | None) -> Sequence[Strike]:
    """Return all of them, or as many as are asked for."""
    return every if most is None or most >= len(every) else chance.sample(every, most)


def run(
    tally: Tally,
    chance: random.Random,
    most: int | None = None,
    commands: Sequence[dict[str, Any]] = COMMANDS,
) -> None:
    """Meet every command with faults: ``most`` each, or every one there is."""
    tally.asked = 0
    for fields in commands:
        if tally.out_of_time():
            tally.short = True
            break
        with ground.scratch() as folder:
            one_command(tally, chance, ground.lay(folder, fields["do"]), fields, most)


def one_command(
    tally: Tally, chance: random.Random, path: Path, fields: dict[str, Any], most: int | None
) -> None:
    """Meet one command with faults, then do it after all."""
    desk = ground.sit(path)
    command = parse({**fields, "key": "k"})
    before = ground.contents_of(desk.store.connection)
    every = chosen(strikes(desk, command), chance, most)
    tally.asked += len(every)
    for one in every:
        strike(desk, command, one, before, tally)
    rows = len(before["journal"])
    if desk.do(command).seq != rows + 1 or desk.do(command).seq != rows + 1:
        tally.found("retry not once", command)
    desk.close()
    if found := ground.flaw(path):
        tally.found("half applied", found)
    tally.add("action types")
