"""Reading the publishing slots."""

from __future__ import annotations

from rhythm_tui.desk import rows
from rhythm_tui.desk.reads.base import Reads, number
from rhythm_tui.desk.views import SlotRow
from rhythm_tui.domain import ids
from rhythm_tui.store import figures, slots
from rhythm_tui.store.slots import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rhythm_tui.desk.slot_views import SlotDetail


class SlotReads(Reads):
    """What is asked about publishing slots."""

    def slots(self, start: int, end: int, now: int) -> list[SlotRow]:
        """Return the slots of a span of time, as they stand at ``now``: a missed one says so."""
        return [self._slot(row, now) for row in slots.between(self._connection, start, end)]

    def places(self, first: int, last: int) -> frozenset[Place]:
        """Return where slots stand, or first stood, between two instants; dropped ones too."""
        return slots.places(self._connection, first, last)

    def slot(self, written: str, now: int) -> SlotDetail | None:
        """Return everything about a slot; None when there is no such id."""
        from rhythm_tui.desk import slot_details

        n = number(ids.SLOT, written)
        found = slots.one(self._connection, n) if n else None
        if not found:
            return None
        return slot_details.slot(self._connection, found, self._slot(found, now), self.vocabulary)

    def figures_noted(self, day: str) -> bool:
        """Return whether the platforms' figures of a local day, ``2026-11-22``, were taken in (RHYTHM 25)."""
        return figures.noted(self._connection, day)

    def held(self, incident: str, now: int) -> list[SlotRow]:
        """Return the slots an incident holds, by time."""
        n = number(ids.INCIDENT, incident)
        return [self._slot(row, now) for row in slots.held(self._connection, n)] if n else []

    def campaign_slots(self, written: str, now: int) -> list[SlotRow]:
        """Return the slots of a campaign, by time; none where there is no such id."""
        n = number(ids.CAMPAIGN, written)
        return [self._slot(row, now) for row in slots.of_campaign(self._connection, n)] if n else []

    def _slot(self, row: tuple[Any, ...], now: int) -> SlotRow:
        return rows.slot_row(row, slots.sign_offs(self._connection, row[0]), self.vocabulary, now)
