"""What the actions on a publishing slot do."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from rhythm_tui.i18n import _, say
from rhythm_tui.ui import terms
from rhythm_tui.ui.acting import Registered, Verbs
from rhythm_tui.ui.screens.base import Wanted, go_to
from rhythm_tui.ui.wording import safe

if TYPE_CHECKING:
    from rhythm_tui.desk.slot_views import SlotDetail
    from rhythm_tui.desk.views import SlotRow

_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)
NUDGES = {
    "slot-day-on": _DAY, "slot-day-back": -_DAY, "slot-hour-on": _HOUR, "slot-hour-back": -_HOUR,
}  # fmt: skip
"""How far an action moves a slot, by wall time."""


def nudge(row: SlotRow, by: timedelta) -> dict[str, object]:
    """Return the fields of the command that moves a slot, as it stands now, by wall time."""
    moment = datetime.fromisoformat(row.wall) + by
    return {"at": moment.isoformat(timespec="minutes"), "expect": row.version}


class SlotActions(Registered):
    """Opens the form of an action and says what came of it."""

    @property
    def verbs(self) -> Verbs:
        """What each action of the registry does."""
        return {
            "sign": self._sign, "publish": self._publish, "slot-edit": self._edit, "slot-move": self._move,
            "slot-copy": self._copy, "slot-drop": self._drop, "checklist": self._checklist,
            "decide": self._decide, "figures": self._figures,
            **dict.fromkeys(NUDGES, self._nudge),
        }  # fmt: skip

    def _found(self, wanted: Wanted) -> SlotDetail | None:
        return self._seat.reader.slot(wanted.subject, self._seat.now()) if wanted.subject else None

    async def _sign(self, wanted: Wanted) -> None:
        from rhythm_tui.ui import slot_forms

        if found := self._found(wanted):
            receipt = await self._fill(slot_forms.sign_off(self._seat, found))
            if receipt is not None:
                self._done(receipt, self._signed(found.row.id))

    def _signed(self, id: str) -> str:
        """Return what a sign-off has come to: which others are owed still."""
        found = self._seat.reader.slot(id, self._seat.now())
        if found is None or not found.row.missing:
            return say("{id} signed off: it is ready", id=id)
        roles = terms.owed(found.row.missing, self._seat.vocabulary)
        return say("{id} signed off; still needs {roles}", id=id, roles=roles)

    async def _publish(self, wanted: Wanted) -> None:
        from rhythm_tui.ui import slot_forms

        found = self._found(wanted)
        if found is None:
            return
        if found.row.state != "published":
            receipt = await self._fill(slot_forms.publish(self._seat, found))
            self._done(receipt, say("{id} is out", id=found.row.id))
        elif safe(found.script):
            receipt = await self._fill(slot_forms.compare_later(self._seat, found))
            self._done(receipt, say("{id} is compared", id=found.row.id))
        else:
            self._say(_("no script was approved: there is nothing to compare it with"), "soon")

    async def _edit(self, wanted: Wanted) -> None:
        from rhythm_tui.ui import slot_forms

        if found := self._found(wanted):
            receipt = await self._fill(slot_forms.edit(self._seat, found))
            self._done(receipt, say("{id} is changed", id=found.row.id))

    async def _move(self, wanted: Wanted) -> None:
        from rhythm_tui.ui import slot_places

        if found := self._found(wanted):
            receipt = await self._fill(slot_places.move(self._seat, found.row))
            self._done(receipt, self._place(found.row.id))

    async def _copy(self, wanted: Wanted) -> None:
        from rhythm_tui.ui import slot_places

        if found := self._found(wanted):
            receipt = await self._fill(slot_places.copy(self._seat, found.row))
            self._done(receipt, self._place(receipt.id) if receipt else "")
            go_to(self._app, receipt)

    async def _drop(self, wanted: Wanted) -> None:
        from rhythm_tui.ui import slot_forms

        if found := self._found(wanted):
            receipt = await self._fill(slot_forms.drop(self._seat, found.row))
            self._done(receipt, say("{id} is dropped", id=found.row.id))

    async def _checklist(self, wanted: Wanted) -> None:
        from rhythm_tui.ui.screens.checklist import ChecklistScreen

        if found := self._found(wanted):
            await self._app.push_screen_wait(ChecklistScreen(self._seat, found))

    async def _figures(self, _wanted: Wanted) -> None:
        """Tick today's figures, or take the tick off (RHYTHM 25)."""
        day = self._seat.vocabulary.local(self._seat.now()).date().isoformat()
        off = self._seat.reader.figures_noted(day)
        receipt = await self._send({"do": "figures.note", "day": day, "off": off})
        self._done(receipt, _("the tick is off") if off else _("today's figures are in"))

    async def _decide(self, wanted: Wanted) -> None:
        """Offer what may become of a missed slot; what is chosen opens its form (RHYTHM 12)."""
        from rhythm_tui.ui import slot_places
        from rhythm_tui.ui.screens.decision import DecisionScreen

        found = self._found(wanted)
        if found is None:
            return
        if found.row.state != "missed":
            self._say(_("only a missed slot is decided on"), "soon")
            return
        chosen = await self._app.push_screen_wait(DecisionScreen(self._seat, found))
        if chosen is None:
            return
        if chosen.kind == "late":
            await self._publish(wanted)
        elif chosen.kind == "window":
            receipt = await self._fill(slot_places.move(self._seat, found.row, chosen.wall))
            self._done(receipt, self._place(found.row.id))
        else:
            await self._drop(wanted)

    async def _nudge(self, wanted: Wanted) -> None:
        """Move a slot by wall time; what stands in its way is said with where it stands now."""
        found = self._found(wanted)
        if found is None:
            return
        move = {"do": "slot.move", "id": found.row.id, **nudge(found.row, NUDGES[wanted.action])}
        receipt = await self._send(move)
        self._done(receipt, self._place(found.row.id))

    def _place(self, id: str) -> str:
        """Return where a slot stands now."""
        found = self._seat.reader.slot(id, self._seat.now())
        when = found.row.wall[5:16].replace("T", " ") if found else ""
        return say("{id} stands at {when}", id=id, when=when)
