"""What is written straight to the terminal leaves there what Textual would have painted."""

from __future__ import annotations

import pytest
from fakes import FakeReader, ManualClock, queue_row, seat
from harness import Desk, opened
from textual._compositor import Compositor, CompositorUpdate
from textual._context import visible_screen_stack
from textual.screen import Screen as TextualScreen

from rhythm_tui.ui.widgets.at_once import Parts
from terminals import Screen

SIZE = (120, 36)
PAINTS = Compositor.render_update


class Terminal:
    """A terminal that is sent what the desk writes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._screen = Screen(*SIZE)
        self.straight = 0
        """How often something was written past the compositor."""
        desk.app._display = self._display  # type: ignore[method-assign, assignment]
        desk.app.screen.refresh()

    def _display(self, screen: TextualScreen[object], update: CompositorUpdate | None) -> None:
        app = self._desk.app
        if screen is app.screen and update is not None:
            self.straight += isinstance(update, Parts)
            self._screen.write(update.render_segments(app.console))

    def is_right(self) -> bool:
        """Return whether it shows what the compositor would make now."""
        visible_screen_stack.set(self._desk.app._background_screens)
        whole = Screen(*SIZE)
        for y, one in enumerate(self._desk.app.screen._compositor.render_strips()):
            whole.write(f"\x1b[{y + 1};1H{one.text}")
        return whole.part(0, 0, *SIZE) == self._screen.part(0, 0, *SIZE)


async def test_after_every_key_the_terminal_shows_what_the_compositor_would(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Compositor, "render_update", PAINTS)
    clock = ManualClock()
    reader = FakeReader([queue_row(n, 4000 + n * 60, f"第 {n} 条留言") for n in range(1, 400)], [], [])
    async with opened(seat(reader=reader, clock=clock), SIZE) as desk:
        terminal = Terminal(desk)
        await desk.until(terminal.is_right)
        for key in ("j", "k", "pagedown", "G", "k", "3", "1", "2", "g", "enter", "down", "escape", "tick"):
            before = terminal.straight
            if key == "tick":
                clock.turn(1000)
                desk.app.beat()
            else:
                await desk.press(key)
            await desk.until(terminal.is_right, f"the picture after {key}")
            assert terminal.straight > before or key not in ("j", "k", "pagedown", "G", "3", "tick"), key
