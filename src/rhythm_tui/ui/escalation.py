"""Who must be told of a timer, in words: a line over the panes, a notice, a word on a card."""

from __future__ import annotations

from collections.abc import Sequence

from rhythm_tui.desk.asks import AskRow
from rhythm_tui.i18n import _, ngettext, say
from rhythm_tui.reports.telling import time_left
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import since
from rhythm_tui.ui.wording import Line, Piece, gap, piece, safe, size, spread


def open_asks(rows: Sequence[AskRow], incident: str | None = None) -> list[AskRow]:
    """Return those that must be told now, of one incident or of all."""
    return [row for row in rows if row.open and incident in (None, row.incident)]


def ask_words(row: AskRow, seat: Seat, now: int) -> str:
    """Return whom to tell of what: names of the playbook and numbers alone, nothing that somebody typed."""
    words = seat.vocabulary
    return say(
        "tell {duty}: {timer} {left} {id}",
        duty=safe(words.duty(row.ask.duty)),
        timer=safe(words.timer(row.timer)),
        left=time_left(row.due_at, now),
        id=row.incident,
    )


def ask_style(row: AskRow, now: int) -> str:
    """Return the style of a timer that somebody must be told of: late, or only near its end."""
    return "late" if since(now, row.due_at) < 0 else "soon"


def asks_line(rows: Sequence[AskRow], seat: Seat, key: str, now: int, cells: int) -> Line:
    """Return the one line that stands while somebody must be told: the timer that falls due first."""
    first = rows[0]
    what = (gap(1), piece(ask_words(first, seat, now), f"{ask_style(first, now)}-bold"), gap(1))
    more = (piece(say("{n} more", n=len(rows) - 1), "soon-bold"), gap(2)) if len(rows) > 1 else ()
    way = (*more, piece(key, "key-bold"), gap(1))
    told = (piece(_("shows it"), "soft"), gap(1))
    roomy = size(what) + size(way) + size(told) <= cells
    return spread(what, (*way, *told) if roomy else way, cells)


def asked_words(times: int) -> str:
    """Return how often it was asked."""
    return ngettext("asked {n} time", "asked {n} times", times).format(n=times)


def card_word(count: int) -> list[Piece]:
    """Return the word on an incident's card: how many must be told now."""
    word = ngettext("tell {n}", "tell {n}", count).format(n=count)
    return [piece(f" {word} ", "now-block"), gap(1)] if count else []
