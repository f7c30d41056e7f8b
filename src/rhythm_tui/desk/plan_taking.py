"""A plan out of a file, weighed against the desk before it is taken in: what is new, what it clashes with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from rhythm_tui.desk import clashes
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.planning import new_of, place
from rhythm_tui.desk.views import SlotRow
from rhythm_tui.domain import ids
from rhythm_tui.domain.laying import Conflict, Draft, Standing, conflicts
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.plan_commands import PlannedRow, SlotPlanMany
from rhythm_tui.domain.playbook import Playbook
from rhythm_tui.domain.slots import OPEN, wall_time
from rhythm_tui.domain.times import instant
from rhythm_tui.store import batches
from rhythm_tui.store.slots import Place

_COUNTED = ("held", "published", *OPEN)


class PlanReading(Protocol):
    """The part of ``desk.reader.Reader`` that a plan is weighed against."""

    def slots(self, start: int, end: int, now: int) -> list[SlotRow]:
        """Return the slots of a span of time, as they stand at ``now``."""

    def places(self, first: int, last: int) -> frozenset[Place]:
        """Return where slots stand, or first stood, between two instants."""


class Weighed(NamedTuple):
    """What a plan would do to the desk."""

    new: tuple[Draft, ...]
    """The slots it would lay, by time."""
    duplicate: int
    """Rows that stand in the plan already, or twice in the file."""
    conflicts: tuple[Conflict, ...]


def weigh(reader: PlanReading, rows: Sequence[PlannedRow], playbook: Playbook, now: int) -> Weighed:
    """Return what taking ``rows`` in would do; nothing is written."""
    if not rows:
        return Weighed((), 0, ())
    timed = [(instant(str(row.at), playbook.tz), row) for row in rows]
    first, last = min(at for at, _row in timed), max(at for at, _row in timed)
    taken = reader.places(first, last)
    fresh = new_of([(place(row, at), _draft(row, at, playbook)) for at, row in timed], taken)
    drafts = sorted(fresh, key=lambda draft: draft.at)
    around = reader.slots(first - clashes.AROUND, last + clashes.AROUND, now)
    standing = [_standing(one) for one in around if one.state in _COUNTED]
    return Weighed(tuple(drafts), len(rows) - len(fresh), conflicts(drafts, standing, playbook))


def _draft(row: PlannedRow, at: int, playbook: Playbook) -> Draft:
    wall = wall_time(at, playbook.zone)
    key = f"{wall[5:10]} {wall[11:]} {row.platform}"
    return Draft(key, row.platform, wall, at, row.title, row.tier, row.form, row.sub_form, row.audience)


def _standing(row: SlotRow) -> Standing:
    return Standing(row.id, row.platform, row.wall, row.at, row.held_for, row.campaign)


class Taken(NamedTuple):
    """What came of a plan that was taken in."""

    id: str
    """Of its batch."""
    seq: int
    new: int
    duplicate: int


def take(desk: Desk, command: SlotPlanMany) -> Taken:
    """Take a plan in. Raises ``Refusal`` and ``DeskUnusable`` as ``Desk.do`` does."""
    receipt = desk.do(command)
    told = batches.told(desk.store.connection, ids.number(ids.BATCH, receipt.id))
    return Taken(receipt.id, receipt.seq, *told)
