"""What can be said about the clock of this machine."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from rhythm_tui.i18n import _, say
from rhythm_tui.ui.acting import Registered, Verbs
from rhythm_tui.ui.screens.base import Wanted
from rhythm_tui.ui.seat import Receipt
from rhythm_tui.ui.spans import clock_time

Send = Callable[[dict[str, object]], Awaitable[Receipt | None]]


class ClockActions(Registered):
    """The actions about the clock, by the registry's names."""

    @property
    def verbs(self) -> Verbs:
        """What each action of the registry does."""
        return {"clock-sure": self._sure}

    async def _sure(self, _wanted: Wanted) -> None:
        """Take the clock for right; with no doubt about it nothing is written."""
        if not self._seat.reader.doubt():
            self._say(_("the clock is in no doubt"), "ok")
        elif await self._send({"do": "clock.sure"}):
            now = self._seat.now()
            time = clock_time(now, self._seat.vocabulary, now, seconds=True)
            self._say(say("{time} is taken for right", time=time), "ok")
