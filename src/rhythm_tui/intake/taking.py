"""A whole file taken in: opened, read by its profile, staged, its rejects written beside it.

The command line, the screen and the inbox all bring a file in through here.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import tzinfo
from pathlib import Path

from rhythm_tui.desk.batches import AlreadyHere, BatchInfo, Counts, take
from rhythm_tui.desk.desk import Desk
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.progress import Progress, progress
from rhythm_tui.domain.text import clean
from rhythm_tui.intake.rejects import RejectsFile
from rhythm_tui.intake.source import Defaults, Source, open_source

__all__ = ["AlreadyHere", "Door", "GivenUp", "Show", "Taken", "open_file", "take_source"]

Show = Callable[[Progress], None]
"""Shows how far a file is, after every chunk; what it raises gives the file up, and nothing of it stays."""
_NONE = Defaults(None, None, None, None)


class Door(NamedTuple):
    """What every file that comes in is read by."""

    zone: tzinfo
    """Of times without an offset."""
    platforms: Mapping[str, str]
    """Ids by the names that files may write."""
    profile_dirs: Sequence[Path]
    state_dir: Path
    """Where rejects go that have no room beside their file."""
    desk: Path
    """The desk's own file: never taken in."""


class Taken(NamedTuple):
    """What came of a file."""

    counts: Counts
    rejects: Path | None
    """The file of the rows that were not taken; None where there are none."""
    profile: str


class GivenUp(Exception):
    """The operator has stopped it; nothing of the file is on the desk."""


def open_file(
    door: Door, file: Path, now: int, profile: str | None = None, defaults: Defaults = _NONE
) -> Source:
    """Open a file to be taken in. Raises ``Unreadable``, or ``UnknownHeader`` where no profile fits."""
    return open_source(
        file,
        profile=profile,
        defaults=defaults,
        zone=door.zone,
        now=now,
        profile_dirs=door.profile_dirs,
        platforms=door.platforms,
        desk=door.desk,
    )


def take_source(
    desk: Desk, door: Door, source: Source, show: Show = lambda _now: None, *, once: bool = False
) -> Taken:
    """Take an open file in as one batch; ``once``: unless a file of the very same bytes is on the desk.

    Raises ``AlreadyHere``, ``Unreadable`` where it proves broken further on, ``DeskUnusable``, ``Refusal``
    while another import is under way, ``OSError`` where the rejects have no room, and what ``show`` raises:
    nothing of the file is on the desk then.
    """
    rejects = RejectsFile(source.path, door.state_dir, source.columns)
    begun = time.monotonic()
    info = BatchInfo(clean(source.path.name, limit=200).plain, source.sha256, source.profile)

    def tell(rows: int) -> None:
        show(progress(rows, source.progress, time.monotonic() - begun))

    with rejects:
        counts = take(desk, source, info, rejects.write, tell, once=once)
    return Taken(counts, rejects.path, source.profile)
