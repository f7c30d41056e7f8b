"""What a responder does with the queue as a whole: its forecast."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from textual.app import App

from rhythm_tui.i18n import _
from rhythm_tui.ui import outlook
from rhythm_tui.ui.screens.base import Wanted
from rhythm_tui.ui.seat import Seat


class QueueActions:
    """Does what concerns more than one row."""

    def __init__(self, app: App[Any], seat: Seat) -> None:
        self._app = app
        self._seat = seat
        self.verbs: dict[str, Callable[[Wanted], Awaitable[None]]] = {"forecast": self._forecast}

    async def _forecast(self, wanted: Wanted) -> None:
        from rhythm_tui.ui.screens.reading import ReadScreen

        order = outlook.assumed(wanted.order)
        await self._app.push_screen_wait(
            ReadScreen(
                _("forecast"),
                lambda cells: outlook.explanation(self._seat, self._seat.now(), order, cells),
            )
        )
