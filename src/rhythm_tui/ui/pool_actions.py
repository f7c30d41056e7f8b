"""What the actions on the topic pool and on a plan in a file do."""

from __future__ import annotations

from rhythm_tui.i18n import _, say
from rhythm_tui.ui.acting import Registered, Verbs
from rhythm_tui.ui.screens.base import Wanted


class PoolActions(Registered):
    """Opens the pool and its forms, and says what came of each."""

    @property
    def verbs(self) -> Verbs:
        """What each action of the registry does."""
        return {
            "pool": self._pool, "pool-add": self._add, "pool-plan": self._plan, "pool-count": self._count,
            "pool-consent": self._consent, "pool-drop": self._drop, "plan-import": self._import,
            "plan-export": self._export,
        }  # fmt: skip

    async def _pool(self, _wanted: Wanted) -> None:
        from rhythm_tui.ui.screens.pool import PoolScreen

        await self._app.push_screen_wait(PoolScreen(self._seat, self._keymap))

    async def _add(self, wanted: Wanted) -> None:
        from rhythm_tui.ui import pool_forms as forms

        make = {"pledges": forms.add_pledge, "stories": forms.add_story}.get(wanted.place, forms.add_idea)
        receipt = await self._fill(make(self._seat))
        self._done(receipt, say("{id} is written down", id=receipt.id if receipt else ""))

    async def _plan(self, wanted: Wanted) -> None:
        from rhythm_tui.ui import pool_forms

        if row := pool_forms.row_of(self._seat, wanted.subject):
            receipt = await self._fill(pool_forms.plan(self._seat, row))
            slot = receipt.id if receipt else ""
            self._done(receipt, say("{slot} is planned for {id}", slot=slot, id=row.id))

    async def _count(self, wanted: Wanted) -> None:
        from rhythm_tui.ui import pool_forms

        if row := self._seat.reader.pledge(wanted.subject or ""):
            self._done(await self._fill(pool_forms.count(self._seat, row)), say("{id} is counted", id=row.id))

    async def _consent(self, wanted: Wanted) -> None:
        from rhythm_tui.ui import pool_forms

        if row := self._seat.reader.story(wanted.subject or ""):
            receipt = await self._fill(pool_forms.consent(self._seat, row))
            self._done(receipt, say("consent to {id} is noted", id=row.id))

    async def _drop(self, wanted: Wanted) -> None:
        from rhythm_tui.ui import pool_forms

        if row := pool_forms.row_of(self._seat, wanted.subject):
            receipt = await self._fill(pool_forms.drop(self._seat, row))
            self._done(receipt, say("{id} is dropped", id=row.id))

    async def _import(self, _wanted: Wanted) -> None:
        from rhythm_tui.ui import plan_file_forms

        receipt = await self._fill(plan_file_forms.take_in(self._seat))
        told = _("the plan is taken in ({id}); undo takes all of it back")
        self._done(receipt, told.format(id=receipt.id if receipt else ""))

    async def _export(self, _wanted: Wanted) -> None:
        from rhythm_tui.ui.screens.save import SavePlanScreen

        if path := await self._app.push_screen_wait(SavePlanScreen(self._seat)):
            self._say(say("written to {path}", path=path), "ok")
