"""Leaving: what is being typed is kept, and nothing that cannot be kept is lost unasked.

Without a key the desk is left when the terminal's window was closed, or the machine is being shut down. A
program whose terminal has gone would otherwise go on for ever where nobody sees it, holding its seat.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.app import App

from rhythm_tui.i18n import say
from rhythm_tui.ui.screens.base import DeskDialog
from rhythm_tui.ui.unsent import Unsent
from rhythm_tui.ui.wording import Line, piece

if TYPE_CHECKING:
    from rhythm_tui.ui.fields import Values

_LOOK_S = 2.0
"""Seconds between two looks whether the terminal is there; not every one sends a signal when it goes."""


class Leaving:
    """Looks after what is being typed when the desk is left."""

    def __init__(self, app: App[Any], tell: Callable[[Line], None]) -> None:
        self._app = app
        self._tell = tell
        self._asked: dict[str, Values] = {}
        """The words in forms that the operator was asked about already."""

    async def keep(self) -> None:
        """Keep what is being typed in every dialog that is open."""
        for screen in self._app.screen_stack:
            if isinstance(screen, DeskDialog):
                await screen.keep()

    async def may(self, unsent: Unsent, key: str) -> bool:
        """Keep what is being typed; return whether nothing is lost, or the operator was asked already.

        Words in forms are kept nowhere once the desk is closed. ``key`` is the one that leaves.
        """
        await self.keep()
        left = unsent.words()
        if left == self._asked or not left:
            return True
        self._asked = left
        told = say("words typed into a form were not sent and would be lost: {key} once more leaves", key=key)
        screen = self._app.screen
        if isinstance(screen, DeskDialog):
            screen.warn(told)
        else:
            self._tell((piece(told, "soon-bold"),))
        return False

    def with_the_terminal(self) -> None:
        """Leave once the terminal has gone or the system asks; on a real terminal of POSIX alone."""
        if self._app.is_headless or os.name == "nt":
            return
        for asked in (signal.SIGHUP, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(asked, self._leave)
        self._app.set_interval(_LOOK_S, lambda: self._leave() if _gone() else None)

    def _leave(self) -> None:
        """Leave without asking: nobody is there any more."""

        async def left() -> None:
            await self.keep()
            self._app.exit()

        self._app.run_worker(left(), exit_on_error=False)


def _gone() -> bool:
    """Return whether the terminal behind standard input has been taken away."""
    looked = select.poll()
    looked.register(sys.__stdin__.fileno(), 0)  # type: ignore[union-attr]
    return any(what & select.POLLHUP for _handle, what in looked.poll(0))
