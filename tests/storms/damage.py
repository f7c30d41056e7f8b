"""The damage zoo: whatever happens to a desk's files, it is as it was or the desk says so, never silent."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rhythm_tui.desk import upkeep
from rhythm_tui.domain.commands import parse
from rhythm_tui.store import keys
from rhythm_tui.store.unusable import DeskUnusable
from storms import ground
from storms.tally import Tally

NEVER = ("silent", "crash", "refused without a reason")

APART = ("_sqlite_migrations", "search_docsize")
"""Tables that hold no work: which steps made the schema, how long the searched texts are."""

KEYS = ".keys"
"""What is compared besides tables: the keys of author hashes."""

Damage = Callable[[Path, random.Random], None]


def truncated(path: Path, chance: random.Random) -> None:
    """The file ends early."""
    _cut(path, chance)


def flipped(path: Path, chance: random.Random) -> None:
    """Some bits of the file are turned."""
    _flip(path, chance)


def page_zeroed(path: Path, chance: random.Random) -> None:
    """A page of the file holds nothing."""
    raw = bytearray(path.read_bytes())
    at = chance.randrange(len(raw) // 4096) * 4096
    raw[at : at + 4096] = bytes(4096)
    path.write_bytes(raw)


def log_gone(path: Path, chance: random.Random) -> None:
    """The log that holds the last work was deleted."""
    _log(path).unlink()


def log_truncated(path: Path, chance: random.Random) -> None:
    """The log ends early."""
    _cut(_log(path), chance)


def log_flipped(path: Path, chance: random.Random) -> None:
    """Some bits of the log are turned."""
    _flip(_log(path), chance)


def older_copy(path: Path, chance: random.Random) -> None:
    """An older copy of the file was put back by hand, without its log."""
    shutil.copy(ground.lay(path.parent / "older"), path)
    _log(path).unlink()


def anchor_gone(path: Path, chance: random.Random) -> None:
    """The anchor was deleted."""
    _anchor(path).unlink()


def anchor_flipped(path: Path, chance: random.Random) -> None:
    """Some bits of the anchor are turned."""
    _flip(_anchor(path), chance)


def keys_flipped(path: Path, chance: random.Random) -> None:
    """Some bits of the keys are turned."""
    _flip(keys.path_of(path), chance)


def emptied(path: Path, chance: random.Random) -> None:
    """Nothing is left in the file."""
    path.write_bytes(b"")
    _log(path).unlink()


def gone(path: Path, chance: random.Random) -> None:
    """The file was deleted, its companions were not."""
    path.unlink()
    _log(path).unlink()


ZOO: tuple[Damage, ...] = (
    truncated, flipped, page_zeroed, log_gone, log_truncated, log_flipped, older_copy, anchor_gone,
    anchor_flipped, keys_flipped, emptied, gone,
)  # fmt: skip


def _log(path: Path) -> Path:
    return Path(f"{path}-wal")


def _anchor(path: Path) -> Path:
    return Path(f"{path}.anchor")


def _cut(path: Path, chance: random.Random) -> None:
    raw = path.read_bytes()
    path.write_bytes(raw[: chance.randrange(len(raw))])


def _flip(path: Path, chance: random.Random) -> None:
    raw = bytearray(path.read_bytes())
    for _ in range(chance.randrange(1, 9)):
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    path.write_bytes(raw)


def crashed(folder: Path) -> Path:
    """Return a desk whose seat has died: its last work stands in the log alone."""
    work = folder / "work"
    desk = ground.sit(ground.lay(work))
    for text in "abc":
        desk.do(parse({"do": "reply.draft", "id": "q1", "text": text}))
    left = folder / "left"
    shutil.copytree(work, left, ignore=shutil.ignore_patterns("*-shm", "*.lock"))
    desk.close()
    return left / ground.FILE


def run(tally: Tally, chance: random.Random, zoo: Sequence[Damage] = ZOO) -> None:
    """Damage desks until the number is reached, each in one way."""
    with ground.scratch() as folder:
        sound = crashed(folder)
        shutil.copytree(sound.parent, folder / "sound")
        desk = ground.sit(folder / "sound" / ground.FILE)
        wanted = {**ground.contents_of(desk.store.connection), KEYS: desk.store.keys}
        desk.close()
        while tally.goes_on():
            damage = zoo[tally.done % len(zoo)]
            path = folder / "damaged" / ground.FILE
            shutil.copytree(sound.parent, path.parent)
            damage(path, chance)
            judge(tally, path, wanted, damage.__name__)
            shutil.rmtree(path.parent)


def judge(tally: Tally, path: Path, wanted: dict[str, Any], name: str) -> None:
    """Open a damaged desk as an operator would, and look at what is said and what is there."""
    tally.done += 1
    try:
        desk = ground.sit(path)
    except DeskUnusable as error:
        tally.add("refused")
        if not str(error).strip():
            tally.found("refused without a reason", name)
        return
    except Exception as error:
        tally.found("crash", f"{name}: {error!r}")
        return
    try:
        found = {**ground.contents_of(desk.store.connection), KEYS: desk.store.keys}
        differ = [table for table, rows in wanted.items() if found.get(table) != rows and table not in APART]
        if (pages := desk.store.connection.execute("PRAGMA integrity_check(1)").fetchone()[0]) != "ok":
            differ.append(pages)
        same = not differ
        desk.close()
        told = upkeep.examine(path) or ground.flaw(path)
    except Exception as error:
        same, differ, told = False, [], error
    if same:
        tally.add("as it was")
    elif told:
        tally.add("found by the desk's own checks")
    else:
        tally.found("silent", f"{name}: {differ}")
