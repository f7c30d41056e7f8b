"""How a form finds its room: the fields scroll where they do not fit, the keys below them are always seen."""

from __future__ import annotations

from collections.abc import Iterator

from textual import events
from textual.widget import Widget

from rhythm_tui.ui.fields import Form
from rhythm_tui.ui.screens.base import DeskDialog, Result
from rhythm_tui.ui.widgets.fields_pane import FieldsPane

_FRAME = 5
"""Lines of a dialog besides its context and fields: two of the border, the error under a blank, the keys."""


class RoomyDialog(DeskDialog[Result]):
    """Holds the fields of a form in a ``FieldsPane``, and below them what is told and the keys."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form

    def _controls(self) -> Iterator[Widget]:
        return (self.query_one(f"#f-{one.name}") for one in self._form.fields)

    def on_resize(self) -> None:
        """Let the fields scroll where they do not fit: the keys below them are always seen."""
        self._give_room(_FRAME + len(self._form.above) + bool(self._form.above))
        self.call_after_refresh(self._measure)

    def _measure(self) -> None:
        """Give the fields the room that is left once everything around them has been broken into lines."""
        above = self.query_one(FieldsPane).region.y - self.query_one(".dialog").region.y
        told = sum(one.outer_size.height for one in self.query("#guard, #meanwhile, #error"))
        self._give_room(above + _FRAME - 2 + max(told, 1))
        if self.focused is next(self._controls(), None):
            self.query_one(FieldsPane).scroll_home(animate=False)
        else:
            self.call_after_refresh(self._show_more)

    def _show_more(self) -> None:
        """Bring into view what is said below the field that is filled in."""
        if self.focused is not None and self.focused.id:
            for more in self.query(f"#more-{self.focused.id.removeprefix('f-')}"):
                if more.display:
                    more.scroll_visible(animate=False)

    def _give_room(self, around: int) -> None:
        self.query_one(FieldsPane).styles.max_height = max(self.size.height * 92 // 100 - around, 3)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """With the last field, bring as much of the preview below it into view as there is room for."""
        if self._form.preview is not None and event.widget is list(self._controls())[-1]:
            self.call_after_refresh(self._show_preview, event.widget)

    def _show_preview(self, last: Widget) -> None:
        top = last.virtual_region.y - 1
        self.query_one(FieldsPane).scroll_to(y=top, animate=False, force=True)
