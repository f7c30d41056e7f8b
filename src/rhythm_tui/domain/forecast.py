"""The forecast: which open rows will be missed at this pace, and what would save them.

The model is a counter with a few clerks: every responder on shift takes the next row, needs the same time for
each, and all are free now. What comes in later is not foreseen, and a row that somebody is half through
counts as not begun. Two orders of work are told apart:

- ``desk``: overdue rows first, then the nearest due, as the queue stands. Rows that are past saving are
  served in their turn, and the time they take may cost others their deadline.
- ``save_first``: always the nearest due row that can still be met; what is overdue, or would be missed even
  if it were begun now, waits until the rest is safe. With equal answering times no order misses fewer.

Instants are milliseconds UTC and compared by whole seconds, as everywhere (an answer within the due second
is met). Live questions have no deadline and no place here. Standard library only.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Literal

from rhythm_tui.domain.deadlines import HOUR, SECOND, second
from rhythm_tui.domain.named import NamedTuple

Order = Literal["desk", "save_first"]

USUAL = 12.0
"""Answers an hour that one responder is taken to give while the hour has shown too few to tell."""
FEW = 6
"""Fewer answers than this in the last hour, all responders together, tell nothing about the pace."""


class Pace(NamedTuple):
    """How fast the shift answers."""

    per_hour: float
    """Answers an hour of one responder; greater than 0."""
    responders: int
    """How many are answering; 0 when nobody is."""
    measured: bool
    """Whether the last hour showed it; otherwise it is the usual pace."""

    @property
    def service(self) -> int:
        """What one answer takes one responder, in milliseconds."""
        return max(1, round(HOUR / self.per_hour))


class Remedy(NamedTuple):
    """The least help that averts every miss that can be averted."""

    extra: int
    """How many more responders."""
    until: int
    """The instant until which they are needed, from now on."""


class Forecast(NamedTuple):
    """What becomes of the open rows if the shift goes on like this."""

    order: Order
    open: int
    overdue: int
    """Rows that are past due already; they come first in ``due`` and are not counted as missed again."""
    missed: int
    """Rows that are still in time and will be missed."""
    missed_indices: tuple[int, ...]
    """Their places in ``due``."""
    first_miss_at: int | None
    """The due instant of the first of them."""
    lost: int
    """How many of the missed no help can save: less time is left than one answer takes."""
    clear_at: int | None
    """When the last row will be answered; None when nobody answers."""
    remedy: Remedy | None
    """None when nothing will be missed, or nothing but what is lost."""


def measure(stopped_at: Iterable[int], responders: int, now: int, usual: float = USUAL) -> Pace:
    """Return the pace of the last 60 minutes.

    ``stopped_at`` are the instants at which the responders stopped a clock with a reply, in any order; bulk
    closing is no answering and does not belong in it. With fewer than ``FEW`` of them, or nobody on shift,
    the ``usual`` answers an hour of one responder are taken instead: a quiet hour is not a slow one.
    """
    answers = sum(now - HOUR < at <= now for at in stopped_at)
    if responders < 1 or answers < FEW:
        return Pace(usual, max(0, responders), False)
    return Pace(answers / responders, responders, True)


def forecast(due: Sequence[int], now: int, pace: Pace, order: Order = "desk") -> Forecast:
    """Return what becomes of the open rows with the due instants ``due``, ascending, at this ``pace``.

    Takes time in proportion to the number of rows.
    """
    service, responders = pace.service, pace.responders
    overdue = bisect_left(due, second(now) * SECOND)
    # The round of answers in which a row is met at the latest: 1 is what the responders do first, 0 never.
    rounds = [(at // SECOND * SECOND + SECOND - 1 - now) // service for at in due[overdue:]]
    lost = bisect_left(rounds, 1)
    if order == "desk":
        ahead = range(overdue + lost, len(due))
        missed = [overdue + index for index in range(lost)]
        missed += [
            place for place, last in zip(ahead, rounds[lost:], strict=True) if place >= last * responders
        ]
    else:
        ahead = range(len(due) - overdue - lost)
        missed = _unsaved(rounds, responders, overdue)
    averted = len(missed) > lost
    return Forecast(
        order=order,
        open=len(due),
        overdue=overdue,
        missed=len(missed),
        missed_indices=tuple(missed),
        first_miss_at=due[missed[0]] if missed else None,
        lost=lost,
        clear_at=now - (-len(due) // responders) * service if responders else None,
        remedy=_remedy(rounds[lost:], ahead, now, pace) if averted else None,
    )


def _unsaved(rounds: Sequence[int], responders: int, overdue: int) -> list[int]:
    """Return the places of the rows that are dropped when each answer goes to one that can still be met."""
    missed: list[int] = []
    met = 0
    for place, last in enumerate(rounds, overdue):
        if met < last * responders:
            met += 1
        else:
            missed.append(place)
    return missed


def _remedy(rounds: Sequence[int], ahead: range, now: int, pace: Pace) -> Remedy:
    """Return the least help with which every row, ``ahead`` others before it, is met in its last round.

    ``rounds`` are at least 1 each, and with the present responders alone some row is missed. Helpers work
    whole rounds, all from now on: fewest helpers first, then fewest rounds.
    """
    present = pace.responders
    rows = list(zip(ahead, rounds, strict=True))
    extra = max(before // last for before, last in rows) + 1 - present
    helped = max(-((present * last - before - 1) // extra) for before, last in rows)
    return Remedy(extra, now + helped * pace.service)
