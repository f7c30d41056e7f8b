"""A seat that nobody touches is locked where its operator has a PIN; what was open stays open behind it."""
# ruff: noqa: F811 - the fixtures of another module are arguments here

from __future__ import annotations

from typing import Any

import pytest
from fakes import FakeReader, ManualClock, queue_row, seat
from harness import opened
from test_real_desk import filled, sit  # noqa: F401 - fixtures
from textual.screen import Screen
from textual.widgets import Input, TextArea

from rhythm_tui.desk.desk import Desk as RealDesk
from rhythm_tui.desk.rota import OperatorRow, Rota
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.deadlines import MINUTE
from rhythm_tui.domain.refusal import Refusal, msg
from rhythm_tui.domain.text import clean
from rhythm_tui.ui.screens.lock import LockScreen


class Listed(FakeReader):
    """A desk with its operator on the list."""

    has_pin = True

    def rota(self) -> Rota:
        return Rota((), (OperatorRow("o1", 1, clean("李敏"), self.has_pin),), ())


def listed(*, has_pin: bool = True) -> Listed:
    reader = Listed([queue_row(1, 600, "高血压吃什么")])
    reader.has_pin = has_pin
    return reader


async def test_a_seat_left_alone_is_locked_and_unlocked_by_the_pin() -> None:
    clock = ManualClock()
    here = seat(reader=listed(), clock=clock)
    async with opened(here, (120, 36), lock_after=15) as desk:
        await desk.shows("高血压吃什么")
        clock.turn(16 * MINUTE)
        desk.app.beat()
        await desk.until(lambda: isinstance(desk.app.screen, LockScreen))
        await desk.hides("高血压吃什么")
        await desk.press("escape", "c", "enter")
        here.hand.refusal = Refusal("refused", msg("the PIN does not fit"), "pin")
        here.hand.refused_verbs = ("seat.unlock",)
        await desk.type("1111")
        await desk.shows("****")
        assert "1111" not in desk.text() and "\u2022" not in desk.text()
        await desk.press("enter")
        await desk.shows("fit")
        assert isinstance(desk.app.screen, LockScreen)
        here.hand.refusal = None
        await desk.type("2468")
        await desk.press("enter")
        await desk.shows("高血压吃什么")
        asked = here.hand.done[-1]
        assert (asked.do, asked.operator, asked.pin) == ("seat.unlock", "李敏", "2468")


async def test_a_key_keeps_it_open() -> None:
    clock = ManualClock()
    async with opened(seat(reader=listed(), clock=clock), (120, 36), lock_after=15) as desk:
        for _ in range(4):
            clock.turn(14 * MINUTE)
            await desk.press("j")
            desk.app.beat()
        assert not isinstance(desk.app.screen, LockScreen)


async def test_without_a_pin_there_is_no_lock() -> None:
    clock = ManualClock()
    async with opened(seat(reader=listed(has_pin=False), clock=clock), (120, 36), lock_after=15) as desk:
        clock.turn(60 * MINUTE)
        desk.app.beat()
        await desk.pilot.pause()
        assert not isinstance(desk.app.screen, LockScreen)
        await desk.press("ctrl+k")
        await desk.shows("PIN")


async def test_what_was_being_typed_is_there_behind_the_lock() -> None:
    clock = ManualClock()
    async with opened(seat(reader=listed(), clock=clock), (120, 36), lock_after=15) as desk:
        await desk.press("r")
        await desk.shows("高血压吃什么")
        await desk.type("half a sent")
        clock.turn(16 * MINUTE)
        desk.app.beat()
        await desk.until(lambda: isinstance(desk.app.screen, LockScreen))
        await desk.hides("half a sent")
        await desk.shows("PIN")
        await desk.type("2468")
        await desk.press("enter")
        await desk.shows("half a sent")


DIALOGS = {
    "reply": "2 r", "form": "2 a", "many in one paste": "2 M", "filter": "2 slash", "search": "2 S",
    "journal": "2 J", "palette": "2 colon", "statement": "3 s e", "file": "1 X",
}  # fmt: skip
"""A dialog of every kind in which something is typed, with the keys that open it."""


def typed_in(screen: Screen[Any]) -> list[str]:
    return [
        one.text if isinstance(one, TextArea) else one.value
        for one in screen.query("Input, TextArea").results(Input | TextArea)
    ]


@pytest.mark.long
async def test_what_was_typed_in_any_dialog_is_there_behind_the_lock(
    sit: Any, filled: RealDesk, clock: Any
) -> None:
    filled.do(parse({"do": "operator.add", "name": "li", "pin": "2468"}))
    async with opened(sit(), (160, 45), lock_after=15) as desk:
        for name, keys in DIALOGS.items():
            for key in keys.split():
                await desk.press(key)
                await desk.rests()
            below = desk.app.screen
            for place, one in enumerate(below.query("Input, TextArea")):
                text = f"half a sentence {place}"
                if isinstance(one, TextArea):
                    one.text = text
                elif isinstance(one, Input):
                    one.value = text
            await desk.rests()
            before = typed_in(below)
            assert any("half a sentence" in one for one in before), name
            clock.go_on(16 * MINUTE)
            desk.app.beat()
            await desk.until(lambda: isinstance(desk.app.screen, LockScreen), f"the lock over the {name}")
            await desk.shows("PIN")
            assert "half a sentence" not in desk.text()
            desk.app.screen.query_one("#pin", Input).value = "2468"
            await desk.press("enter")
            await desk.until(lambda under=below: desk.app.screen is under, f"the {name} again")
            assert typed_in(below) == before, name
            for _ in range(4):
                if len(desk.app.screen_stack) > 1 or desk.app.focused:
                    await desk.press("escape")
                    await desk.rests()
            assert len(desk.app.screen_stack) == 1, name
