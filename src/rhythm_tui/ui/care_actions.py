"""What the actions on one interaction do that ask for a form, and the ways to other items."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

from rhythm_tui.i18n import say
from rhythm_tui.ui.keys import Keys
from rhythm_tui.ui.screens.base import DeskDialog, Wanted
from rhythm_tui.ui.seat import Receipt, Seat

if TYPE_CHECKING:
    from rhythm_tui.ui.fields import Form

_FORMS = ("posted", "close", "reopen", "correct", "refer", "wait", "topic", "note", "link", "remind")


class CareActions:
    """Opens the form of an action and says what came of it; shows threads and the search."""

    def __init__(
        self,
        seat: Seat,
        fill: Callable[[Form | None], Awaitable[Receipt | None]],
        done: Callable[[Receipt | None, str], None],
        show: Callable[[DeskDialog[None]], Awaitable[None]],
        keymap: Keys,
    ) -> None:
        self._seat = seat
        self._fill = fill
        self._done = done
        self._show = show
        self._keymap = keymap

    @property
    def verbs(self) -> dict[str, Callable[[Wanted], Awaitable[None]]]:
        """What each action of the registry does."""
        forms = {id: partial(self.ask, id) for id in _FORMS}
        return {**forms, "thread": self._thread, "search": self._search}

    async def ask(self, id: str, wanted: Wanted) -> None:
        """Open the form of an action on the item that is wanted."""
        from rhythm_tui.ui.item_forms import CARE

        found = self._seat.reader.item(wanted.subject) if wanted.subject else None
        if found is not None:
            receipt = await self._fill(CARE[id].make(self._seat, found))
            new = receipt.id if receipt else ""
            self._done(receipt, say(CARE[id].said, id=found.row.id, new=new))

    async def _thread(self, wanted: Wanted) -> None:
        from rhythm_tui.ui.screens.finding import ThreadScreen

        if wanted.subject:
            await self._show(ThreadScreen(wanted.subject, self._seat, self._keymap))

    async def _search(self, _wanted: Wanted) -> None:
        from rhythm_tui.ui.screens.finding import SearchScreen

        await self._show(SearchScreen(self._seat, self._keymap))
