"""What the screens read of the duty roster: a part of ``seat.Reading``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rhythm_tui.desk.handover import Handover
    from rhythm_tui.desk.rota import Cell, Rota


class ShiftReading(Protocol):
    """Who is on duty, who is meant to be, and what is handed over."""

    operator: str
    """Who ``owner:me`` means in a filter."""

    def rota(self) -> Rota:
        """Return who is on duty, who may be, and the handovers that wait for their signature."""

    def roster(self, first: str, last: str) -> tuple[Cell, ...]:
        """Return who stands the shifts of some days."""

    def handover(self, now: int, wanted: str | None = None) -> Handover:
        """Return what one shift hands to the next as things stand.

        ``wanted`` is the id of the handover to be read back; empty for none.
        """
