"""Shut the suite off from the machine it runs on, and hand out the desk's parts."""

from __future__ import annotations

import gc
import locale
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import searching  # noqa: F401 - before any test asks for settings
from clocks import SettableClock
from empty import empty_desk, filled_desk
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain import operators
from rhythm_tui.domain.playbook import Playbook, check
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.settings import data_dir, read_toml
from rhythm_tui.store import file as desk_file
from rhythm_tui.store.sqlite import Connection

_HOME = tempfile.TemporaryDirectory(prefix="rhythm-home-")


def pytest_configure() -> None:
    """Give every test the same machine: no home, no locale, and a zone nobody works in."""
    for name in [name for name in os.environ if name.startswith(("RHYTHM_", "XDG_", "LC_", "TEXTUAL"))]:
        del os.environ[name]
    os.environ.update(
        HOME=_HOME.name,
        USERPROFILE=_HOME.name,
        LC_ALL="C",
        LANG="C",
        TZ="America/St_Johns",
        COLUMNS="80",
        LINES="24",
    )
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        os.environ[f"XDG_{name}_HOME"] = f"{_HOME.name}/{name.lower()}"
    for name in ("NO_COLOR", "FORCE_COLOR", "PYTHONWARNINGS", "PYTHONDONTWRITEBYTECODE"):
        os.environ.pop(name, None)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell has programs behind its back ignore it
    sys.dont_write_bytecode = False  # compiled once, for every program that is started and for the next run
    locale.setlocale(locale.LC_ALL, "C")
    if hasattr(time, "tzset"):
        time.tzset()


def pytest_collection_finish() -> None:
    """Look no more for garbage among what stays to the end: ten thousand tests and all they import."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    _HOME.cleanup()


@pytest.fixture(scope="session")
def tables() -> dict[str, Any]:
    """The tables of the playbook that comes with the desk."""
    return read_toml(data_dir() / "playbook.toml")


@pytest.fixture(scope="session")
def playbook(tables: dict[str, Any]) -> Playbook:
    """The playbook that comes with the desk."""
    return check(tables)


@pytest.fixture(scope="session")
def vocabulary(tables: dict[str, Any]) -> Vocabulary:
    """Its names in English."""
    return Vocabulary(tables, "en")


@pytest.fixture
def clock() -> SettableClock:
    """A clock that stands at noon until it is told to move."""
    return SettableClock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a desk's file may be made."""
    return tmp_path / "desk" / "desk.db"


OpenDesk = Callable[..., Desk]
OpenReader = Callable[..., Reader]
DeskWith = Callable[[Callable[[Desk], None]], Desk]


@pytest.fixture
def open_desk(path: Path, playbook: Playbook, clock: SettableClock) -> Iterator[OpenDesk]:
    """Open desks on one file; all of them are closed at the end."""
    opened: list[Desk] = []

    def opener(
        operator: str = "li", *, at: Path = path, book: Playbook = playbook, seat: str = "seat"
    ) -> Desk:
        opened.append(Desk.open(at, book, clock, operator=operator, seat=seat))
        return opened[-1]

    yield opener
    for one in opened:
        one.close()


@pytest.fixture
def desk(open_desk: OpenDesk, path: Path) -> Desk:
    """A desk on a new file, worked by ``li``."""
    if not path.exists():
        path.parent.mkdir(mode=0o700)
        empty_desk(path.parent)
    return open_desk()


@pytest.fixture(autouse=True)
def cheap_pins(monkeypatch: pytest.MonkeyPatch) -> None:
    """PINs are hashed in a millisecond: what they cost an attacker costs every test too."""
    monkeypatch.setattr(operators, "_SCRYPT", (1 << 10, 8, 1))


@pytest.fixture(autouse=True)
def no_power_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing waits for the disk: the storms cut the power, on a disk of their own, and lift this."""
    durable = desk_file.make_durable

    def hasty(connection: Connection) -> None:
        durable(connection)
        connection.execute("PRAGMA synchronous=OFF")

    monkeypatch.setattr(desk_file, "make_durable", hasty)
    monkeypatch.setattr(os, "fsync", lambda handle: None)


@pytest.fixture
def desk_with(path: Path, playbook: Playbook, open_desk: OpenDesk) -> DeskWith:
    """Open a desk on which something was done before: done once for all tests that ask for the same."""

    def opened(lay: Callable[[Desk], None]) -> Desk:
        path.parent.mkdir(mode=0o700)
        filled_desk(path.parent, lay, playbook)
        return open_desk()

    return opened


@pytest.fixture
def open_reader(path: Path, vocabulary: Vocabulary) -> Iterator[OpenReader]:
    """Open readers on one file; all of them are closed at the end."""
    opened: list[Reader] = []

    def opener(operator: str = "li", *, at: Path = path) -> Reader:
        opened.append(Reader.open(at, vocabulary, operator=operator))
        return opened[-1]

    yield opener
    for one in opened:
        one.close()


@pytest.fixture
def reader(desk: Desk, open_reader: OpenReader) -> Reader:
    """A reader of the same file as ``desk``."""
    return open_reader()
