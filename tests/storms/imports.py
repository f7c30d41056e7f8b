"""Files in: damaged ones are read or refused, and an import that is killed shows all of it or nothing."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

from intake import shapes
from intake.test_fuzz import damaged
from rhythm_tui.desk.batches import CHUNK, BatchInfo, take
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.facts import Reject
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.intake.source import Defaults, Source, Unreadable, open_source
from rhythm_tui.settings import data_dir
from storms import ground
from storms.nest import Nest, Say
from storms.tally import Tally

HOSTILE = ("crash", "refused without the file's name")
KILLED = ("partly visible", "half applied", "done twice", "import failed")
ROWS = 2_000
LONGEST = 0.02
"""Seconds, at most, between a chunk of rows and the kill."""


def source(path: Path) -> Source:
    """Open a file to import."""
    return open_source(
        path,
        profile=None,
        defaults=Defaults(),
        zone=shapes.ZONE,
        now=shapes.NOW,
        profile_dirs=[data_dir() / "profiles"],
    )


def damaged_files(tally: Tally, chance: random.Random) -> None:
    """Read files of every shape, each damaged in a way of its own."""
    longest = 0.0
    with ground.scratch() as folder:
        whole = {}
        for name, write in shapes.ALL.items():
            (folder / name).mkdir()
            whole[name] = write(folder / name)
        kept = {name: path.read_bytes() for name, path in whole.items()}
        while tally.goes_on():
            name = chance.choice(sorted(whole))
            whole[name].write_bytes(damaged(kept[name], chance))
            began = time.perf_counter()
            read(tally, whole[name])
            longest = max(longest, time.perf_counter() - began)
            tally.told["longest"] = f"{longest * 1000:.0f} ms"


def read(tally: Tally, path: Path) -> None:
    """Read one file to its end."""
    tally.done += 1
    try:
        for fact in source(path):
            if isinstance(fact, Reject):
                fact.template.format(**fact.values)
            else:
                "".join(field for field in fact if isinstance(field, str)).encode()
        tally.add("read")
    except Unreadable as error:
        tally.add("refused")
        if path.name not in str(error):
            tally.found(HOSTILE[1], error)
    except Exception as error:
        tally.found("crash", f"{path.name}: {error!r}")


def taking(say: Say, name: str, path: str, file: str) -> None:
    """Take a file in, and say how far it is."""
    desk = ground.sit(Path(path))
    say(rows=0)
    take_in(desk, Path(file), lambda rows: say(rows=rows))


def take_in(desk: Desk, file: Path, on_progress: Callable[[int], None] = lambda _rows: None) -> None:
    """Take a file in, as the command line does."""
    found = source(file)
    info = BatchInfo(file.name, found.sha256, found.profile)
    take(desk, found, info, lambda reject: None, on_progress)


def visible(path: Path) -> int:
    """Return how many items a screen is shown."""
    reader = Reader.open(path, Vocabulary(ground.TABLES, "en"))
    found = len(reader.queue_ids(shapes.NOW))
    reader.close()
    return found


def killed(tally: Tally, chance: random.Random, nest: Nest, plant: str = "") -> None:
    """Kill imports until the number is reached; then take the file in after all."""
    with ground.scratch() as folder:
        file = shapes.crawler_file(folder, "douyin", shapes.NEW, "csv", ROWS)
        while tally.goes_on():
            with ground.scratch() as place:
                path = ground.lay(place)
                before = visible(path)
                nest.hatch("0", "storms.imports:taking", plant, path=str(path), file=str(file))
                far, said = chance.randrange(0, ROWS + 1, CHUNK), []
                while not any(one.get("rows", -1) >= far or "broke" in one for one in said):
                    said += nest.heard(10)
                said += nest.listen(chance.uniform(0, LONGEST)) + nest.kill("0")
                tally.done += 1
                for broken in (one["broke"] for one in said if "broke" in one):
                    tally.found("import failed", broken)
                look(tally, path, before, file)


def look(tally: Tally, path: Path, before: int, file: Path) -> None:
    """All of the file is there, or nothing; and it can be taken in again, once."""
    shown = visible(path) - before
    if shown not in (0, ROWS):
        tally.found("partly visible", shown)
    tally.add("shown whole" if shown else "nothing shown")
    desk = ground.sit(path)
    take_in(desk, file)
    desk.close()
    if visible(path) - before != ROWS:
        tally.found("done twice", visible(path) - before)
    if found := ground.flaw(path):
        tally.found("half applied", found)
