"""Another operator at the same seat: what is done from then on is done in that name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rhythm_tui.domain.text import SafeText
from rhythm_tui.ui.seat import Hand, Receipt, Seat
from rhythm_tui.ui.wording import safe

if TYPE_CHECKING:
    from rhythm_tui.domain.commands import Command


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
