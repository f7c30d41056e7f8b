"""What the actions on shifts open, and who sits at this seat afterwards."""

from __future__ import annotations

from typing import Any

from textual.app import App

from rhythm_tui.domain.text import SafeText
from rhythm_tui.ui.seat import Seat

SHIFT_ACTIONS = ("roster", "handover")


async def on_shift(app: App[Any], seat: Seat, action: str) -> SafeText | None:
    """Open the roster or the handover; return who has come on duty there, if it is somebody else."""
    from rhythm_tui.ui.screens.handover import HandoverScreen
    from rhythm_tui.ui.screens.rota import RotaScreen

    screen = RotaScreen(seat) if action == "roster" else HandoverScreen(seat)
    operator = await app.push_screen_wait(screen)
    return None if operator == seat.operator else operator
