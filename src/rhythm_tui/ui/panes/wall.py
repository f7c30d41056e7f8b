"""The incident board on a wall: what runs out next, in figures that are read from three metres."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rhythm_tui.desk.board import IncidentCard, TimerRow
from rhythm_tui.domain.text import SafeText, width
from rhythm_tui.i18n import _, language, say
from rhythm_tui.ui import terms
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time, since
from rhythm_tui.ui.widgets.bars import Bars
from rhythm_tui.ui.widgets.digits import digits, width_of
from rhythm_tui.ui.wording import BLANK, Line, Piece, cut, gap, piece, safe, size, spread

_LARGE = 2
_ROOM_BESIDE = 30
"""Cells for the words beside the figures."""
_HOURS = 3_600


class Wall(Bars, can_focus=True):
    """The lines of the wall; it takes the focus so that the keys of its pane go on working."""


def wall_lines(
    incidents: Sequence[IncidentCard], seat: Seat, now: int, cells: int, height: int
) -> list[Line]:
    """Return the wall for a size: the stages on top, then the timers that run out first, as many as fit."""
    owed = sorted(
        ((timer, card) for card in incidents if (timer := card.next_due) is not None),
        key=lambda one: one[0].due_at,
    )
    tall = height >= 30
    lines = [*_stages(incidents, cells, tall=tall), BLANK]
    if not owed:
        return [*lines, _centred((piece(spaced(_("no timer runs")), "ok-bold"),), cells)]
    left = len(owed)
    for timer, card in owed:
        scale = _LARGE if tall and left == len(owed) and _fits(timer, now, cells, _LARGE) else 1
        entry = _entry(timer, card, seat, now, cells, scale)
        told_below = 1 if left > 1 else -1  # the number of the others, or not even the blank after the last
        if len(lines) + len(entry) + told_below > height:
            break
        lines += entry
        left -= 1
    if left:
        lines.append(_centred((piece(say("and {n} more", n=left), "soft-bold"),), cells))
    return [cut(line, cells) for line in lines[:height]]


def _stages(incidents: Sequence[IncidentCard], cells: int, *, tall: bool) -> list[Line]:
    """Return how many incidents stand in each stage, as blocks that can be told apart from afar."""
    each = cells // len(terms.STAGES)
    rows: list[list[Piece]] = [[] for _row in range(3 if tall else 1)]
    for stage in terms.STAGES:
        count = sum(card.stage == stage for card in incidents)
        word = f"{spaced(terms.stage_name(stage))}  {count}"
        style = "now-block" if count else "faint-block"
        for number, row in enumerate(rows):
            text = word if number == len(rows) // 2 else ""
            before = max(each - 1 - width(text), 0) // 2
            row += [piece(" " * before + text + " " * max(each - 1 - before - width(text), 0), style), gap(1)]
    return [tuple(row) for row in rows]


def _entry(timer: TimerRow, card: IncidentCard, seat: Seat, now: int, cells: int, scale: int) -> list[Line]:
    """Return one timer: whose it is, how long it has or is over, and what it is."""
    words = seat.vocabulary
    left = since(now, timer.due_at)
    style = "late" if left < 0 else "soon" if now >= timer.soon_at else "ok"
    owner, shade = terms.owner_piece(card.owner, seat.operator, urgent=True)
    grade = terms.grade_block(card.grade, words, 2)
    who = piece(_spread_out(owner, cells), f"{shade}-bold")
    title = piece(_spread_out(card.title, cells - size((grade, who)) - 4), "strong-bold")
    head = spread((grade, gap(2), title), (who,), cells)
    figures = digits(figure(left), style, scale)
    word = _("overdue") if left < 0 else _("left")
    beside: list[Line] = [
        (piece(spaced(words.timer(timer.name)), "strong-bold"),),
        (piece(f"  {spaced(word)}  ", f"{style}-block"),),
        (piece(say("due {time}", time=clock_time(timer.due_at, words, now)), "soft-bold"),),
    ]
    first = (len(figures) - len(beside)) // 2
    room = max(cells - width_of(figure(left), scale) - 3, 0)
    lines: list[Line] = [head]
    for number, row in enumerate(figures):
        here = beside[number - first] if 0 <= number - first < len(beside) else BLANK
        padding = width_of(figure(left), scale) - size(row)
        lines.append((gap(1), *row, gap(padding + 3), *_cut(here, room)))
    return [*lines, BLANK]


def _cut(line: Line, cells: int) -> Line:
    """Return a line where it fits, else with the blanks between its letters taken out."""
    return line if size(line) <= cells else tuple(piece(_close(one.text), one.style) for one in line)


def _close(text: str) -> str:
    return "  ".join(part.replace(" ", "") if language() == "zh" else part for part in text.split("  "))


def _fits(timer: TimerRow, now: int, cells: int, scale: int) -> bool:
    return width_of(figure(since(now, timer.due_at)), scale) + _ROOM_BESIDE <= cells


def figure(seconds: int) -> str:
    """Return a span for the wall: ``41:09``, ``3h20``, ``5d03h``; once past, with a plus sign."""
    sign, seconds = ("+", -seconds) if seconds < 0 else ("", seconds)
    if seconds < _HOURS:
        return f"{sign}{seconds // 60:02d}:{seconds % 60:02d}"
    if seconds < 100 * _HOURS:
        return f"{sign}{seconds // _HOURS}h{seconds % _HOURS // 60:02d}"
    return f"{sign}{seconds // (24 * _HOURS)}d{seconds // _HOURS % 24:02d}h"


def spaced(text: str) -> str:
    """Return Chinese words with a blank between their signs; others as they are, in capitals."""
    return _with_blanks(text) if language() == "zh" else text.upper()


def _with_blanks(text: str) -> str:
    """Put a blank between signs; figures and Latin words stay together."""
    return text[:1] + "".join(b if a.isascii() and b.isascii() else f" {b}" for a, b in pairwise(text))


def _spread_out(words: SafeText | str, cells: int) -> str:
    """Return what somebody typed with blanks between Chinese signs, where that fits."""
    text = safe(words)
    wide = _with_blanks(text) if language() == "zh" else text
    return wide if width(wide) <= cells else text


def _centred(line: Line, cells: int) -> Line:
    return (gap((cells - size(line)) // 2), *line)
