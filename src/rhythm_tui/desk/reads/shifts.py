"""Reading the duty roster: who is on duty, who may be, who is meant to be."""

from __future__ import annotations

from rhythm_tui.desk import rota as rows
from rhythm_tui.desk.reads.base import Reads
from rhythm_tui.desk.rota import Cell, OnDuty, Rota
from rhythm_tui.store import shifts


class ShiftReads(Reads):
    """What is asked about the duty roster."""

    def on_duty(self) -> tuple[OnDuty, ...]:
        """Return who has begun a shift and not ended it."""
        return rows.on_duty(shifts.on_duty(self._connection))

    def rota(self) -> Rota:
        """Return who is on duty, who may be, and the handovers that wait for their signature."""
        return Rota(
            self.on_duty(),
            rows.operators(shifts.operators(self._connection)),
            rows.handed(shifts.handovers(self._connection, signed=False)),
        )

    def has_pins(self) -> bool:
        """Return whether an operator has a PIN: then nothing of the desk is for whoever comes along."""
        return any(one.has_pin for one in rows.operators(shifts.operators(self._connection)))

    def roster(self, first: str, last: str) -> tuple[Cell, ...]:
        """Return who stands the shifts of some days, ``2026-11-22`` to ``2026-11-28``."""
        return rows.cells(shifts.roster(self._connection, first, last))
