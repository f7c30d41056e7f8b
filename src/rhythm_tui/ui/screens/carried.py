"""The replies in public that carry a superseded statement: each can be opened, and corrected there."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from rhythm_tui.desk.statement_rows import CarriedReply
from rhythm_tui.i18n import _, say
from rhythm_tui.ui import keys
from rhythm_tui.ui.keys import Keys
from rhythm_tui.ui.panes.versions import reply_lines
from rhythm_tui.ui.screens.finding import ItemsScreen
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.widgets.cards import Block


class CarriedScreen(ItemsScreen):
    """The newest stands first; the actions on items have their usual keys: open again, reply, posted."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("queue")]

    def __init__(self, incident: str, seat: Seat, keymap: Keys) -> None:
        key = keymap.first("reopen")
        title = say("replies with old wording of {id}: open again ({key}), reply anew", id=incident, key=key)
        super().__init__(title, seat, keymap)
        self._incident = incident
        self._carried: list[CarriedReply] = []

    def nothing(self) -> str:
        """Return what an empty list says."""
        return _("No reply in public carries a superseded statement.")

    def reread(self) -> None:
        """Read them again: one that was corrected goes."""
        self._carried = self._seat.reader.carried(self._incident)
        self._draw(self._seat.now())

    def blocks(self, now: int, cells: int) -> list[Block]:
        """Return the replies with their words."""
        return [Block(one.id, reply_lines(one, self._seat, now, cells)) for one in self._carried]
