"""Parts of the screen with words in their frame.

Textual's styles draw a frame once. The words in it, and its colour while somebody works in it, are put over
that here: by Textual's own means a word in a frame has all that stands in it painted again, and a class for
the part that is worked in asks every rule of every style sheet about everything in it.
"""

from __future__ import annotations

from textual.geometry import Region
from textual.strip import Strip

from rhythm_tui.ui.paint import PLAIN, palette
from rhythm_tui.ui.widgets.painted import Kept
from rhythm_tui.ui.wording import BLANK, Line, cut, filtered, gap, inked, piece, size, strip

_HEAVY = str.maketrans("─│╭╮╰╯-", "━┃┏┓┗┛=")
"""What the frame of the part that is worked in is drawn with where it cannot have a colour."""


class Framed(Kept):
    """A part in a frame, or under a rule."""

    _title: Line = BLANK
    _subtitle: Line = BLANK
    _worked_in = False
    _plain: list[Strip] | None = None
    """The lines as Textual drew them."""
    _bright: list[Strip] | None = None
    """The same with the frame in the colour of what is worked in."""
    _finished: list[Strip] | None = None
    """One of the two with what is written in the frame, as it stands on the screen."""

    def frame(self, title: Line, subtitle: Line = BLANK) -> None:
        """Write into the frame, over the part and under it."""
        cells, height = self.outer_size
        edges = self.styles.border.spacing
        if title != self._title:
            self._title, self._finished = title, None
            if edges.top:  # without a frame that line belongs to what stands in the part
                self.paint(Region(0, 0, cells, 1))
        if subtitle != self._subtitle:
            self._subtitle, self._finished = subtitle, None
            if edges.bottom:
                self.paint(Region(0, height - 1, cells, 1))

    def work_in(self, here: bool) -> None:
        """Show whether this is the part that is worked in."""
        if here == self._worked_in:
            return
        self._worked_in, self._finished = here, None
        cells, height = self.outer_size
        if any(self.styles.border.spacing):
            self.paint(
                Region(0, 0, cells, 1),
                Region(0, height - 1, cells, 1),
                Region(0, 1, 1, height - 2),
                Region(cells - 1, 1, 1, height - 2),
            )

    def whole(self) -> list[Strip]:
        """Return all lines with what is written in the frame."""
        plain = super().whole()
        if plain is not self._plain:
            self._plain, self._bright, self._finished = plain, None, None
        if self._worked_in and self._bright is None:
            self._bright = self._lit(plain)
        if self._finished is None:
            self._finished = self._written(self._bright if self._worked_in and self._bright else plain)
        return self._finished

    def _written(self, lines: list[Strip]) -> list[Strip]:
        edges = self.styles.border.spacing
        shown = list(lines)
        if shown and edges.top:
            shown[0] = self._labelled(shown[0], self._title, at_end=False)
        if shown and edges.bottom:
            shown[-1] = self._labelled(shown[-1], self._subtitle, at_end=True)
        return shown

    def _labelled(self, edge: Strip, label: Line, *, at_end: bool) -> Strip:
        """Return an edge with a label between two blanks, a cell from where the edge begins, or ends."""
        edges, cells = self.styles.border.spacing, edge.cell_length
        room = cells - edges.left - edges.right - 2
        if not label or room <= 0:
            return edge
        words = (gap(1), *cut(label, room), gap(1))
        wide = size(words)
        last = cells - edges.right - wide
        start = last - 1 if at_end else edges.left + 1
        start = max(edges.left, min(start, last))
        return Strip.join([edge.crop(0, start), self._in_colour(words, wide), edge.crop(start + wide)])

    def _lit(self, lines: list[Strip]) -> list[Strip]:
        """Return lines with the frame in the colour of what is worked in, or heavy without colours."""
        edges, cells = self.styles.border.spacing, self.outer_size.width
        ink = self._in_colour((piece("|", "focus"),), 1)
        glyphs: dict[int, int] = _HEAVY if self.app.theme == PLAIN else {}

        def sides(line: Strip) -> Strip:
            left, right = line.crop(0, edges.left), line.crop(cells - edges.right)
            inside = line.crop(edges.left, cells - edges.right)
            return Strip.join([inked(left, ink, glyphs), inside, inked(right, ink, glyphs)])

        made = {id(line): line for line in lines}  # most are the very same
        made = {key: sides(line) for key, line in made.items()}
        shown = [made[id(line)] for line in lines]
        if shown and edges.top:
            shown[0] = inked(lines[0], ink, glyphs)
        if shown and edges.bottom:
            shown[-1] = inked(lines[-1], ink, glyphs)
        return shown

    def _in_colour(self, line: Line, cells: int) -> Strip:
        colours = palette(self.app.theme)
        made = strip(line, cells, colours)
        return filtered(made, self.app.get_line_filters(), colours.style("text", "ground"))
