"""How the application has its parts styled, when all is painted, and through which filters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.app import App
from textual.events import Resize
from textual.filter import LineFilter, Monochrome, NoColor
from textual.scrollbar import ScrollBar

from rhythm_tui.ui.paint import WholeCells
from rhythm_tui.ui.wording import Guard

_NO_COLOUR = NoColor()

ScrollBar.renderer = WholeCells


class StyledApp(App[Any]):
    """An application that styles nothing twice at its start."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._disable_notifications = self._disable_tooltips = True  # none are used; each costs a layout
        self._guard = Guard()

    def on_resize(self, event: Resize) -> None:
        """Paint anew what has changed its size and back before that was told: Textual sees no change."""
        if event.size == self._size:
            self.screen.refresh()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Add the last guard before the terminal; where no colours are wanted shades of grey are none."""
        found = super().get_line_filters()
        return [*(_NO_COLOUR if isinstance(one, Monochrome) else one for one in found), self._guard]

    def refresh_css(self, animate: bool = True) -> None:
        """Style everything anew; before there is a screen the colours alone are noted."""
        if self._is_mounted:
            super().refresh_css(animate=animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())
