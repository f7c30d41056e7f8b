"""Everything by mouse: panes, rows, columns, keys, tabs, the list of commands, menus, forms."""

from __future__ import annotations

from fakes import seat
from harness import Desk, opened

from rhythm_tui.domain.text import width
from rhythm_tui.ui.panes.incidents import IncidentsPane
from rhythm_tui.ui.panes.queue import QueuePane
from rhythm_tui.ui.panes.slots import SlotsPane
from rhythm_tui.ui.screens.choosing import MenuScreen, PaletteScreen
from rhythm_tui.ui.screens.form import FormScreen
from rhythm_tui.ui.screens.reading import InteractionScreen, ReadScreen


async def click_on(desk: Desk, text: str) -> None:
    """Click where a text stands on the screen, as an eye finds it."""
    lines = desk.text().splitlines()
    y = next(at for at, line in enumerate(lines) if text in line)
    await desk.pilot.click(offset=(width(lines[y][: lines[y].index(text)]) + 1, y))
    await desk.rests()


async def test_a_whole_turn_by_mouse_alone(quick_notices: None) -> None:
    sitting = seat()
    async with opened(sitting, (160, 45)) as desk:
        rows = desk.app.screen.query_one(QueuePane).rows
        await desk.pilot.click("#rows", offset=(20, 3))
        assert rows.cursor == 3
        for head, orders in {
            "from": ["newest"],
            "text": ["post", "topic"],
            "left": ["desk", "save_first"],
        }.items():
            for order in orders:
                await click_on(desk, f" {head} ")
                assert desk.app.screen.query_one(QueuePane).order == order, head
        await desk.pilot.click("#rows", offset=(20, 0), times=2)
        await desk.until(lambda: isinstance(desk.app.screen, InteractionScreen), "the item")
        await click_on(desk, "Enter actions")
        await desk.until(lambda: isinstance(desk.app.screen, MenuScreen), "its menu")
        await click_on(desk, "take it: the others see")
        await desk.until(lambda: sitting.hand.done, "the claim")  # type: ignore[attr-defined]
        assert isinstance(desk.app.screen, InteractionScreen)
        await click_on(desk, "Esc back")
        await desk.until(lambda: len(desk.app.screen_stack) == 1, "the desk")
        await desk.press("ctrl+p")
        await desk.until(lambda: isinstance(desk.app.screen, PaletteScreen), "the commands")
        await click_on(desk, "close without a reply")
        await desk.until(lambda: isinstance(desk.app.screen, FormScreen), "the form")
        await click_on(desk, "spam")
        screen = desk.app.screen
        assert isinstance(screen, FormScreen)
        assert screen.values()["reason"] == "spam"
        await click_on(desk, "Tab next field")
        await click_on(desk, "Esc back")
        await desk.until(lambda: len(desk.app.screen_stack) == 1, "the desk again")
        await desk.shows("F1 help")
        await click_on(desk, "F1 help")
        await desk.until(lambda: isinstance(desk.app.screen, ReadScreen), "help")


async def test_panes_and_tabs_are_gone_to_by_a_click() -> None:
    async with opened(seat(), (160, 45)) as desk:
        for pane in (IncidentsPane, SlotsPane, QueuePane):
            await desk.pilot.click(desk.app.screen.query_one(pane).list_of(), offset=(5, 1))  # type: ignore[arg-type, type-abstract]
            await desk.until(
                lambda one=pane: desk.app.screen.query_one(one).has_class("-here"), pane.__name__
            )
    async with opened(seat(), (80, 24)) as desk:
        for name, pane in (("Incidents", IncidentsPane), ("Slots", SlotsPane), ("Queue", QueuePane)):
            await click_on(desk, name)
            await desk.until(lambda one=pane: desk.app.screen.query_one(one).display, name)
