"""Opens a desk for a test, waits for what it should show, and reads its screen as text."""

from __future__ import annotations

import asyncio
import os
import unicodedata
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from rich.color import Color
from settling import settled, watch_threads
from textual._context import visible_screen_stack
from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.strip import Strip

from rhythm_tui.ui.app import DeskApp
from rhythm_tui.ui.seat import Seat

GOLDEN = Path(__file__).parent / "golden"
UPDATE = "GOLDEN"
"""Set to ``write`` to write the golden screens anew; then read the diff."""
_PATIENCE = 2000
_AT_ONCE = 3
"""Looks after which what is waited for comes by a clock of its own, not by what the test did."""
_BREATH = 0.01
"""Seconds between two looks from then on."""
_LATE = 100
"""Looks in which a screen that seemed to rest may still become the one that was kept."""


class Desk:
    """A desk that is open in a test."""

    def __init__(self, app: DeskApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    def text(self) -> str:
        """The screen, a line each, trailing blanks cut."""
        return "\n".join(strip.text.rstrip() for strip in self._strips())

    def inks(self, line: int) -> set[Color | None]:
        """Return the colours of the words in a line of the screen, counted from 0."""
        return {style.color for text, style, _control in self._strips()[line] if style and text.strip()}

    def _strips(self) -> list[Strip]:
        visible_screen_stack.set(self.app._background_screens)
        return self.app.screen._compositor.render_strips()

    def ambiguous(self) -> set[str]:
        """Return the characters of the screen that a Chinese terminal may draw two cells wide."""
        return {char for char in self.text() if unicodedata.east_asian_width(char) == "A"}

    async def until(self, condition: Callable[[], object], what: str = "the condition") -> None:
        """Let the desk work until ``condition`` holds."""
        for look in range(_PATIENCE):
            if condition():
                return
            await self._on(look)
        raise AssertionError(f"never came: {what}; the screen:\n{self.text()}")

    async def _on(self, look: int) -> None:
        if look > _AT_ONCE:
            await asyncio.sleep(_BREATH)
            self.app.beat()
        await settled()

    async def shows(self, text: str) -> None:
        """Wait until ``text`` stands on the screen, and all that is painted behind it."""
        await self.until(lambda: text in self.text(), repr(text))
        await self.rests()

    async def rests(self) -> None:
        """Wait until nothing is on its way that changes the picture."""
        await settled()

    async def hides(self, text: str) -> None:
        """Wait until ``text`` has gone from the screen."""
        await self.until(lambda: text not in self.text(), f"{text!r} to go")

    async def golden(self, name: str) -> None:
        """Compare the screen with the one that was looked at and kept, once it has come to rest."""
        await self.rests()
        path = GOLDEN / f"{name}.txt"
        if os.environ.get(UPDATE) != "write":
            kept = path.read_text(encoding="utf-8")
            for look in range(_LATE):
                if self.text() + "\n" == kept:
                    return
                await self._on(look)
        check_golden(name, self.text())

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until the desk has taken them."""
        await self.pilot.press(*keys)
        await self.until(lambda: not self.app.ahead.holds, f"{keys} to be taken")

    async def type(self, text: str) -> None:
        """Type a text, as fast as a paste, into what has the focus."""
        for character in text:
            self.app.post_message(Key(_character_to_key(character), character))
        await settled()


@asynccontextmanager
async def opened(
    seat: Seat, size: tuple[int, int] = (120, 36), make: Callable[..., DeskApp] = DeskApp, **options: object
) -> AsyncIterator[Desk]:
    """Open a desk on ``seat``, made by ``make``."""
    watch_threads()
    app = make(seat, **options)
    app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        desk = Desk(app, pilot)
        await desk.until(lambda: len(desk.text()) > 20, "a first picture")
        await desk.rests()
        yield desk


def check_golden(name: str, text: str) -> None:
    """Compare a screen with the one that was looked at and kept."""
    path = GOLDEN / f"{name}.txt"
    if os.environ.get(UPDATE) == "write":
        path.write_text(text + "\n", encoding="utf-8")
    assert text + "\n" == path.read_text(encoding="utf-8"), (
        f"{path.name} differs: {UPDATE}=write writes it anew"
    )
