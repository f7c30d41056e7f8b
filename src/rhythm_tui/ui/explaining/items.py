"""What a row of the queue means: its band, its clock, what became of its reply, whose it is."""

from __future__ import annotations

from collections.abc import Iterator

from rhythm_tui.desk.views import QueueRow
from rhythm_tui.domain.deadlines import Band
from rhythm_tui.i18n import _, say
from rhythm_tui.reports.words import kind_name, span_words
from rhythm_tui.ui import terms
from rhythm_tui.ui.explaining.part import Part
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time, since
from rhythm_tui.ui.wording import safe


def parts(seat: Seat, id: str | None, now: int) -> list[Part]:
    """Return what is to be said of an item; nothing where there is none."""
    found = seat.reader.item(id) if id else None
    if found is None:
        return []
    row = found.row
    if row.state != "open":
        ended = _("It has ended and its clock has stopped; what it missed stays on record.")
        return [Part(terms.ended_word(row.state), ended, "strong-bold"), *_marks(row, seat)]
    return [_band(row, seat, now), *_clock(row, seat, now), _owner(row, seat), *_marks(row, seat)]


def _band(row: QueueRow, seat: Seat, now: int) -> Part:
    band = row.band(now)
    if band is None or row.due_at is None or row.soon_at is None or row.neglect_at is None:
        return Part(
            terms.band_word(None),
            _("A live question is answered while the stream runs: it has no deadline and stands last."),
        )
    due, soon, neglected = (
        clock_time(at, seat.vocabulary, now) for at in (row.due_at, row.soon_at, row.neglect_at)
    )
    left = span_words(since(now, row.due_at))
    window = since(row.posted_at, row.due_at)
    values = {
        "left": left, "due": due, "soon": soon, "neglected": neglected, "window": span_words(window),
        "silent": span_words(since(row.posted_at, now)),
        "part": f"{round(since(row.soon_at, row.due_at) * 100 / window) if window else 0}%",
    }  # fmt: skip
    told = {
        Band.OK: _("{left} are left. From {soon} on, the last {part} of its window, it is due soon."),
        Band.SOON: _("The last {part} of its window has begun: {left} left, from {due} on it is late."),
        Band.LATE: _("Its limit passed at {due}. The miss stays on record, so answer it all the same; at"
                     " {neglected} it counts as neglected."),
        Band.NEGLECTED: _("It has been silent for {silent}; somebody feels ignored. It stands first until"
                          " it is answered."),
    }[band]  # fmt: skip
    return Part(terms.band_word(band), told.format(**values), f"{band}-bold")


def _clock(row: QueueRow, seat: Seat, now: int) -> Iterator[Part]:
    if row.due_at is None or row.clock is None:
        return
    posted = clock_time(row.posted_at, seat.vocabulary, now)
    told = say(
        "For a {kind} {window} from {posted}, when it was posted and not when it came in. The clock runs day"
        " and night; only a reply confirmed as posted, or closing with a reason, stops it.",
        kind=kind_name(row.kind), window=span_words(since(row.posted_at, row.due_at)), posted=posted,
    )  # fmt: skip
    yield Part(row.clock, told)


def _owner(row: QueueRow, seat: Seat) -> Part:
    lease = span_words(seat.vocabulary.desk_span("claim_lease") // 1000)
    if row.owner is None:
        return Part(_("nobody"), say("Nobody has claimed it. A claim holds for {span}.", span=lease))
    told = say("Has claimed it: the others leave it alone. After {span} it may be taken over.", span=lease)
    return Part(row.owner, told)


def _marks(row: QueueRow, seat: Seat) -> Iterator[Part]:
    """Explain the words that stand before its text."""
    if row.reply_state == "drafted":
        yield Part(f"[{_('draft')}]", _("A reply is begun. Only this desk knows it; the clock goes on."))
    if row.reply_state == "copied":
        told = _("The reply was copied; nobody has confirmed that it stands in public. The clock goes on.")
        yield Part(f"[{_('copied')}]", told)
    if row.incident is not None:
        yield Part(row.incident, _("It belongs to this incident: its reply goes by what the incident says."))
    if row.waiting is not None:
        who = safe(row.waiting)
        yield Part(f"[{_('waits')}]", say("It waits for {who}. That is a note: no clock stops.", who=who))
    if row.remind_at is not None:
        at = clock_time(row.remind_at, seat.vocabulary, seat.now())
        yield Part(f"[{_('remind')}]", say("Somebody wants to be reminded at {time}.", time=at))
    if row.referred is not None or row.taken_on is not None:
        told = _("It was taken on: another item goes on with it, with a clock of its own.")
        yield Part(f"[{_('taken on')}]", told)
    if row.text.hidden or row.author.hidden:
        told = _("Characters that cannot be seen were taken out of this text.")
        yield Part(f"[{_('hidden')}]", told)
