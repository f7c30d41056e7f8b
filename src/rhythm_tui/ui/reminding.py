"""Says when a reminder has fallen due: once, to whoever wanted it."""

from __future__ import annotations

from rhythm_tui.i18n import ngettext, say
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time
from rhythm_tui.ui.wording import Line, column, piece

_TEXT = 40


class Reminders:
    """The reminders of one seat and what was told of them."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self._told: set[tuple[str, int]] = set()

    def fallen(self, now: int) -> Line | None:
        """Return one line for all reminders of this operator that fell due and were not told yet."""
        fallen = [
            one
            for one in self._seat.reader.reminders(now)
            if one.by == self._seat.operator and (one.id, one.at) not in self._told
        ]
        if not fallen:
            return None
        self._told |= {(one.id, one.at) for one in fallen}
        last = fallen[-1]
        found = self._seat.reader.item(last.id)
        at = clock_time(last.at, self._seat.vocabulary, now)
        line = [piece(f"{say('reminder {time}: {id}', time=at, id=last.id)}  ", "soon-bold")]
        if found is not None:
            line.append(piece(column(found.row.text, _TEXT).text.rstrip(), "text"))
        if others := len(fallen) - 1:
            more = ngettext("and {n} more reminder", "and {n} more reminders", others).format(n=others)
            line.append(piece(f"  {more}", "muted"))
        return tuple(line)
