"""Lists with a cursor that keys and mouse move: the desk's queue may hold a hundred thousand rows."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from rhythm_tui.ui.widgets.drawn_lines import DrawnLines

_WHEEL = 3


class OfList(Message):
    """Something has happened in a list."""

    def __init__(self, source: LineList) -> None:
        super().__init__()
        self.source = source

    @property
    def control(self) -> LineList:
        """The list, for ``@on`` selectors."""
        return self.source


class LineList(DrawnLines, can_focus=True):
    """A list of lines with a cursor that stands on an entry (one line or several)."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "LineList { height: 1fr; width: 1fr; }"

    class Moved(OfList):
        """The cursor stands on another entry."""

        def can_replace(self, message: Message) -> bool:
            """Let a burst of moves become one message."""
            return isinstance(message, LineList.Moved) and message.source is self.source

    class Opened(OfList):
        """The operator wants to see the entry under the cursor."""

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

    def move(self, by: int) -> None:
        """Move the cursor by some entries."""
        self.go(self.cursor + by)

    def go(self, entry: int) -> None:
        """Put the cursor on an entry and bring it into view."""
        entry = max(0, min(entry, self.entry_count() - 1))
        moved, before = entry != self.cursor, self.cursor
        self.cursor = entry
        if not self.show_cursor() and moved:
            self._repaint_entries(before, entry)
        if moved:
            self._look_ahead()
            self.post_message(self.Moved(self))

    def _look_ahead(self) -> None:
        """Have the pages beside this one drawn, once it is painted itself."""
        if self._ahead_of != self.top:
            self._ahead_of = self.top
            self.call_after_refresh(self.draw_ahead)

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
        self.paint()
        self._look_ahead()
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
        self._repaint_entries(self.cursor)
        if self.parent is not None:
            self.parent.post_message(told)

    def _on_resize(self, event: events.Resize) -> None:
        self._made.clear()
        self._painted.clear()
        self.top = max(0, min(self.top, self.line_count() - event.size.height))
        self.show_cursor()
        self.refresh()
