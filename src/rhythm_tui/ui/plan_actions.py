"""What the actions on campaigns, recurring slots and own days do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rhythm_tui.i18n import _, say
from rhythm_tui.ui.acting import Registered, Verbs
from rhythm_tui.ui.screens.base import Wanted, go_to

if TYPE_CHECKING:
    from rhythm_tui.ui.fields import Form

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_OF_ITS_OWN = "-"


class PlanActions(Registered):
    """Opens the forms of the plan and says what came of each."""

    @property
    def verbs(self) -> Verbs:
        """What each action of the registry does."""
        return {
            "campaign": self._campaign, "plans": self._plans, "own-day": self._own_day,
            "campaign-slots": self._slots,
            "repeat": self._repeat, "repeat-lay": self._lay, "campaign-move": self._move,
            "plan-drop": self._drop,
        }  # fmt: skip

    async def _campaign(self, wanted: Wanted) -> None:
        from rhythm_tui.ui import campaign_forms

        receipt = await self._fill(campaign_forms.lay(self._seat, _day_of(wanted)))
        self._done(receipt, say("campaign {id} is laid", id=receipt.id if receipt else ""))
        go_to(self._app, receipt)

    async def _plans(self, _wanted: Wanted) -> None:
        from rhythm_tui.ui.screens.plans import PlansScreen

        await self._app.push_screen_wait(PlansScreen(self._seat, self._keymap))

    async def _slots(self, wanted: Wanted) -> None:
        from rhythm_tui.ui.screens.campaign import CampaignScreen

        if row := self._seat.reader.campaign(wanted.subject or "", self._seat.now()):
            await self._app.push_screen_wait(CampaignScreen(self._seat, self._keymap, row))
        else:
            self._say(_("only a campaign has slots of its own"), "soon")

    async def _own_day(self, wanted: Wanted) -> None:
        from rhythm_tui.ui import plan_forms

        receipt = await self._fill(plan_forms.own_day(self._seat, _day_of(wanted)[5:]))
        self._done(receipt, say("{id} stands in the calendar", id=receipt.id if receipt else ""))

    async def _repeat(self, _wanted: Wanted) -> None:
        from rhythm_tui.ui import plan_forms
        from rhythm_tui.ui.screens.choosing import ChooseScreen, Offer

        offers = [
            *(Offer(key, name, detail) for key, name, detail in plan_forms.templates(self._seat)),
            Offer(_OF_ITS_OWN, _("one of your own"), _("everything is filled in by hand")),
        ]
        chosen = await self._app.push_screen_wait(ChooseScreen(_("new recurring slot"), offers))
        if chosen is None:
            return
        template = None if chosen == _OF_ITS_OWN else chosen
        receipt = await self._fill(plan_forms.repeat(self._seat, template))
        told = _("recurring slot {id} is added: {key} lays it")
        key = self._keymap.first("repeat-lay")
        self._done(receipt, told.format(id=receipt.id if receipt else "", key=key))

    async def _lay(self, wanted: Wanted) -> None:
        from rhythm_tui.ui import plan_forms

        rows = self._seat.reader.repeats(self._seat.now())
        if not rows:
            self._say(_("there is no recurring slot yet"), "soon")
            return
        receipt = await self._fill(plan_forms.lay(self._seat, rows, wanted.subject))
        self._done(receipt, _("the recurring slots are laid"))

    async def _move(self, wanted: Wanted) -> None:
        from rhythm_tui.ui import campaign_forms

        if row := self._seat.reader.campaign(wanted.subject or "", self._seat.now()):
            receipt = await self._fill(campaign_forms.move(self._seat, row))
            self._done(receipt, say("campaign {id} is moved", id=row.id))
        else:
            self._say(_("only a campaign is moved as a whole"), "soon")

    async def _drop(self, wanted: Wanted) -> None:
        form = self._drop_form(wanted.subject or "")
        if form is not None:
            self._done(await self._fill(form), say("{id} is dropped", id=wanted.subject))

    def _drop_form(self, id: str) -> Form | None:
        from rhythm_tui.ui import campaign_forms, plan_forms

        seat, now = self._seat, self._seat.now()
        if campaign := seat.reader.campaign(id, now):
            return campaign_forms.drop(seat, campaign)
        if repeat := seat.reader.repeat(id, now):
            return plan_forms.drop_repeat(seat, repeat)
        day = seat.reader.own_day(id)
        return plan_forms.drop_day(seat, day) if day else None


def _day_of(wanted: Wanted) -> str:
    """Return the day under the cursor of the plan; empty for anything else."""
    return wanted.subject if wanted.subject and _DAY.fullmatch(wanted.subject) else ""
