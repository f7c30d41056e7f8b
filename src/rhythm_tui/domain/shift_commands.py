"""What may be asked of the duty roster, of shifts, and of what one hands to the next."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from rhythm_tui.domain.command import Command, Id, Name, Text, When, Word

Pin = Annotated[
    str,
    StringConstraints(min_length=4, max_length=64),
    Field(description="Kept as a salted hash; it stands in no journal and no log."),
]
Day = Annotated[
    str,
    StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$"),
    Field(description="The local day on which the shift begins.", examples=["2026-11-22"]),
]


class OperatorAdd(Command):
    """Let somebody work here, with a PIN and roles where they are given; done again it gives others."""

    do: Literal["operator.add"] = "operator.add"
    secret: ClassVar[frozenset[str]] = frozenset({"pin"})
    name: Name
    pin: Pin | None = Field(None, repr=False)
    roles: tuple[Word, ...] | None = Field(
        None, strict=False, max_length=10, description="Roles of the playbook's table access."
    )


class OperatorRemove(Command):
    """Take somebody off the list of operators, by id or name."""

    do: Literal["operator.remove"] = "operator.remove"
    id: Id | None = None
    name: Name | None = None


class RosterSet(Command):
    """Say who stands a shift of a day; who stood there before goes."""

    do: Literal["roster.set"] = "roster.set"
    day: Day
    shift: Word
    operators: tuple[Name, ...] = Field(strict=False, max_length=20)


class ShiftStart(Command):
    """Come on duty; without a shift named, on the one of this hour."""

    do: Literal["shift.start"] = "shift.start"
    secret: ClassVar[frozenset[str]] = frozenset({"pin"})
    shift: Word | None = None
    pin: Pin | None = Field(None, repr=False)


class SeatUnlock(Command):
    """Show that the operator is back at a seat that was locked."""

    do: Literal["seat.unlock"] = "seat.unlock"
    undoable: ClassVar[bool] = False
    secret: ClassVar[frozenset[str]] = frozenset({"pin"})
    pin: Pin | None = Field(None, repr=False)


class ShiftEnd(Command):
    """Go off duty without handing over: wants a reason unless somebody else is on duty."""

    do: Literal["shift.end"] = "shift.end"
    personal: ClassVar[frozenset[str]] = frozenset({"reason"})
    reason: Text | None = None


class ShiftGap(Command):
    """Note that nobody was at the desk for a while."""

    do: Literal["shift.gap"] = "shift.gap"
    undoable: ClassVar[bool] = False
    since: When
    until: When


class HandoverGive(Command):
    """Hand the desk to somebody: every red row needs an owner first."""

    do: Literal["handover.give"] = "handover.give"
    personal: ClassVar[frozenset[str]] = frozenset({"notes"})
    to: Name
    notes: Text | None = None


class HandoverTake(Command):
    """Sign for the desk, having read back every critical line; this stays."""

    do: Literal["handover.take"] = "handover.take"
    undoable: ClassVar[bool] = False
    secret: ClassVar[frozenset[str]] = frozenset({"pin"})
    id: Id
    read_back: tuple[Id, ...] = Field((), strict=False, max_length=2_000)
    pin: Pin | None = Field(None, repr=False)


COMMANDS: tuple[type[Command], ...] = (
    OperatorAdd,
    OperatorRemove,
    RosterSet,
    ShiftStart,
    ShiftEnd,
    ShiftGap,
    SeatUnlock,
    HandoverGive,
    HandoverTake,
)
