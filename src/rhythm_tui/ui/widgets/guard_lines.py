"""What the guard finds in words that are about to be signed or recorded, below the fields of a form."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial

from textual.message import Message

from rhythm_tui.desk import guard
from rhythm_tui.desk.remark import Remark
from rhythm_tui.i18n import words_of_setting
from rhythm_tui.settings import BadSetting
from rhythm_tui.ui.fields import Guarded
from rhythm_tui.ui.findings import finding_lines
from rhythm_tui.ui.widgets.bars import Bars
from rhythm_tui.ui.wording import BLANK, Line, paragraphs

_MOST = 2
"""Findings that are shown, the gravest and its neighbour."""
_WIDE = 70
"""Cells of the lines before they have been laid out."""


class GuardLines(Bars):
    """Lines that follow the words: they are read off the screen's thread."""

    class Told(Message):
        """Other lines are shown, perhaps more of them."""

    def __init__(self) -> None:
        super().__init__(ground="raised", id="guard")
        self._wanted: Guarded | None = None
        self._read: Guarded | None = None

    def read(self, words: Guarded) -> None:
        """Have words read; the last ones count where more come than can be read."""
        begun = self._wanted != self._read
        self._wanted = words
        if not begun:
            self.run_worker(self._follow(), exit_on_error=False)

    async def _follow(self) -> None:
        while (wanted := self._wanted) is not None and wanted != self._read:
            try:
                found = await asyncio.to_thread(guard.remarks, *wanted)
            except BadSetting as error:
                self._below(partial(_why_not, words_of_setting(error)))
            else:
                self._below(partial(_lines, wanted.text, found))
            self._read = wanted

    def _below(self, make: Callable[[int], list[Line]]) -> None:
        """Show lines below a blank one."""
        self.styles.height = len(make(self.size.width or _WIDE)) + 1
        self.show(lambda cells: [BLANK, *make(cells)])
        self.post_message(self.Told())


def _why_not(why: str, cells: int) -> list[Line]:
    return paragraphs(why, cells, "late-bold", most=2)


def _lines(text: str, found: tuple[Remark, ...], cells: int) -> list[Line]:
    """Return the findings, about the gravest of them the most: nothing has a cursor here."""
    gravest = min(found, key=lambda one: (one.severity != "red", one.start), default=None)
    at = gravest.start if gravest else 0
    return finding_lines(text, found, at, cells, most=_MOST, approved_only=None, stops=None)
