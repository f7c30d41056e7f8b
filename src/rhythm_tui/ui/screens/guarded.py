"""A dialog whose words the guard reads while they are written."""

from __future__ import annotations

import asyncio

from textual import on
from textual.widgets import Static, TextArea

from rhythm_tui.desk.remark import Remark
from rhythm_tui.i18n import say, words_of_setting
from rhythm_tui.settings import BadSetting
from rhythm_tui.ui.findings import finding_lines, nearest
from rhythm_tui.ui.screens.base import DeskDialog, Result
from rhythm_tui.ui.widgets.bars import Bars
from rhythm_tui.ui.widgets.editor import ReplyEditor
from rhythm_tui.ui.wording import Line, words

_ROOMY = 34
"""Lines of a terminal that has room for more findings."""


class GuardedDialog(DeskDialog[Result]):
    """Holds a ``ReplyEditor``, ``#guard`` for the findings and ``#error`` for why there are none."""

    red_stops = True
    """Whether red findings stop a copy."""

    def __init__(self) -> None:
        super().__init__()
        self._incident: str | None = None
        """The open incident for which only approved wording may be used."""
        self._checked: tuple[str, tuple[Remark, ...]] = ("", ())
        """What the guard has read last, and what it found there."""

    @property
    def text(self) -> str:
        """What stands in the editor."""
        return self._editor.text

    @property
    def _editor(self) -> ReplyEditor:
        return self.query_one(ReplyEditor)

    @property
    def _roomy(self) -> bool:
        return self.app.size.height >= _ROOMY

    def place(self) -> tuple[str | None, str]:
        """Return the platform and the kind of text, for the guard's limits."""
        return None, "comment"

    async def _look(self) -> None:
        """Have the guard read what stands there, off the screen's thread."""
        from rhythm_tui.desk import guard

        text = self.text
        try:
            found = await asyncio.to_thread(guard.remarks, text, *self.place())
        except BadSetting as error:
            self._say(
                say("the guard cannot be used: {why}", why=words_of_setting(error)), "late-bold", "#error"
            )
            return
        if text == self.text:
            self._checked = text, found
            self._show_remarks()

    @on(TextArea.SelectionChanged)
    def _show_remarks(self) -> None:
        (text, remarks), at = self._checked, self._editor.at
        most = 3 if self._roomy else 2

        def make(cells: int) -> list[Line]:
            return finding_lines(
                text, remarks, at, cells, most=most, approved_only=self._incident, stops=self.red_stops
            )

        bars = self.query_one("#guard", Bars)
        bars.styles.height = len(make(bars.size.width or 70))
        bars.show(make)

    def finding(self) -> tuple[str, Remark | None]:
        """Return what the guard has read last, and its finding nearest to the cursor."""
        text, remarks = self._checked
        return text, nearest(remarks, self._editor.at)

    def _say(self, text: str, style: str, where: str = "#state") -> None:
        self.query_one(where, Static).update(words(text, style))
