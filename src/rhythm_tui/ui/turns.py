"""One action after the other: a key typed before a dialog has opened opens no second one under it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from textual.app import App

from rhythm_tui.ui.screens.base import Wanted

Answer = TypeVar("Answer")


class Turns:
    """Lets actions in one at a time, in the order in which they were wanted.

    An action keeps its turn until it ends, or until a screen it has opened stands and takes the keys: what is
    wanted there has turns of its own. Once that screen has closed the action needs the turn again to go on,
    as a menu goes on to a form.
    """

    def __init__(self, app: App[None], ended: Callable[[], None]) -> None:
        """``ended`` is called when an action has ended, or has not begun."""
        self._app = app
        self._ended = ended
        self._turn = asyncio.Lock()
        self._holder: asyncio.Task[object] | None = None

    async def take(self, wanted: Wanted, work: Callable[[Wanted], Awaitable[None]]) -> None:
        """Do ``work`` when its turn has come; not where a screen has opened over the one it was wanted on.

        Whoever pressed that key meant the screen that was about to open, and sees it now.
        """
        await self._begin()
        try:
            if not self._covered(wanted):
                await work(wanted)
        finally:
            self._end()
            self._ended()

    async def aside(self, answer: Awaitable[Answer]) -> Answer:
        """Wait for the answer of a screen that stands now, and let other actions have their turns meanwhile.

        A task without a turn, such as one that a dialog has started, only waits.
        """
        if self._holder is not asyncio.current_task():
            return await answer
        self._end()
        found = await answer
        await self._begin()
        return found

    async def _begin(self) -> None:
        await self._turn.acquire()
        self._holder = asyncio.current_task()

    def _end(self) -> None:
        """Let the next one in; a task that was cancelled while it waited holds nothing."""
        if self._holder is asyncio.current_task():
            self._holder = None
            self._turn.release()

    def _covered(self, wanted: Wanted) -> bool:
        stack = self._app.screen_stack
        return wanted.screen in stack and wanted.screen is not stack[-1]
