"""How a timer of an incident is drawn: its limit, how much of it has gone, what is left."""

from __future__ import annotations

from functools import lru_cache

from rhythm_tui.desk.board import TimerRow
from rhythm_tui.domain.text import width
from rhythm_tui.i18n import _, language, say
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import limit, paced, since, span
from rhythm_tui.ui.wording import Line, Piece, bar, column, gap


def timer_line(timer: TimerRow, seat: Seat, now: int, cells: int) -> Line:
    """Return a timer: its limit, its name, how much of it has gone, and what is left."""
    end, style = timer_end(timer, now)
    end_cells = 13
    name_cells = 8 if language() == "zh" else min(18, max(8, cells - 8 - end_cells - 5))
    room = max(cells - 8 - name_cells - end_cells, 4)
    name = column(timer_name(timer, seat, name_cells), name_cells, "soft")
    return _drawn(limit(timer.target), name, (_gone(timer, now, room), room), column(end, end_cells, style))


def timer_name(timer: TimerRow, seat: Seat, cells: int) -> str:
    """Return what a timer is called, in short where the whole of it has no room."""
    called = seat.vocabulary.timer(timer.name)
    return called if width(called) <= cells else seat.vocabulary.timer(timer.name, short=True)


@lru_cache(maxsize=256)
def _drawn(target: str, name: Piece, gone: tuple[int, int], end: Piece) -> Line:
    """Return the line, kept as it is while it says the same: of many timers few change in a second."""
    filled, room = gone
    drawn = bar(filled, room, end.style.removesuffix("-bold"))
    return (column(target, 4, "muted", right=True), gap(1), name, gap(1), *drawn, gap(1), end)


def timer_bar(timer: TimerRow, now: int, cells: int, style: str) -> Line:
    """Return how much of a timer's span has gone, as a bar; a full one once it runs no more."""
    return bar(_gone(timer, now, cells), cells, style)


def _gone(timer: TimerRow, now: int, cells: int) -> int:
    """Return how many of the cells of a bar have gone."""
    gone = since(timer.start, now) / (timer.target / 1000)
    return cells if not timer.runs else round(cells * min(max(gone, 0), 1))


def timer_end(timer: TimerRow, now: int) -> tuple[str, str]:
    """Return how a timer stands, in words, and the style."""
    if timer.met_at is not None:
        if timer.missed_s:
            return say("met, +{span}", span=span(timer.missed_s)), "late-bold"
        return say("met {span}", span=span(since(timer.start, timer.met_at))), "ok-bold"
    if timer.waived_at is not None:
        if timer.missed_s:
            return say("waived, +{span}", span=span(timer.missed_s)), "late-bold"
        return _("waived"), "faint"
    left = since(now, timer.due_at)
    if left < 0:
        return say("late {span}", span=f"+{span(left)}"), "late-bold"
    return say("{span} left", span=paced(left)), "soon-bold" if now >= timer.soon_at else "ok-bold"
