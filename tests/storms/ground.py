"""The desk that storms start from, made once and copied; and how whole a desk is."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from clocks import SettableClock
from rhythm_tui.desk import checks
from rhythm_tui.desk.desk import Desk
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.playbook import check
from rhythm_tui.settings import data_dir, read_toml
from rhythm_tui.store import journal
from storms.actions import BEFORE, prepare

TABLES = read_toml(data_dir() / "playbook.toml")
PLAYBOOK = check(TABLES)
FILE = "desk.db"
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a folder for a while: in memory where there is such a place, for a storm syncs without end."""
    with tempfile.TemporaryDirectory(prefix="rhythm-storm-", dir=MEMORY) as folder:
        yield Path(folder)


def sit(path: Path, operator: str = "li", seat: str = "seat") -> Desk:
    """Open a desk whose clock stands still."""
    return Desk.open(path, PLAYBOOK, SettableClock(), operator=operator, seat=seat)


@cache
def _laid(name: str) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="rhythm-storm-", dir=MEMORY))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    if name:
        shutil.copytree(_laid(""), folder, dirs_exist_ok=True)
    desk = sit(folder / FILE)
    if not name:
        prepare(desk)
    for one in BEFORE.get(name, []):
        desk.do(parse(one))
    desk.close()
    return folder


def lay(folder: Path, name: str = "") -> Path:
    """Put a desk with one of everything into ``folder``, ready for the command ``name``; return its file."""
    shutil.copytree(_laid(name) if name in BEFORE else _laid(""), folder, dirs_exist_ok=True)
    return folder / FILE


def contents_of(connection: Any) -> dict[str, list[Any]]:
    """Return every row of every table."""
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables}


def flaw(path: Path) -> str:
    """Return in what the journal, anchor, words and tables of a desk disagree; nothing where they agree."""
    verified, replayed = checks.verify(path), checks.replay(path)
    if not verified.sound:
        return str(verified)
    return "" if replayed.sound else str(replayed.differences)


@cache
def rows_before() -> int:
    """Return how many rows the journal of a laid desk has."""
    desk = sit(_laid("") / FILE)
    rows = journal.head(desk.store.connection).seq
    desk.close()
    return rows
