"""One line of a list as a strip: cursor, body, scrollbar, on the ground that fits."""

from __future__ import annotations

from collections.abc import Hashable

from textual.filter import LineFilter
from textual.strip import Strip

from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.ui.theme import palette
from rhythm_tui.ui.wording import Line, Piece, cut, filtered, gap, size, strip


class View(NamedTuple):
    """What decides how every line of a list is drawn."""

    cells: int
    height: int
    total: int
    """How many lines the list has."""
    focus: bool
    theme: str
    filters: tuple[LineFilter, ...]

    def has_thumb(self, y: int, top: int) -> bool:
        """Return whether the scrollbar's thumb stands on line ``y`` of a list scrolled to ``top``."""
        if self.total <= self.height:
            return False
        long = max(1, self.height * self.height // self.total)
        start = (self.height - long) * top // (self.total - self.height)
        return start <= y < start + long


class Look(NamedTuple):
    """What decides how one line is drawn, besides what stands in it."""

    here: bool
    """Whether the cursor stands on it."""
    thumb: bool
    rest_ground: str


class Drawn(NamedTuple):
    """A line as it stands on the screen."""

    key: Hashable
    line: Line
    strip: Strip


def draw_line(body: Line, key: Hashable, look: Look, view: View) -> Drawn:
    """Return a line with its cursor in front and its part of the scrollbar behind."""
    if look.here:
        whole: Line = (Piece(">", "focus-bar" if view.focus else "faint-bar"), *body)
        ground = "selected" if view.focus else "resting"
    else:
        whole = _behind_a_blank(body)
        ground = look.rest_ground
    kept = cut(whole, view.cells - 1)
    thumb = Piece("|", "faint-bar") if look.thumb else gap(1)
    return Drawn(key, whole, finished((*kept, gap(view.cells - 1 - size(kept)), thumb), view, ground))


def _behind_a_blank(body: Line) -> Line:
    """Join the blank to the first piece: a change is sent to the terminal from the left edge on."""
    if not body or body[0].style.endswith(("-block", "-bar", "-line", "-rule")):
        return (gap(1), *body)
    return (Piece(f" {body[0].text}", body[0].style), *body[1:])


def finished(line: Line, view: View, ground: str) -> Strip:
    """Return a line as a strip of the list's width."""
    colours = palette(view.theme)
    return filtered(strip(line, view.cells, colours, ground), view.filters, colours.style("text", ground))
