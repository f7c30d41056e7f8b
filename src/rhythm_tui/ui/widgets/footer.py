"""The footer: the keys that apply now, each a button for the mouse; a notice takes its place for a while."""

from __future__ import annotations

from collections.abc import Sequence

from rhythm_tui.i18n import _
from rhythm_tui.ui.keys import Action, Keys
from rhythm_tui.ui.widgets.bars import Bars, buttons
from rhythm_tui.ui.wording import Line, gap

NOTICE_SECONDS = 6.0


class KeyBar(Bars):
    """The last line of a screen."""

    def __init__(self, keys: Keys, *, id: str | None = None) -> None:
        super().__init__(ground="raised", id=id)
        self._keys = keys
        self._actions: tuple[Action, ...] = ()
        self._notice: Line | None = None

    def offer(self, actions: Sequence[Action]) -> None:
        """Show these actions, in their order in the footer."""
        self._actions = tuple(sorted((one for one in actions if one.footer), key=lambda one: one.footer))
        if self._notice is None:
            self.show(self._key_line)

    def tell(self, line: Line) -> None:
        """Show a notice for some seconds; a newer one takes its place."""
        self._notice = line
        self.show(lambda _cells: [(gap(1), *line)])
        self.set_timer(NOTICE_SECONDS, lambda: self.forget(line))

    def forget(self, line: Line) -> None:
        """Take a notice away that says nothing any more, where it is still shown."""
        if self._notice is line:
            self._notice = None
            self.show(self._key_line)

    def _key_line(self, cells: int) -> list[Line]:
        offered = [(self._keys.first(action.id), _(action.label), action.id) for action in self._actions]
        line, targets = buttons(offered, cells, indent=1)
        self.aim(targets)
        return [line]
