"""What writing costs, beside raw SQLite with the same durability."""

from __future__ import annotations

import os
import random
import sqlite3
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
    """Return how many rows a second a crawler's CSV comes in, as a part of raw ``executemany``."""
    draw = random.Random(1)
    texts = [draw.choice(OPENINGS) + draw.choice(TOPICS) + draw.choice(ENDINGS) for _ in range(count)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "comments.csv"
        lines = [
            f"{n},1795325400,74,{text},h{n % 9999},张***三,0,1,1795325400000,0,"
            for n, text in enumerate(texts)
        ]
        file.write_text("\n".join([HEADER, *lines, ""]), "utf-8-sig")
        begun = time.perf_counter()
        code = run(
            ["--db", str(folder / "desk.db"), "--clock", NOW, "--operator", "bench", "import", str(file)]
        )
        ours = time.perf_counter() - begun
        assert code == 0
        begun = time.perf_counter()
        bare = _bare(folder / "raw.db")
        bare.execute("BEGIN IMMEDIATE")
        contents = ((b"0" * 16, "张***三", text, "0" * 64) for text in texts)
        bare.executemany("INSERT INTO content (salt, author, body, hash) VALUES (?,?,?,?)", contents)
        items = ((n, "douyin", str(n), f"h{n % 9999}", "74", "open", n, n) for n in range(count))
        bare.executemany(_ITEM, items)
        bare.execute("COMMIT")
        raw = time.perf_counter() - begun
        bare.close()
    return raw / ours
