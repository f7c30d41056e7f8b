"""What a responder does with the queue as a whole."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from textual.app import App

from rhythm_tui.i18n import _, say
from rhythm_tui.ui import outlook
from rhythm_tui.ui.screens.base import Wanted
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.wording import Line, piece

if TYPE_CHECKING:
    from rhythm_tui.ui.screens.paste import Pasted


class QueueActions:
    """Does what concerns all of its rows, or brings new ones."""

    def __init__(self, app: App[Any], seat: Seat, tell: Callable[[Line], None]) -> None:
        self._app = app
        self._tell = tell
        self._seat = seat
        self.verbs: dict[str, Callable[[Wanted], Awaitable[None]]] = {
            "forecast": self._forecast,
            "paste": self._paste,
        }
        self._pasted: Pasted | None = None
        """What is left in the text area of many new items."""

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
