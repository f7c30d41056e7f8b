"""The line in which the operator types a filter, with the keys that keep one and bring one back."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input

from rhythm_tui.i18n import _
from rhythm_tui.ui.keys import BY_ID, Keys
from rhythm_tui.ui.widgets.bars import Bars, buttons
from rhythm_tui.ui.wording import Line, size


class FilterBar(Horizontal):
    """A field for the filter; it shows while it is open and keeps its text when it is closed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("down", "keep", show=False)]

    def compose(self) -> ComposeResult:
        """Lay out the field and the keys."""
        yield Input(id="filter")
        yield Bars(ground="raised", id="filter-keys")

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.query_one("#filter", Input).value

    @text.setter
    def text(self, text: str) -> None:
        self.query_one("#filter", Input).value = text

    def tell_keys(self, keys: Keys) -> None:
        """Show which keys save a filter and list the saved ones."""
        offered = [(keys.first(id), _(BY_ID[id].label), id) for id in ("filter-save", "filters")]
        bars = self.query_one("#filter-keys", Bars)

        def line(cells: int) -> list[Line]:
            made, targets = buttons(offered, cells)
            bars.aim(targets)
            return [made]

        made, _targets = buttons(offered, 80)
        bars.styles.width = size(made)
        bars.show(line)

    async def action_keep(self) -> None:
        """Go down into what the filter shows, as Enter does."""
        await self.query_one("#filter", Input).action_submit()

    def open(self) -> None:
        """Show the field and type into it."""
        self.add_class("-open")
        self.query_one("#filter").focus()

    def close(self) -> None:
        """Hide the field; what stands in it stays."""
        self.remove_class("-open")
