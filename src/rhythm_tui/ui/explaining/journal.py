"""What a line of the journal means: what was done, by whom, and how its place and hash hold it."""

from __future__ import annotations

from collections.abc import Iterator

from rhythm_tui.desk.views import Event, JournalRow
from rhythm_tui.i18n import _, say
from rhythm_tui.reports.clock_words import doubted
from rhythm_tui.reports.phrases import event_phrase
from rhythm_tui.ui.explaining.part import Part
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time
from rhythm_tui.ui.wording import safe


def parts(row: JournalRow, event: Event | None, seat: Seat, now: int) -> Iterator[Part]:
    """Say what a line tells."""
    if event is not None:
        yield Part(row.subject or str(row.seq), event_phrase(event, seat.vocabulary))
    if row.undoes:
        yield Part(_("undo"), say("It concerns line {seq}, which stays where it is.", seq=row.undoes))
    if event is not None and event.undone:
        yield Part(_("taken back later"), _("A later line took it back; it counts no more."), "soon")
    time = clock_time(row.at, seat.vocabulary, now, seconds=True)
    by = say("Done by {operator} at the seat {seat}.", operator=safe(row.operator), seat=row.seat)
    yield Part(doubted(time, doubt=row.doubt), by)
    if row.doubt:
        yield Part(_("in doubt"), _("The computer's clock was in doubt then: the time may be wrong."), "soon")
    if row.simulated:
        yield Part(_("simulated"), _("Written under a simulated clock."), "soon")
    yield Part(
        row.hash[:12],
        say(
            "Line {seq} and its hash. Each hash is made of the line and the hash before it: a line that is"
            " changed or taken out later is found.",
            seq=row.seq,
        ),
        "soft",
    )
    gone = _("No line is ever changed. Words of or about people may be purged; their hash stays.")
    yield Part(_("journal"), gone, "soft")
