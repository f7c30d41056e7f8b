"""The file of the log: rotated, its owner's alone, and whole however many programs write to it."""

from __future__ import annotations

import json
import logging
import os
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from filelock import FileLock, Timeout

from rhythm_tui.log import KEPT, SIZE

_WAIT = 0.5
"""Seconds to wait for another program's line; then this one is left out."""


def logger(path: Path) -> logging.Logger:
    """Return what writes lines to ``path``; apart from every other logger of the process."""
    made = logging.Logger("rhythm_tui")
    made.addHandler(_Shared(path))
    return made


class _Lines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        told = {"at": at, "level": record.levelname.lower(), "pid": record.process, "event": record.msg}
        return json.dumps({**told, **record.__dict__["facts"]}, separators=(",", ":"))


class _Shared(RotatingFileHandler):
    """Writes each line under a file lock, into the file that has the name at that moment."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=SIZE, backupCount=KEPT, encoding="utf-8", delay=True)
        self._between = FileLock(f"{path}.lock", timeout=_WAIT, mode=0o600)
        self.setFormatter(_Lines())

    def emit(self, record: logging.LogRecord) -> None:
        with suppress(OSError, Timeout):
            Path(self.baseFilename).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._between:
                self._follow()
                super().emit(record)

    def _follow(self) -> None:
        """Let go of a file that another program has made an older one."""
        if self.stream is None:
            return
        try:
            same = os.path.samestat(os.fstat(self.stream.fileno()), Path(self.baseFilename).stat())
        except OSError:
            same = False
        if not same:
            self.stream.close()
            self.stream = None  # as the handler itself has it: opened anew by the next line

    def _open(self) -> TextIOWrapper:
        private = partial(os.open, mode=0o600)
        return open(self.baseFilename, "a", encoding="utf-8", opener=private)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name of the library
        """A line that could not be written is left out: the work it tells of is done."""
