"""The handover in I-PASS form: every red row gets an owner, then it is given, read back and signed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from rhythm_tui.desk.board import IncidentCard
from rhythm_tui.desk.handover import Handover
from rhythm_tui.desk.rota import Handed
from rhythm_tui.domain.text import SafeText
from rhythm_tui.i18n import _, say
from rhythm_tui.reports.handover import ILLNESS, SYNTHESIS, handover_document
from rhythm_tui.ui import shift_forms
from rhythm_tui.ui.documents import document_blocks
from rhythm_tui.ui.keys import PLACE_OF, also
from rhythm_tui.ui.screens.bulk import ManyHand
from rhythm_tui.ui.screens.form import FormScreen
from rhythm_tui.ui.screens.work import Offered, WorkDialog
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.widgets.bars import Bars
from rhythm_tui.ui.widgets.cards import Block
from rhythm_tui.ui.widgets.lines import LineList
from rhythm_tui.ui.widgets.pages import Pages
from rhythm_tui.ui.wording import safe, words

if TYPE_CHECKING:
    from rhythm_tui.ui.explaining.part import Part

MINUTE = 60_000


class HandoverScreen(WorkDialog[SafeText | None]):
    """Answers with the name of who has signed for the desk here, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "back", show=False),
        also("handover", "back"),
        Binding("f2,ctrl+s", "onward", show=False),
        Binding("f5,a", "assign", show=False),
        Binding("f7,A", "assign_all", show=False),
        Binding("f8", "take_back", show=False),
        Binding("f9,n", "next", show=False),
        Binding("space", "tick", show=False),
        Binding("f6", "tick_page", show=False),
    ]

    writes = frozenset({"onward", "assign", "assign_all", "take_back", "tick", "tick_page"})

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self._wanted: str | None = None
        """Which of the handovers that wait is shown: empty for none, None for what concerns one most."""
        self._view: Handover = seat.reader.handover(seat.now())
        self._ticked = self._ticks()

    def _ticks(self) -> set[str]:
        """Return what was read back here of the handover that waits, also before it was left."""
        return self._seat.unsent.ticked(safe(self._seat.operator), self._waits.id if self._waits else "")

    def compose(self) -> ComposeResult:
        """The document and its keys."""
        with Vertical(classes="dialog -tall -wide"):
            yield Pages(id="pages", ground="raised")
            yield Static(id="error")
            yield Bars(ground="raised", id="dialog-keys")

    def on_mount(self) -> None:
        """Start at the first row that can be worked on."""
        self._show()
        self.query_one(Pages).focus()
        if self._waits is None:
            self.call_after_refresh(self.query_one(Pages).page, -1)

    @property
    def _waits(self) -> Handed | None:
        """The handover that is shown and waits for its signature."""
        return self._view.waits

    # Showing

    def beat(self, now: int) -> None:
        """Tell the time anew every minute."""
        if now // MINUTE != self._view.status.now // MINUTE:
            self.reread()

    def reread(self) -> None:
        """Show what is handed over now."""
        before, read, now = self._waits, self._seat.reader.handover, self._seat.now()
        self._view = read(now, self._wanted)
        if self._wanted and self._view.waits is None:  # it was signed, or taken back
            self._wanted = None
            self._view = read(now)
        same = (before and before.id) == (self._waits and self._waits.id)
        self._ticked = self._ticks()
        self._show()
        if not same:
            self.query_one(Pages).go(0)

    def _show(self) -> None:
        document = handover_document(self._view, self._seat.vocabulary, self._ticked)
        self.query_one(".dialog").border_title = words(document.title, "focus-bold")
        live = SYNTHESIS if self._waits else ILLNESS

        def blocks(cells: int) -> Sequence[Block]:
            return document_blocks(document, cells, live, self._look)

        self.query_one(Pages).show(blocks)
        self.show_keys()

    def _look(self, id: str) -> str:
        """Return the style of the row of an id: what nobody holds stands out, what was read back is pale."""
        if id in self._ticked:
            return "ok"
        return "late-bold" if id in self._view.unowned or id in self._unled else "text"

    @property
    def _unled(self) -> set[str]:
        """Incidents whose timers run with nobody in charge."""
        return {card.id for card in self._view.unled}

    @property
    def _shown(self) -> list[str]:
        """What can be shown: each handover that waits, and none where this operator may still give one.

        None too while none is shown: between giving one and showing it.
        """
        given = any(one.giver == self._seat.operator for one in self._view.given)
        return [*(one.id for one in self._view.given), *([] if given and self._waits else [""])]

    def offered(self) -> Offered:
        """Return the keys for what is given now, or for what waits for its signature."""
        if self._waits is not None:
            left = len(self._view.critical) - len(self._ticked)
            sign = say("sign ({n} to read back)", n=left) if left else _("sign")
            keys = [("Space", _("read back"), "tick"), ("F6", _("all in view"), "tick_page"),
                    ("F2", sign, "onward"), ("F8", _("take it back"), "take_back")]  # fmt: skip
            keys += [("F7", _("give all red rows"), "assign_all")] if self._view.unowned else []
        else:
            keys = [("F2", _("hand over"), "onward"), ("F5", _("who takes it"), "assign"),
                    ("F7", _("give all red rows"), "assign_all")]  # fmt: skip
        if len(shown := self._shown) > 1:
            place = shown.index(self._waits.id if self._waits else "") + 1
            keys += [("F9", say("next ({n} of {all})", n=place, all=len(shown)), "next")]
        return [*keys, ("PgDn", _("read on"), "read_on"), ("Esc", _("back"), "back")]

    def explaining(self) -> Iterable[Part]:
        """Return what the row under the cursor means, and what it wants before the desk changes hands."""
        from rhythm_tui.ui.explaining import explained
        from rhythm_tui.ui.explaining.duty import handed_parts
        from rhythm_tui.ui.explaining.part import key_parts

        id = self.query_one(Pages).selected
        place = PLACE_OF.get((id or "")[:1])
        of_it = explained(self._seat, place, id, self._seat.now()) if place else ()
        return *handed_parts(id, self._view, self._ticked), *of_it, *key_parts(self.offered())

    # Doing

    def action_read_on(self) -> None:
        """Scroll by a page."""
        self.query_one(Pages).page(1)

    def action_next(self) -> None:
        """Show the next handover that waits; after the last of them what would be handed over now."""
        shown = self._shown
        if len(shown) > 1:
            place = shown.index(self._waits.id if self._waits else "")
            self._wanted = shown[(place + 1) % len(shown)]
            self.tell_here("")
            self.reread()

    @on(LineList.Opened)
    def _opened(self) -> None:
        if self._waits is not None:
            self.action_tick()
        else:
            self.action_assign()

    def action_tick(self) -> None:
        """Take note that the line under the cursor was read back, or that it was not; go on to the next."""
        pages = self.query_one(Pages)
        if self._waits is None or pages.selected is None:
            return
        self._ticked ^= {pages.selected}
        self._show()
        pages.move(1)

    def action_tick_page(self) -> None:
        """Take note that all lines in view were read back; go on to the next ones."""
        pages = self.query_one(Pages)
        if self._waits is not None and (seen := pages.in_view()):
            self._ticked |= set(seen)
            self._show()
            left = [one.id for one in self._view.critical if one.id not in self._ticked]
            pages.go_to(left[0] if left else seen[-1])

    def action_assign(self) -> None:
        """Give the red row under the cursor, or the incident that nobody is in charge of, to somebody."""
        chosen = self.query_one(Pages).selected
        red = {row.id for row in self._view.red.rows}
        if chosen in red and self._waits is None:
            self.start(partial(self._assigned, [str(chosen)]))
        elif card := next((card for card in self._view.unled if card.id == chosen), None):
            self.start(partial(self._led, card))
        else:
            self.tell_here(_("put the cursor on a red row"), "soon")

    async def _led(self, card: IncidentCard) -> None:
        form = shift_forms.lead(self._seat, self._view, self._seat.reader.rota(), card)
        if await self.fill(form):
            self.tell_here(say("{id} has somebody in charge", id=card.id), "ok")

    def action_assign_all(self) -> None:
        """Give every red row without an owner to somebody."""
        if self._view.unowned:
            self.start(partial(self._assigned, self._view.unowned))
        else:
            self.tell_here(_("every red row has an owner"), "ok")

    async def _assigned(self, ids: Sequence[str]) -> None:
        hand = ManyHand(self._seat.hand, {id: {} for id in ids})
        form = shift_forms.assign(self._seat, self._view, self._seat.reader.rota(), ids)
        await self.app.push_screen_wait(FormScreen(replace(self._seat, hand=hand), form))
        self._seat.batches.add(hand.done.values())
        self.reread()
        if hand.refused:
            id, why = next(iter(hand.refused.items()))
            told = say("{n} refused ({id}: {why})", n=len(hand.refused), id=id, why=self._seat.why_not(why))
            self.tell_here(told)
        else:
            self.tell_here(say("given: {n}", n=len(hand.done)) if hand.done else "", "ok")

    def action_onward(self) -> None:
        """Hand over, or sign for what was handed over."""
        if self._waits is None:
            self.start(self._give)
        elif left := [one.id for one in self._view.critical if one.id not in self._ticked]:
            self.query_one(Pages).go_to(left[0])
            self.tell_here(say("not read back yet: {n}", n=len(left)))
        else:
            self.start(partial(self._sign, self._waits))

    async def _give(self) -> None:
        if free := self._view.unowned:
            self.tell_here(
                say("red rows without an owner: {n}; F5 gives one to somebody, F7 all", n=len(free))
            )
            return
        if late := self._view.unled_late:
            self.query_one(Pages).go_to(late[0])
            told = _(", ").join(late)
            self.tell_here(say("a timer is late and nobody is in charge: {ids}; F5 says who is", ids=told))
            return
        receipt = await self.fill(shift_forms.give(self._seat, self._view, self._seat.reader.rota()))
        self._wanted = receipt.id if receipt else self._wanted
        self.reread()

    async def _sign(self, waits: Handed) -> None:
        receipt = await self.fill(shift_forms.sign(self._seat.reader.rota(), waits))
        if receipt is not None and self._view.last is not None:
            self.dismiss(self._view.last.receiver)

    def action_take_back(self) -> None:
        """Take back what was given and not signed yet."""
        if self._waits is not None:
            self.start(partial(self._taken_back, self._waits))

    async def _taken_back(self, waits: Handed) -> None:
        given = next(row for row in self._seat.reader.journal(None, waits.id) if row.verb != "undo")
        if await self.send({"do": "undo", "seq": given.seq}) is not None:
            self.tell_here(say("{id} taken back", id=waits.id), "ok")
        self.reread()
