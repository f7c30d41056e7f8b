"""Who must be told of a timer that runs out, and when the desk asks for it (RHYTHM.md 22 and 23).

The desk sends nothing by itself: it asks the operator to tell the next duty of the playbook's chain, and asks
again at growing intervals until that duty has acknowledged it. Everything here is a pure function of what was
told and the present instant. Instants and spans are milliseconds, compared by whole seconds: at the second of
its warning a timer is asked for, the second in which it falls due is still in time. Standard library only:
the fast start depends on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rhythm_tui.domain.deadlines import SECOND, second
from rhythm_tui.domain.named import NamedTuple


class Step(NamedTuple):
    """One step of the chain."""

    duty: str
    """Who must hear of it: a duty of the playbook."""
    moment: str
    """``warning`` when the last part of the timer begins, ``due`` once it is late."""
    after: int = 0
    """How long past that moment."""


class Chain(NamedTuple):
    """Who must be told of a timer, in which order, and how often the desk asks."""

    warning: float
    """The last part of a timer's span, in which the first must hear of it."""
    steps: tuple[Step, ...]
    again: tuple[int, ...]
    """Growing intervals after which it asks again; the last one goes on."""


class Telling(NamedTuple):
    """Word that was passed on to somebody in a duty."""

    duty: str
    at: int
    answered_at: int | None


class Ask(NamedTuple):
    """What the desk asks about one duty and one timer, as it stands at an instant."""

    duty: str
    since: int
    """When it was asked for the first time."""
    times: int
    """How often it was asked so far."""
    asked_at: int
    """When it was asked last."""
    told_at: int | None
    """When word was passed on last."""
    next_at: int | None
    """When it is asked again; None once it was acknowledged."""
    answered_at: int | None

    @property
    def open(self) -> bool:
        """Whether somebody must be told now: nobody was, or nobody answered and it was asked again."""
        return self.answered_at is None and (
            self.told_at is None or second(self.asked_at) > second(self.told_at)
        )


def asks(
    start: int, target: int, known_at: int, chain: Chain, told: Iterable[Telling], now: int
) -> tuple[Ask, ...]:
    """Return what is asked at ``now`` about an unmet timer, in the order of the chain.

    ``known_at`` is when the incident came on the desk: nothing was asked before, though the timer may have
    begun earlier. A duty that stands in the chain twice is asked for once, at the earlier step.
    """
    tellings = tuple(told)
    found = (
        _ask(duty, since, [one for one in tellings if one.duty == duty], chain.again, now)
        for duty, since in _moments(start, target, known_at, chain).items()
    )
    return tuple(one for one in found if one is not None)


def next_asking(
    start: int, target: int, known_at: int, chain: Chain, told: Iterable[Telling], now: int
) -> int | None:
    """Return when it is asked next about an unmet timer, if nobody is told until then; None: never."""
    asked = {one.duty: one for one in asks(start, target, known_at, chain, told, now)}
    coming = [
        asked[duty].next_at if duty in asked else since
        for duty, since in _moments(start, target, known_at, chain).items()
    ]
    return min((at for at in coming if at is not None), default=None)


def _moments(start: int, target: int, known_at: int, chain: Chain) -> dict[str, int]:
    """Return when each duty is asked for first."""
    moments: dict[str, int] = {}
    for step in chain.steps:
        at = max(_moment(step, start, target, chain.warning), known_at)
        moments[step.duty] = min(at, moments.get(step.duty, at))
    return moments


def _moment(step: Step, start: int, target: int, warning: float) -> int:
    due = start + target
    if step.moment == "warning":
        return due - round(target * warning) + step.after
    return (second(due) + 1) * SECOND + step.after


class _Askings(NamedTuple):
    """How often it was asked, when last, and when it is asked next."""

    times: int
    last: int
    next: int


def _ask(duty: str, since: int, told: Sequence[Telling], again: Sequence[int], now: int) -> Ask | None:
    """Ask from ``since`` on; each telling puts the next asking off by the interval that is due then.

    Returns None while nothing was asked yet.
    """
    answers = [one.answered_at for one in told if one.answered_at is not None]
    answered_at = min(answers, default=None)
    until = now if answered_at is None else min(answered_at, now)
    reached = _Askings(0, since, since)
    telling = sorted(one.at for one in told)
    for at in telling:
        reached = _until(min(at, until), reached, again)
        reached = reached._replace(next=max(reached.next, at + _interval(again, reached.times)))
    reached = _until(until, reached, again)
    if not reached.times:
        return None
    return Ask(
        duty=duty,
        since=since,
        times=reached.times,
        asked_at=reached.last,
        told_at=telling[-1] if telling else None,
        next_at=reached.next if answered_at is None else None,
        answered_at=answered_at,
    )


def _until(at: int, reached: _Askings, again: Sequence[int]) -> _Askings:
    """Ask as often as it falls at ``at`` or before."""
    times, last, following = reached
    while second(following) <= second(at):
        interval = _interval(again, times + 1)
        whole = max(at - following, 0) // interval if times >= len(again) else 0
        times, last = times + 1 + whole, following + whole * interval
        following = last + interval
    return _Askings(times, last, following)


def _interval(again: Sequence[int], times: int) -> int:
    """Return how long it waits for an answer after it was asked for the ``times``-th time."""
    return again[min(max(times, 1), len(again)) - 1]
