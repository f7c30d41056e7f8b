"""Copies that the desk makes of itself, in a folder beside its file: one a day, and one before an upgrade.

The newest of each of the last days is kept, then the newest of each week. What somebody has put into the
folder under another name is never touched.
"""

from __future__ import annotations

import glob
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.progress import UNWATCHED, Watch
from rhythm_tui.store import backup
from rhythm_tui.store.journal import Head
from rhythm_tui.store.unusable import DeskUnusable

DAYS = 7
WEEKS = 4
_DAILY = re.compile(r"(?P<stem>.+)-(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})\.db")
_BESIDE = ("", ".keys", ".anchor", ".cipher")
"""What the names of a copy's files end in."""


class Snapshot(NamedTuple):
    """One daily copy."""

    day: date
    """The hospital's day on which it was made."""
    path: Path


def folder(db: Path) -> Path:
    """Return where the copies of a desk lie."""
    return db.parent / "snapshots"


def before_upgrade(db: Path, version: int) -> Path:
    """Return where the copy of a file of schema ``version`` lies once it was brought up to date."""
    return folder(db) / f"{db.stem}-version-{version}.db"


def named(place: Path, db: Path, pattern: str) -> Iterable[Path]:
    """Return the files in ``place`` that are called like the desk, with something of ``pattern`` behind."""
    return place.glob(f"{glob.escape(db.stem)}{pattern}.db")


def daily(db: Path) -> list[Snapshot]:
    """Return the daily copies of a desk, the newest first."""
    found = []
    for path in named(folder(db), db, "-*"):
        told = _DAILY.fullmatch(path.name)
        if told is not None and told["stem"] == db.stem:
            found.append(Snapshot(date.fromisoformat(told["day"]), path))
    return sorted(found, reverse=True)


def take(db: Path, day: date) -> Path | None:
    """Make the copy of ``day`` unless there is one, and let go of those no longer kept; return the new one.

    Raises ``DeskUnusable``; the older copies stay then.
    """
    path = folder(db) / f"{db.stem}-{day.isoformat()}.db"
    if path.exists():
        return None
    copy(db, path)
    older = daily(db)
    stay = kept(one.day for one in older)
    for one in older:
        if one.day not in stay:
            _remove(one.path)
    return path


def drop_all(db: Path) -> None:
    """Let go of every copy the desk has made of itself: they hold words that must go. Raises ``OSError``."""
    for path in own(db):
        _remove(path)


def own(db: Path) -> list[Path]:
    """Return every copy the desk has made of itself."""
    return [*(one.path for one in daily(db)), *named(folder(db), db, "-version-*")]


def by_hand(db: Path) -> list[Path]:
    """Return the copies in the desk's folder that somebody made, and the files that were replaced by one."""
    made = named(db.parent / "backups", db, "-*")
    return sorted([*made, *named(db.parent, db, "-before-restore-*")])


def _remove(path: Path) -> None:
    for ending in _BESIDE:
        Path(f"{path}{ending}").unlink(missing_ok=True)


def copy(db: Path, path: Path, watch: Watch = UNWATCHED) -> Head:
    """Copy the open desk to ``path`` in its private folder. Raises ``DeskUnusable``."""
    return backup.backup(db, path, watch)


def kept(days: Iterable[date]) -> set[date]:
    """Return which daily copies stay: the newest ``DAYS``, and the newest of each of ``WEEKS`` more weeks."""
    newest_first = sorted(set(days), reverse=True)
    stay, rest = set(newest_first[:DAYS]), newest_first[DAYS:]
    weeks: dict[tuple[int, int], date] = {}
    for day in rest:
        weeks.setdefault(day.isocalendar()[:2], day)
    return stay | set(list(weeks.values())[:WEEKS])


def newest_sound(db: Path, watch: Watch = UNWATCHED) -> tuple[Path, Head] | None:
    """Return the newest copy that opens and whose chain holds, with its journal head; None without one.

    Backups that were made by hand count as well as the daily copies.
    """
    backups = named(db.parent / "backups", db, f"-{'[0-9]' * 8}-{'[0-9]' * 6}")
    copies = [*(one.path for one in daily(db)), *backups]
    for path in sorted(copies, key=lambda one: one.stat().st_mtime, reverse=True):
        try:
            return path, backup.check(path, watch)
        except DeskUnusable:
            continue
    return None
