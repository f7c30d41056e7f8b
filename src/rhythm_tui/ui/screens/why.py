"""How the deadlines of something came to be, as lines to read."""

from __future__ import annotations

from collections.abc import Iterator

from rhythm_tui.desk.reasons import Limit, Why
from rhythm_tui.domain.deadlines import Band
from rhythm_tui.i18n import _, say
from rhythm_tui.reports.phrases import besides
from rhythm_tui.reports.words import span_words
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time, since, span
from rhythm_tui.ui.wording import BLANK, Line, Piece, column, gap, paragraphs, piece, size

_LABEL = 20


def why_lines(why: Why, seat: Seat, now: int, cells: int) -> list[Line]:
    """Return how the deadlines of something came to be, and what has happened to them since."""
    lines: list[Line] = [*_began(why, seat, now), BLANK, *_limits(why, seat, now, cells)]
    if why.stopped_at is not None:
        at = clock_time(why.stopped_at, seat.vocabulary, now, seconds=True)
        by = (gap(1), piece(why.stopped_by, "soft")) if why.stopped_by is not None else ()
        lines += [BLANK, (column(f" {_('stopped')}", _LABEL, "muted"), piece(at, "strong-bold"), *by)]
    if told := besides(why, seat.vocabulary, now):
        lines.append(BLANK)
        for sentence in told:
            lines += paragraphs(sentence, cells - 1, "soft", indent=1)
    rule = _("Clocks run day and night and never pause; the due second itself is in time.")
    return [*lines, BLANK, *paragraphs(rule, cells - 1, "faint", indent=1)]


def _began(why: Why, seat: Seat, now: int) -> Iterator[Line]:
    began = {"incident": _("discovered"), "slot": _("planned for")}.get(why.kind, _("posted"))
    posted, seen = (
        clock_time(instant, seat.vocabulary, now, seconds=True) for instant in (why.posted_at, why.seen_at)
    )
    yield (column(f" {began}", _LABEL, "muted"), piece(posted, "strong-bold"))
    passed = say("{span} of it had passed by then", span=span_words(why.burnt_s)) if why.burnt_s else ""
    yield (
        column(f" {_('seen here')}", _LABEL, "muted"),
        piece(seen, "text"),
        piece(f"   {passed}".rstrip(), "muted"),
    )


def _limits(why: Why, seat: Seat, now: int, cells: int) -> Iterator[Line]:
    """Yield each deadline and how it stands, on a line of its own where the two do not fit on one."""
    if not why.limits:
        yield (piece(f" {_('It has no deadline.')}", "muted"),)
    for limit in why.limits:
        name = seat.vocabulary.timer(limit.name) if why.kind == "incident" else limit.name
        start, due = (
            clock_time(instant, seat.vocabulary, now, seconds=True) for instant in (limit.start, limit.due_at)
        )
        reckoned = (
            column(f" {name}", _LABEL, "soft"),
            piece(f"{start} + {span_words(since(limit.start, limit.due_at))} = ", "muted"),
            piece(due, "text"),
        )
        standing = _standing(limit, now)
        if size(reckoned) + 2 + size([standing]) <= cells:
            yield (*reckoned, gap(2), standing)
        else:
            yield from (reckoned, (gap(_LABEL), standing))


def _standing(limit: Limit, now: int) -> Piece:
    if limit.waived:
        late = say("waived, +{span}", span=span(limit.late_s))
        return piece(late, f"{Band.LATE}-bold") if limit.late_s else piece(_("waived"), "muted")
    if limit.late_s:
        return piece(say("late by {span}", span=span(limit.late_s)), f"{Band.LATE}-bold")
    if limit.met_at is not None:
        return piece(_("in time"), "ok-bold")
    soon = limit.soon_at is not None and now >= limit.soon_at
    left = say("{span} left", span=span(since(now, limit.due_at)))
    return piece(left, f"{Band.SOON if soon else Band.OK}-bold")
