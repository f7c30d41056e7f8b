"""Opening a thing whole: an item, slot or task over the desk, an incident as its workspace."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from textual.app import App

from rhythm_tui.i18n import _
from rhythm_tui.ui.keys import Action, Keys
from rhythm_tui.ui.screens import item, reading, slot, tasks
from rhythm_tui.ui.screens.base import DeskScreen, Wanted
from rhythm_tui.ui.screens.workspace import WorkspaceScreen
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.wording import Line

Suiting = Callable[[Wanted], Callable[[Action], bool]]
"""Reads how a thing stands, and says whether that is as an action wants it."""


class Opening:
    """Opens things at one seat."""

    def __init__(self, app: App[Any], seat: Seat, keymap: Keys, suiting: Suiting) -> None:
        self._app = app
        self._seat = seat
        self._keys = keymap
        self._suiting = suiting

    async def open(self, wanted: Wanted) -> bool:
        """Open what is wanted and stay until it is left; return whether there is such a thing."""
        if wanted.place == "incidents":
            return await self._workspace(wanted.subject or "")
        screen, name, make = {
            "queue": (reading.InteractionScreen, _("item {id}"), self._interaction),
            "slots": (reading.SlotScreen, _("slot {id}"), self._slot),
            "tasks": (tasks.TaskScreen, _("task {id}"), self._task),
        }[wanted.place]
        subject = wanted.subject or ""
        lines, title = partial(make, subject), name.format(id=subject)
        shown = screen(title, lines, subject, self._keys, partial(self._suiting, wanted))
        if not shown.foreshow(self._app):
            return False
        await self._app.push_screen_wait(shown)
        return True

    def _interaction(self, id: str, cells: int) -> list[Line]:
        found = self._seat.reader.interaction(id)
        return item.interaction_lines(found, self._seat, self._seat.now(), cells) if found else []

    def _slot(self, id: str, cells: int) -> list[Line]:
        now = self._seat.now()
        found = self._seat.reader.slot(id, now)
        return slot.slot_lines(found, self._seat, now, cells) if found else []

    def _task(self, id: str, cells: int) -> list[Line]:
        found = self._seat.reader.task(id)
        return tasks.task_lines(found, self._seat, self._seat.now(), cells) if found else []

    async def _workspace(self, id: str) -> bool:
        found = self._seat.reader.incident(id)
        if found is None:
            return False
        below = [screen for screen in self._app.screen_stack if isinstance(screen, DeskScreen)]
        banner = below[-1].banner if below else None
        room = WorkspaceScreen(id, found, self._seat, self._keys, banner)
        room.suit(self._app.size)
        pane = await self._app.push_screen_wait(room)
        for screen in below:
            screen.reread()  # what it missed while it was covered
        if pane:
            await self._app.run_action(f"screen.act('{pane}')")
        return True
