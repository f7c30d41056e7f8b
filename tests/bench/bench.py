"""The whole table of targets: ``bench.py LARGE SMALL [--rounds N] [--write FILE]``.

LARGE and SMALL are desk files of ``build_desk.py``. Every row is a ratio to a yardstick taken in turn with it
in this run, the median of all rounds; milliseconds wander with the machine, ratios less so.
"""

from __future__ import annotations

import argparse
import math
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

from acting import actions
from peers import found as installed_peers
from read_desk import measure as read_figures
from read_desk import table as read_table
from rows import NAN, Row, ratio, report
from terminal import Program, opened, python
from writing import import_memory, importing

from rhythm_tui.store.sqlite import LIBRARY

HERE = Path(__file__).parent
CLOCK = "2026-11-22T14:30:00+08:00"


def desk(path: Path, *, still: bool = True, sign: str = "F6 reply") -> Program:
    """Return the desk on a file; ``still``: its clock does not run. It is of use once ``sign`` is shown."""
    clock = f"{CLOCK}x0" if still else CLOCK
    given = ["--db", str(path), "--lang", "en", "--clock", clock, "--operator", "bench"]
    return Program(python("-m", "rhythm_tui", *given), sign)


def yardstick(name: str) -> Program:
    """Return a program to measure against."""
    return Program(python(str(HERE / "yardsticks.py"), name), "READY")


def starts(large: Path, small: Path, rounds: int) -> list[Row]:
    """Start the desk, and a bare application, in turn."""
    programs = (yardstick("bare"), desk(large), desk(small), desk(large, sign="opening .."))
    found: list[list[float]] = [[], [], [], []]
    memory: list[list[float]] = [[], [], [], []]
    for number in range(rounds + 1):
        for place, one in enumerate(programs):
            begun = one.start()
            if number:
                found[place].append(begun.ready)
                memory[place].append(begun.mib)
            one.stop()
    bare, ours, few, page = found
    return [
        Row("first readable page", "bare Textual application", ratio(page, bare), 0.15),
        Row("start to a usable desk", "bare Textual application", ratio(ours, bare), 1.25),
        Row("memory of the open desk", "bare Textual application", ratio(memory[1], memory[0]), 1.5),
        Row("growth of the start", "the same with few items", ratio(ours, few), 1.15),
    ]


def peers(folder: Path, rounds: int) -> str:
    """Start other programs of terminals in turn with a bare application; return their table."""
    bare, told = yardstick("bare"), []
    for name, one in installed_peers(folder).items():
        took: list[list[float]] = [[], []]
        for number in range(rounds + 1):
            for place, program in enumerate((bare, one)):
                try:
                    begun = program.start().ready
                except TimeoutError:
                    begun = NAN
                program.stop()
                if number:
                    took[place].append(begun)
            if math.isnan(sum(took[1])):
                break
        shown = ratio(took[1], took[0])
        told.append(f"| {name} | {'shows nothing here' if math.isnan(shown) else f'{shown:.2f}'} |")
    heads = ["| start of | bare Textual applications |", "|---|---|"]
    return "\n".join([*heads, *told]) if told else "No other program is installed here."


