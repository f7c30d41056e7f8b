"""What the desk asks about its running timers, and what was passed on: frozen rows. Standard library only.

Instants are milliseconds UTC. Every string that somebody typed is ``SafeText``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rhythm_tui.domain import asks, ids
from rhythm_tui.domain.asks import Ask, Chain, Telling
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.text import SafeText, clean, clean_block
from rhythm_tui.store import escalation
from rhythm_tui.store.sqlite import Connection

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class AskRow(NamedTuple):
    """Somebody who must be told of a timer, or was."""

    incident: str
    title: SafeText
    grade: str
    timer: str
    due_at: int
    holder: SafeText | None
    """Who holds the duty now."""
    ask: Ask

    @property
    def open(self) -> bool:
        """Whether they must be told now."""
        return self.ask.open


class NotificationRow(NamedTuple):
    """Word that was passed on."""

    id: str
    version: int
    incident: str
    timer: str
    duty: str
    person: SafeText
    channel: str
    text: SafeText
    """What was said; empty where nobody kept it."""
    at: int
    operator: SafeText
    """Who passed it on."""
    answered_at: int | None
    answered_by: SafeText | None


def ask_rows(connection: Connection, chain: Chain, now: int) -> tuple[AskRow, ...]:
    """Return what is asked at ``now``, the timer that falls due first first, then as the chain has it."""
    holders = escalation.holders(connection)
    return tuple(
        AskRow(
            incident=ids.name(ids.INCIDENT, incident),
            title=clean(title),
            grade=grade,
            timer=name,
            due_at=start + target,
            holder=clean(holder) if (holder := holders.get((incident, ask.duty))) else None,
            ask=ask,
        )
        for (_n, name, start, target, incident, _at, grade, title), ask in _asked(connection, chain, now)
    )


def untold(connection: Connection, chain: Chain, now: int) -> list[str]:
    """Return the incident of every duty that must be told of a timer now, in the order of ``ask_rows``."""
    return [
        ids.name(ids.INCIDENT, incident)
        for (_n, _name, _start, _target, incident, *_), ask in _asked(connection, chain, now)
        if ask.open
    ]


def next_asking(connection: Connection, chain: Chain, now: int) -> int | None:
    """Return when somebody must be told next, if nobody is told until then; None: nobody has to be."""
    running = escalation.running(connection) if chain.steps else []
    told = _told(connection) if running else {}
    coming = (
        asks.next_asking(start, target, known_at, chain, told.get(n, ()), now)
        for n, _name, start, target, _incident, known_at, _grade, _title in running
    )
    return min((at for at in coming if at is not None), default=None)


def _asked(connection: Connection, chain: Chain, now: int) -> Iterator[tuple[tuple[Any, ...], Ask]]:
    running = escalation.running(connection) if chain.steps else []
    told = _told(connection) if running else {}
    for row in running:
        n, _name, start, target, _incident, known_at, *_ = row
        for ask in asks.asks(start, target, known_at, chain, told.get(n, ()), now):
            yield row, ask


def _told(connection: Connection) -> dict[int, list[Telling]]:
    """Return who was told of which timer."""
    told = defaultdict(list)
    for timer, duty, at, answered_at in escalation.tellings(connection):
        told[timer].append(Telling(duty, at, answered_at))
    return told


def notification_rows(connection: Connection, incident: int | None = None) -> list[NotificationRow]:
    """Return what was passed on about one incident, or about every open one, the newest first."""
    return [
        NotificationRow(
            id=ids.name(ids.NOTIFICATION, n),
            version=version,
            incident=ids.name(ids.INCIDENT, of),
            timer=timer,
            duty=duty,
            person=clean(person),
            channel=channel,
            text=clean_block(words),
            at=at,
            operator=clean(operator),
            answered_at=answered_at,
            answered_by=clean(answered_by) if answered_by else None,
        )
        for n, version, of, timer, duty, person, channel, words, at, operator, answered_at, answered_by
        in escalation.notifications(connection, incident)
    ]  # fmt: skip
