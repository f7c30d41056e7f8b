"""What the storms found, as a table and as the page ``docs/reliability.md``."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version

from rhythm_tui import __version__
from rhythm_tui.store.sqlite import LIBRARY
from storms.tally import Tally

HEAD = """# What was tried to break it

`make storm` runs these storms on demand and writes this page. A small, seeded cut of each runs with the
tests, and beside it a planted bug that the storm has to find (`tests/storms/mutants.py`). Nothing here
is a promise about a machine that was not tried: what could not be shown stands at the end.

"""
NOT_SHOWN = """
## How it is tried

- **kill -9**: two to four seats, some of them real screens, act on one file as fast as they can. Each
  says what it is about to do and what it was answered. They are killed one after the other, and whoever
  takes over first does again, with the same operation key, what was not answered.
- **Power cut**: simulated. Every write, truncation, sync, rename and removal that SQLite and the desk
  ask for is kept; a cut is put anywhere between them. What was not synced is lost, kept, torn by
  512-byte sectors or filled with noise; names are sure only once their folder was synced.
- **Fault**: locked, I/O error, full, Ctrl-C, cancelled, out of memory, at a statement or right behind
  it. Where a type of action has fewer of them than the number asked for, all of them are tried.
- **Seats**: three seats claim, write and give back four items, each resting less than 50 ms between two
  rounds; the fourth has the real screen, and how long its loop is held up is
  measured by the wall clock: waiting for a processor that others use counts.
- **Histories**: eight state machines walk the desk and a plain model in any order of commands, undo
  among them; after each history the journal is verified and replayed.
- **Damage zoo**: truncated, bits turned, a page zeroed, log gone, cut or turned, an older copy put back,
  anchor gone or turned, bits of the keys turned, emptied, gone. Either the desk is as it was, or it
  refuses, or its own checks say so.
- **Clock**: machines whose true time is known, their clock set by days or by seconds that add up, creeping
  by less than shows, put right with and without a word, asleep, started anew, their zone changed. The watch
  of the screen, the rule of what is journaled and the rule of what is in doubt are the desk's own; each
  line of the journal that is shown as sure is then held against the truth, a minute being wrong.
- **Keys**: sixty at a time on a copy of the sample day: every key of the registry, words, clicks, new sizes,
  hours that go by. After each one what the terminal was sent is held against what should stand there, letter
  by letter; after each round Esc leads back to the desk, and the journal is verified and replayed.
- **Large files**: up to 100 MiB without a line end, quotes that never close, brackets in brackets, workbooks
  that unfold a thousandfold, two million cells, and sound files of 60,000 rows; each imported by a program
  of its own, whose greatest memory and processor time are measured.
- **Strings**: controls, escape sequences, markup, direction marks, loose marks, halves of surrogates and
  any other character, cleaned as a line and as a block, and drawn in every typed field of the panes.

## Not shown here

- A real power loss, and disks that say they have synced and have not: the power cut is a model of a
  disk.
- Windows and macOS, their file systems and terminals; network file systems, which the desk refuses.
- A clock that is put forward while the machine is off: it cannot be told from a machine that was off for
  longer, so the start is noted and nothing is doubted. Systems that do not name their starts (Windows,
  macOS): there only a clock put back is found for certain.
- Any other machine than the one above.
"""


def table(found: Sequence[Tally]) -> str:
    """Return a line for each storm: how much was asked for, how much was done, and what must never happen."""
    lines = [
        "",
        "| storm | asked for | done | must never happen | besides | time |",
        "|---|---|---|---|---|---|",
    ]
    for one in found:
        never = ", ".join(f"{what} **{number}**" for what, number in one.bad.items())
        told = ", ".join(f"{what} {number}" for what, number in one.told.items())
        done = f"{one.done:,} {one.unit}" + (" (cut short)" if one.cut_short else "")
        lines.append(f"| {one.name} | {one.wanted} | {done} | {never} | {told} | {_span(one.seconds)} |")
    return "\n".join(lines) + "\n"


def page(found: Sequence[Tally], command: str) -> str:
    """Return the whole page, with the machine, the versions and the command it was made on."""
    machine = f"{platform.machine()}, {os.cpu_count()} cores, {_memory()}"
    system = f"{platform.system()} {platform.release()}"
    libraries = (f"{name} {version(name)}" for name in ("textual", "hypothesis"))
    versions = (f"Python {platform.python_version()}", f"SQLite {LIBRARY}", *libraries)
    facts = {
        "date": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "command": f"`make storm{f' STORM={command!r}' if command else ''}`",
        "machine": f"{machine}, {system}",
        "load": _load(),
        "versions": f"rhythm-tui {__version__}, {', '.join(versions)}",
    }
    head = HEAD + "".join(f"- {name}: {told}\n" for name, told in facts.items())
    return head + table(found) + NOT_SHOWN


def _span(seconds: float) -> str:
    minutes, left = divmod(round(seconds), 60)
    return f"{minutes} min {left} s" if minutes else f"{left} s"


def _memory() -> str:
    try:
        return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') >> 30} GiB"
    except (ValueError, OSError):
        return "memory unknown"


def _load() -> str:
    """Return how busy the machine was: figures of time mean less on one that others work on."""
    try:
        return f"{os.getloadavg()[2]:.1f} processes over the last 15 minutes"
    except (AttributeError, OSError):
        return "not known"
