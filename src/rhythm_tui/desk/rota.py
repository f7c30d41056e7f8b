"""What the duty roster and the handovers look like to those who read: frozen rows. Standard library only.

Instants are milliseconds UTC. Every string that somebody typed is ``SafeText``.
"""

from __future__ import annotations

from rhythm_tui.domain import ids
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.text import SafeText, clean, clean_block

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class OnDuty(NamedTuple):
    """Somebody who is on duty."""

    id: str
    version: int
    shift: str
    """A shift of the playbook."""
    operator: SafeText
    started_at: int


class OperatorRow(NamedTuple):
    """Somebody who may work here."""

    id: str
    version: int
    name: SafeText
    has_pin: bool
    roles: tuple[str, ...] = ()
    """Roles of the playbook's table ``access``."""


class Cell(NamedTuple):
    """Who stands one shift of one day."""

    day: str
    """The local day on which it begins, ``2026-11-22``."""
    shift: str
    operators: tuple[SafeText, ...]
    version: int


class Gap(NamedTuple):
    """A while in which nobody was at the desk though rows were late."""

    since: int
    until: int
    noted_by: SafeText


class Handed(NamedTuple):
    """A handover, waiting for its signature or signed."""

    id: str
    version: int
    giver: SafeText
    receiver: SafeText
    state: str
    """``given`` or ``signed``."""
    given_at: int
    signed_at: int | None
    seq: int
    """The journal's last row when it was given, and its hash."""
    head: str
    critical: tuple[str, ...]
    """Ids of the lines the receiver reads back."""
    notes: SafeText


class Rota(NamedTuple):
    """Who is on duty, who may be, and what waits for a signature."""

    on_duty: tuple[OnDuty, ...]
    operators: tuple[OperatorRow, ...]
    given: tuple[Handed, ...]


def on_duty(rows: list[tuple[Any, ...]]) -> tuple[OnDuty, ...]:
    """Make rows of the columns ``store.shifts`` reads."""
    return tuple(
        OnDuty(ids.name(ids.SHIFT, n), version, shift, clean(operator), started)
        for n, version, shift, operator, started in rows
    )


def operators(rows: list[tuple[Any, ...]]) -> tuple[OperatorRow, ...]:
    """Make rows of the columns ``store.shifts`` reads."""
    return tuple(
        OperatorRow(ids.name(ids.OPERATOR, n), version, clean(name), bool(has_pin), tuple(roles.split()))
        for n, version, name, has_pin, roles in rows
    )


def cells(rows: list[tuple[Any, ...]]) -> tuple[Cell, ...]:
    """Make cells of the columns ``store.shifts`` reads."""
    return tuple(
        Cell(day, shift, tuple(clean(name) for name in names.split("\n") if name), version)
        for day, shift, names, version in rows
    )


def handed(rows: list[tuple[Any, ...]]) -> tuple[Handed, ...]:
    """Make handovers of the columns ``store.shifts`` reads."""
    return tuple(
        Handed(ids.name(ids.HANDOVER, n), version, clean(giver), clean(receiver), state, given_at, signed_at,
               seq, head, tuple(critical.split()), clean_block(notes))
        for n, version, giver, receiver, state, given_at, signed_at, seq, head, critical, notes in rows
    )  # fmt: skip


def gaps(rows: list[tuple[int, int, str]]) -> tuple[Gap, ...]:
    """Make gaps of what ``store.shifts`` reads."""
    return tuple(Gap(since, until, clean(operator)) for since, until, operator in rows)
