"""The forecast in words: one line at the queue's foot, and the page that explains it."""

from __future__ import annotations

from rhythm_tui.domain.deadlines import SECOND
from rhythm_tui.domain.forecast import FEW, Forecast, Order, Pace
from rhythm_tui.i18n import _, say, sentences
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time, rough
from rhythm_tui.ui.wording import BLANK, Line, Piece, paragraphs, piece

ORDERS = ("desk", "save_first", "newest", "post", "topic")
"""The orders of the rows, as one key goes through them."""
ORDERS_OF = {"order-left": ("desk", "save_first"), "order-from": ("newest",), "order-text": ("post", "topic")}
"""The orders that a click on the name of a column goes through, by what it asks for."""

EVERY = 15 * SECOND
"""Milliseconds after which the forecast is made anew while nothing changes: it speaks of minutes."""
AT_MOST_EVERY = SECOND
"""Milliseconds for which it stands at least, however much changes."""
_MANY = 3
"""More helpers than this, and than are there already, is a wish, no remedy: the other order is told."""


class Outlook:
    """The forecast of one screen, read again only when it may have changed."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self._at: int | None = None
        self._order: Order = "desk"
        self._changed = False
        self._line: Line = BLANK

    def changed(self) -> None:
        """Note that the desk has changed."""
        self._changed = True

    def line(self, now: int, order: str) -> Line:
        """Return the forecast for rows that are worked through in ``order``."""
        wanted = assumed(order)
        if self._at is None or wanted != self._order or self._age(now) >= self._patience:
            self._at, self._order, self._changed = now, wanted, False
            self._line = outlook_line(self._seat, now, wanted)
        return self._line

    @property
    def _patience(self) -> int:
        return AT_MOST_EVERY if self._changed else EVERY

    def _age(self, now: int) -> int:
        return abs(now - (self._at or 0))


def order_name(order: str) -> str:
    """Return the name of an order of the queue's rows."""
    return {
        "desk": _("most urgent first"),
        "save_first": _("save first"),
        "newest": _("newest first"),
        "post": _("by post"),
        "topic": _("by topic"),
    }[order]


def turned(order: str, action: str) -> str:
    """Return the order an action leads to: the next one, the one before, or one of the column clicked."""
    some = ORDERS_OF.get(action, ORDERS)
    if order not in some:
        return some[0]
    return some[(some.index(order) + (-1 if action == "order-back" else 1)) % len(some)]


def assumed(order: str) -> Order:
    """Return the order of work the forecast takes for an order of rows: it knows two."""
    return "save_first" if order == "save_first" else "desk"


def outlook_line(seat: Seat, now: int, order: Order) -> Line:
    """Return the forecast in one line; blank where nothing is open."""
    found, pace = seat.reader.forecast(now, order)
    if not found.open:
        return BLANK
    head = piece(f"{_('forecast')} ", "soon-bold")
    if found.first_miss_at is None:
        safe = (
            _("no more will be missed at this pace") if found.overdue else _("at this pace all are on time")
        )
        return (head, piece(safe, "ok"))
    first = clock_time(found.first_miss_at, seat.vocabulary, now)
    missed = say("first missed at {at}, {n} in all", at=first, n=found.missed)
    help = help_piece(seat, now, found, pace)
    return (head, piece(missed, "text"), piece(_("; "), "muted"), help)


def help_piece(seat: Seat, now: int, found: Forecast, pace: Pace) -> Piece:
    """Return what would help most: a few more people, or another order of work."""
    if wishful(found, pace):
        other, _pace = seat.reader.forecast(now, "save_first")
        if other.missed < found.missed:
            if not other.missed:
                return piece(_("save-first misses none"), "ok")
            return piece(say("working save-first misses {n}", n=other.missed), "soon")
    remedy = found.remedy
    if remedy is None:
        return piece(_("nothing can save them"), "late")
    until = clock_time(remedy.until, seat.vocabulary, now)
    if found.lost:
        saved = found.missed - found.lost
        text = say("{extra} more until {until} saves {saved}", extra=remedy.extra, until=until, saved=saved)
        return piece(text, "soon")
    return piece(say("{extra} more until {until} saves all", extra=remedy.extra, until=until), "ok")


