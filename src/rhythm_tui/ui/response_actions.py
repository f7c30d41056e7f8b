"""What the actions on the roles and notes of an incident, and on tasks, do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from rhythm_tui.i18n import say
from rhythm_tui.ui.acting import Registered, Verbs
from rhythm_tui.ui.screens.base import Wanted
from rhythm_tui.ui.seat import Receipt

if TYPE_CHECKING:
    from rhythm_tui.desk.workspace import TaskRow
    from rhythm_tui.ui.fields import Form

Fill = Callable[["Form | None"], Awaitable[Receipt | None]]
Done = Callable[[Receipt | None, str], None]


class ResponseActions(Registered):
    """Opens the list of tasks and the forms of a response; says what came of each."""

    @property
    def verbs(self) -> Verbs:
        """What each action of the registry does."""
        return {
            "task": self._new_task, "tasks": self._tasks, "write": self._write, "roles": self._roles,
            "task-assign": self._assign, "task-done": self._finish, "task-drop": self._drop,
        }  # fmt: skip

    async def _tasks(self, _wanted: Wanted) -> None:
        from rhythm_tui.ui.screens.tasks import TasksScreen

        await self._app.push_screen_wait(TasksScreen(self._seat, self._keymap))

    async def _new_task(self, wanted: Wanted) -> None:
        from rhythm_tui.ui import response_forms

        of_incident = wanted.place in ("incidents", "review")
        detail = self._seat.reader.incident(wanted.subject or "") if of_incident else None
        receipt = await self._fill(response_forms.new_task(self._seat, detail))
        self._done(receipt, say("task {id} is laid", id=receipt.id if receipt else ""))

    async def _write(self, wanted: Wanted) -> None:
        from rhythm_tui.ui import response_forms

        if found := self._seat.reader.incident(wanted.subject or ""):
            receipt = await self._fill(response_forms.note(self._seat, found.card))
            self._done(receipt, say("it stands in the timeline of {id}", id=found.card.id))

    async def _roles(self, wanted: Wanted) -> None:
        from rhythm_tui.ui import response_forms

        if found := self._seat.reader.incident(wanted.subject or ""):
            receipt = await self._fill(response_forms.roles(self._seat, found))
            self._done(receipt, say("roles of {id} given", id=found.card.id))

    async def _assign(self, wanted: Wanted) -> None:
        from rhythm_tui.ui import response_forms

        if task := self._task(wanted):
            receipt = await self._fill(response_forms.assign(self._seat, task))
            self._done(receipt, say("{id} is assigned", id=task.id))

    async def _finish(self, wanted: Wanted) -> None:
        from rhythm_tui.ui import response_forms

        if task := self._task(wanted):
            receipt = await self._fill(response_forms.done(self._seat, task))
            self._done(receipt, say("{id} is done", id=task.id))

    async def _drop(self, wanted: Wanted) -> None:
        from rhythm_tui.ui import response_forms

        if task := self._task(wanted):
            receipt = await self._fill(response_forms.drop(self._seat, task))
            self._done(receipt, say("{id} is dropped", id=task.id))

    def _task(self, wanted: Wanted) -> TaskRow | None:
        found = self._seat.reader.task(wanted.subject) if wanted.subject else None
        return found.row if found else None
