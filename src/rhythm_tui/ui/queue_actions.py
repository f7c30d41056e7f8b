"""What a responder does with the queue as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rhythm_tui.i18n import _, say
from rhythm_tui.ui import outlook
from rhythm_tui.ui.acting import Registered, Tools, Verbs
from rhythm_tui.ui.screens.base import Wanted
from rhythm_tui.ui.wording import piece

if TYPE_CHECKING:
    from rhythm_tui.ui.screens.paste import Pasted


class QueueActions(Registered):
    """Does what concerns all of its rows, or brings new ones."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self._pasted: Pasted | None = None
        """What is left in the text area of many new items."""

    @property
    def verbs(self) -> Verbs:
        """What each action of the registry does."""
        return {
            "forecast": self._forecast,
            "paste": self._paste,
        }

    async def _paste(self, _wanted: Wanted) -> None:
        from rhythm_tui.ui.screens.paste import Pasted, PasteScreen

        before = self._pasted or Pasted(0, "", None)
        self._pasted = await self._app.push_screen_wait(PasteScreen(self._seat, before))
        if self._pasted.added:
            self._tell((piece(say("{n} new items on the queue", n=self._pasted.added), "ok"),))

    async def _forecast(self, wanted: Wanted) -> None:
        from rhythm_tui.ui.screens.reading import ReadScreen

        order = outlook.assumed(wanted.order)
        await self._app.push_screen_wait(
            ReadScreen(
                _("forecast"),
                lambda cells: outlook.explanation(self._seat, self._seat.now(), order, cells),
            )
        )
