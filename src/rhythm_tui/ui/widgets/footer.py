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
        self._way_out = ""
        self._notice: Line | None = None

    def offer(self, actions: Sequence[Action], way_out: str = "", *, letters: bool = True) -> None:
        """Show these actions, in their order in the footer, and behind them the one that leads back.

        Without ``letters`` only those that can be done while somebody types.
        """
        self._way_out = way_out
        some = [one for one in actions if one.footer and (letters or len(self._keys.first(one.id)) > 1)]
        self._actions = tuple(sorted(some, key=lambda one: one.footer))
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
        if self._way_out:
            offered.append(("Esc", _("back"), self._way_out))
        line, targets = buttons(offered, cells, indent=1, stay=2 if self._way_out else 1)
        self.aim(targets)
        return [line]
