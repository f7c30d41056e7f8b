"""The load of the desk in pictures made of letters: bars in the colour of their ground, numbers beside."""

from __future__ import annotations

from collections.abc import Sequence

from rhythm_tui.domain.deadlines import HOUR
from rhythm_tui.domain.load import SPANS, Flow, Load, Speed
from rhythm_tui.i18n import _, say
from rhythm_tui.reports.day_words import weekday_names
from rhythm_tui.reports.load_words import GOLDEN, share, speed_words, step_names
from rhythm_tui.ui.screens.details import headline
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.wording import BLANK, Line, Piece, column, gap, piece, size

_TALL = 4
"""Lines of a column."""
_LEFT = 10
"""Cells of what stands left of a picture."""
_GROUP = 3
"""Hours whose numbers are added up below the columns."""
_WIDE = 96
"""From so many cells on an hour has three of them."""
_MERGED = (1, 2, 3, 4, 6)
"""How many hours may be one number of the map."""
_CAME, _ANSWERED = "now", "ok"
_WARM = ("muted", "soft", "soon-bold", "soon-block")
"""How a number of the map looks, by quarters of the greatest."""


def figures_lines(load: Load, seat: Seat, cells: int) -> list[Line]:
    """Return the whole screen for a width."""
    per = 3 if cells >= _WIDE else 2
    return [
        headline(_("the last 24 hours")),
        *_columns(_("arrived"), [one.came for one in load.hours], _CAME, per),
        BLANK,
        *_columns(_("answered"), [one.answered for one in load.hours], _ANSWERED, per),
        _hours([one.begins.hour for one in load.hours], per),
        BLANK,
        headline(_("the last seven days")),
        *_days(load.days, cells),
        BLANK,
        headline(_("when it comes: four weeks, by weekday and hour")),
        *_week(load.week, cells),
        BLANK,
        headline(_("how long answers took: seven days")),
        *_spread(load.speeds[0], cells),
        BLANK,
        *_platforms(load.speeds, seat),
    ]


def _columns(name: str, values: Sequence[int], style: str, per: int) -> list[Line]:
    """Return columns, an hour each, with the greatest beside them and the sums of three hours below."""
    most = max(values)
    lines: list[Line] = []
    for level in range(_TALL, 0, -1):
        left = name if level == _TALL else say("most {n}", n=most) if level == _TALL - 1 else ""
        line: list[Piece] = [column(f" {left}", _LEFT, "soft" if level == _TALL else "muted")]
        for value in values:
            full = bool(most) and value * _TALL > (level - 1) * most
            line += [Piece("#" * (per - 1), f"{style}-bar") if full else gap(per - 1), gap(1)]
        lines.append(tuple(line))
    sums = [sum(values[at : at + _GROUP]) for at in range(0, len(values), _GROUP)]
    numbers = [column(str(n) if n else ".", per * _GROUP, "text" if n else "faint") for n in sums]
    return [*lines, (column(f" {_('in 3 h')}", _LEFT, "muted"), *numbers)]


def _hours(hours: Sequence[int], per: int) -> Line:
    shown = [column(f"{hour:02d}", per * _GROUP, "faint") for hour in hours[::_GROUP]]
    return (column(f" {_('hour')}", _LEFT, "faint"), *shown)


def _days(days: Sequence[Flow], cells: int) -> list[Line]:
    """Return a line a day: what came in and what was answered, each a bar with its number."""
    most = max((max(one.came, one.answered) for one in days), default=0)
    room = max((cells - _LEFT - 20) // 2, 8)
    names = weekday_names()
    lines: list[Line] = [
        (gap(_LEFT), column(_("arrived"), room + 8, "muted"), piece(_("answered"), "muted")),
    ]
    for one in days:
        told = f" {names[one.begins.weekday()]} {one.begins.day:02d}"
        lines.append(
            (
                column(told, _LEFT, "soft"),
                *_counted(one.came, most, room, _CAME),
                *_counted(one.answered, most, room, _ANSWERED),
            )
        )
    return lines


def _counted(value: int, most: int, cells: int, style: str) -> Line:
    """Return a bar with its number at its end, eight cells wider than the longest bar."""
    drawn, rest = _bar(value, most, cells, style)
    number = f" {value}" if value else "."
    return (drawn, piece(number, "text" if value else "faint"), gap(size((rest,)) + 8 - len(number)))


def _bar(value: int, most: int, cells: int, style: str) -> tuple[Piece, Piece]:
    """Return a bar with nothing behind it: days without any would stand there as one great block."""
    filled = -(-value * cells // most) if most else 0
    return (Piece("#" * filled, f"{style}-bar"), gap(cells - filled))


def _week(week: Sequence[Sequence[int]], cells: int) -> list[Line]:
    """Return the map: a number an hour, the warmer the more; with little room several hours are one."""
    rows = [list(row) for row in week]
    wide = 1
    for wide in _MERGED:
        rows = [[sum(row[at : at + wide]) for at in range(0, len(row), wide)] for row in week]
        if _LEFT + len(rows[0]) * _cell(rows) < cells:
            break
    cell, most = _cell(rows), max(max(row) for row in rows)
    hours = [column(f"{at * wide:02d}", cell, "faint", right=True) for at in range(len(rows[0]))]
    lines: list[Line] = [(gap(_LEFT), *hours)]
    for name, row in zip(weekday_names(), rows, strict=True):
        numbers = [one for n in row for one in (gap(1), _warm(n, most, cell - 1))]
        lines.append((column(f" {name}", _LEFT, "soft"), *numbers))
    return lines


def _cell(rows: Sequence[Sequence[int]]) -> int:
    """Return how many cells a number of the map takes, with the blank before it."""
    return max(len(str(max(max(row) for row in rows))), 2) + 1


def _warm(n: int, most: int, cell: int) -> Piece:
    style = _WARM[min(4 * n // (most + 1), 3)]
    return column(str(n) if n else ".", cell, style if n else "faint", right=True)


def _spread(one: Speed, cells: int) -> list[Line]:
    """Return how many answers took how long, with the two times they are measured by drawn in."""
    most, room = max(one.steps), max(cells - _LEFT - 24, 10)
    lines: list[Line] = [(gap(1), piece(speed_words(one), "text"))]
    ends = {SPANS.index(span): say("{n} h", n=span // HOUR) for span in GOLDEN}
    for place, (name, n) in enumerate(zip(step_names(), one.steps, strict=True)):
        style = ("ok", "soon", "late")[sum(place > end for end in ends)]
        lines.append(
            (
                column(f" {name}", _LEFT + 2, "soft"),
                *_bar(n, most, room, style),
                column(str(n), 8, "text", right=True),
                column(share(n, one.answered), 8, "muted", right=True),
            )
        )
        if place in ends:
            lines.append((gap(_LEFT + 2), piece(f"---- {ends[place]} ----", "key")))
    return lines


def _platforms(speeds: Sequence[Speed], seat: Seat) -> list[Line]:
    """Return a line a platform."""
    heads = (_("arrived"), _("answered"), _("within 2 h"), _("within 4 h"))
    lines: list[Line] = [(gap(16), *(column(head, 13, "muted", right=True) for head in heads))]
    for one in speeds:
        name = seat.vocabulary.platform(one.platform) if one.platform else _("all")
        shares = (share(one.within(span), one.answered) for span in GOLDEN)
        numbers = (str(one.came), str(one.answered), *shares)
        style = "text" if one.platform else "strong-bold"
        lines.append((column(f" {name}", 16, style), *(column(n, 13, style, right=True) for n in numbers)))
    return lines
