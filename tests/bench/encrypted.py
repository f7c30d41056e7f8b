"""What encryption costs: the same work on a desk and on its encrypted twin, in turn.

``encrypted.py PATH [--rounds N]``, with a file of ``build_desk.py``; prints the table of docs/encryption.md.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rhythm_tui import settings
from rhythm_tui.clock import Clock
from rhythm_tui.desk import backup, encryption
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.playbook import check
from rhythm_tui.domain.vocabulary import Vocabulary

NOW = "2026-11-22T14:30:00+08:00x0"
PASSPHRASE = "correct horse battery staple"
TABLES = settings.read_toml(settings.data_dir() / "playbook.toml")
VOCABULARY = Vocabulary(TABLES, "en")
CLOCK = Clock.parse(NOW, VOCABULARY.zone)
BENCH = backup.By("bench", "bench", CLOCK.stamp(), simulated=True)
Work = Callable[[], object]


def milliseconds(work: Work) -> float:
    """Return how long a piece of work takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def row(what: str, rounds: int, plain: Work, encrypted: Work) -> str:
    """Return the medians of work done in turn, and the median of the ratios."""
    taken = [(milliseconds(plain), milliseconds(encrypted)) for _ in range(rounds)]
    ours, theirs = (statistics.median(one) for one in zip(*taken, strict=True))
    ratio = statistics.median(two / one for one, two in taken)
    return f"| {what} | {ours:,.1f} ms | {theirs:,.1f} ms | {ratio:.2f} |"


def program(path: Path, held: Path, *words: str) -> Work:
    """Return a run of the program on a desk."""
    environment = {**os.environ, "RHYTHM_PASSPHRASE_FILE": str(held), "RHYTHM_DB": str(path)}
    command = [sys.executable, "-m", "rhythm_tui", "--clock", NOW, *words]
    return lambda: subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)


def doing(path: Path) -> Work:
    """Return one action on an open desk."""
    desk = Desk.open(path, check(TABLES), CLOCK, operator="bench")
    told = {"do": "incident.open", "title": "t", "kind": "other", "grade": "general"}
    return lambda: desk.do(parse(told))


def reading(path: Path) -> tuple[Work, Work]:
    """Return the duty header and the queue, read by an open desk."""
    reader = Reader.open(path, VOCABULARY)
    return lambda: reader.status(CLOCK.now()), lambda: reader.queue(CLOCK.now())


def copying(path: Path) -> Work:
    """Return a backup that is written over each time."""
    return lambda: backup.backup(path, path.with_name(f"copy-{path.name}"), CLOCK.now(), VOCABULARY)


def measured(desk: Path, rounds: int) -> list[str]:
    """Return the rows of the table."""
    with tempfile.TemporaryDirectory(dir=desk.parent) as name:
        plain, twin = Path(name, "plain.db"), Path(name, "twin.db")
        for path in (plain, twin):
            for ending in ("", ".keys", ".anchor"):
                shutil.copyfile(f"{desk}{ending}", f"{path}{ending}")
        held = Path(name, "passphrase")
        held.write_text(PASSPHRASE)
        held.chmod(0o600)
        changed = milliseconds(lambda: encryption.encrypt(twin, PASSPHRASE, BENCH))
        sizes = [path.stat().st_size for path in (plain, twin)]
        (status, queue), (status_twin, queue_twin) = reading(plain), reading(twin)
        return [
            row("`rhythm-tui status`", rounds, *(program(one, held, "status") for one in (plain, twin))),
            row("the duty header of an open desk", 5 * rounds, status, status_twin),
            row("all open rows", rounds, queue, queue_twin),
            row("one action", 20 * rounds, doing(plain), doing(twin)),
            row("`backup`", 3, copying(plain), copying(twin)),
            f"| size of the file | {sizes[0] / 1e6:,.1f} MB | {sizes[1] / 1e6:,.1f} MB"
            f" | {sizes[1] / sizes[0]:.2f} |",
            f"| `encrypt`, once | | {changed / 1000:,.1f} s | |",
        ]


def main() -> None:
    """Print the table."""
    wanted = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    wanted.add_argument("desk", type=Path)
    wanted.add_argument("--rounds", type=int, default=10)
    asked = wanted.parse_args()
    rows = measured(asked.desk, asked.rounds)
    print("\n".join(["| what | plain | encrypted | ratio |", "|---|---|---|---|", *rows]))  # noqa: T201


if __name__ == "__main__":
    main()
