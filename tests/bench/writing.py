"""What writing costs, beside raw SQLite with the same durability."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from build_desk import ENDINGS, OPENINGS, TOPICS

from rhythm_tui import settings
from rhythm_tui.cli.main import run
from rhythm_tui.clock import Clock
from rhythm_tui.desk.desk import Desk
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.playbook import check
from rhythm_tui.store import schema
from rhythm_tui.store.search import tokens
from rhythm_tui.store.sqlite import connect, make_durable

NOW = "2026-11-22T14:30:00+08:00x0"
HEADER = (
    "comment_id,create_time,aweme_id,content,creator_hash,nickname,sub_comment_count,like_count,last_modify_ts,"
    "parent_comment_id,pictures"
)
_TABLES = """
    CREATE TABLE content (n INTEGER PRIMARY KEY, salt BLOB, author TEXT, body TEXT, hash TEXT);
    CREATE TABLE item (n INTEGER PRIMARY KEY, content INTEGER, platform TEXT, external TEXT, author TEXT,
      post TEXT, state TEXT, posted_at INTEGER, due_at INTEGER);
    CREATE TABLE journal (seq INTEGER PRIMARY KEY, at INTEGER, payload TEXT, previous TEXT, hash TEXT);
    CREATE INDEX by_due ON item (due_at); CREATE INDEX by_author ON item (author);
    CREATE UNIQUE INDEX by_external ON item (platform, external);
"""
_FOUND_BY = "SELECT i.n, c.author, c.body, i.post FROM interaction i JOIN content c ON c.n = i.content"
_ITEM = (
    "INSERT INTO item (content, platform, external, author, post, state, posted_at, due_at)"
    " VALUES (?,?,?,?,?,?,?,?)"
)


def action(large: Path, count: int) -> tuple[list[float], list[float], list[float]]:
    """Return milliseconds of one command each on a large desk and on a new one, and of the same rows raw."""
    playbook = check(settings.read_toml(settings.data_dir() / "playbook.toml"))
    clock = Clock.parse(NOW, playbook.tz)
    ours: list[float] = []
    few: list[float] = []
    raw: list[float] = []
    with tempfile.TemporaryDirectory(dir=large.parent) as folder:
        desks = [
            Desk.open(path, playbook, clock, operator="bench") for path in (large, Path(folder) / "new.db")
        ]
        bare, anchor = (
            _bare(Path(folder) / "raw.db"),
            os.open(Path(folder) / "anchor", os.O_CREAT | os.O_RDWR),
        )
        for number in range(count + 1):
            for desk, took in zip(desks, (ours, few), strict=True):
                command = parse(
                    {"do": "incident.open", "title": f"舆情 {number}", "kind": "other", "grade": "general"}
                )
                begun = time.perf_counter()
                desk.do(command)
                took.append((time.perf_counter() - begun) * 1000)
            begun = time.perf_counter()
            _commit(bare, anchor, number)
            raw.append((time.perf_counter() - begun) * 1000)
        for desk in desks:
            desk.close()
        bare.close()
        os.close(anchor)
    return ours[1:], few[1:], raw[1:]


def _bare(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(f"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; {_TABLES}")
    return connection


def _commit(connection: sqlite3.Connection, anchor: int, number: int) -> None:
    connection.execute("BEGIN IMMEDIATE")
    content = (os.urandom(16), "", f"舆情 {number}", "0" * 64)
    connection.execute("INSERT INTO content (salt, author, body, hash) VALUES (?,?,?,?)", content)
    for timer in range(4):
        connection.execute(_ITEM, (number, "other", f"{number} {timer}", "", "", "open", number, number))
    connection.execute(
        "INSERT INTO journal (at, payload, previous, hash) VALUES (?,?,?,?)",
        (number, "{}" * 60, "0" * 64, "1" * 64),
    )
    connection.execute("COMMIT")
    os.pwrite(anchor, b"0" * 64, 0)
    os.fsync(anchor)


def importing(count: int) -> float:
    """Return how many rows a second a crawler's CSV comes in, as a part of raw ``executemany``.

    The yardstick writes the very rows that the import has written, words of the search among them, into the
    same tables with the same indexes, and commits once.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "comments.csv"
        crawl(file, count)
        desk = folder / "desk.db"
        begun = time.perf_counter()
        code = run(["--db", str(desk), "--clock", NOW, "--operator", "bench", "import", str(file)])
        ours = time.perf_counter() - begun
        assert code == 0
        return _raw(desk, folder / "raw.db") / ours


def import_memory(count: int) -> float:
    """Return the greatest memory of an import of so many rows, in MiB, taken of a program of its own."""
    with tempfile.TemporaryDirectory() as name:
        file, desk = Path(name) / "comments.csv", Path(name) / "desk.db"
        crawl(file, count)
        told = ["--db", str(desk), "--clock", NOW, "--operator", "bench", "import", str(file)]
        with subprocess.Popen(
            [sys.executable, "-m", "rhythm_tui", *told], stdout=subprocess.DEVNULL
        ) as child:
            _pid, code, used = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(code)
        assert code == 0
        return used.ru_maxrss / 1024


def crawl(file: Path, count: int) -> None:
    """Write a crawler's CSV of so many comments."""
    draw = random.Random(1)
    with file.open("w", encoding="utf-8-sig") as out:
        out.write(f"{HEADER}\n")
        for n in range(count):
            text = draw.choice(OPENINGS) + draw.choice(TOPICS) + draw.choice(ENDINGS)
            out.write(f"{n},1795325400,74,{text},h{n % 9999},张***三,0,1,1795325400000,0,\n")


def _raw(desk: Path, bare: Path) -> float:
    """Return the seconds that it takes to write the rows of a desk into a bare file."""
    source, target = connect(desk, mode="ro"), connect(bare, mode="rwc")
    make_durable(target)
    schema.create(target)
    tables = ("content", "interaction")
    written = {table: source.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
    words = [(n, tokens(f"{author} {body} {post}")) for n, author, body, post in source.execute(_FOUND_BY)]
    begun = time.perf_counter()
    target.execute("PRAGMA foreign_keys=OFF")
    target.execute("BEGIN IMMEDIATE")
    for table, rows in written.items():
        target.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
    target.executemany("INSERT INTO search (rowid, words) VALUES (?, ?)", words)
    target.execute("COMMIT")
    took = time.perf_counter() - begun
    source.close()
    target.close()
    return took
