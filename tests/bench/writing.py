"""What writing costs, beside raw SQLite with the same durability."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from build_desk import ENDINGS, OPENINGS, TOPICS

from rhythm_tui.cli.main import run
from rhythm_tui.store import schema
from rhythm_tui.store.search import tokens
from rhythm_tui.store.sqlite import Connection, connect, make_durable

NOW = "2026-11-22T14:30:00+08:00x0"
HEADER = (
    "comment_id,create_time,aweme_id,content,creator_hash,nickname,sub_comment_count,like_count,last_modify_ts,"
    "parent_comment_id,pictures"
)
_FOUND_BY = """
    SELECT i.n, c.author, c.body, i.post FROM interaction i JOIN content c ON c.n = i.content WHERE i.n > ?
"""


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


def searched(connection: Connection, since: int = 0) -> list[tuple[int, str]]:
    """Return the words of the search of every item behind the number ``since``, as the index takes them."""
    found = connection.execute(_FOUND_BY, (since,))
    return [(n, tokens(f"{author} {body} {post}")) for n, author, body, post in found]


def _raw(desk: Path, bare: Path) -> float:
    """Return the seconds that it takes to write the rows of a desk into a bare file."""
    source, target = connect(desk, mode="ro"), connect(bare, mode="rwc")
    make_durable(target)
    schema.create(target)
    tables = ("content", "interaction")
    written = {table: source.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
    words = searched(source)
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
