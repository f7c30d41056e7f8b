"""The verb of a plan that comes from a file: one command, one batch, one undo (RHYTHM.md 10)."""

from __future__ import annotations

from collections.abc import Container
from typing import TypeVar

from rhythm_tui.desk import clashes
from rhythm_tui.desk.act import Act, Outcome, Verb, Warn
from rhythm_tui.desk.laying import check_reach, lay
from rhythm_tui.domain import ids, slot_changes
from rhythm_tui.domain.batches import Batch
from rhythm_tui.domain.command import Command
from rhythm_tui.domain.plan_commands import PlannedRow, SlotPlanMany
from rhythm_tui.domain.refusal import invalid, msg, refused
from rhythm_tui.domain.text import clean
from rhythm_tui.domain.times import NoTime, instant
from rhythm_tui.store import slots
from rhythm_tui.store.slots import Place

T = TypeVar("T")
PROFILE = "plan"
"""What the batch of a plan says it was read by."""


def plan_many(act: Act, command: SlotPlanMany) -> Outcome:
    """Plan the slots of a file; what stands in the plan already, or twice in the file, is passed over."""
    rows = [(_at(act, row), row) for row in command.slots]
    taken = slots.places(act.tx.connection, min(at for at, _row in rows), max(at for at, _row in rows))
    fresh = new_of([(place(row, at), (at, row)) for at, row in rows], taken)
    if not fresh:
        raise refused(msg("all of it stands in the plan already"))
    batch = act.tx.insert(
        Batch(
            state="done",
            name=command.name,
            sha256=command.sha256 or "",
            profile=PROFILE,
            at=act.now,
            operator=act.operator,
            read=len(rows),
            new=len(fresh),
            duplicate=len(rows) - len(fresh),
            simulated=act.simulated,
        )
    )
    for at, row in fresh:
        _lay(act, at, row)
    del act.fields["slots"]  # the changes tell all of them
    act.fields.update(new=batch.new, duplicate=batch.duplicate)
    return Outcome(ids.name(ids.BATCH, batch.n), batch.version)


def _at(act: Act, row: PlannedRow) -> int:
    try:
        return check_reach(instant(str(row.at), act.playbook.tz))
    except NoTime as error:
        template = msg("{value} is no time: write 2026-11-22T14:30 or with an offset")
        raise invalid("slots", template, value=clean(str(row.at), limit=60).plain) from error


def place(row: PlannedRow, at: int) -> Place:
    """Return what two rows of a plan have in common that are the same slot."""
    return row.platform, at, clean(row.title).plain


def new_of(rows: list[tuple[Place, T]], taken: Container[Place]) -> list[T]:
    """Return the rows whose place is not taken, each place once."""
    found: dict[Place, T] = {}
    for where, row in rows:
        if where not in taken:
            found.setdefault(where, row)
    return list(found.values())


def _lay(act: Act, at: int, row: PlannedRow) -> None:
    """Lay a slot; who takes a plan in for somebody else has a hand in it, and signs it off no more."""
    told = row.model_dump(exclude={"at", "tags", "author"})
    author = row.author or act.operator
    lay(
        act,
        at,
        author=author,
        editors="" if author == act.operator else act.operator,
        tags=slot_changes.tag_line(row.tags or ()),
        **told,
    )


VERBS: dict[type[Command], Verb] = {SlotPlanMany: plan_many}
REMARKS: dict[type[Command], Warn] = {SlotPlanMany: clashes.remarks}
