"""The list of operators: who may work here, with or without a PIN."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from rhythm_tui.desk.rota import OperatorRow
from rhythm_tui.i18n import _
from rhythm_tui.ui import shift_forms
from rhythm_tui.ui.screens.work import Offered, WorkDialog
from rhythm_tui.ui.widgets.bars import Bars
from rhythm_tui.ui.widgets.cards import Block, CardList
from rhythm_tui.ui.wording import column, gap, piece, words


class OperatorsScreen(WorkDialog[None]):
    """Who may work here; while the list is empty everyone may."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "back", show=False),
        Binding("f2,n", "add", show=False),
        Binding("f4,x", "remove", show=False),
    ]

    writes = frozenset({"add", "remove"})

    def compose(self) -> ComposeResult:
        """One list."""
        with Vertical(classes="dialog -list") as box:
            box.border_title = words(_("operators"), "focus-bold")
            yield CardList(id="operators", ground="raised")
            yield Static(id="error")
            yield Bars(ground="raised", id="dialog-keys")

    def on_mount(self) -> None:
        """Show the list."""
        self.show_keys()
        self.query_one("#operators").styles.height = 10
        self.reread()
        self.query_one("#operators").focus()

    def offered(self) -> Offered:
        """Return the keys that are shown."""
        return [("F2", _("add"), "add"), ("F4", _("take off the list"), "remove"), ("Esc", _("back"), "back")]

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

    def action_add(self) -> None:
        """Put somebody on the list."""
        self.start(lambda: self.fill(shift_forms.operator(self._seat)))

    def action_remove(self) -> None:
        """Take the one under the cursor off the list."""
        chosen = self.query_one("#operators", CardList).selected
        if chosen is not None:
            self.start(lambda: self._remove(chosen))

    async def _remove(self, id: str) -> None:
        if await self.send({"do": "operator.remove", "id": id}) is not None:
            self.tell_here("")
            self.reread()

    def _operator(self, one: OperatorRow) -> Block:
        pin = _("with a PIN") if one.has_pin else _("without a PIN")
        roles = " ".join(self._seat.vocabulary.access(role) for role in one.roles)
        line = (gap(1), column(one.name, 24, "text"), column(pin, 14, "muted"), piece(roles, "soft"))
        return Block(one.id, (line,))
