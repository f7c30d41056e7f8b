"""Which SQLite may be trusted with what, and what its errors mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from rhythm_tui.store import sqlite


@pytest.mark.parametrize(
    ("version", "sound"),
    [
        ("3.7.0", False),
        ("3.40.1", False),
        ("3.44.5", False),
        ("3.44.6", True),
        ("3.44.7", True),
        ("3.45.0", False),
        ("3.45.3", False),
        ("3.49.2", False),
        ("3.50.6", False),
        ("3.50.7", True),
        ("3.51.0", False),
        ("3.51.2", False),
        ("3.51.3", True),
        ("3.51.10", True),
        ("3.52.0", False),
        ("3.52.1", False),
        ("3.53.0", True),
        ("3.53", True),
        ("3.53.4", True),
        ("3.100.0", True),
        ("4.0.0", True),
    ],
)
def test_versions_with_the_wal_reset_bug(version: str, sound: bool) -> None:
    assert sqlite.is_sound(version) is sound


@pytest.mark.parametrize(("sound", "mode", "level"), [(True, "wal", 2), (False, "delete", 3)])
def test_the_version_decides_the_journal_mode(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sound: bool, mode: str, level: int
) -> None:
    monkeypatch.setattr(sqlite, "LIBRARY", "3.53.4" if sound else "3.40.1")
    (tmp_path / "x.db").touch()
    connection = sqlite.connect(tmp_path / "x.db")
    sqlite.make_durable(connection)
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == mode
    assert connection.execute("PRAGMA synchronous").fetchone()[0] == level
    assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    assert connection.execute("PRAGMA trusted_schema").fetchone()[0] == 0
    assert connection.execute("PRAGMA secure_delete").fetchone()[0] == 1
    connection.close()


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("database or disk is full", "disk is full"),
        ("attempt to write a readonly database", "read-only"),
        ("database is locked", "locked"),
        ("file is not a database", "no desk file"),
        ("database disk image is malformed", "damaged"),
        ("unable to open database file", "cannot be opened"),
        ("disk I/O error", "the disk reports an error"),
        ("something new", "something new"),
    ],
)
def test_an_error_says_what_it_means_and_where(words: str, part: str) -> None:
    told = str(sqlite.unusable(sqlite.Error(words), "/x/desk.db"))
    assert part in told
    assert told.startswith("/x/desk.db: ")


@pytest.mark.parametrize(
    "name", ["a b.db", "价值.db", "q?mode=memory.db", "h#ash.db", "per%20cent.db", "a&b=c;.db"]
)
def test_any_file_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.touch()
    connection = sqlite.connect(path)
    connection.execute("CREATE TABLE t (a)")
    connection.close()
    assert path.stat().st_size > 0
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_a_statement_that_comes_late_is_compiled_once(tmp_path: Path) -> None:
    """A new desk's connection has made a hundred tables and indexes before its first command."""
    connection = sqlite.connect(tmp_path / "desk.db", mode="rwc")
    for number in range(150):
        connection.execute(f"SELECT {number}")
    compiled = []
    connection.set_authorizer(lambda *what: compiled.append(what) or 0)
    for _ in range(3):
        connection.execute("SELECT 'one'")
        connection.execute("SELECT 'other'")
    connection.close()
    assert len(compiled) == 2
