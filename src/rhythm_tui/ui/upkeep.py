"""Looking after the desk's file while the screen is open: what bars work stands in the banner.

The look itself is handed in by whoever opened the file, and runs on a thread of its own.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.app import App

from rhythm_tui.desk.errors import DeskUnusable
from rhythm_tui.domain.deadlines import MINUTE, SECOND
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.i18n import say
from rhythm_tui.ui.wording import Line, piece

if TYPE_CHECKING:
    from rhythm_tui.desk.upkeep import Trouble

FIRST = 2 * SECOND
"""How long after the start the first look comes: the screen is drawn and read by then."""
AGAIN = MINUTE
"""How often the desk looks whether what barred work is over."""


class Care(NamedTuple):
    """What the opener of the file hands in."""

    look: Callable[[int], Trouble | None]
    """Looks after the file at an instant (ms UTC); returns what is wrong. Takes its time."""
    bar: Callable[[DeskUnusable | None], None]
    """Has every command refused with a reason from now on; None has commands taken again."""


class Upkeep:
    """Looks soon after the start, on every new day, and each minute while work is barred."""

    def __init__(
        self,
        app: App[Any],
        care: Care,
        vocabulary: Vocabulary,
        barred: Callable[[DeskUnusable | None], None],
        tell: Callable[[Line], None],
    ) -> None:
        self._app = app
        self._care = care
        self._vocabulary = vocabulary
        self._show_barred = barred
        self._tell = tell
        self._next: int | None = None
        self._barred = False

    def look(self, now: int) -> None:
        """Look after the file if it is time to."""
        if self._next is None:
            self._next = now + FIRST
        if now >= self._next:
            self._next = self._vocabulary.day_bounds(now)[1]
            self._app.run_worker(self._looked(now), group="upkeep", exclusive=True, exit_on_error=False)

    async def _looked(self, now: int) -> None:
        trouble = await asyncio.to_thread(self._care.look, now)
        barred = trouble is not None and trouble.bars_work
        if trouble is not None and barred:
            self._bar(DeskUnusable(trouble.template, **trouble.values))
            self._next = now + AGAIN
        elif self._barred:
            self._bar(None)
        self._barred = barred
        if trouble is not None and not barred:
            self._tell((piece(say(trouble.template, **trouble.values), "late-bold"),))

    def _bar(self, reason: DeskUnusable | None) -> None:
        self._care.bar(reason)
        self._show_barred(reason)
