"""One action on many marked items: shown first, confirmed once, done item by item, refusals told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.refusal import Refusal, msg, refused
from rhythm_tui.i18n import _, say
from rhythm_tui.ui import item_forms
from rhythm_tui.ui.fields import Form
from rhythm_tui.ui.screens.form import FormScreen
from rhythm_tui.ui.seat import Receipt, Seat
from rhythm_tui.ui.wording import BLANK, Line, column, gap, piece, safe

if TYPE_CHECKING:
    from rhythm_tui.desk.views import InteractionDetail
    from rhythm_tui.domain.commands import Command
    from rhythm_tui.ui.ports import Hand

BULK = ("claim", "release", "close", "topic", "remind")
"""The actions that take all marked items at once."""
SHOWN = 8
"""Items the preview names; of the others it tells the number."""


class ManyHand:
    """Does a command to each of some items."""

    def __init__(self, hand: Hand, ids: Sequence[str]) -> None:
        self._hand = hand
        self._ids = list(ids)
        self.done: list[str] = []
        self.refused: dict[str, Refusal] = {}

    async def do(self, command: Command) -> Receipt:
        """Do it; raises the last ``Refusal`` where none of them took it."""
        receipt: Receipt | None = None
        refusal: Refusal | None = None
        self.refused.clear()
        for id in self._ids:
            key = f"{command.key}-{id}" if command.key else None
            try:
                receipt = await self._hand.do(command.model_copy(update={"id": id, "key": key}))
            except Refusal as error:
                refusal = self.refused[id] = error
            else:
                self.done.append(id)
        if receipt is None:
            raise refusal or refused(msg("nothing is marked"))
        return receipt

    async def close(self) -> None:
        """Leave the desk open: it is only lent."""


class BulkScreen(FormScreen):
    """A form for many items; one without fields is confirmed with Enter."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", show=False)]
    watches = False


class Told(NamedTuple):
    """What came of a bulk action."""

    done: tuple[str, ...]
    line: Line


async def ask(app: App[Any], seat: Seat, action: str, ids: Sequence[str]) -> Told | None:
    """Show what would be done to the items, and do it when it is confirmed."""
    first = seat.reader.item(ids[0])
    if first is None:
        return None
    hand = ManyHand(seat.hand, ids)
    many = replace(seat, hand=hand)
    receipt = await app.push_screen_wait(BulkScreen(many, _form(many, action, ids, first)))
    if receipt is None:
        return None
    line = [piece(say("{what}: {n} done", what=_title(action), n=len(hand.done)), "ok")]
    if hand.refused:
        id, why = next(iter(hand.refused.items()))
        told = say("{n} refused ({id}: {why})", n=len(hand.refused), id=id, why=seat.why_not(why))
        line += [gap(2), piece(told, "late")]
    return Told(tuple(hand.done), tuple(line))


def _title(action: str) -> str:
    return {
        "claim": _("claim"),
        "release": _("give back"),
        "close": _("close"),
        "topic": _("topic"),
        "remind": _("remind me"),
    }[action]


def _form(seat: Seat, action: str, ids: Sequence[str], first: InteractionDetail) -> Form:
    """Return the form of an action, for all of the items."""
    title = say("{what}: {n} marked items", what=_title(action), n=len(ids))
    context = _preview(seat, ids)
    if action in ("claim", "release"):
        return Form(title, {"do": f"interaction.{action}", "id": first.row.id}, (), _("do it"), context)
    form = item_forms.CARE[action].make(seat, first)
    base = {name: value for name, value in form.base.items() if name != "expect"}
    fields = [replace(one, value="") if action == "topic" else one for one in form.fields]
    if action == "topic":
        context = [*context, (piece(_("what they had goes"), "soon"),), BLANK]
    return replace(form, title=title, base=base, fields=fields, context=context, version=lambda: None)


def _preview(seat: Seat, ids: Sequence[str]) -> list[Line]:
    """Return the items that are meant."""
    rows = seat.reader.queue_rows([int(id[1:]) for id in ids[:SHOWN]])
    lines: list[Line] = [
        (
            column(row.id, 6, "faint"),
            column(row.author, 10, "soft"),
            gap(1),
            column(safe(row.text), 44, "text"),
            gap(1),
            column(row.owner or "", 8, "muted"),
        )
        for row in rows
    ]
    if len(ids) > SHOWN:
        lines.append((piece(say("and {n} more", n=len(ids) - SHOWN), "muted"),))
    return [*lines, BLANK]