def wishful(found: Forecast, pace: Pace) -> bool:
    """Return whether the desk order needs more help than a hospital can send."""
    needed = found.remedy.extra if found.remedy else 0
    return found.order == "desk" and needed > max(_MANY, pace.responders)


def explanation(seat: Seat, now: int, order: Order, cells: int) -> list[Line]:
    """Return the page behind the line: pace, order, what is missed and what would help."""
    found, pace = seat.reader.forecast(now, order)
    wide = max(cells - 2, 20)
    lines: list[Line] = []
    for head, text, style in (
        (_("what is to come"), _missed(seat, now, found), "text"),
        (_("pace"), _pace_words(pace), "text"),
        (_("order"), _order_words(order), "text"),
        (_("past due already"), _overdue_words(found), "text"),
        (_("what would help"), _helps(seat, now, found), "ok"),
        (_("what it does not know"), _unknown(), "muted"),
    ):
        lines += [(piece(head, "soft-bold"),), *paragraphs(text, wide, style, indent=2), BLANK]
    return lines


def _missed(seat: Seat, now: int, found: Forecast) -> str:
    clear = _("Nobody answers: nothing gets done.")
    if found.clear_at is not None:
        at = clock_time(found.clear_at, seat.vocabulary, now)
        clear = say("All {open} open items are answered by {at}.", open=found.open, at=at)
    if found.first_miss_at is None:
        return sentences((_("Nothing that is in time now will be missed."), clear))
    first = clock_time(found.first_miss_at, seat.vocabulary, now)
    missed = say("{n} will be missed that are in time now, the first at {at}.", n=found.missed, at=first)
    return sentences((missed, clear))


def _pace_words(pace: Pace) -> str:
    each = rough(pace.service // SECOND)
    if pace.measured:
        template = _("The last 60 minutes: {n} on shift, {hour} answers an hour each, {each} an answer.")
    else:
        template = _(
            "The last 60 minutes show fewer than {few} answers, so the usual pace is taken: {n} on shift,"
            " {hour} answers an hour each, {each} an answer."
        )
    return template.format(n=pace.responders, hour=f"{pace.per_hour:.3g}", each=each, few=FEW)


def _order_words(order: Order) -> str:
    if order == "desk":
        return _(
            "Desk order: what is past due is answered first, then the nearest due. The time that takes may"
            " cost others their deadline."
        )
    return _(
        "Save-first: always the nearest due that can still be met; what is past due waits until the rest is"
        " safe. No order misses fewer."
    )


def _overdue_words(found: Forecast) -> str:
    if found.lost:
        return say(
            "{overdue} are past due; {lost} more cannot be met even if begun now.",
            overdue=found.overdue, lost=found.lost,
        )  # fmt: skip
    return say("{overdue} are past due.", overdue=found.overdue)


def _helps(seat: Seat, now: int, found: Forecast) -> str:
    if found.first_miss_at is None:
        return _("Nothing is needed.")
    parts = []
    if found.remedy is not None:
        until = clock_time(found.remedy.until, seat.vocabulary, now)
        parts.append(
            say("{extra} more on shift from now until {until}.", extra=found.remedy.extra, until=until)
        )
    other, _pace = seat.reader.forecast(now, "save_first")
    if found.order == "desk" and other.missed < found.missed:
        parts.append(say("In save-first order {n} will be missed.", n=other.missed))
        if other.remedy is not None:
            extra, until = other.remedy.extra, clock_time(other.remedy.until, seat.vocabulary, now)
            parts.append(say("In that order {extra} more until {until} would do.", extra=extra, until=until))
    return sentences(parts) or _("Nothing can save them: less time is left than one answer takes.")


def _unknown() -> str:
    return _("What comes in later; who is half through an answer; live questions, which have no deadline.")
