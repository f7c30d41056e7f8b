"""What every kind of action works with: forms to fill in, commands to send, words for what came of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from textual.app import App

from rhythm_tui.desk.errors import DeskUnusable
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.i18n import say
from rhythm_tui.ui.keys import Keys
from rhythm_tui.ui.screens.base import Wanted
from rhythm_tui.ui.seat import Receipt, Seat
from rhythm_tui.ui.wording import Line, piece

if TYPE_CHECKING:
    from rhythm_tui.desk.remark import Remark
    from rhythm_tui.ui.fields import Form

Verbs = dict[str, Callable[[Wanted], Awaitable[object]]]
"""What does an action of the registry, by the action's id."""


class Tools(NamedTuple):
    """Where actions are done, by whom, with which keys, and where it is told."""

    app: App[Any]
    seat: Seat
    keymap: Keys
    tell: Callable[[Line], None]


class Acting:
    """Does things at a seat, and says what came of them."""

    def __init__(self, tools: Tools) -> None:
        self._app, self._seat, self._keymap, self._tell = tools

    def _say(self, text: str, style: str = "ok") -> None:
        self._tell((piece(text, style),))

    def _done(self, receipt: Receipt | None, text: str) -> None:
        """Say what was done, with what the guard warns of; nothing where it was refused."""
        if receipt is not None:
            gravest = sorted(receipt.warnings, key=lambda one: one.severity != "red")
            warnings = "  ".join(_warning(one) for one in gravest[:2])
            style = "late" if gravest and gravest[0].severity == "red" else "soon" if gravest else "ok"
            self._say(f"{text}  {warnings}".rstrip(), style)

    async def _send(self, fields: dict[str, object]) -> Receipt | None:
        """Do a command; say why where it is refused, and return None."""
        from rhythm_tui.domain.commands import parse

        try:
            return await self._seat.hand.do(parse(fields))
        except Refusal as refusal:
            self._say(self._seat.why_not(refusal), "late")
        except DeskUnusable as error:
            self._say(say(error.template, **error.values), "late")
        return None

    async def _fill(self, form: Form | None) -> Receipt | None:
        """Have a form filled in and its command done; None where it was left, or there is none."""
        from rhythm_tui.ui.screens.form import FormScreen

        return None if form is None else await self._app.push_screen_wait(FormScreen(self._seat, form))


def _warning(one: Remark) -> str:
    """Return a warning with the words it is about in front, where it is about any."""
    why = say("{why} ({citation})", why=one.why, citation=one.citation)
    if not one.word or one.start == one.end:
        return why
    return say("{what}: {why}", what=one.word, why=why)


class Registered(Acting):
    """Actions of one kind, by the ids they have in the registry."""

    @property
    def verbs(self) -> Verbs:
        """What each action of the registry does."""
        raise NotImplementedError
