"""The slots of one campaign by their phases, each with what it still wants (RHYTHM 11)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from rhythm_tui.desk.plan_rows import CampaignRow
from rhythm_tui.desk.views import SlotRow
from rhythm_tui.i18n import _, say
from rhythm_tui.ui import keys
from rhythm_tui.ui.keys import Keys
from rhythm_tui.ui.screens.agenda_lines import campaign_lines
from rhythm_tui.ui.screens.base import DeskDialog, Wanted
from rhythm_tui.ui.screens.form import key_line
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.widgets.bars import Bars
from rhythm_tui.ui.widgets.cards import Block, CardList
from rhythm_tui.ui.widgets.lines import LineList
from rhythm_tui.ui.wording import BLANK, Line, content, cut, gap, piece, safe, spread, words


class CampaignScreen(DeskDialog[None]):
    """Enter opens a slot; the keys of a slot work here as on the pane."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings("slots"),
        Binding("escape,q", "back", show=False),
    ]

    def __init__(self, seat: Seat, keymap: Keys, row: CampaignRow) -> None:
        super().__init__()
        self._seat = seat
        self._keymap = keymap
        self._row = row

    def compose(self) -> ComposeResult:
        """One box with the list."""
        with Vertical(classes="dialog -tall") as box:
            title = say("campaign {id}  {name}", id=self._row.id, name=safe(self._row.name))
            box.border_title = words(title, "focus-bold")
            yield CardList(id="campaign-slots", ground="raised")
            yield Bars(ground="raised", id="dialog-keys")

    def on_mount(self) -> None:
        """Start on the first slot that is to come."""
        footer = sorted((one for one in keys.of_place("slots") if one.footer), key=lambda one: one.footer)
        offered = [(self._keymap.first(one.id), _(one.label), one.id) for one in footer]
        bars = self.query_one("#dialog-keys", Bars)
        bars.show(lambda cells: key_line(bars, [*offered, ("Esc", _("back"), "back")], cells))
        now = self._seat.now()
        coming = (one.id for one in self._seat.reader.campaign_slots(self._row.id, now) if one.at > now)
        self._list.start_at = next(coming, None)
        self.reread()
        self._list.focus()

    @property
    def _list(self) -> CardList:
        return self.query_one("#campaign-slots", CardList)

    def reread(self) -> None:
        """Show the slots as they stand now."""
        slots = self._seat.reader.campaign_slots(self._row.id, self._seat.now())
        self._list.show(lambda cells: list(self._blocks(slots, cells)))

    def _blocks(self, slots: list[SlotRow], cells: int) -> Iterator[Block]:
        phase = None
        for slot in slots:
            if slot.phase != phase:
                phase = slot.phase
                yield Block(None, (BLANK, self._head(phase, slots, cells)))
            yield Block(slot.id, campaign_lines(slot, self._seat, cells))

    def _head(self, phase: str | None, slots: list[SlotRow], cells: int) -> Line:
        """Return a phase, and how many of its slots are out."""
        own = [one for one in slots if one.phase == phase and one.state != "dropped"]
        out = sum(one.state == "published" for one in own)
        name = self._seat.vocabulary.phase(phase or "")
        count = piece(f"{out}/{len(own)}", "ok" if own and out == len(own) else "soft")
        return spread((piece(f" {name}", "focus-bold"),), (count, gap(1)), cells)

    def tell(self, line: Line) -> None:
        """Show a notice on the lower border until the next key does something."""
        box = self.query_one(".dialog")
        box.border_subtitle = content(cut(line, box.size.width - 2))

    @on(LineList.Opened)
    def _opened(self) -> None:
        self.action_act("open")

    @on(Bars.Chosen)
    def _clicked(self, event: Bars.Chosen) -> None:
        self.action_back() if event.action == "back" else self.action_act(event.action)

    def action_act(self, id: str) -> None:
        """Do what the registry calls ``id`` with the slot under the cursor."""
        self.tell(BLANK)
        self.post_message(Wanted(self, id, "slots", self._list.selected))

    def action_back(self) -> None:
        """Leave."""
        self.dismiss(None)
