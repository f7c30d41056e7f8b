"""What others did to a thing while somebody here writes about it: who, how long ago, what they wrote."""

from __future__ import annotations

from textual.widgets import Static

from rhythm_tui.desk.views import JournalRow
from rhythm_tui.domain.text import NOTHING
from rhythm_tui.i18n import _, say
from rhythm_tui.reports.phrases import facts_phrase
from rhythm_tui.reports.words import verb_name
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import rough, since
from rhythm_tui.ui.wording import Line, content, paragraphs, piece, safe

_LOOKED_AT = 20
"""Lines of the journal about one thing that are looked at."""
_QUOTED = 3
"""Lines of their words that are shown."""
_MINUTE = 60


class Meanwhile:
    """Watches one thing from the moment a dialog about it opens."""

    def __init__(self, seat: Seat, subject: str | None, *, anew: bool = False) -> None:
        """``subject`` is its id, None where the dialog makes something new; ``anew``: it came since then."""
        self._seat = seat
        self.subject = subject
        self._shown: list[Line] = []
        newest = [] if anew else self._rows(1)
        self._from = newest[0].seq if newest else 0
        self._mine: set[int] = set()

    def mine(self, seq: int) -> None:
        """Take note of a line of the journal that was written from here."""
        self._mine.add(seq)

    def show(self, place: Static, cells: int) -> bool:
        """Show who else is at it and what they did, where that has changed; return whether it had."""
        lines = [*here(self._seat, self.subject), *self.lines(cells)]
        place.display = bool(lines)
        if lines == self._shown:
            return False
        self._shown = lines
        place.update(content(*lines))
        return True

    def lines(self, cells: int) -> list[Line]:
        """Return the newest thing somebody else did since, with what they wrote; nothing where nobody did."""
        row = next((one for one in self._rows(_LOOKED_AT) if self._is_news(one)), None)
        if row is None or self.subject is None:
            return []
        event = self._seat.reader.event(self.subject, row.seq)
        what = verb_name(row.verb)
        if event is not None and (facts := facts_phrase(event, self._seat.vocabulary)):
            what = say("{what}: {told}", what=what, told=facts)
        values = {"name": safe(row.operator), "span": ago(since(row.at, self._seat.now())), "what": what}
        told = paragraphs(say("{name}, {span} ago: {what}", **values), cells, "soon-bold")
        words = event.words if event is not None else NOTHING
        if words != NOTHING:
            told += paragraphs(words, cells, "text", indent=2, most=_QUOTED)
        return told

    def _is_news(self, row: JournalRow) -> bool:
        return row.seq > self._from and row.seq not in self._mine

    def _rows(self, most: int) -> list[JournalRow]:
        return self._seat.reader.journal(most, self.subject) if self.subject else []


def here(seat: Seat, subject: str | None) -> list[Line]:
    """Return a line that says who else is at a row just now; nothing where nobody is."""
    names = seat.around.at(subject) if subject else ()
    if not names:
        return []
    told = say("{names} at this too just now", names=_(", ").join(safe(name) for name in names))
    return [(piece(told, "held-bold"),)]


def ago(seconds: int) -> str:
    """Return how long ago something was: to the second within the first minute."""
    return say("{n} s", n=max(seconds, 0)) if seconds < _MINUTE else rough(seconds)
