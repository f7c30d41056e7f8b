"""What the actions on a publishing slot do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from rhythm_tui.i18n import say
from rhythm_tui.ui.screens.base import Wanted
from rhythm_tui.ui.seat import Receipt, Seat

if TYPE_CHECKING:
    from rhythm_tui.ui.fields import Form

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


class SlotActions:
    """Opens the form of an action and says what came of it."""

    def __init__(
        self,
        seat: Seat,
        fill: Callable[[Form | None], Awaitable[Receipt | None]],
        done: Callable[[Receipt | None, str], None],
        send: Callable[[dict[str, object]], Awaitable[Receipt | None]],
    ) -> None:
        self._seat = seat
        self._fill = fill
        self._done = done
        self._send = send

    @property
    def verbs(self) -> dict[str, Callable[[Wanted], Awaitable[None]]]:
        """What each action of the registry does."""
        return {
            "sign": self._sign, "publish": self._publish, "slot-move": self._move, "slot-copy": self._copy,
            "slot-day-on": partial(self._nudge, DAY), "slot-day-back": partial(self._nudge, -DAY),
            "slot-hour-on": partial(self._nudge, HOUR), "slot-hour-back": partial(self._nudge, -HOUR),
        }  # fmt: skip

    async def _sign(self, wanted: Wanted) -> None:
        from rhythm_tui.ui import forms

        if found := self._seat.reader.slot(wanted.subject or "", self._seat.now()):
            receipt = await self._fill(forms.sign_off(self._seat, found.row))
            self._done(receipt, say("{id} signed off", id=found.row.id))

    async def _publish(self, wanted: Wanted) -> None:
        from rhythm_tui.ui import forms

        if found := self._seat.reader.slot(wanted.subject or "", self._seat.now()):
            receipt = await self._fill(forms.publish(self._seat, found.row))
            self._done(receipt, say("{id} is out", id=found.row.id))

    async def _move(self, wanted: Wanted) -> None:
        from rhythm_tui.ui import slot_places

        if found := self._seat.reader.slot(wanted.subject or "", self._seat.now()):
            receipt = await self._fill(slot_places.move(self._seat, found.row))
            self._done(receipt, self._place(found.row.id))

    async def _copy(self, wanted: Wanted) -> None:
        from rhythm_tui.ui import slot_places

        if found := self._seat.reader.slot(wanted.subject or "", self._seat.now()):
            receipt = await self._fill(slot_places.copy(self._seat, found.row))
            self._done(receipt, self._place(receipt.id) if receipt else "")

    async def _nudge(self, by: timedelta, wanted: Wanted) -> None:
        """Move a slot by wall time; what stands in its way is said with where it stands now."""
        found = self._seat.reader.slot(wanted.subject or "", self._seat.now())
        if found is None:
            return
        moment = datetime.fromisoformat(found.row.wall) + by
        move = {"do": "slot.move", "id": found.row.id, "at": moment.isoformat(timespec="minutes")}
        receipt = await self._send({**move, "expect": found.row.version})
        self._done(receipt, self._place(found.row.id))

    def _place(self, id: str) -> str:
        """Return where a slot stands now."""
        found = self._seat.reader.slot(id, self._seat.now())
        when = found.row.wall[5:16].replace("T", " ") if found else ""
        return say("{id} stands at {when}", id=id, when=when)
