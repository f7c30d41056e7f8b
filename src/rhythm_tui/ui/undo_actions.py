"""Taking back, doing again, and the list of what one did last."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from textual.app import App

from rhythm_tui.i18n import _, say
from rhythm_tui.reports.words import verb_name
from rhythm_tui.ui.screens.base import Wanted
from rhythm_tui.ui.seat import Receipt, Seat


class UndoActions:
    """Takes back and does again."""

    def __init__(
        self,
        app: App[Any],
        seat: Seat,
        send: Callable[[dict[str, object]], Awaitable[Receipt | None]],
        say: Callable[..., None],
    ) -> None:
        self._app = app
        self._seat = seat
        self._send = send
        self._say = say
        self._undone: list[int] = []
        """Journal rows of this screen's undos that were not done again."""
        self.verbs: dict[str, Callable[[Wanted], Awaitable[None]]] = {
            "undo": self._undo,
            "redo": self._redo,
            "undo-list": self._list,
        }

    async def _undo(self, _wanted: Wanted) -> None:
        receipt = await self._send({"do": "undo"})
        if receipt is not None:
            self._undone.append(receipt.seq)
            self._say(say("taken back: {what} ({id})", what=verb_name(receipt.undone or ""), id=receipt.id))

    async def _redo(self, _wanted: Wanted) -> None:
        if not self._undone:
            self._say(_("there is nothing to do again"), "soon")
        elif receipt := await self._send({"do": "undo", "seq": self._undone.pop()}):
            self._say(say("done again ({id})", id=receipt.id))

    async def _list(self, _wanted: Wanted) -> None:
        from rhythm_tui.ui.screens.undo_list import UndoListScreen

        await self._app.push_screen_wait(UndoListScreen(self._seat, self._undone))
