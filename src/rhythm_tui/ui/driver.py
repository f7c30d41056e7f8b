"""How the desk reaches its terminal: it writes at once, and takes a first page over as it stands."""

from __future__ import annotations

import select
from collections.abc import Callable
from contextlib import suppress
from typing import IO

from textual._ansi_sequences import SYNC_END, SYNC_START
from textual.driver import Driver
from textual.drivers import linux_driver
from textual.drivers._writer_thread import WriterThread
from textual.drivers.linux_driver import LinuxDriver

__all__ = ["LinuxDriver", "taking_over"]

_ALTERNATE_SCREEN = "\x1b[?1049h"
"""Enters the alternate screen, and clears it even where it is shown."""


class Writer(WriterThread):
    """Writes what it is given at once while the terminal takes it, else behind the back of the loop.

    Textual leaves all of it to the thread, which has its turn when the loop has none: milliseconds after the
    picture was ready, behind all that follows a key.
    """

    def __init__(self, file: IO[str]) -> None:
        super().__init__(file)
        self._picture: list[str] | None = None
        """What a picture is made of that is not whole yet."""

    def write(self, text: str) -> None:
        """Write text, after all that was given before it; a picture in one piece."""
        if text == SYNC_START:
            self._picture = []
        if self._picture is not None:
            self._picture.append(text)
            if text != SYNC_END:
                return
            text, self._picture = "".join(self._picture), None
        if self._queue.unfinished_tasks or not select.select([], [self._file], [], 0)[1]:
            super().write(text)
        else:
            self._put(text)

    def run(self) -> None:
        """Write what the terminal did not take at once."""
        while (text := self._queue.get()) is not None:
            self._put(text)
            self._queue.task_done()

    def _put(self, text: str) -> None:
        with suppress(OSError):  # the terminal is gone: the hang-up has the desk leave
            self._file.write(text)
            self._file.flush()


linux_driver.WriterThread = Writer  # type: ignore[attr-defined]  # the name by which the driver makes its own


def taking_over(take: Callable[[], bool]) -> type[Driver]:
    """Return a driver that asks ``take`` for the terminal: true where the alternate screen is shown."""

    class TakingOver(LinuxDriver):
        """Textual's own, but for its first step."""

        def write(self, data: str) -> None:
            if data != _ALTERNATE_SCREEN or not take():
                super().write(data)

    return TakingOver
