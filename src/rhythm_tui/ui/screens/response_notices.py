"""What stands under the title of an incident: who must be told of a timer, which replies are outdated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rhythm_tui.desk.asks import AskRow
from rhythm_tui.desk.views import IncidentDetail
from rhythm_tui.i18n import _, say
from rhythm_tui.ui.escalation import card_word, open_asks
from rhythm_tui.ui.keys import Keys
from rhythm_tui.ui.widgets.cards import Block
from rhythm_tui.ui.wording import Line, Piece, gap, piece

ACTION = "do "
"""What the id of a notice begins with, before the action of the registry that leads to what it speaks of."""


def notices(detail: IncidentDetail, asks: Sequence[AskRow], keymap: Keys) -> list[Block]:
    """Return a line each for who must be told now, and for the replies with a superseded statement.

    Each names the key that leads there; Enter on it does the same.
    """
    return [Block(f"{ACTION}{action}", (line,)) for action, line in _lines(detail, asks, keymap)]


def _lines(detail: IncidentDetail, asks: Sequence[AskRow], keymap: Keys) -> Iterator[tuple[str, Line]]:
    if asked := open_asks(asks, detail.card.id):
        yield "passed-on", (*card_word(len(asked)), *_way("passed-on", keymap))
    if carried := len(detail.carried):
        told = say("replies with old wording: {n}", n=carried)
        yield "statements", (piece(told, "late-bold"), gap(2), *_way("statements", keymap))


def _way(action: str, keymap: Keys) -> tuple[Piece, ...]:
    return piece(keymap.first(action), "key-bold"), piece(f" {_('shows them')}", "soft")
