"""Who else is at which row just now: a small file a seat beside the desk's file, gone when the seat is.

No part of the journal: it tells where somebody stands and not what was done. It holds a name, an id and a
time, and where it cannot be written nobody is the worse for it. Standard library only.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from rhythm_tui.domain import ids
from rhythm_tui.domain.deadlines import SECOND
from rhythm_tui.domain.text import SafeText, clean

_EXPIRES = 20 * SECOND
"""After so long without a word from it (ms) a seat is taken for gone."""
_AGAIN = 5 * SECOND
_LONGEST = 1_000
"""Bytes of such a file that are read."""


class Around(Protocol):
    """What the screens ask and tell."""

    def stand(self, operator: str, subject: str | None, now: int) -> None:
        """Tell the other seats at which row this one is; None at none. Look where they are."""

    def at(self, subject: str) -> tuple[SafeText, ...]:
        """Return who else is at a row, as of the last look."""

    def leave(self) -> None:
        """Tell the other seats that this one is gone."""


class Alone:
    """A desk with one seat."""

    def stand(self, operator: str, subject: str | None, now: int) -> None:
        """Tell nobody."""

    def at(self, subject: str) -> tuple[SafeText, ...]:  # noqa: ARG002 - nobody is anywhere
        """Return nobody."""
        return ()

    def leave(self) -> None:
        """Tell nobody."""


class Company:
    """The seats at one file."""

    def __init__(self, db: Path, name: str | None = None) -> None:
        """``name`` tells this seat from the others on the machine; its process where it is left out."""
        self._folder = Path(f"{db}.seats")
        self._mine = self._folder / f"{name or os.getpid()}.json"
        self._told: tuple[str, str | None] | None = None
        self._told_at = 0
        self._others: Mapping[str, tuple[SafeText, ...]] = {}
        self._alone = False
        """Whether no other seat had a file at the last look: the folder tells when there is one."""
        self._changed = -1

    def stand(self, operator: str, subject: str | None, now: int) -> None:
        """Tell the other seats at which row this one is; None at none. Look where they are."""
        if (operator, subject) != self._told or not 0 <= now - self._told_at < _AGAIN:
            self._told, self._told_at = (operator, subject), now
            with suppress(OSError):
                self._tell({"operator": operator, "subject": subject, "at": now})
        with suppress(OSError):
            changed = self._folder.stat().st_mtime_ns
            if not self._alone or changed != self._changed:
                self._alone, self._changed = True, changed
                self._others = self._found(now)

    def _found(self, now: int) -> Mapping[str, tuple[SafeText, ...]]:
        found: dict[str, tuple[SafeText, ...]] = {}
        for name, where in sorted(self._look(now)):
            found[where] = (*found.get(where, ()), clean(name, limit=100))
        return found

    def at(self, subject: str) -> tuple[SafeText, ...]:
        """Return who else is at a row, as of the last look."""
        return self._others.get(subject, ())

    def leave(self) -> None:
        """Tell the other seats that this one is gone."""
        with suppress(OSError):
            self._mine.unlink(missing_ok=True)
            self._folder.rmdir()

    def _tell(self, told: Mapping[str, object]) -> None:
        import json  # as below: after the first picture, which does without

        self._folder.mkdir(mode=0o700, exist_ok=True)
        unfinished = self._mine.with_suffix(".new")
        handle = os.open(unfinished, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(told, file, ensure_ascii=False)
        unfinished.replace(self._mine)

    def _look(self, now: int) -> Iterator[tuple[str, str]]:
        for path in self._folder.glob("*.json"):
            if path == self._mine:
                continue
            self._alone = False
            told = _read(path)
            if told is None or not -_EXPIRES < now - told["at"] < _EXPIRES:
                path.unlink(missing_ok=True)
            elif told["subject"] is not None:
                yield told["operator"], told["subject"]


def _read(path: Path) -> dict[str, Any] | None:
    """Return what a seat has told; None where that cannot be so."""
    import json

    try:
        with path.open("rb") as file:
            told = json.loads(file.read(_LONGEST))
        sound = isinstance(told["operator"], str) and isinstance(told["at"], int)
        where = told["subject"]
        return told if sound and (where is None or ids.split(where)) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
