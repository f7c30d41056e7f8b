"""A row of the queue in words: what remains, the band, and the rest of it in columns."""

from __future__ import annotations

from rhythm_tui.desk.views import QueueRow
from rhythm_tui.domain.deadlines import Band
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.text import SafeText
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.i18n import _, language
from rhythm_tui.ui import terms
from rhythm_tui.ui.pieces import Line, Piece, column, gap, piece, size
from rhythm_tui.ui.spans import remaining

REMAINING = 9
"""Cells of what remains, ``+26:10:33``: leftmost, because it changes every second."""

_AUTHOR = 7
"""Cells of a masked name, ``张***三``."""
_STYLES: dict[Band | None, str] = {None: "faint", **{one: f"{one}-bold" for one in Band}}


class Columns(NamedTuple):
    """The widths of a row's columns; 0 leaves one out."""

    clock: int
    platform: int
    author: int
    text: int
    owner: int
    between: int
    """Blank cells after a column."""


def columns(cells: int) -> Columns:
    """Return the columns for a width, giving up the least telling ones first."""
    chinese = language() == "zh"
    clock = (4 if chinese else 5) if cells >= 60 else 0
    platform = (10 if chinese else 11) if cells >= 64 else 8
    owner = 12 if cells >= 100 else 6 if cells >= 54 else 0
    between = 2 if cells >= 84 else 1
    widths = (clock, platform, _AUTHOR, owner)
    taken = terms.band_cells() + REMAINING + 3 + sum(width + between for width in widths if width)
    return Columns(clock, platform, _AUTHOR, max(cells - taken, 4), owner, between)


class Reading(NamedTuple):
    """Who reads the rows, and when."""

    now: int
    vocabulary: Vocabulary
    operator: SafeText


def title(count: str) -> Line:
    """Return the name of the queue's pane: its number, what it is, how many rows."""
    return (piece("2 ", "key"), piece(_("Queue"), "strong-bold"), piece(f" {count}", "soft-bold"))


def heads(cells: int) -> Line:
    """Return the names of the columns, for a line as wide as the list."""
    wide = columns(cells - 2)
    parts = [gap(1), column(_("left"), REMAINING, "muted", right=True), gap(2 + terms.band_cells())]
    parts += _joined(
        wide.between,
        (wide.clock, _("limit")),
        (wide.platform, _("platform")),
        (wide.author, _("from")),
        (wide.text, _("text")),
        (wide.owner, _("owner")),
    )
    return tuple(parts)


def head_starts(cells: int) -> tuple[int, int, int]:
    """Return the cells at which the names begin that tell of the time, of who asks, and of the words."""
    wide = columns(cells - 2)
    who = 3 + REMAINING + terms.band_cells() + (wide.clock + wide.between if wide.clock else 0)
    return 0, who, who + wide.platform + wide.author + 2 * wide.between


def urgency(row: QueueRow, now: int) -> tuple[Band | None, int | None]:
    """Return the band and the seconds that remain; what has ended and a live question have neither."""
    return (row.band(now), row.remaining_s(now)) if row.state == "open" else (None, None)


def beginning(row: QueueRow, band: Band | None, left: int | None, *, marked: bool = False) -> Line:
    """Return what every second may change: what remains, the mark, the band."""
    waits = row.state == "open"
    head = terms.ended_word(row.state) if not waits else "-"
    counted = (
        countdown(left, band) if left is not None else column(head, REMAINING, _STYLES[band], right=True)
    )
    word = terms.band_piece(band) if waits else gap(terms.band_cells())
    return (counted, terms.mark_piece(marked), word)


def countdown(left: int, band: Band | None) -> Piece:
    """Return what remains, as the first words of a row."""
    return column(remaining(left), REMAINING, _STYLES[band], right=True)


def rest(
    row: QueueRow, band: Band | None, wide: Columns, reading: Reading, names: tuple[SafeText, ...] = ()
) -> Line:
    """Return the other columns; ``names`` are those of whoever else is at the row."""
    parts = [gap(1)]
    if wide.clock:
        clock = row.shown_clock(reading.now) or ""
        parts += [column(clock, wide.clock, "muted"), gap(wide.between)]
    platform = terms.platform_of(row, reading.vocabulary)
    parts += [
        column(platform, wide.platform, "focus" if row.kind == "message" else "soft"),
        gap(wide.between),
    ]
    parts += [column(row.author, wide.author, "soft"), gap(wide.between), *_text(row, wide.text, names)]
    if wide.owner:
        urgent = band in (Band.LATE, Band.NEGLECTED)
        owner, style = terms.owner_piece(row.owner, reading.operator, urgent=urgent)
        parts += [gap(wide.between), column(owner, wide.owner, style)]
    return tuple(parts)


def _text(row: QueueRow, cells: int, names: tuple[SafeText, ...]) -> list[Piece]:
    """Return the text with what the operator should know about it in front, first who else is at it."""
    marks: list[Piece] = terms.here_pieces(names)
    if row.text.hidden or row.author.hidden:
        marks.append(piece(f"[{_('hidden')}] ", "held"))
    if row.incident:
        marks.append(piece(f"{row.incident} ", "neglected"))
    if row.reply_state in ("drafted", "copied"):
        marks.append(piece(f"[{_('draft') if row.reply_state == 'drafted' else _('copied')}] ", "soon"))
    marks += [piece(f"[{word}] ", style) for word, style in terms.care_marks(row)]
    room = cells
    kept: list[Piece] = []
    for mark in marks:
        need = size((mark,))
        if room - need >= 8:
            kept.append(mark)
            room -= need
    return [*kept, column(row.text, room, "text")]


def _joined(between: int, *heads: tuple[int, str]) -> list[Piece]:
    parts: list[Piece] = []
    for cells, name in heads:
        if cells:
            parts += [column(name, cells, "muted"), gap(between)]
    return parts
