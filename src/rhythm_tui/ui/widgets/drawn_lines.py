"""Lines that stay drawn by their number: with a cursor, a scrollbar, the next pages before they are seen.

Strips are exactly as wide as the list, the scrollbar stands inside them, and only cells that changed are
painted again. What stands in the lines is up to subclasses.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from itertools import chain

from textual.geometry import Region
from textual.strip import Strip

from rhythm_tui.i18n import _
from rhythm_tui.ui.widgets.at_once import seen_whole, show
from rhythm_tui.ui.widgets.drawing import Drawn, Look, View, draw_again, draw_line, finished
from rhythm_tui.ui.widgets.painted import Painted
from rhythm_tui.ui.wording import BLANK, Line, changed_cells, piece

_KEPT_LINES = 2_000


class DrawnLines(Painted):
    """The lines of a list, from ``top`` on, and the entry its cursor stands on."""

    def __init__(self, *, id: str | None = None, ground: str = "ground") -> None:
        super().__init__(id=id)
        self._rest_ground = ground
        self.cursor = 0
        """The entry the cursor stands on."""
        self.top = 0
        """The first line shown."""
        self.shows_cursor = True
        """Whether the entry the cursor stands on looks different: of several lists only one has it."""
        self.told = False
        """Whether it was told yet what stands in it: a list that is being read is no empty one."""
        self._looks: Hashable = None
        self._made: dict[int, Drawn] = {}
        """The lines as they were drawn last, by their number."""
        self._ahead_of = -1
        """The first line shown when the pages beside it were drawn last."""
        self._painted: dict[int, Drawn] = {}
        """The lines on the screen, from its top."""

    # What a subclass says about its lines

    def entry_count(self) -> int:
        """Return how many entries there are."""
        raise NotImplementedError

    def line_count(self) -> int:
        """Return how many lines there are."""
        return self.entry_count()

    def entry_lines(self, entry: int) -> range:
        """Return the lines of an entry."""
        return range(entry, entry + 1)

    def entry_at(self, line: int) -> int | None:
        """Return the entry that a line belongs to."""
        return line if 0 <= line < self.entry_count() else None

    def line_key(self, line: int) -> Hashable:
        """Return everything that decides how a line looks, apart from cursor, width and theme."""
        raise NotImplementedError

    def line(self, line: int, cells: int) -> Line:
        """Return a line for a width of ``cells``."""
        raise NotImplementedError

    def placeholder(self, cells: int) -> list[Line]:  # noqa: ARG002 - for those that say something
        """Return what stands in an empty list: what to do next."""
        return []

    # Painting

    def repaint_changed(self) -> int:
        """Ask for a repaint of just the cells that changed; return how many lines that were."""
        self.told = True
        view = self._view()
        regions = []
        thumb = view.thumb(self.top)
        for y, old in list(self._painted.items()):
            new = self._draw(y, view, thumb) if y < view.height else old
            if new is None or new.look != old.look:
                regions.append(Region(0, y, view.cells, 1))
            elif new is not old and new.line != old.line:
                first, end = changed_cells(old.line, new.line)
                regions.append(Region(first, y, max(end - first, 1), 1))
        if regions:
            self.paint(*regions)
        return len(regions)

    def count_down(self, counted: Callable[[int, Drawn], Drawn | None]) -> bool:
        """Write the first words of the lines that count down; return False where more than that is different.

        ``counted`` returns a line, from its number and how it stands there, as it is to stand there now; None
        where more of it has changed than its first words.
        """
        place = seen_whole(self)
        if place is None or self._stale is None or self._stale:
            return False
        parts, whole = [], True
        for y, old in self._painted.items():
            new = counted(self.top + y, old) if y < place.height else old
            if new is None:
                whole = False
            elif new is not old:
                self._made[self.top + y] = self._painted[y] = new
                self._strips[y] = new.strip
                cursor = int(new.look.here)
                parts.append((place.x + cursor, place.y + y, Strip([(*new.strip,)[cursor]])))
        if parts:
            show(self.screen, parts)
        return whole

    def repaint(self) -> None:
        """Ask for a repaint of everything: the lines themselves are others."""
        self.told = True
        self._painted.clear()
        self.refresh()

    def _repaint_entries(self, *entries: int) -> None:
        found = (self.entry_lines(entry) for entry in entries)
        regions = [Region(0, one.start - self.top, self.size.width, len(one)) for one in found if one]
        if regions:
            self.paint(*regions)

    def looks(self) -> Hashable:
        """Return what decides how every line looks: its width and its colours."""
        looks = (self.size.width, self.app.theme, tuple(self.app.get_line_filters()))
        if looks != self._looks:
            self._looks = looks
            self._made.clear()
            self._painted.clear()
        return looks

    def drawn(self, lines: Sequence[int]) -> list[Strip]:
        """Return some lines of the screen."""
        view = self._view()
        thumb = view.thumb(self.top)
        return [self._strip_at(y, view, thumb) for y in lines]

    def _view(self) -> View:
        cells, height = self.size
        theme, filters = self.app.theme, tuple(self.app.get_line_filters())
        return View(cells, height, self.line_count(), self.has_focus, theme, filters)

    def _strip_at(self, y: int, view: View, thumb: range) -> Strip:
        drawn = self._draw(y, view, thumb)
        if drawn is not None:
            return drawn.strip
        reading = [BLANK, (piece(f"  {_('reading ..')}", "muted"),)]
        empty = [] if view.total else self._instead(view.cells) if self.told else reading
        return finished(empty[y] if y < len(empty) else BLANK, view, self._rest_ground)

    def _instead(self, cells: int) -> list[Line]:
        """Return what stands in an empty list; where there is little room without the blank lines of it."""
        lines = self.placeholder(cells)
        return lines if len(lines) <= self.size.height else [line for line in lines if line]

    def _draw(self, y: int, view: View, thumb: range) -> Drawn | None:
        """Return what stands on a line of the screen, made anew only where it looks different now."""
        line = self.top + y
        if line >= view.total:
            self._painted.pop(y, None)
            return None
        here = self.shows_cursor and self.entry_at(line) == self.cursor
        look = Look(here, here and view.focus, y in thumb, self._rest_ground)
        key, drawn = self.line_key(line), self._made.get(line)
        if drawn is None or drawn.look != look:
            drawn = draw_line(self.line(line, view.cells - 2), key, look, view)
        elif drawn.key != key:
            drawn = draw_again(drawn, self.line(line, view.cells - 2), key, view)
        if len(self._made) > _KEPT_LINES:
            self._made.clear()
        self._made[line] = self._painted[y] = drawn
        return drawn

    def draw_ahead(self) -> None:
        """Draw the lines of the pages beside the one that is seen, while nobody waits for them."""
        view, look = self._view(), Look(here=False, focus=False, thumb=False, ground=self._rest_ground)
        last = self.top + view.height
        for line in chain(range(last, last + view.height), range(self.top - view.height, self.top)):
            if 0 <= line < view.total and line not in self._made and view.cells > 2:
                body = self.line(line, view.cells - 2)
                self._made[line] = draw_line(body, self.line_key(line), look, view)
