"""One line of a list as a strip: cursor, body, scrollbar, on the ground that fits."""

from __future__ import annotations

from collections.abc import Hashable

from textual.filter import LineFilter
from textual.strip import Strip

from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.text import width
from rhythm_tui.ui import list_lines
from rhythm_tui.ui.list_lines import before_the_bar, pointed
from rhythm_tui.ui.paint import palette
from rhythm_tui.ui.wording import Line, Piece, filtered, reworded, strip


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
        return list_lines.thumb(top, self.height, self.total)


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
    whole = pointed(body, here=look.here, focus=look.focus)
    shown = tuple(one for one in before_the_bar(whole, view.cells, thumb=look.thumb) if one.text)
    return Drawn(key, look, whole, shown, finished(shown, view, _ground(look)))


def draw_again(old: Drawn, body: Line, key: Hashable, view: View) -> Drawn:
    """Return what ``draw_line`` does, from a line that looked alike and in which a few words are others now.

    A countdown changes its words and not its place: all that stands behind it stays as it is.
    """
    whole = pointed(body, here=old.look.here, focus=old.look.focus)
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


def counted_down(old: Drawn, key: Hashable, now: Piece) -> Drawn | None:
    """Return a line whose first words are others, as wide as before; None where it must be drawn anew."""
    place = int(old.look.here)
    words = now if old.look.here else pointed((now,), here=False, focus=False)[0]
    before = old.line[place]
    alike = before.style == words.style and width(before.text) == width(words.text)
    if not alike or old.shown[place] != before:
        return None
    line = (*old.line[:place], words, *old.line[place + 1 :])
    shown = (*old.shown[:place], words, *old.shown[place + 1 :])
    return Drawn(key, old.look, line, shown, reworded(old.strip, {place: words}))


def _ground(look: Look) -> str:
    return ("selected" if look.focus else "resting") if look.here else look.ground


def finished(line: Line, view: View, ground: str) -> Strip:
    """Return a line as a strip of the list's width."""
    colours = palette(view.theme)
    return filtered(strip(line, view.cells, colours, ground), view.filters, colours.style("text", ground))
