"""Lists that draw their own lines: the desk's queue may hold a hundred thousand rows.

``LineList`` keeps the position and the cursor, draws strips of exactly its own width with a scrollbar inside
them, and repaints only the cells that changed. What stands in the lines is up to its subclasses.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from rhythm_tui.ui.widgets.drawing import Drawn, Look, View, draw_again, draw_line, finished
from rhythm_tui.ui.widgets.painted import Painted
from rhythm_tui.ui.wording import BLANK, Line, changed_cells

_KEPT_LINES = 2_000
_WHEEL = 3


class LineList(Painted, can_focus=True):
    """A list of lines with a cursor that stands on an entry (one line or several)."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "LineList { height: 1fr; width: 1fr; }"

    @dataclass
    class Moved(Message):
        """The cursor stands on another entry."""

        source: LineList

        @property
        def control(self) -> LineList:
            """The list, for ``@on`` selectors."""
            return self.source

        def can_replace(self, message: Message) -> bool:
            """Let a burst of moves become one message."""
            return isinstance(message, LineList.Moved) and message.source is self.source

    @dataclass
    class Opened(Message):
        """The operator wants to see the entry under the cursor."""

        source: LineList

        @property
        def control(self) -> LineList:
            """The list, for ``@on`` selectors."""
            return self.source

    # As bindings, not by on_key: so a key and the action typed right behind it are done in that order.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("ctrl+u", "half(-1)", show=False),
        Binding("ctrl+d", "half(1)", show=False),
        Binding("home,g", "first", show=False),
        Binding("end,G", "last", show=False),
        Binding("enter", "open", show=False),
    ]
    """The keys every list takes."""

    def __init__(self, *, id: str | None = None, ground: str = "ground") -> None:
        super().__init__(id=id)
        self._rest_ground = ground
        self.cursor = 0
        """The entry the cursor stands on."""
        self.top = 0
        """The first line shown."""
        self.shows_cursor = True
        """Whether the entry the cursor stands on looks different: of several lists only one has it."""
        self._looks: Hashable = None
        self._made: dict[int, Drawn] = {}
        """The lines as they were drawn last, by their number."""
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

    # Moving

    def move(self, by: int) -> None:
        """Move the cursor by some entries."""
        self.go(self.cursor + by)

    def go(self, entry: int) -> None:
        """Put the cursor on an entry and bring it into view."""
        entry = max(0, min(entry, self.entry_count() - 1))
        moved, before = entry != self.cursor, self.cursor
        self.cursor = entry
        if not self.show_cursor() and moved:
            self._repaint_entry(before)
            self._repaint_entry(entry)
        if moved:
            self.post_message(self.Moved(self))

    def page(self, by: int) -> None:
        """Move the cursor by some pages."""
        self.move(by * self._page())

    def show_cursor(self) -> bool:
        """Scroll until the cursor's entry is in view; return whether that took any scrolling."""
        lines = self.entry_lines(self.cursor)
        if not lines or not self.size.height:
            return False
        first = 0 if self.cursor == 0 else lines.start
        top = min(max(self.top, lines.stop - self.size.height), first)
        return self.scroll_lines(top - self.top)

    def scroll_lines(self, by: int) -> bool:
        """Scroll the view, not the cursor; return whether it moved."""
        top = max(0, min(self.top + by, self.line_count() - self.size.height))
        if top == self.top:
            return False
        self.top = top
        self.refresh()
        return True

    def _page(self) -> int:
        lines = self.size.height
        in_view = {self.entry_at(line) for line in range(self.top, self.top + lines)}
        return max(1, len(in_view - {None}) - 1)

    def action_move(self, by: int) -> None:
        """Move the cursor by some entries."""
        self.move(by)

    def action_page(self, by: int) -> None:
        """Move the cursor by some pages."""
        self.page(by)

    def action_half(self, by: int) -> None:
        """Move the cursor by half pages."""
        self.move(by * max(1, self._page() // 2))

    def action_first(self) -> None:
        """Put the cursor on the first entry."""
        self.go(0)

    def action_last(self) -> None:
        """Put the cursor on the last entry."""
        self.go(self.entry_count() - 1)

    def action_open(self) -> None:
        """Open the entry under the cursor."""
        if self.entry_count():
            self.post_message(self.Opened(self))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor there; a second click opens, one on the scrollbar scrolls."""
        entry = self.entry_at(self.top + event.y)
        if event.x == self.size.width - 1 and self.line_count() > self.size.height:
            self.scroll_lines(self.line_count() * event.y // self.size.height - self.top)
        elif entry is not None:
            again = entry == self.cursor and event.chain > 1
            self.go(entry)
            if again:
                self.action_open()

    def _on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.scroll_lines(_WHEEL)

    def _on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.scroll_lines(-_WHEEL)

    def _on_focus(self, event: events.Focus) -> None:
        self._take_focus(event, events.DescendantFocus(self), True)

    def _on_blur(self, event: events.Blur) -> None:
        self._take_focus(event, events.DescendantBlur(self), False)

    def _take_focus(self, event: events.Event, told: Message, focus: bool) -> None:
        """Take or give up the keys as every widget does, but paint only the line of the cursor for it."""
        event.prevent_default()
        self.has_focus = focus
        self._repaint_entry(self.cursor)
        if self.parent is not None:
            self.parent.post_message(told)

    def _on_resize(self, event: events.Resize) -> None:
        self._made.clear()
        self.top = max(0, min(self.top, self.line_count() - event.size.height))
        self.show_cursor()

    # Painting

    def repaint_changed(self) -> int:
        """Ask for a repaint of just the cells that changed; return how many lines that were."""
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
            self.refresh(*regions)
        return len(regions)

    def repaint(self) -> None:
        """Ask for a repaint of everything: the lines themselves are others."""
        self._painted.clear()
        self.refresh()

    def _repaint_entry(self, entry: int) -> None:
        lines = self.entry_lines(entry)
        if lines:
            self.refresh(Region(0, lines.start - self.top, self.size.width, len(lines)))

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
        empty = self.placeholder(view.cells) if not view.total else []
        return finished(empty[y] if y < len(empty) else BLANK, view, self._rest_ground)

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
