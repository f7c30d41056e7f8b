"""The first page: the queue's first rows, on the terminal before Textual is there.

They are painted in the place and look in which the live screen then takes them over: ``screens/duty.tcss``
lays it out, and a test holds the two beside each other. The last line says that nothing of it is live yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rhythm_tui.desk.views import QueueRow
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.i18n import _
from rhythm_tui.ui.list_lines import before_the_bar, pointed, thumb
from rhythm_tui.ui.pieces import BLANK, Line, Piece, cut, gap, piece, size
from rhythm_tui.ui.queue_rows import Reading, beginning, columns, heads, rest, title, urgency
from rhythm_tui.ui.sgr import Colours

LEAST_COLUMNS, LEAST_LINES = 60, 15
"""Of a smaller terminal the desk says that it is too small."""
_ABREAST, _BESIDE = 140, 100
"""Columns from which three panes stand side by side, and the queue beside the two others."""
_WITH_STORY = 30
"""Lines from which the selected row's story stands under the list."""
_STORY = 10
FRAMES = {"round": tuple("╭─╮│╰╯"), "heavy": tuple("┏━┓┃┗┛"), "ascii": tuple("+-+|++")}
"""Corners and edges, by what Textual calls such a border."""
_HEAVY_ASCII = tuple("+=+|++")
"""What a part that is worked in has where there are no colours and no other border."""


class Box(NamedTuple):
    """A part of the terminal, in cells."""

    x: int
    y: int
    width: int
    height: int


class Places(NamedTuple):
    """Where the queue stands."""

    pane: Box
    framed: bool
    heads: int
    """The line with the names of the columns."""
    rows: Box


class Top(NamedTuple):
    """The lines over the panes, each with the ground it stands on."""

    banner: Line | None
    header: Line
    blank: int
    """Lines that will say something there, as who must be told, or that there is a tour."""


class Queue(NamedTuple):
    """What is shown of the queue."""

    rows: Sequence[QueueRow]
    total: int


def places(width: int, height: int, above: int) -> Places:
    """Return where the queue stands on a terminal with ``above`` lines over the panes."""
    framed = width >= _BESIDE
    if width >= _ABREAST:
        left = width * 25 // 100
        pane = Box(left, above, width - left - width * 27 // 100, height - above - 1)
    elif framed:
        pane = Box(0, above, width * 60 // 100, height - above - 1)
    else:
        pane = Box(0, above + 1, width, height - above - 2)  # under the tabs
    edge = int(framed)
    top = pane.y + edge
    under = 1 + (_STORY if height >= _WITH_STORY else 0)
    rows = Box(pane.x + edge, top + 1, pane.width - 2 * edge, pane.height - 2 * edge - 1 - under)
    return Places(pane, framed, top, rows)


def lines_above(top: Top) -> int:
    """Return how many lines stand over the panes."""
    return (top.banner is not None) + 1 + top.blank


def painted(
    width: int, height: int, top: Top, queue: Queue, reading: Reading, colours: Colours, *, ascii: bool
) -> str:
    """Return everything that puts the page on a terminal of this size."""
    over: list[tuple[Line, str]] = [(top.banner, "now-ground")] if top.banner is not None else []
    over += [(top.header, "raised"), *[(BLANK, "raised")] * top.blank]
    where = places(width, height, lines_above(top))
    drawn = [colours.line(line, ground, width) for line, ground in over]
    drawn += [colours.line(BLANK, "ground", width)] * (where.pane.y - len(over))
    inner = where.pane.width - 2 * where.framed
    body = [(heads(inner), "ground"), *_rows(where.rows, queue, reading)]
    body += [(BLANK, "ground")] * (where.pane.height - 2 * where.framed - len(body))
    lines = [colours.line(line, ground, inner) for line, ground in body]
    if where.framed:
        lines = _in_frame(lines, title(str(queue.total)), inner, colours, _frame(colours, ascii=ascii))
    left = colours.line(BLANK, "ground", where.pane.x)
    right = colours.line(BLANK, "ground", width - where.pane.x - where.pane.width)
    drawn += [f"{left}{line}{right}" for line in lines]
    drawn.append(colours.line((gap(1), piece(_("opening .."), "muted")), "raised", width))
    return "".join(f"\x1b[{y};1H{line}" for y, line in enumerate(drawn, 1))


def _rows(box: Box, queue: Queue, reading: Reading) -> Iterable[tuple[Line, str]]:
    wide, bar = columns(box.width - 2), thumb(0, box.height, queue.total)
    for y, row in enumerate(queue.rows[: box.height]):
        band, left = urgency(row, reading.now)
        body = (*beginning(row, band, left), *rest(row, band, wide, reading))
        line = pointed(body, here=y == 0, focus=True)
        yield before_the_bar(line, box.width, thumb=y in bar), "ground" if y else "selected"


def _frame(colours: Colours, *, ascii: bool) -> Sequence[str]:
    """Return the frame of the part that is worked in: heavy where it cannot have a colour."""
    if ascii:
        return FRAMES["ascii"] if colours.any else _HEAVY_ASCII
    return FRAMES["round" if colours.any else "heavy"]


def _in_frame(
    lines: Iterable[str], name: Line, cells: int, colours: Colours, frame: Sequence[str]
) -> list[str]:
    left, edge, right, side, low_left, low_right = frame
    name = (gap(1), *cut(name, cells - 4), gap(1))
    behind = edge * (cells - 1 - size(name))
    top: Line = (Piece(f"{left}{edge}", "focus"), *name, Piece(f"{behind}{right}", "focus"))
    low: Line = (Piece(f"{low_left}{edge * cells}{low_right}", "focus"),)
    beside = colours.line((Piece(side, "focus"),), "ground", 1)
    return [
        colours.line(top, "ground", cells + 2),
        *(f"{beside}{line}{beside}" for line in lines),
        colours.line(low, "ground", cells + 2),
    ]
