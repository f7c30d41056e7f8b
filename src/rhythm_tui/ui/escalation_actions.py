"""What the actions of escalation do: they show who must be told of which timer, and who was."""

from __future__ import annotations

from rhythm_tui.ui.acting import Registered, Verbs
from rhythm_tui.ui.screens.base import Wanted


class EscalationActions(Registered):
    """Opens the list of one incident, or of all of them."""

    @property
    def verbs(self) -> Verbs:
        """What each action of the registry does."""
        return {"passed-on": self._one, "asks": self._all}

    async def _one(self, wanted: Wanted) -> None:
        from rhythm_tui.ui.screens.escalation import EscalationScreen

        if wanted.subject:
            await self._app.push_screen_wait(EscalationScreen(self._seat, wanted.subject))

    async def _all(self, _wanted: Wanted) -> None:
        from rhythm_tui.ui.screens.escalation import EscalationScreen

        await self._app.push_screen_wait(EscalationScreen(self._seat))
