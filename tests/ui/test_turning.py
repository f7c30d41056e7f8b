"""Keys typed in one go: each is meant for what the one before it opens, and none of them is lost."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from fakes import FakeReader, queue_row, seat
from harness import Desk, opened
from test_dialogs import done, in_dialog, over
from textual import events
from textual.keys import _character_to_key

from rhythm_tui.ui import ahead
from rhythm_tui.ui.panes.incidents import IncidentsPane
from rhythm_tui.ui.panes.queue import QueuePane
from rhythm_tui.ui.panes.slots import SlotsPane
from rhythm_tui.ui.screens.approved import ApprovedScreen
from rhythm_tui.ui.screens.base import Wanted
from rhythm_tui.ui.screens.choosing import ChooseScreen, PaletteScreen
from rhythm_tui.ui.screens.finding import SearchScreen
from rhythm_tui.ui.screens.form import FormScreen
from rhythm_tui.ui.screens.reading import InteractionScreen
from rhythm_tui.ui.screens.reply import ReplyScreen
from rhythm_tui.ui.turns import Turns
from rhythm_tui.ui.widgets.cards import CardList


def at_once(desk: Desk, *keys: str) -> None:
    """Send keys as a terminal does that has them all in one read."""
    for key in keys:
        sign = key if len(key) == 1 else None
        desk.app.post_message(events.Key(_character_to_key(sign) if sign else key, sign))


def screens(desk: Desk) -> list[str]:
    return [type(screen).__name__ for screen in desk.app.screen_stack[1:]]


@pytest.mark.parametrize(
    ("keys", "stands"),
    [
        (("r", "x"), ReplyScreen),
        (("n", "e"), FormScreen),
        (("x", "x"), FormScreen),
        (("r", "e", "x", "n"), ReplyScreen),
        (("r", "enter"), ReplyScreen),
        (("r", "q"), ReplyScreen),
        (("c", "r", "x"), ReplyScreen),
    ],
)
async def test_the_first_dialog_is_the_only_one(keys: tuple[str, ...], stands: type) -> None:
    async with opened(seat()) as desk:
        at_once(desk, *keys)
        await desk.until(lambda: len(desk.app.screen_stack) > 1, "a dialog")
        await desk.rests()
        assert screens(desk) == [stands.__name__]
        assert desk.app.is_running
        await desk.press("escape")
        await over(desk)
        await desk.rests()
        assert screens(desk) == []


@pytest.mark.parametrize(
    ("keys", "stands", "typed"),
    [
        ("rhello, 1 2 3", [ReplyScreen], ("#reply", "hello, 1 2 3")),
        ("/x3cej", [], ("#filter", "x3cej")),
        ("Sjx1", [SearchScreen], ("#wanted", "jx1")),
        (":qx", [PaletteScreen], ("#wanted", "qx")),
        ("\rrno", [InteractionScreen, ReplyScreen], ("#reply", "no")),
        ("\r\rx", [InteractionScreen, FormScreen], None),
        ("3jj2/a", [], ("#filter", "a")),
    ],
)
async def test_what_is_typed_ahead_is_written_where_it_was_meant_to(
    keys: str, stands: list[type], typed: tuple[str, str] | None
) -> None:
    async with opened(seat()) as desk:
        at_once(desk, *("enter" if one == "\r" else one for one in keys))
        await desk.until(lambda: screens(desk) == [one.__name__ for one in stands], "the dialogs")
        await desk.rests()
        if typed is not None:
            field, text = typed
            found: Any = desk.app.screen.query_one(field)
            await desk.until(lambda: getattr(found, "text", None) == text or found.value == text, text)
        assert screens(desk) == [one.__name__ for one in stands]
        assert desk.app.query_one(QueuePane).subject() in ("q1", None), "no letter was a command of the queue"


@pytest.mark.parametrize("keys", ["13", "31", "1213", "3121", "123", "321"])
@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_the_last_of_several_panes_has_the_keys(keys: str, size: tuple[int, int]) -> None:
    async with opened(seat(), size) as desk:
        at_once(desk, *keys)
        await desk.rests()
        pane = {"1": SlotsPane, "2": QueuePane, "3": IncidentsPane}[keys[-1]]
        here: Any = desk.app.query_one(".-here")
        assert isinstance(here, pane) and desk.app.focused is here.list_of()


async def typed_behind(desk: Desk, *keys: str) -> None:
    """Send Esc and keys as a terminal does that has them in one read: it tells of Alt with the first."""
    desk.app.post_message(events.Key(f"alt+{keys[0]}", keys[0]))
    at_once(desk, *keys[1:])


@pytest.mark.parametrize("opens", [("r", "h", "i"), ("w",), ("n",), ("?",), ("enter", "r")])
async def test_what_is_typed_right_behind_esc_is_for_what_comes_behind_it(opens: tuple[str, ...]) -> None:
    rows = [queue_row(n, 1000 * n, f"问{n}") for n in range(1, 9)]
    async with opened(seat(reader=FakeReader(rows))) as desk:
        at_once(desk, *opens)
        await desk.until(lambda: len(desk.app.screen_stack) > 1, "a dialog")
        await desk.rests()
        while len(desk.app.screen_stack) > 2:
            await desk.press("escape")
            await desk.rests()
        before = desk.app.screen_stack[0].query_one(QueuePane).subject()
        await typed_behind(desk, "j", "j", "j")
        await desk.until(lambda: screens(desk) == [], "the desk")
        await desk.until(lambda: desk.app.query_one(QueuePane).subject() == "q4", "three rows further")
        assert before == "q1"


async def test_what_is_typed_behind_a_form_is_not_typed_into_it() -> None:
    sitting = seat(reader=FakeReader([queue_row(n, 1000 * n, f"问{n}") for n in range(1, 9)]))
    async with opened(sitting) as desk:
        await in_dialog(desk, "x")
        at_once(desk, "f2", "j", "j")
        await desk.until(lambda: desk.app.query_one(QueuePane).subject() == "q4", "two rows behind the next")
        assert [one["do"] for one in done(sitting)] == ["interaction.close"]


async def test_keys_go_on_where_what_was_wanted_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "LONGEST", 0.01)
    async with opened(seat()) as desk:
        desk.app.ahead.wants()  # and nothing ever comes of it
        at_once(desk, "j")
        await desk.until(lambda: desk.app.query_one(QueuePane).subject() == "q2", "the second row")


async def test_moves_and_commands_in_one_go_are_all_done_in_their_order() -> None:
    rows = [queue_row(n, 1000 * n, f"问{n}") for n in range(1, 6)]
    sitting = seat(reader=FakeReader(rows))
    async with opened(sitting) as desk:
        at_once(desk, "j", "j", "c", "j", "c", "k", "k", "r")
        await desk.until(lambda: screens(desk) == [ReplyScreen.__name__], "the reply")
        await desk.shows("问2")
        assert [(one["do"], one["id"]) for one in done(sitting)] == [
            ("interaction.claim", "q3"),
            ("interaction.claim", "q4"),
        ]
        assert desk.app.screen_stack[0].query_one(QueuePane).subject() == "q2"


async def test_what_a_menu_goes_on_to_keeps_its_turn() -> None:
    async with opened(seat()) as desk:
        await in_dialog(desk, "enter")
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, ChooseScreen), "the menu")
        desk.app.screen.query_one(CardList).go_to("close")
        at_once(desk, "enter", "t", "e", "x")
        await desk.until(lambda: isinstance(desk.app.screen, FormScreen), "the form")
        await desk.rests()
        assert screens(desk) == [InteractionScreen.__name__, FormScreen.__name__]
        assert "close q1" in desk.text()


async def test_what_is_wanted_in_a_dialog_does_not_wait_for_the_action_that_opened_it() -> None:
    sitting = seat()
    async with opened(sitting) as desk:
        await in_dialog(desk, "enter")
        at_once(desk, "c", "x", "r")
        await desk.until(lambda: len(desk.app.screen_stack) == 3, "the form over the item")
        await desk.rests()
        assert screens(desk) == [InteractionScreen.__name__, FormScreen.__name__]
        assert [one["do"] for one in done(sitting)] == ["interaction.claim"]


@pytest.mark.parametrize(
    ("opens", "keys", "stands"),
    [("D", ("f5", "f6"), FormScreen), ("r", ("f4", "f4"), ApprovedScreen)],
)
async def test_a_dialog_opens_no_second_one_either(opens: str, keys: tuple[str, ...], stands: type) -> None:
    async with opened(seat()) as desk:
        await in_dialog(desk, opens)
        first = screens(desk)
        at_once(desk, *keys)
        await desk.until(lambda: len(desk.app.screen_stack) > 2, "a dialog over it")
        await desk.rests()
        assert screens(desk) == [*first, stands.__name__]


class Stage:
    """Stands for the application: screens by name, and what was done on them."""

    def __init__(self) -> None:
        self.screen_stack: list[Any] = ["duty"]
        self.ended = 0
        self.turns = Turns(self, self.end)  # type: ignore[arg-type]
        self.told: list[str] = []
        self.answers: dict[str, asyncio.Future[str]] = {}
        self.read = asyncio.Event()

    def want(
        self, action: str, work: Callable[[Wanted], Awaitable[None]] | None = None
    ) -> asyncio.Task[None]:
        wanted = Wanted(self.screen_stack[-1], action, "queue", "q1")
        return asyncio.ensure_future(self.turns.take(wanted, work or self.tell))

    def end(self) -> None:
        self.ended += 1

    async def tell(self, wanted: Wanted) -> None:
        self.told.append(wanted.action)

    async def show(self, name: str) -> str:
        self.screen_stack.append(name)
        self.answers[name] = asyncio.get_running_loop().create_future()
        return await self.turns.aside(self.answers[name])

    def close(self, name: str) -> None:
        self.screen_stack.remove(name)
        self.answers[name].set_result("")

    async def slowly(self, _wanted: Wanted) -> None:
        """Open a dialog, but not at once."""
        await self.read.wait()
        await self.show("form")

    async def step_by_step(self, _wanted: Wanted) -> None:
        """Open a menu, and what is chosen there not at once."""
        await self.show("menu")
        await self.slowly(_wanted)


async def settled() -> None:
    """Let every task go as far as it can."""
    for _ in range(20):
        await asyncio.sleep(0)


async def test_an_action_that_takes_its_time_to_open_its_dialog_is_waited_for() -> None:
    stage = Stage()
    first = stage.want("reply", stage.slowly)
    await settled()
    stage.want("close")
    await settled()
    assert stage.told == []
    stage.read.set()
    await settled()
    assert stage.told == []
    stage.close("form")
    await first
    stage.want("claim")
    await settled()
    assert stage.told == ["claim"]
    assert stage.ended == 3, "the one that was covered has ended too"


async def test_between_a_menu_and_what_was_chosen_there_nothing_else_opens() -> None:
    stage = Stage()
    first = stage.want("menu", stage.step_by_step)
    await settled()
    stage.want("in the menu")
    await settled()
    assert stage.told == ["in the menu"]
    stage.close("menu")
    await settled()
    stage.want("close")
    stage.read.set()
    await settled()
    assert (stage.told, stage.screen_stack) == (["in the menu"], ["duty", "form"])
    stage.close("form")
    await first


async def test_whoever_is_called_off_while_waiting_holds_nobody_up() -> None:
    stage = Stage()
    first = stage.want("reply", stage.slowly)
    await settled()
    waiting = stage.want("close")
    await settled()
    waiting.cancel()
    await settled()
    first.cancel()
    stage.want("claim")
    await settled()
    assert stage.told == ["claim"]
