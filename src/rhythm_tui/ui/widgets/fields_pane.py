"""The fields of a form, which scroll where they do not fit."""

from __future__ import annotations

from textual.containers import VerticalScroll


class FieldsPane(VerticalScroll):
    """Is painted anew whenever it has scrolled.

    Textual paints what stands elsewhere than before. Where it was asked for a place between a scroll and the
    picture behind it, it takes the new places for the old ones, and the fields stay painted where they were.
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, can_focus=False)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Scroll."""
        super().watch_scroll_y(old_value, new_value)
        self.refresh()
