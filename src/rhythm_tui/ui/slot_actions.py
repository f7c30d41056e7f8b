"""What the actions on a publishing slot do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from rhythm_tui.i18n import say
from rhythm_tui.ui.screens.base import Wanted
from rhythm_tui.ui.seat import Receipt, Seat

if TYPE_CHECKING:
    from rhythm_tui.ui.fields import Form


class SlotActions:
    """Opens the form of an action and says what came of it."""

    def __init__(
        self,
        seat: Seat,
        fill: Callable[[Form | None], Awaitable[Receipt | None]],
        done: Callable[[Receipt | None, str], None],
    ) -> None:
        self._seat = seat
        self._fill = fill
        self._done = done

    @property
    def verbs(self) -> dict[str, Callable[[Wanted], Awaitable[None]]]:
        """What each action of the registry does."""
        return {"sign": self._sign, "publish": self._publish}

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
