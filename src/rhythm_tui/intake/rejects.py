"""Rejected rows go to ``<file>.rejects.csv``: line, reason and the row without its private columns."""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TextIO

from rhythm_tui import disk
from rhythm_tui.domain.facts import Reject
from rhythm_tui.i18n import _, say
from rhythm_tui.intake.sniff import REJECTS_SUFFIX

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class RejectsFile:
    """Writes rejects as they come. No file is made, and none replaced, before the first one.

    The file stands beside the input, or in the state folder where that cannot be written. It replaces one
    of an earlier import when it is closed; it is readable by its owner only (0600).
    """

    def __init__(self, source: Path, state_dir: Path, columns: Sequence[str] = ()) -> None:
        self._source = source
        self._state_dir = state_dir
        self._columns = tuple(columns)
        self._file: TextIO | None = None
        self._part = self._target = source
        self.count = 0

    @property
    def path(self) -> Path | None:
        """Where the rejects stand once closed; None while there are none."""
        return self._target if self._file is not None else None

    def write(self, reject: Reject) -> None:
        """Add a rejected row. Raises ``OSError`` when neither folder can be written."""
        if self._file is None:
            self._file = self._create()
            self._row((_("line"), _("reason"), *self._columns))
        self.count += 1
        cells = (reject.row.get(name, "") for name in self._columns)
        self._row((str(reject.line), say(reject.template, **reject.values), *cells))

    def _row(self, cells: Sequence[str]) -> None:
        csv.writer(self._file or self._create()).writerow(map(_harmless, cells))

    def _create(self) -> TextIO:
        name = self._source.name + REJECTS_SUFFIX
        try:
            return self._create_in(self._source.absolute().parent, name)
        except OSError:
            self._state_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
            return self._create_in(self._state_dir, name)

    def _create_in(self, folder: Path, name: str) -> TextIO:
        part = folder / f".{name}.{os.getpid()}.part"
        part.unlink(missing_ok=True)
        handle = disk.create(part)
        self._part, self._target = part, folder / name
        return os.fdopen(handle, "w", encoding="utf-8-sig", errors="replace", newline="")

    def __enter__(self) -> RejectsFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is None:
            return
        self._file.close()
        if kind is None:
            self._part.replace(self._target)
        else:
            self._part.unlink(missing_ok=True)


def _harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula (SAFETY 14), without NUL."""
    text = cell.replace("\0", "")
    return "'" + text if text.startswith(_FORMULA) else text
