"""What the incident board shows: frozen rows. Standard library only.

Instants are milliseconds UTC. Every string that somebody typed is ``SafeText``.
"""

from __future__ import annotations

from rhythm_tui.domain.deadlines import is_past
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.text import NOTHING, SafeText


class TimerRow(NamedTuple):
    """One response timer of an incident."""

    name: str
    start: int
    due_at: int
    soon_at: int
    target: int
    """The target span in milliseconds."""
    met_at: int | None
    met_by: SafeText | None
    evidence: SafeText
    missed_s: int | None
    """By how many seconds it was missed, once met or waived; 0 when met in time."""
    waived_at: int | None = None
    waived_by: SafeText | None = None
    waiver: SafeText = NOTHING
    """Why nobody has to meet it."""
    file: SafeText = NOTHING
    """The name of the file that is its evidence."""
    sha256: str | None = None
    """Of that file."""
    url: SafeText = NOTHING
    waived_by_grade: bool = False
    """Whether its incident's grade does not ask for it, so that no person gave a reason."""

    @property
    def runs(self) -> bool:
        """Whether it is still to be met."""
        return self.met_at is None and self.waived_at is None

    def late(self, now: int) -> bool:
        """Return whether it is still to be met and past due at ``now``."""
        return self.runs and now // 1000 > self.due_at // 1000


class IncidentCard(NamedTuple):
    """One incident of the board."""

    id: str
    version: int
    title: SafeText
    kind: str
    grade: str
    stage: str
    """``monitor``, ``assess``, ``respond``, ``review`` or ``closed``."""
    owner: SafeText | None
    discovered_at: int
    graded_at: int
    timers: tuple[TimerRow, ...]
    linked: int
    """How many interactions belong to it."""
    source: str = ""
    """How it came to be known: a source of the playbook, empty where nobody said."""
    occurred_at: int | None = None
    merged_into: str | None = None
    """The incident that goes on with it."""
    tasks: int = 0
    """How many of its tasks are open."""
    task_dues: tuple[int, ...] = ()
    """When those of them that have a due time are to be done by."""
    held: int = 0
    """How many publishing slots it holds."""

    def tasks_late(self, now: int) -> int:
        """Return how many of its open tasks are past due at ``now``."""
        return sum(is_past(due, now) for due in self.task_dues)

    @property
    def next_due(self) -> TimerRow | None:
        """The unmet timer that falls due first."""
        return min((t for t in self.timers if t.runs), key=lambda t: t.due_at, default=None)
