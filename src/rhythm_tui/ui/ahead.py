"""What is typed ahead: a key waits until what the one before it has asked for stands.

Keys come many at once where somebody types fast, over a slow line, or while the machine was busy. Each is
meant for what the one before it opens: the letters behind ``r`` for the reply, not for the queue.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from textual import events
from textual.app import App
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input

from rhythm_tui.ui.keyboard import (
    apart,
    as_on_the_keyboard,
    in_one_line,
    is_list,
    is_typed_into,
    taken_by_a_list,
    unseen,
)
from rhythm_tui.ui.keys import LIST_KEYS

TYPED = (events.Key, events.Paste)
LONGEST = 1.0
"""Seconds after which keys go where they may: what was asked for takes longer than anybody waits for."""
_LOST = 0.1
"""Seconds after which nothing comes back of a part that was just being taken away."""

_ROUNDS = 2
"""How often word is sent after a key: a field answers a key that was handed on to it."""
_MOVES = LIST_KEYS - {"enter", "escape"}


class Settled(Message):
    """Goes the way of what a part says to a key, and so arrives behind it."""


class Ahead:
    """Takes what is typed, one key after the other."""

    def __init__(self, app: App[Any], rest: Callable[[events.Event], Awaitable[None]]) -> None:
        """``rest`` does with an event what Textual would."""
        self._app = app
        self._rest = rest
        self._kept: deque[events.Event] = deque()
        self._taking = False
        """Whether what a part says to the last key may be on its way."""
        self._rounds = 0
        self._wanted = False
        """Whether an action is wanted that has neither opened a screen nor ended."""
        self._limits: list[Timer] = []

    @property
    def holds(self) -> bool:
        """Whether something that was typed waits for its turn."""
        return bool(self._kept)

    async def come(self, event: events.Event) -> None:
        """Take a key or what is pasted, or keep it behind those before it."""
        for one in apart(event):
            if self._taking or self._wanted or self.holds:
                self._kept.append(one)
            else:
                await self._one(one)

    def again(self, event: events.Event) -> None:
        """Take something typed once more, where the focus goes now; before all that came behind it."""
        self._kept.appendleft(event)
        self._app.call_later(self._go_on)

    def wants(self) -> None:
        """An action is wanted: what is typed from here on is meant for what it opens."""
        self._wanted = True
        self._app.call_later(self._limit)

    def stands(self) -> None:
        """The action has opened its screen, or will open none."""
        if self._wanted:
            self._wanted = False
            self._app.call_later(self._go_on)

    async def _one(self, event: events.Event) -> None:
        """Take an event; the next one comes behind what this one has put off, such as to move the focus."""
        if self._stays(event):
            await self._take(event)
            if self._kept:
                self._app.call_later(self._go_on)
            return
        self._taking, self._rounds = True, _ROUNDS
        try:
            await self._take(event)
        finally:
            self._app.call_later(self._ask)
            self._app.call_later(self._limit)

    def _limit(self) -> None:
        """Let nothing wait without end; set behind the key, for a timer takes its time to make."""
        while self._limits:
            self._limits.pop().stop()
        self._limits = [
            self._app.set_timer(_LOST, self._settled), self._app.set_timer(LONGEST, self.stands),
        ]  # fmt: skip

    def _stays(self, event: events.Event) -> bool:
        """Return whether a key only moves the cursor of a list, or is a sign that is typed into a field."""
        focused = self._app.focused
        if not isinstance(event, events.Key) or focused is None:
            return False
        return event.is_printable if is_typed_into(focused) else event.key in _MOVES and is_list(focused)

    def _ask(self) -> None:
        """Send word after what came of the last key, once the focus has moved where it wanted it."""
        (self._app.focused or self._app.screen).post_message(Settled())

    async def settled(self) -> None:
        """What came of the last key has been done, or what a part says to what came of it is on its way."""
        self._rounds -= 1
        if self._rounds > 0:
            self._app.call_later(self._ask)
        else:
            await self._settled()

    async def _settled(self) -> None:
        if self._taking:
            self._taking = False
            await self._go_on()

    async def _go_on(self) -> None:
        if self._kept and not self._taking and not self._wanted:
            await self._one(self._kept.popleft())

    async def _take(self, event: events.Event) -> None:
        """Take a full-width sign for its key outside of fields, and for a field of one line lines as one."""
        app = self._app
        if isinstance(event, events.Paste) and isinstance(app.focused, Input):
            event = in_one_line(event)
        if isinstance(event, events.Key):
            event = (unseen(event) or event) if is_typed_into(app.focused) else as_on_the_keyboard(event)
        if isinstance(event, events.Key) and app.app_focus and await taken_by_a_list(app, event):
            return
        await self._rest(event)
