"""A desk that has just been opened: what is typed before it can take it, and what of it stays."""

from __future__ import annotations

import gc
import platform
from typing import Any

from textual import events
from textual.app import App

from rhythm_tui import __version__
from rhythm_tui.log import Log

HANDS = (events.Key, events.Paste, events.MouseDown, events.MouseScrollUp, events.MouseScrollDown)
"""What shows that somebody is at the desk."""
_PICTURES = 50
"""How many pictures are waited for a part that takes keys: in a window that is too small there is none."""


class Early:
    """Keeps what comes in while one desk is being made."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._kept: list[events.Event] | None = []
        self._pictures = 0

    def keeps(self, event: events.Event) -> bool:
        """Return whether an event came too early, and is kept."""
        if self._kept is None or not isinstance(event, HANDS):
            return False
        self._kept.append(event)
        return True

    def look(self) -> None:
        """Give the desk what was kept once one of its parts takes keys; look again with every picture."""
        self._pictures += 1
        if self._app.screen.focused is None and self._pictures < _PICTURES:
            self._app.call_after_refresh(self.look)
            return
        kept, self._kept = self._kept or [], None
        for event in kept:
            self._app.post_message(event)


def settle(log: Log) -> None:
    """Do what the first picture need not wait for.

    Collections of garbage are to pass over what stays: they would stop a key for as long as 15 ms. The log
    takes its time to load.
    """
    gc.freeze()
    gc.enable()
    log.tell("screen opened", version=__version__, python=platform.python_version())
