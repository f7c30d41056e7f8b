"""What is done to everything that is marked."""

from __future__ import annotations

from rhythm_tui.ui.acting import Acting
from rhythm_tui.ui.screens.base import DeskDialog, DeskScreen, Wanted


class MarkedActions(Acting):
    """Asks once, does one by one, and has it remembered as one for undo."""

    async def do(self, wanted: Wanted) -> bool:
        """Do an action to all that is marked; return whether it is one that can be."""
        from rhythm_tui.ui.bulk_forms import BULK
        from rhythm_tui.ui.screens import bulk

        if wanted.action not in BULK:
            return False
        told = await bulk.ask(self._app, self._seat, wanted.action, wanted.marks)
        if told is not None:
            self._seat.batches.add(told.done.values())
            self._tell(told.line)
            for screen in self._app.screen_stack:
                if isinstance(screen, (DeskScreen, DeskDialog)):
                    screen.unmark(told.done)
        return True
