"""The way from the screen to the desk: one thread that holds it and does one command at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Protocol

from rhythm_tui.desk.errors import DeskUnusable
from rhythm_tui.ui.seat import Receipt

if TYPE_CHECKING:
    from rhythm_tui.domain.commands import Command


class Doing(Protocol):
    """The part of ``desk.desk.Desk`` that the gateway needs; it belongs to the thread that opened it."""

    def do(self, command: Command) -> Receipt:
        """Do a command. Raises ``Refusal``."""

    def close(self) -> None:
        """Let go of the file."""


class Gateway:
    """Hands commands to a desk that is opened, used and closed on one thread of its own."""

    def __init__(self, open_desk: Callable[[], Doing]) -> None:
        self._open_desk = open_desk
        self._desk: Doing | None = None
        self._barred: DeskUnusable | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="desk")

    async def do(self, command: Command) -> Receipt:
        """Do a command off the screen's thread. Raises ``Refusal``, and whatever opening the desk raises."""
        if self._barred is not None:
            raise self._barred
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._do, command)

    def bar(self, reason: DeskUnusable | None) -> None:
        """Refuse every command with ``reason`` from now on; None takes commands again."""
        self._barred = reason

    def _do(self, command: Command) -> Receipt:
        if self._desk is None:
            self._desk = self._open_desk()
        return self._desk.do(command)

    async def close(self) -> None:
        """Finish what is under way and let go of the desk."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._close)
        self._thread.shutdown()

    def _close(self) -> None:
        if self._desk is not None:
            self._desk.close()
