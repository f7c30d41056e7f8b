"""Power cuts while every type of action is done: what was answered stays, and nothing is half there."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rhythm_tui.desk.desk import Desk
from rhythm_tui.domain.commands import Command, parse
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.store import journal, schema
from rhythm_tui.store.unusable import DeskUnusable
from storms import ground
from storms.actions import COMMANDS
from storms.disk import Disk, after_cut
from storms.tally import Tally

Asked = Sequence[dict[str, Any]]
NEVER = ("acknowledged lost", "half applied", "retry not once", "not opened")
ADD: dict[str, Any] = {
    "do": "interaction.add",
    "platform": "douyin",
    "kind": "comment",
    "author": "a",
    "text": "t",
    "posted_at": 1_795_320_000_000,
}
"""What is done on a new desk, and behind every action: one that was answered lies before one under way."""


def run(
    tally: Tally, chance: random.Random, cuts: int, commands: Sequence[dict[str, Any]] = COMMANDS
) -> None:
    """Cut the power ``cuts`` times during every action, and while a desk and its first item are made."""
    tally.asked = cuts * (len(commands) + 1)
    for fields in (None, *commands):
        if tally.out_of_time():
            break
        cut_during(tally, chance, fields, cuts)
        tally.add("action types")


def cut_during(tally: Tally, chance: random.Random, fields: dict[str, Any] | None, cuts: int) -> None:
    """Do one action on a disk that remembers, and look at what cuts anywhere in it leave."""
    done = [{**(fields or ADD), "key": "k1"}, {**ADD, "key": "k2"}]
    with ground.scratch() as folder:
        path = folder / "real" / ground.FILE
        path.parent.mkdir()
        if fields is not None:
            ground.lay(path.parent, fields["do"])
        disk = recorded(path, [parse(one) for one in done])
        for _ in range(cuts):
            if tally.out_of_time():
                return
            place = chance.randrange(len(disk.events) + 1)
            left, answered = after_cut(disk, place, chance)
            where = f"{(fields or ADD)['do']} cut behind {place} of {len(disk.events)} events"
            with ground.scratch() as found:
                for name, raw in left.items():
                    (found / name).write_bytes(raw)
                look(tally, found / ground.FILE, answered, done, where)
            tally.done += 1


def recorded(path: Path, commands: Sequence[Command]) -> Disk:
    """Do commands one after the other and close; return what the disk saw of it."""
    disk = Disk(path.parent)
    with disk.watching():
        desk = ground.sit(path)
        if disk.base:
            desk.store.connection.execute(f"PRAGMA application_id={schema.APPLICATION_ID}")  # begins the log
        for command in commands:
            seq = desk.do(command).seq
            disk.answered(journal.entry(desk.store.connection, seq))
        desk.close()
    return disk


def look(tally: Tally, path: Path, answered: Sequence[Any], done: Asked, where: str) -> None:
    """Open what a cut has left as an operator would, and do again what may not have been done."""
    try:
        desk = ground.sit(path)
    except DeskUnusable as error:
        tally.found("not opened", f"{where}: {error}")
        return
    found = [journal.entry(desk.store.connection, one.seq) for one in answered]
    if found != list(answered) or desk.store.keys.epoch <= rotations(desk):
        tally.found("acknowledged lost", where)
    else:
        retry(tally, desk, [one.seq for one in answered], done, where)
    desk.close()
    if found := ground.flaw(path):
        tally.found("half applied", f"{where}: {found}")


def rotations(desk: Desk) -> int:
    """Return how often the journal says that the key of authors was changed."""
    sql = "SELECT count(*) FROM journal WHERE verb = 'privacy.rotate'"
    return int(desk.store.connection.execute(sql).fetchone()[0])


def retry(tally: Tally, desk: Desk, answered: Sequence[int], done: Asked, where: str) -> None:
    """Do every command again with its key: each stands in the journal once, and where it stood before."""
    rows = journal.head(desk.store.connection).seq
    kept = sum(journal.by_key(desk.store.connection, one["key"]) is not None for one in done)
    if kept > len(answered):
        tally.add("committed but not yet answered")
    try:
        seqs = [desk.do(parse(one)).seq for one in done]
    except Refusal as refusal:
        tally.found("retry not once", f"{where}: {refusal}")
        return
    first = rows - kept + 1
    if seqs != [first, first + 1] or journal.head(desk.store.connection).seq != first + 1:
        tally.found("retry not once", where)
