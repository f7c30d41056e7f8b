"""What the workspace of an incident shows besides its card: frozen rows. Standard library only.

Instants are milliseconds UTC. Every string that somebody typed is ``SafeText``.
"""

from __future__ import annotations

from rhythm_tui.domain.deadlines import is_past
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.text import NOTHING, SafeText


class TaskRow(NamedTuple):
    """One task."""

    id: str
    version: int
    incident: str | None
    slot: str | None
    source: str
    """``hand``, ``playbook``, ``review`` or ``follow_up``."""
    text: SafeText
    role: str | None
    """A duty of the playbook."""
    owner: SafeText | None
    due_at: int | None
    made_at: int
    made_by: SafeText
    state: str
    """``open``, ``done`` or ``dropped``."""
    ended_at: int | None = None
    ended_by: SafeText | None = None
    result: SafeText = NOTHING
    """What came of it, or why it was dropped."""
    title: SafeText = NOTHING
    """Of its incident."""

    def late(self, now: int) -> bool:
        """Return whether it is still to be done and past due at ``now``; the due second itself is in time."""
        return self.state == "open" and self.due_at is not None and is_past(self.due_at, now)


class DutyRow(NamedTuple):
    """One person in one role of an incident for a while."""

    role: str
    person: SafeText
    from_at: int
    until_at: int | None
    """None while that person holds it."""


class SlotBrief(NamedTuple):
    """A publishing slot that an incident holds, or that brings a statement of it to the public."""

    id: str
    platform: str
    wall: str
    """Local wall time ``2026-11-22T18:00``."""
    title: SafeText
    state: str
    statement: str | None
    """The statement that it brings to the public."""
