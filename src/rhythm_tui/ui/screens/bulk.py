"""One action on many marked things: shown first, confirmed once, done one by one, refusals told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.refusal import Refusal, msg, refused
from rhythm_tui.i18n import say
from rhythm_tui.ui.bulk_forms import BULK, label
from rhythm_tui.ui.screens.form import FormScreen
from rhythm_tui.ui.seat import Receipt, Seat
from rhythm_tui.ui.wording import Line, gap, piece

if TYPE_CHECKING:
    from rhythm_tui.domain.commands import Command
    from rhythm_tui.ui.ports import Hand


class ManyHand:
    """Does a command to each of some things, with what each of them has of its own."""

    def __init__(self, hand: Hand, each: Mapping[str, Mapping[str, object]]) -> None:
        self._hand = hand
        self._each = each
        self.done: dict[str, int] = {}
        """What took it, with the journal line."""
        self.refused: dict[str, Refusal] = {}

    async def do(self, command: Command) -> Receipt:
        """Do it; raises the last ``Refusal`` where none of them took it."""
        receipt: Receipt | None = None
        refusal: Refusal | None = None
        self.refused.clear()
        for id, own in self._each.items():
            key = f"{command.key}-{id}" if command.key else None
            try:
                receipt = await self._hand.do(command.model_copy(update={**own, "id": id, "key": key}))
            except Refusal as error:
                refusal = self.refused[id] = error
            else:
                self.done[id] = receipt.seq
        if receipt is None:
            raise refusal or refused(msg("nothing is marked"))
        return receipt

    async def close(self) -> None:
        """Leave the desk open: it is only lent."""


class BulkScreen(FormScreen):
    """A form for many things; one without fields is confirmed with Enter."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", show=False)]
    watches = False


class Told(NamedTuple):
    """What came of a bulk action."""

    done: Mapping[str, int]
    """What took it, with the journal line."""
    line: Line


async def ask(app: App[Any], seat: Seat, action: str, ids: Sequence[str]) -> Told | None:
    """Show what would be done to the marked things, and do it when it is confirmed."""
    many = BULK[action](seat, action, ids)
    if many is None:
        return None
    hand = ManyHand(seat.hand, many.each)
    if await app.push_screen_wait(BulkScreen(replace(seat, hand=hand), many.form)) is None:
        return None
    line = [piece(say("{what}: {n} done", what=label(action), n=len(hand.done)), "ok")]
    if hand.refused:
        id, why = next(iter(hand.refused.items()))
        told = say("{n} refused ({id}: {why})", n=len(hand.refused), id=id, why=seat.why_not(why))
        line += [gap(2), piece(told, "late")]
    return Told(hand.done, tuple(line))
