"""Who sits here and where: another operator at the same seat, and which row the other seats see it at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from rhythm_tui.domain.text import SafeText
from rhythm_tui.ui.screens.base import DeskDialog
from rhythm_tui.ui.seat import Receipt, Seat
from rhythm_tui.ui.wording import safe

if TYPE_CHECKING:
    from rhythm_tui.domain.commands import Command
    from rhythm_tui.ui.ports import Hand


class NamedHand:
    """Does commands in the name of one operator where they name nobody."""

    def __init__(self, hand: Hand, operator: str) -> None:
        self.hand = hand
        self._operator = operator

    async def do(self, command: Command) -> Receipt:
        """Do a command. Raises ``Refusal``."""
        if command.operator is None:
            command = command.model_copy(update={"operator": self._operator})
        return await self.hand.do(command)

    async def close(self) -> None:
        """Let go of the desk."""
        await self.hand.close()


def seated(seat: Seat, operator: SafeText) -> Seat:
    """Return the seat with ``operator`` at it: ``owner:me`` and every command mean that person now."""
    name = safe(operator)
    seat.reader.operator = name
    hand = seat.hand.hand if isinstance(seat.hand, NamedHand) else seat.hand
    return replace(seat, operator=operator, hand=NamedHand(hand, name))


def stand(seat: Seat, screens: Sequence[Screen[Any]], now: int) -> None:
    """Tell the other seats which row is worked on here, in the topmost dialog with one; look at theirs."""
    about = (screen.about for screen in reversed(screens) if isinstance(screen, DeskDialog))
    seat.around.stand(safe(seat.operator), next(filter(None, about), None), now)