def commands(large: Path, small: Path, rounds: int) -> list[Row]:
    """Run the commands that scripts ask every few seconds."""
    told = {
        "pass": python("-c", "pass"),
        "status": python("-m", "rhythm_tui", "--db", str(large), "status"),
        "few": python("-m", "rhythm_tui", "--db", str(small), "status"),
        "version": python("-m", "rhythm_tui", "--version"),
        "models": python("-c", "import pydantic, sqlite_utils"),
    }
    took: dict[str, list[float]] = {name: [] for name in told}
    environment = {**os.environ, "RHYTHM_CLOCK": f"{CLOCK}x0"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    for number in range(2 * rounds + 1):
        for name, command in told.items():
            begun = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
            if number:
                took[name].append(time.perf_counter() - begun)
    return [
        Row("rhythm-tui status", "python -c pass", ratio(took["status"], took["pass"]), 4),
        Row("rhythm-tui --version", "python -c pass", ratio(took["version"], took["pass"]), 4),
        Row("rhythm-tui status", "import pydantic, sqlite_utils", ratio(took["status"], took["models"]), 1),
        Row("growth of status", "the same with few items", ratio(took["status"], took["few"]), 1.15),
    ]


class Press(NamedTuple):
    """Keys that are pressed in turn, each timed; ``back`` undoes them untimed."""

    what: str
    keys: tuple[str, ...]
    target: float
    before: tuple[str, ...] = ()
    back: tuple[str, ...] = ()


PRESSES = (
    Press("cursor move", ("down", "up"), 0.75),
    Press("scroll a line", ("down",), 1.25, before=("end", "home", *("down",) * 27)),
    Press("a page", ("page",), 1.7, before=("home",)),
    Press("another pane", ("3", "2"), 2),
    Press("the detail", ("enter",), 4, before=("home",), back=("escape",)),
    Press("a filter keystroke", ("f", "e", "v"), 5, before=("/",), back=("backspace",)),
)


def keys(large: Path, small: Path, rounds: int) -> list[Row]:
    """Press keys on the desk and on a table of ten rows, in turn."""
    rows = []
    for press in PRESSES:
        table, ours, few = yardstick("table"), desk(large), desk(small)
        took: list[list[float]] = [[], [], []]
        with opened(table, ours, few):
            for one in (ours, few):
                for key in press.before:
                    one.key(key)
                    one.settle(0.05)
            for number in range(4 * rounds):
                key = press.keys[number % len(press.keys)]
                took[0].append(table.key(("down", "up")[number % 2]))
                table.settle(0.03)
                for place, one in ((1, ours), (2, few)):
                    took[place].append(one.key(key))
                    one.settle(0.06)
                    for undo in press.back:
                        one.key(undo)
                        one.settle(0.06)
        rows.append(
            Row(press.what, "cursor move on a DataTable of 10 rows", ratio(took[1], took[0]), press.target)
        )
        if press.what == "cursor move":
            rows.append(
                Row("growth of a cursor move", "the same with few items", ratio(took[1], took[2]), 1.15)
            )
    return rows


def _watch(programs: Sequence[Program], seconds: float) -> None:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        for one in programs:
            one.read(0.05)


def _rest(programs: Sequence[Program]) -> None:
    """Wait until nobody works any more: behind the start the desk reads its whole file for damage."""
    _watch(programs, 4)
    for _ in range(60):
        before = [one.cpu() for one in programs]
        _watch(programs, 1)
        if max(one.cpu() - used for one, used in zip(programs, before, strict=True)) < 150:
            return


def ticking(large: Path, small: Path, seconds: float) -> list[Row]:
    """Watch open programs that nobody touches."""
    programs = (yardstick("clock"), desk(large, still=False), desk(small, still=False))
    with opened(*programs):
        if seconds > 1:
            _rest(programs)
        used, written = [one.cpu() for one in programs], [one.bytes for one in programs]
        _watch(programs, seconds)
        clock, ours, few = (one.cpu() - before for one, before in zip(programs, used, strict=True))
        sent = (programs[1].bytes - written[1]) / seconds
    return [
        Row("open desk, all countdowns running", "one Static that tells the time", ours / clock, 2),
        Row("bytes a second to the terminal", "4 kB", sent / 4000, 1),
        Row("growth of ticking", "the same with few items", ours / few, 1.15),
    ]


def searching(large: Path) -> tuple[list[Row], str]:
    """Ask what the duty screen asks, beside a scan of all texts."""
    figures = read_figures(large)
    scan = figures[0].ms
    wanted = {"search 药": 1, "search 发烧": 2, "search 高血压": 3}
    rows = [
        Row(f"search for {wanted[one.name]} of Chinese over the history", "LIKE scan", one.ms / scan, 0.05)
        for one in figures
        if one.name in wanted
    ]
    return rows, read_table(large, figures)


def acts(large: Path, count: int) -> list[Row]:
    """Do the commonest actions in turn; one action is the median of their medians."""
    yard, took = "durable commit of the same rows and an fsync", actions(large, count)
    rows = [Row(one.what, yard, ratio(one.ours, one.raw), 1.5) for one in took]
    grown = statistics.median(ratio(one.ours, one.few) for one in took)
    whole = Row("one action", yard, statistics.median(row.ratio for row in rows), 1.5)
    return [whole, *rows, Row("growth of an action", "the same on a new desk", grown, 1.15)]


def writing(large: Path, rounds: int, count: int) -> list[Row]:
    """Do commands and import a file, beside raw SQLite."""
    return [
        *acts(large, 10 * rounds),
        Row(
            "import of a crawler's CSV, rows a second",
            "raw executemany of the same rows, indexes and words of the search",
            importing(count),
            0.45,
            above=True,
        ),
        Row(
            "memory of an import",
            "the same of a tenth of the rows",
            import_memory(count) / import_memory(count // 10),
            1.15,
        ),
    ]


def machine(large: Path) -> str:
    """Return where and with what this was taken."""
    versions = f"Python {platform.python_version()}, Textual {version('textual')}, SQLite {LIBRARY}"
    size = f"{large.stat().st_size >> 20} MiB"
    where = f"{platform.machine()}, {os.cpu_count()} cores"
    return f"{datetime.now(UTC):%Y-%m-%d}, {where}, {versions}; the file: {size}."


def main() -> None:
    """Read the command line, measure, print, write."""
    wanted = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    wanted.add_argument("large", type=Path)
    wanted.add_argument("small", type=Path)
    wanted.add_argument("--rounds", type=int, default=10)
    wanted.add_argument("--seconds", type=float, default=20)
    wanted.add_argument("--rows", type=int, default=100_000, help="rows of the import")
    wanted.add_argument("--write", type=Path, help="the document whose figures are replaced")
    told = wanted.parse_args()
    large, small, rounds = told.large, told.small, told.rounds
    parts: tuple[Callable[[], list[Row]], ...] = (
        lambda: starts(large, small, rounds),
        lambda: commands(large, small, rounds),
        lambda: keys(large, small, rounds),
        lambda: ticking(large, small, told.seconds),
        lambda: writing(large, rounds, told.rows),
    )
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(HOME=home, XDG_CONFIG_HOME=home, XDG_STATE_HOME=home, XDG_DATA_HOME=home)
        rows: list[Row] = []
        for part in parts:
            found = part()
            sys.stderr.write(f"{report(found)}\n")
            rows += found
        found, asked = searching(large)
        others = peers(Path(home), rounds)
    parted = (
        f"{report([*rows, *found])}\n\n{machine(large)}",
        f"## Other programs\n\n{others}",
        f"## What the duty screen asks\n\n{asked}",
    )
    text = "\n\n".join(parted)
    sys.stdout.write(text)
    if told.write is not None:
        begin, end = "<!-- figures -->\n", "<!-- end of the figures -->"
        before, rest = told.write.read_text("utf-8").split(begin)
        told.write.write_text(f"{before}{begin}{text}{end}{rest.split(end)[1]}", "utf-8")


if __name__ == "__main__":
    main()
