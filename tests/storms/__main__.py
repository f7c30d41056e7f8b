"""``make storm``: runs the storms asked for, prints what they found and writes ``docs/reliability.md``."""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from storms import (
    clock,
    damage,
    disk,
    faults,
    fuzz,
    heavy,
    histories,
    imports,
    keys,
    kills,
    page,
    power,
    seats,
)
from storms.nest import Nest
from storms.tally import Tally

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"


class Storm(NamedTuple):
    """One storm: its name on the command line, the number it is to reach, and how it is run."""

    name: str
    title: str
    unit: str
    """What is counted."""
    size: int
    """The figure to reach; ``--scale`` divides it, an option of its name sets it."""
    of: str
    """What the size is a number of."""
    never: Sequence[str]
    run: Callable[[Tally, random.Random, int], object]


def with_nest(run: Callable[[Tally, random.Random, Nest], None]) -> Callable[..., None]:
    """Give a storm a nest of seats for as long as it lasts."""

    def running(tally: Tally, chance: random.Random, _size: int) -> None:
        with Nest() as nest:
            run(tally, chance, nest)

    return running


def for_seconds(tally: Tally, chance: random.Random, size: int) -> None:
    """Let four seats act for a time."""
    seconds = min(size, 60 * tally.minutes) if tally.minutes else size
    tally.asked, tally.short = 1, seconds < size
    with Nest() as nest:
        seats.run(tally, chance, nest, seconds=seconds)


STORMS = (
    Storm("kills", "kill -9 while 2 to 4 seats act", "kills", 10_000, "kills", kills.NEVER,
          with_nest(kills.run)),
    Storm("cuts", "simulated power cut in every type of action", "cuts", 1_000, "cuts a type", power.NEVER,
          power.run),
    Storm("faults", "fault at every statement of every type of action", "faults", 1_000, "faults a type",
          faults.NEVER, faults.run),
    Storm("seats", "4 seats at once, one with a screen", "actions", 600, "seconds", seats.NEVER, for_seconds),
    Storm("histories", "stateful histories against a plain model", "histories", 10_000, "histories",
          histories.NEVER, lambda tally, chance, _size: histories.run(tally, chance)),
    Storm("damages", "damage zoo", "damaged desks", 10_000, "damaged desks", damage.NEVER,
          lambda tally, chance, _size: damage.run(tally, chance)),
    Storm("clock", "clock set, creeping, asleep, started anew, in a wrong zone", "events", 1_000_000,
          "events", clock.NEVER, lambda tally, chance, _size: clock.storm(tally, chance)),
    Storm("strings", "strings cleaned", "strings", 1_000_000, "strings", fuzz.CLEANED,
          lambda tally, chance, _size: fuzz.clean_many(tally, chance)),
    Storm("drawn", "strings drawn on every pane and in dialogs", "strings", 100_000, "strings", fuzz.DRAWN,
          lambda tally, chance, _size: fuzz.draw_many(tally, chance)),
    Storm("keys", "keys in any order, on the sample day", "keys", 100_000, "keys", keys.NEVER,
          lambda tally, chance, _size: keys.run(tally, chance)),
    Storm("files", "damaged files to import", "files", 10_000, "files", imports.HOSTILE,
          lambda tally, chance, _size: imports.damaged_files(tally, chance)),
    Storm("heavy", "large files and files made to hurt, imported", "files", 300, "files", heavy.NEVER,
          lambda tally, chance, _size: heavy.run(tally, chance)),
    Storm("imports", "kill -9 during an import", "kills", 1_000, "kills", imports.KILLED,
          with_nest(imports.killed)),
)  # fmt: skip


def main() -> int:
    """Run the storms; return 1 when one found what must never happen."""
    asked = arguments()
    found: list[Tally] = []
    for storm in STORMS:
        size = getattr(asked, storm.name)
        size = max(1, round(storm.size / asked.scale)) if size is None else size
        if size == 0 or (asked.only and storm.name not in asked.only):
            continue
        if storm.name == "cuts" and not disk.can_watch():
            sys.stdout.write("cuts: the disk cannot be watched on this machine; left out\n")
            continue
        if storm.name == "heavy" and not heavy.can_measure():
            sys.stdout.write("heavy: this system does not tell how much memory a program takes; left out\n")
            continue
        found.append(one(storm, size, asked.seed, asked.minutes))
    sys.stdout.write(page.table(found))
    if not asked.no_page:
        PAGE.write_text(page.page(found, asked.command), encoding="utf-8")
    return 0 if all(tally.held for tally in found) else 1


def one(storm: Storm, size: int, seed: str, minutes: float) -> Tally:
    """Run one storm; what it has done stands in its tally however it ends, by Ctrl-C among others."""
    tally = Tally(storm.title, storm.unit, size, storm.never, minutes)
    whole = f" (the whole: {storm.size:,})" if size != storm.size else ""
    tally.wanted = f"{size:,} {storm.of}{whole}"
    sys.stdout.write(f"{storm.name}: {tally.wanted} ..\n")
    sys.stdout.flush()
    try:
        storm.run(tally, random.Random(f"{seed} {storm.name}"), size)
    except KeyboardInterrupt:
        tally.short = True
    tally.out_of_time()
    for example in tally.examples:
        sys.stdout.write(f"  {example}\n")
    return tally


def arguments() -> argparse.Namespace:
    """Return what was asked for, and in ``command`` the words it was asked with."""
    parser = argparse.ArgumentParser(prog="make storm", description=__doc__)
    parser.add_argument("--scale", type=float, default=1, help="divide every size by this")
    parser.add_argument("--seed", default="1", help="decides what is tried, and in which order")
    parser.add_argument("--minutes", type=float, default=0, help="no storm takes longer than this")
    parser.add_argument("--only", nargs="+", choices=[storm.name for storm in STORMS], help="run these alone")
    parser.add_argument("--no-page", action="store_true", help="print the table, leave docs/reliability.md")
    for storm in STORMS:
        parser.add_argument(f"--{storm.name}", type=int, help=f"{storm.unit} (0: left out)")
    given = sys.argv[1:]
    asked = parser.parse_args(given)
    asked.command = " ".join(given)
    return asked


if __name__ == "__main__":
    sys.exit(main())
