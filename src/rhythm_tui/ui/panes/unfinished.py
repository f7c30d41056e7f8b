"""What a closed incident still owes: the actions of its review stay on the board until they are done."""

from __future__ import annotations

from collections.abc import Sequence

from rhythm_tui.desk.board import IncidentCard
from rhythm_tui.i18n import _, say
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time
from rhythm_tui.ui.widgets.cards import Block
from rhythm_tui.ui.wording import BLANK, Line, Piece, column, gap, piece, spread


def unfinished_blocks(cards: Sequence[IncidentCard], seat: Seat, now: int, cells: int) -> list[Block]:
    """Return the closed incidents with open actions under a heading of their own, a line each (RHYTHM 24)."""
    if not cards:
        return []
    heading = (piece(f" {_('closed, actions open')}", "muted"),)
    return [
        Block(None, (BLANK,)),
        Block(None, (heading,)),
        *(Block(card.id, (_line(card, seat, now, cells),)) for card in cards),
    ]


def _line(card: IncidentCard, seat: Seat, now: int, cells: int) -> Line:
    left = (column(f" {card.id}", 5, "faint"), piece(card.title, "text"))
    return spread(left, (gap(1), _owed(card, seat, now)), cells)


def _owed(card: IncidentCard, seat: Seat, now: int) -> Piece:
    """Return how many actions are open, and how many of them are overdue, else when the next one is due."""
    if late := card.tasks_late(now):
        return piece(say("{n} open, {late} overdue", n=card.tasks, late=late), "late-bold")
    if not card.task_dues:
        return piece(say("{n} open", n=card.tasks), "soft-bold")
    due = clock_time(min(card.task_dues), seat.vocabulary, now)
    return piece(say("{n} open, due {time}", n=card.tasks, time=due), "soft-bold")
