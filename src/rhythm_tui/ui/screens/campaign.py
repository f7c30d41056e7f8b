"""The slots of one campaign by their phases, each with what it still wants (RHYTHM 11)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import BindingType

from rhythm_tui.desk.plan_rows import CampaignRow
from rhythm_tui.desk.views import SlotRow
from rhythm_tui.i18n import say
from rhythm_tui.ui import keys
from rhythm_tui.ui.keys import Keys
from rhythm_tui.ui.screens.agenda_lines import campaign_lines
from rhythm_tui.ui.screens.listing import ListDialog
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.widgets.cards import Block
from rhythm_tui.ui.wording import BLANK, Line, piece, safe, spread


class CampaignScreen(ListDialog):
    """Enter opens a slot; the keys of a slot work here as on the pane."""

    place = "slots"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("slots")]

    def __init__(self, seat: Seat, keymap: Keys, row: CampaignRow) -> None:
        super().__init__(say("campaign {id}  {name}", id=row.id, name=safe(row.name)), seat, keymap)
        self._row = row

    def reread(self) -> None:
        """Show the slots as they stand now; at first the cursor stands on the first that is to come."""
        now = self._seat.now()
        slots = self._seat.reader.campaign_slots(self._row.id, now)
        if self.entries.start_at is None:
            self.entries.start_at = next((one.id for one in slots if one.at > now), None)
        self.entries.show(lambda cells: list(self._blocks(slots, cells)))

    def _blocks(self, slots: list[SlotRow], cells: int) -> Iterator[Block]:
        phase = None
        for slot in slots:
            if slot.phase != phase:
                phase = slot.phase
                yield Block(None, (BLANK, self._head(phase, slots, cells)))
            yield Block(slot.id, campaign_lines(slot, self._seat, cells))

    def _head(self, phase: str | None, slots: list[SlotRow], cells: int) -> Line:
        """Return a phase, and how many of its slots are out."""
        own = [one for one in slots if one.phase == phase and one.state != "dropped"]
        out = sum(one.state == "published" for one in own)
        name = self._seat.vocabulary.phase(phase or "")
        count = piece(f"{out}/{len(own)}", "ok" if own and out == len(own) else "soft")
        return spread((piece(f" {name}", "focus-bold"),), (count,), cells)
