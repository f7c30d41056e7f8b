"""The list of operators: who may work here, with or without a PIN."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from rhythm_tui.desk.errors import DeskUnusable
from rhythm_tui.desk.rota import OperatorRow
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.i18n import _, say, words_of
from rhythm_tui.ui import shift_forms
from rhythm_tui.ui.screens.base import DeskDialog
from rhythm_tui.ui.screens.form import FormScreen, key_line
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.widgets.bars import Bars
from rhythm_tui.ui.widgets.cards import Block, CardList
from rhythm_tui.ui.wording import column, gap, piece, words


class OperatorsScreen(DeskDialog[None]):
    """Who may work here; while the list is empty everyone may."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "back", show=False),
        Binding("f2,n", "add", show=False),
        Binding("f4,x", "remove", show=False),
    ]

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat

    def compose(self) -> ComposeResult:
        """One list."""
        with Vertical(classes="dialog -list") as box:
            box.border_title = words(_("operators"), "focus-bold")
            yield CardList(id="operators", ground="raised")
            yield Static(id="error")
            yield Bars(ground="raised", id="dialog-keys")

    def on_mount(self) -> None:
        """Show the list."""
        bars = self.query_one("#dialog-keys", Bars)
        offered = [
            ("F2", _("add"), "add"),
            ("F4", _("take off the list"), "remove"),
            ("Esc", _("back"), "back"),
        ]
        bars.show(lambda cells: key_line(bars, offered, cells))
        self.query_one("#operators").styles.height = 10
        self.reread()
        self.query_one("#operators").focus()

    def reread(self) -> None:
        """Show it as it is now."""
        found = self._seat.reader.rota().operators
        nobody = _("Nobody is on the list: everyone may do everything.")
        self.query_one("#operators", CardList).show(
            lambda _cells: [self._operator(one) for one in found],
            lambda _cells: [
                (),
                (gap(2), piece(nobody, "muted")),
            ],
        )

    @on(Bars.Chosen)
    def _clicked(self, event: Bars.Chosen) -> None:
        getattr(self, f"action_{event.action}")()

    def action_add(self) -> None:
        """Put somebody on the list."""
        self.app.push_screen(
            FormScreen(self._seat, shift_forms.operator(self._seat)), lambda _receipt: self.reread()
        )

    def action_remove(self) -> None:
        """Take the one under the cursor off the list."""
        chosen = self.query_one("#operators", CardList).selected
        if chosen is not None:
            self.run_worker(self._remove(chosen), group="rota", exit_on_error=False)

    async def _remove(self, id: str) -> None:
        from rhythm_tui.domain.commands import parse

        error = self.query_one("#error", Static)
        try:
            await self._seat.hand.do(parse({"do": "operator.remove", "id": id}))
        except Refusal as refusal:
            error.update(words(words_of(refusal), "late-bold"))
        except DeskUnusable as unusable:
            error.update(words(say(unusable.template, **unusable.values), "late-bold"))
        else:
            error.update(words(""))
            self.reread()

    def _operator(self, one: OperatorRow) -> Block:
        pin = _("with a PIN") if one.has_pin else _("without a PIN")
        roles = " ".join(self._seat.vocabulary.access(role) for role in one.roles)
        line = (gap(1), column(one.name, 24, "text"), column(pin, 14, "muted"), piece(roles, "soft"))
        return Block(one.id, (line,))

    def action_back(self) -> None:
        """Leave."""
        self.dismiss(None)
