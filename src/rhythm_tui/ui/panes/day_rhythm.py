"""What the pane of slots tells of the day: the mix, whose turn it is, whether the figures are in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rhythm_tui.desk.views import SlotRow
from rhythm_tui.i18n import _, say
from rhythm_tui.ui.panes.pane import Snapshot
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.wording import BLANK, Line, Piece, gap, piece, spread

if TYPE_CHECKING:
    from rhythm_tui.desk.slot_views import SlotDetail
    from rhythm_tui.domain.rhythm import Mix


class DayRhythm:
    """Reads once for every line of the journal and every day: nothing else changes it."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self._read: tuple[int, str] | None = None
        self._found: Mix | None = None
        self._figures = False
        self._detail: tuple[int, str, SlotDetail | None] | None = None

    def lines(self, snapshot: Snapshot, cells: int) -> list[Line]:
        """Return the mix of what has gone out, the tier whose turn it is, and the tick of today's figures."""
        day = self._seat.vocabulary.local(snapshot.now).date()
        if self._read != (snapshot.status.seq, day.isoformat()):
            self._read = snapshot.status.seq, day.isoformat()
            self._figures = self._seat.reader.figures_noted(day.isoformat())
            self._found = self._seat.reader.mix(snapshot.now)
        return [self._mix() or BLANK, spread(self._turn(), self._ticked(), cells)]

    def _ticked(self) -> Line:
        ticked, style = (_("figures in"), "ok") if self._figures else (_("figures not in yet"), "muted")
        return (piece(ticked, style), gap(1))

    def _turn(self) -> Line:
        """Return the tier whose turn it is."""
        turn = self._found.next_tier if self._found else 0
        return (
            (piece(f" {say('next: {tier}', tier=self._seat.vocabulary.tier(turn))}", "focus"),)
            if turn
            else BLANK
        )

    def _mix(self) -> Line:
        found, words = self._found, self._seat.vocabulary
        if found is None:
            return BLANK
        if not found.total:
            return (piece(f" {say('no post yet in {n} days', n=words.rhythm('mix_days'))}", "muted"),)
        drifted = {one.tier for one in found.drifted(words.rhythm("mix_drift"))}
        parts: list[Piece] = [piece(f" {_('mix')}", "muted")]
        for one in found.shares:
            off = one.tier in drifted
            told = f" {words.tier(one.tier)} {one.percent}%{'!' if off else ''}"
            parts.append(piece(told, "soon" if off else "soft"))
        return tuple(parts)

    def detail(self, slot: SlotRow, snapshot: Snapshot | None) -> SlotDetail | None:
        """Return everything about the selected slot, as it stood when the desk was last read."""
        seq = snapshot.status.seq if snapshot else 0
        if self._detail is None or self._detail[:2] != (seq, slot.id):
            self._detail = seq, slot.id, self._seat.reader.slot(slot.id, self._seat.now())
        return self._detail[2]
