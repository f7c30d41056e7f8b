"""Locking a seat that nobody has touched for a while, where its operator has a PIN."""

from __future__ import annotations

from rhythm_tui.domain.deadlines import MINUTE
from rhythm_tui.ui.seat import Seat


class Lock:
    """Says when the seat is to be locked."""

    def __init__(self, seat: Seat, minutes: int) -> None:
        """``minutes`` without a key lock the seat; 0 never does."""
        self._seat = seat
        self._after = minutes * MINUTE
        self._last = seat.now()

    def seated(self, seat: Seat) -> None:
        """Begin anew: another operator sits here now."""
        self._seat = seat
        self._last = seat.now()

    def pressed(self, now: int) -> None:
        """Take note of a key."""
        self._last = now

    def due(self, now: int) -> bool:
        """Return whether the seat is to be locked now."""
        self._last = min(self._last, now)
        return bool(self._after) and now - self._last >= self._after and self.possible()

    def possible(self) -> bool:
        """Return whether the operator has a PIN to unlock it with."""
        name = self._seat.operator
        return any(one.name == name and one.has_pin for one in self._seat.reader.rota().operators)
