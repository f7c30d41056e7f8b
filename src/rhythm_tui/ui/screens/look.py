"""Choose how the desk looks: each theme is seen on the desk behind while the cursor stands on it."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from rhythm_tui.domain.deadlines import BANDS
from rhythm_tui.i18n import _
from rhythm_tui.ui import terms
from rhythm_tui.ui.appearance import Appearance, bell_words, theme_name
from rhythm_tui.ui.screens.base import DeskDialog
from rhythm_tui.ui.theme import theme_names
from rhythm_tui.ui.widgets.bars import Bars, key_line
from rhythm_tui.ui.widgets.cards import Block, CardList
from rhythm_tui.ui.widgets.lines import LineList
from rhythm_tui.ui.wording import Line, gap, paragraphs, piece, words


class LookScreen(DeskDialog[None]):
    """The themes; borders and bell have a key each."""

    veils = False

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "back", show=False),
        Binding("f3", "borders", show=False),
        Binding("f4", "bell", show=False),
    ]

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._before = appearance.theme

    def compose(self) -> ComposeResult:
        """A narrow box at the side: most of the desk stays in sight."""
        with Vertical(classes="dialog -side") as box:
            box.border_title = words(_("look and sound"), "focus-bold")
            yield CardList(id="choices", ground="raised")
            yield Bars(ground="raised", id="sample")
            yield Bars(ground="raised", id="dialog-keys")

    def on_mount(self) -> None:
        """Start on the theme in force."""
        choices = self.query_one("#choices", CardList)
        choices.start_at = self._before
        choices.show(lambda _cells: [self._block(one) for one in theme_names()])
        choices.focus()
        self.query_one("#dialog-keys", Bars).show(self._keys)
        self._show_sample()

    def _block(self, theme: str) -> Block:
        return Block(theme, ((piece(theme_name(theme)),),))

    def _keys(self, cells: int) -> list[Line]:
        offered = [("Enter", _("keep"), "keep"), ("F3", _("borders"), "borders"), ("F4", _("bell"), "bell")]
        return key_line(self.query_one("#dialog-keys", Bars), [*offered, ("Esc", _("back"), "back")], cells)

    def _show_sample(self) -> None:
        self.query_one("#sample", Bars).show(self._sample)

    def _sample(self, cells: int) -> list[Line]:
        """Return the bands in their colours, and how the bell rings."""
        shown = (piece(f" {terms.band_word(band)} ", f"{band}-block") for band in BANDS)
        told = paragraphs(bell_words(self._appearance.bell.wish), cells, "muted", most=2)
        return [(), tuple(part for one in shown for part in (one, gap(1))), *told]

    @on(LineList.Moved)
    def _moved(self) -> None:
        theme = self.query_one("#choices", CardList).selected
        if theme is not None and theme != self._appearance.theme:
            self._appearance.use(theme)

    @on(LineList.Opened)
    def action_keep(self) -> None:
        """Keep the theme that is seen."""
        self._moved()
        self._appearance.keep_theme()
        self.dismiss(None)

    def action_borders(self) -> None:
        """Change what borders are drawn with."""
        self._appearance.change_borders()

    def action_bell(self) -> None:
        """Change how often the bell rings."""
        self._appearance.change_bell()
        self._show_sample()

    def action_back(self) -> None:
        """Leave the desk as it looked before."""
        if self._appearance.theme != self._before:
            self._appearance.use(self._before)
        self.dismiss(None)

    @on(Bars.Chosen)
    def _clicked(self, event: Bars.Chosen) -> None:
        getattr(self, f"action_{event.action}")()
