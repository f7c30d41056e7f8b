"""One line of a list as a strip: cursor, body, scrollbar, on the ground that fits."""

from __future__ import annotations

from collections.abc import Hashable

from textual.filter import LineFilter
from textual.strip import Strip

from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.text import width
from rhythm_tui.ui.paint import palette
from rhythm_tui.ui.wording import Line, Piece, cut, filtered, gap, reworded, size, strip


class View(NamedTuple):
    """What decides how every line of a list is drawn."""

    cells: int
    height: int
    total: int
    """How many lines the list has."""
    focus: bool
    theme: str
    filters: tuple[LineFilter, ...]

    def thumb(self, top: int) -> range:
        """Return on which lines of a list scrolled to ``top`` the scrollbar's thumb stands."""
        if self.total <= self.height:
            return range(0)
        long = max(1, self.height * self.height // self.total)
        start = (self.height - long) * top // (self.total - self.height)
        return range(start, start + long)


class Look(NamedTuple):
    """What decides how one line is drawn, besides what stands in it."""

    here: bool
    """Whether the cursor stands on it."""
    focus: bool
    """Whether the keys go there: False for a line on which the cursor does not stand."""
    thumb: bool
    ground: str
    """The ground of a line on which the cursor does not stand."""


class Drawn(NamedTuple):
    """A line as it stands on the screen."""

    key: Hashable
    look: Look
    line: Line
    """Every piece of it, the cursor in front."""
    shown: Line
    """Those of them that are seen, one a segment of the strip."""
    strip: Strip


def draw_line(body: Line, key: Hashable, look: Look, view: View) -> Drawn:
    """Return a line with its cursor in front and its part of the scrollbar behind."""
    whole = _behind_cursor(body, look)
    kept = cut(whole, view.cells - 1)
    thumb = Piece("|", "faint-bar") if look.thumb else gap(1)
    shown = tuple(one for one in (*kept, gap(view.cells - 1 - size(kept)), thumb) if one.text)
    return Drawn(key, look, whole, shown, finished(shown, view, _ground(look)))


def draw_again(old: Drawn, body: Line, key: Hashable, view: View) -> Drawn:
    """Return what ``draw_line`` does, from a line that looked alike and in which a few words are others now.

    A countdown changes its words and not its place: all that stands behind it stays as it is.
    """
    whole = _behind_cursor(body, old.look)
    if len(whole) != len(old.line) or len(old.shown) < len(whole):
        return draw_line(body, key, old.look, view)
    shown, words = list(old.shown), {}
    for place, (before, now) in enumerate(zip(old.line, whole, strict=True)):
        if before is now or before == now:
            continue
        alike = before.style == now.style and width(before.text) == width(now.text)
        if not alike or shown[place] != before:
            return draw_line(body, key, old.look, view)
        shown[place] = words[place] = now
    return Drawn(key, old.look, whole, tuple(shown), reworded(old.strip, words))


def _behind_cursor(body: Line, look: Look) -> Line:
    if look.here:
        return (Piece(">", "focus-bar" if look.focus else "faint-bar"), *body)
    return _behind_a_blank(body)


def _ground(look: Look) -> str:
    return ("selected" if look.focus else "resting") if look.here else look.ground


def _behind_a_blank(body: Line) -> Line:
    """Join the blank to the first piece: a change is sent to the terminal from the left edge on."""
    if not body or body[0].style.endswith(("-block", "-bar", "-line", "-rule")):
        return (gap(1), *body)
    return (Piece(f" {body[0].text}", body[0].style), *body[1:])


def finished(line: Line, view: View, ground: str) -> Strip:
    """Return a line as a strip of the list's width."""
    colours = palette(view.theme)
    return filtered(strip(line, view.cells, colours, ground), view.filters, colours.style("text", ground))
