"""What the actions of escalation do: they show who must be told of which timer, and who was."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from rhythm_tui.ui.screens.base import DeskDialog, Wanted
from rhythm_tui.ui.seat import Seat


class EscalationActions:
    """Opens the list of one incident, or of all of them."""

    def __init__(self, seat: Seat, show: Callable[[DeskDialog[None]], Awaitable[None]]) -> None:
        self._seat = seat
        self._show = show

    @property
    def verbs(self) -> dict[str, Callable[[Wanted], Awaitable[None]]]:
        """What each action of the registry does."""
        return {"passed-on": self._one, "asks": self._all}

    async def _one(self, wanted: Wanted) -> None:
        from rhythm_tui.ui.screens.escalation import EscalationScreen

        if wanted.subject:
            await self._show(EscalationScreen(self._seat, wanted.subject))

    async def _all(self, _wanted: Wanted) -> None:
        from rhythm_tui.ui.screens.escalation import EscalationScreen

        await self._show(EscalationScreen(self._seat))
