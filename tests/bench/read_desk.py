"""Times what the duty screen asks of a desk file: ``read_desk.py PATH``.

Every figure is the median of several calls in this one process, beside a yardstick taken in the same run: a
scan of all texts with LIKE, which is what a desk without indexes would do.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from rhythm_tui import settings
from rhythm_tui.clock import Clock
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.deadlines import HOUR
from rhythm_tui.domain.query_text import parse_query
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.store.sqlite import LIBRARY, connect

NOW = "2026-11-22T14:30:00+08:00x0"


class Figure(NamedTuple):
    """One thing timed: milliseconds, and how many rows it told."""

    name: str
    ms: float
    rows: int


def timed(name: str, ask: Callable[[], object], calls: int = 7) -> Figure:
    """Return the median of several calls."""
    took = []
    told: object = None
    for _ in range(calls):
        begun = time.perf_counter()
        told = ask()
        took.append((time.perf_counter() - begun) * 1000)
    return Figure(name, statistics.median(took), len(told) if hasattr(told, "__len__") else 1)


def measure(path: Path) -> list[Figure]:
    """Return all figures of a desk file, the yardstick first."""
    vocabulary = Vocabulary(settings.read_toml(settings.data_dir() / "playbook.toml"), "zh")
    now = Clock.parse(NOW, vocabulary.zone).now()
    raw = connect(path, mode="ro")
    scan = "SELECT n FROM content WHERE body LIKE '%看不懂%' LIMIT 200 OFFSET 1000000000"
    figures = [timed("yardstick: LIKE over all texts", lambda: raw.execute(scan).fetchall(), 3)]
    raw.close()

    def opened() -> int:
        reader = Reader.open(path, vocabulary)
        found = reader.status(now).open
        reader.close()
        return found

    figures.append(timed("open the file and read the header", opened))
    reader = Reader.open(path, vocabulary, operator="bench")
    numbers = reader.queue_ids(now)
    asked: dict[str, Callable[[], object]] = {
        "duty header": lambda: reader.status(now),
        "all open rows in desk order": lambda: reader.queue_ids(now),
        "a page of 64 rows": lambda: reader.queue_rows(numbers[:64]),
        "filter band:late": lambda: reader.queue_ids(now, parse_query("band:late")),
        "filter owner:none": lambda: reader.queue_ids(now, parse_query("owner:none")),
        "filter 发烧": lambda: reader.queue_ids(now, parse_query("发烧")),
        "order by post": lambda: reader.queue_ids(now, order="post"),
        "what passed in a night": lambda: reader.digest(now - 8 * HOUR, now).rows,
        "forecast": lambda: reader.forecast(now)[0].missed_indices,
        "thread of an item": lambda: reader.thread(f"q{numbers[0]}"),
        "search 药": lambda: reader.search("药"),
        "search 发烧": lambda: reader.search("发烧"),
        "search 高血压": lambda: reader.search("高血压"),
        "search, nothing found": lambda: reader.search("查无此词"),
    }  # fmt: skip
    figures.extend(timed(name, ask) for name, ask in asked.items())
    reader.close()
    return figures


def table(path: Path, figures: list[Figure]) -> str:
    """Return the figures as a Markdown table, with machine, versions and command."""
    yardstick = figures[0].ms
    rows = [f"| {f.name} | {f.ms:.2f} | {f.ms / yardstick:.3f} | {f.rows:,} |" for f in figures]
    size = f"{path.stat().st_size >> 20} MiB"
    told = f"Python {platform.python_version()}, SQLite {LIBRARY}, {platform.machine()}, {size}"
    return "\n".join(["| what | ms | of the yardstick | rows |", "|---|---|---|---|", *rows, "", told, ""])


def main() -> None:
    """Read the command line, measure, print."""
    wanted = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    wanted.add_argument("path", type=Path)
    told = wanted.parse_args()
    sys.stdout.write(table(told.path, measure(told.path)))


if __name__ == "__main__":
    main()
