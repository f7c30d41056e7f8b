"""What the actions on one interaction do that ask for a form, and the ways to other items."""

from __future__ import annotations

from functools import partial

from rhythm_tui.i18n import say
from rhythm_tui.ui.acting import Registered, Verbs
from rhythm_tui.ui.screens.base import Wanted

_FORMS = ("posted", "close", "reopen", "correct", "refer", "wait", "topic", "note", "link", "remind")


class CareActions(Registered):
    """Opens the form of an action and says what came of it; shows threads and the search."""

    @property
    def verbs(self) -> Verbs:
        """What each action of the registry does."""
        forms = {id: partial(self.ask, id) for id in _FORMS}
        return {**forms, "thread": self._thread, "search": self._search}

    async def ask(self, id: str, wanted: Wanted) -> bool:
        """Open the form of an action on the item that is wanted; return whether it was done."""
        from rhythm_tui.ui.item_forms import CARE

        found = self._seat.reader.item(wanted.subject) if wanted.subject else None
        if found is None:
            return False
        receipt = await self._fill(CARE[id].make(self._seat, found))
        new = receipt.id if receipt else ""
        self._done(receipt, say(CARE[id].said, id=found.row.id, new=new))
        return receipt is not None

    async def _thread(self, wanted: Wanted) -> None:
        from rhythm_tui.ui.screens.finding import ThreadScreen

        if wanted.subject:
            await self._app.push_screen_wait(ThreadScreen(wanted.subject, self._seat, self._keymap))

    async def _search(self, _wanted: Wanted) -> None:
        from rhythm_tui.ui.screens.finding import SearchScreen

        await self._app.push_screen_wait(SearchScreen(self._seat, self._keymap))
