"""An inbox folder: files that are put there are taken in as they come, each once, and put away.

The folder is looked at every few seconds: that works on network shares too, where no change is announced. A
file is taken when it has stopped growing. Whether it was taken before is asked of the desk, by the file's
bytes and under the lock of imports: so it is taken once however many seats look, and also when the program
was killed between the import and the putting away. What was being imported then is discarded whole, and the
file, still in its place, is taken anew.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

from rhythm_tui import disk
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.errors import DeskUnusable
from rhythm_tui.domain import system
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.i18n import say, words_of
from rhythm_tui.intake.outcome import taken_words
from rhythm_tui.intake.sniff import REJECTS_SUFFIX
from rhythm_tui.intake.taking import AlreadyHere, Door, GivenUp, Show, Taken, open_file, take_source
from rhythm_tui.intake.unreadable import Unreadable

SETTLED_S = 3.0
"""Seconds in which a file must not have changed."""
DONE, REJECTED = "done", "rejected"
_UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", ".download", ".swp", REJECTS_SUFFIX)
"""What the names of files end in that somebody is still writing, or that the desk has written."""
_MOST_NAMES = 1000

Fate = Literal["taken", "known", "rejected", "stuck"]


class Arrival(NamedTuple):
    """What became of a file."""

    name: str
    fate: Fate
    told: str
    """In words, with the name."""
    taken: Taken | None = None


class _Sign(NamedTuple):
    """By what a change of a file is seen."""

    size: int
    changed_ns: int
    file: int


class Inbox:
    """Looks at one folder for one desk; belongs to one thread at a time."""

    def __init__(self, folder: Path, door: Door, *, leave: bool = False) -> None:
        """``leave`` lets files stay where they are once they were taken in."""
        self.folder = folder
        self._door = door
        self._leave = leave
        self._seen: dict[str, tuple[_Sign, float]] = {}
        """Since when (s of a steady clock) each file stands as it does."""
        self._through: dict[str, _Sign] = {}
        """Files that stay and are done with as they stand."""
        self._told: dict[str, str] = {}
        """What was said of each file that could not be taken yet: once is enough."""

    def settled(self, now: float) -> list[Path]:
        """Return the files that have stopped growing, by name; ``now`` is of a steady clock (s).

        Raises ``OSError`` where the folder cannot be read.
        """
        found = dict(self._files())
        self._seen = {
            name: self._seen[name] if name in self._seen and self._seen[name][0] == sign else (sign, now)
            for name, sign in found.items()
        }
        self._told = {name: told for name, told in self._told.items() if name in found}
        return [
            self.folder / name
            for name, (sign, since) in sorted(self._seen.items())
            if now - since >= SETTLED_S and self._through.get(name) != sign
        ]

    def _files(self) -> Iterator[tuple[str, _Sign]]:
        """Yield plain files with something in them; links, pipes and sockets are none."""
        with os.scandir(self.folder) as entries:
            for entry in entries:
                name = entry.name
                if name.startswith((".", "~$")) or name.lower().endswith(_UNFINISHED):
                    continue
                try:
                    found = entry.stat(follow_symlinks=False)
                except OSError:  # it went between the two looks
                    continue
                if stat.S_ISREG(found.st_mode) and found.st_size:
                    yield name, _Sign(found.st_size, found.st_mtime_ns, found.st_ino)

    def take(self, file: Path, open_desk: Callable[[], Desk], at: int, show: Show) -> Arrival | None:
        """Take one file in and put it away; None where there is nothing (new) to say.

        ``at`` is the desk's instant (ms UTC). What ``show`` raises gives the file up: it stays in its place.
        """
        try:
            if not stat.S_ISREG(file.lstat().st_mode):
                return None
            with file.open("rb"):
                pass  # a writer on Windows holds it, or it may not be read: neither says anything of its rows
            taken = self._taken(file, open_desk, at, show)
        except FileNotFoundError:
            return None
        except AlreadyHere as known:
            told = say("{file}: on the desk already, as {batch}", file=file.name, batch=known.batch)
            return self._away(file, DONE, Arrival(file.name, "known", told))
        except Unreadable as error:
            told = say(error.template, **error.values)
            return self._away(file, REJECTED, Arrival(file.name, "rejected", told))
        except Refusal as refusal:
            return self._stuck(file, f"{file.name}: {words_of(refusal)}")
        except DeskUnusable as error:
            return self._stuck(file, say(error.template, **error.values))
        except OSError as error:
            return self._stuck(file, f"{file.name}: {system.why(error)}")
        told = taken_words(file.name, taken.counts)
        return self._away(file, DONE, Arrival(file.name, "taken", told, taken))

    def _taken(self, file: Path, open_desk: Callable[[], Desk], at: int, show: Show) -> Taken:
        source = open_file(self._door, file, at)
        desk = open_desk()
        try:
            return take_source(desk, self._door, source, show, once=True)
        finally:
            desk.close()

    def _stuck(self, file: Path, told: str) -> Arrival | None:
        """Say once why a file waits; it is tried again at every look."""
        if self._told.get(file.name) == told:
            return None
        self._told[file.name] = told
        return Arrival(file.name, "stuck", told)

    def _away(self, file: Path, folder: str, arrival: Arrival) -> Arrival:
        """Put a file that is done with into its folder, with what the desk has to say of it."""
        seen = self._seen.get(file.name)
        if self._leave and folder == DONE:
            if seen is not None:
                self._through[file.name] = seen[0]
            return arrival
        try:
            place = self.folder / folder
            place.mkdir(mode=0o700, exist_ok=True)
            target = _free(place, file.name)
            file.rename(target)
            rows = arrival.taken.rejects if arrival.taken else None
            if rows is not None and rows.parent == self.folder.absolute():
                rows.rename(_free(place, rows.name))
            if folder == REJECTED:
                _write_reason(target.with_name(f"{target.name}.reason.txt"), arrival.told)
        except FileNotFoundError:  # somebody has taken it away meanwhile
            return arrival
        except OSError as error:
            if seen is not None:
                self._through[file.name] = seen[0]
            why = say("it cannot be put into {folder}: {reason}", folder=folder, reason=system.why(error))
            return arrival._replace(told=f"{arrival.told}; {why}")
        return arrival


def _free(folder: Path, name: str) -> Path:
    """Return a path in ``folder`` that nothing stands at: an older file of that name is not replaced."""
    stem, dot, ending = name.partition(".")
    for number in range(1, _MOST_NAMES):
        path = folder / (name if number == 1 else f"{stem}-{number}{dot}{ending}")
        if not os.path.lexists(path):
            return path
    raise FileExistsError(f"{folder / name}")


def _write_reason(path: Path, told: str) -> None:
    with os.fdopen(disk.create(path), "w", encoding="utf-8") as file:
        file.write(f"{told}\n")


__all__ = ["Arrival", "GivenUp", "Inbox"]
