"""What is written straight to the terminal leaves there what Textual would have painted."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from fakes import FakeReader, ManualClock, queue_row, seat
from harness import Desk, opened
from rich.style import Style
from test_dialogs import in_dialog
from textual import events
from textual._compositor import Compositor, CompositorUpdate
from textual._context import visible_screen_stack
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Offset
from textual.screen import Screen as TextualScreen
from textual.strip import Strip
from textual.widgets import Static

from rhythm_tui.ui.screens import foreshown
from rhythm_tui.ui.screens.base import DeskDialog
from rhythm_tui.ui.screens.duty import DutyScreen
from rhythm_tui.ui.widgets.at_once import Parts
from terminals import Screen

SIZE = (120, 36)
PAINTS = Compositor.render_update


class Terminal:
    """A terminal that is sent what the desk writes."""

    def __init__(self, desk: Desk, size: tuple[int, int] = SIZE) -> None:
        self._desk = desk
        self._size = size
        self._screen = Screen(*size)
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
        whole = Screen(*self._size)
        for y, one in enumerate(self._desk.app.screen._compositor.render_strips()):
            whole.write(f"\x1b[{y + 1};1H{one.text}")
        return whole.part(0, 0, *self._size) == self._screen.part(0, 0, *self._size)


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


Cell = tuple[str, object, object, bool]


def cells(strip: Strip) -> list[Cell]:
    """Return a strip letter by letter, each with its colours; a blank has no ink."""
    styles = [(text, style or Style()) for text, style, _control in strip]
    return [
        (one, style.bgcolor, *((None, False) if one == " " else (style.color, bool(style.bold))))
        for text, style in styles
        for one in text
    ]


async def test_what_is_opened_stands_there_before_its_dialog_as_it_will_stand_in_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[tuple[TextualScreen[object], Offset, Sequence[Strip]]] = []
    monkeypatch.setattr(foreshown, "lay", lambda *given: told.append(given))
    texts = ("短短一条留言", "长长的一条留言，家属问了很多。" * 40)
    reader = FakeReader([queue_row(n, 4000 + n * 60, text) for n, text in enumerate(texts, 1)], [], [])
    async with opened(seat(reader=reader), SIZE, ascii_borders=True) as desk:
        for number, size in ((1, (160, 45)), (2, (120, 36)), (2, (80, 24)), (1, (61, 15))):
            await desk.pilot.resize_terminal(*size)
            await desk.press("g", *"j" * (number - 1), "enter")
            await desk.shows(f"item q{number}")
            below, place, lines = told.pop()
            box = desk.app.screen.query_one(".dialog").region
            assert isinstance(below, DutyScreen)
            assert (*place, lines[0].cell_length, len(lines)) == (box.x, box.y, box.width, box.height), size
            visible_screen_stack.set(desk.app._background_screens)
            stands = desk.app.screen._compositor.render_strips()[box.y : box.bottom]
            for one, live in zip(lines, stands, strict=True):
                assert cells(one) == cells(live.crop(box.x, box.right)), (size, one.text)
            await desk.press("escape")
            await desk.hides(f"item q{number}")
    assert not told


@pytest.mark.parametrize("keys", [("k",), ("tab", "k"), ("tab", "tab", "k")])
async def test_a_form_that_scrolls_back_while_one_types_is_painted_where_it_stands(
    monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    monkeypatch.setattr(Compositor, "render_update", PAINTS)
    async with opened(seat(), (61, 15)) as desk:
        terminal = Terminal(desk, (61, 15))
        await in_dialog(desk, "n")
        await desk.press("end")
        await desk.until(terminal.is_right)
        for key in keys:
            sign = key if len(key) == 1 else None
            desk.app.post_message(events.Key(key, sign))
        await desk.rests()
        assert terminal.is_right()


async def test_a_pane_without_a_frame_writes_its_name_over_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is typed to narrow the queue stands in the first line, where other sizes have the frame."""
    monkeypatch.setattr(Compositor, "render_update", PAINTS)
    async with opened(seat(), (80, 24)) as desk:
        terminal = Terminal(desk, (80, 24))
        await desk.press("slash")
        await desk.until(terminal.is_right)
        await desk.press("x")
        await desk.shows("0/")
        assert terminal.is_right()


class Shrinking(DeskDialog[None]):
    """A dialog that stands over the ends of the rows below."""

    CSS = "Shrinking { align: center middle; } Shrinking .dialog { width: 41; height: auto; }"

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static("\n" * 8, id="lines")


async def test_what_a_shrinking_dialog_uncovers_is_whole_where_its_edge_cut_a_letter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Compositor, "render_update", PAINTS)
    rows = [queue_row(n, 4000 + n * 60, "a" * (n % 2) + "留言" * 40) for n in range(1, 40)]
    async with opened(seat(reader=FakeReader(rows)), (80, 24)) as desk:
        terminal = Terminal(desk, (80, 24))
        desk.app.push_screen(Shrinking())
        await desk.until(lambda: desk.app.screen.query("#lines") and terminal.is_right())
        desk.app.screen.query_one("#lines", Static).update("one")
        await desk.rests()
        assert terminal.is_right()
