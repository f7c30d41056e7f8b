"""Everything a review speaks of: the incident, its course, its answers, its lessons.

Frozen rows, and how they are read; standard library only. Instants are milliseconds UTC.
"""

from __future__ import annotations

from rhythm_tui.desk import courses, lesson_rows
from rhythm_tui.desk.courses import Course
from rhythm_tui.desk.lesson_rows import LessonRow
from rhythm_tui.desk.views import IncidentDetail
from rhythm_tui.domain import ids
from rhythm_tui.domain.deadlines import overrun_s
from rhythm_tui.domain.milestones import Milestone, Times, milestones
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.store import interactions
from rhythm_tui.store.sqlite import Connection


class Answer(NamedTuple):
    """How one linked item was, or was not, answered."""

    platform: str
    kind: str
    state: str
    """``open``, ``answered`` or ``closed``."""
    outcome: str | None
    """What a private message came to."""
    posted_at: int
    due_at: int | None
    """None for a live question."""
    stopped_at: int | None
    missed_s: int | None

    def late(self, now: int) -> bool:
        """Return whether it was missed: answered late, or open and past due at ``now``; a miss stays."""
        if self.due_at is None:
            return False
        ended = now if self.stopped_at is None else self.stopped_at
        return bool(self.missed_s) or overrun_s(self.due_at, ended) > 0


class IncidentReview(NamedTuple):
    """An incident with everything its review speaks of."""

    detail: IncidentDetail
    course: Course
    answers: tuple[Answer, ...]
    lessons: tuple[LessonRow, ...]

    def milestones(self, now: int) -> tuple[Milestone, ...]:
        """Return its milestones against their targets as they stand at ``now`` (RHYTHM 24)."""
        card = self.detail.card
        times = Times(
            discovered_at=card.discovered_at,
            graded_at=self.course.opened_at,
            occurred_at=card.occurred_at,
            first_post_at=min((one.posted_at for one in self.answers), default=None),
            closed_at=self.course.closed_at,
        )
        return milestones(times, card.timers, now)


def review(connection: Connection, detail: IncidentDetail) -> IncidentReview | None:
    """Return what a review of an incident speaks of, open or closed (RHYTHM 24)."""
    n = ids.number(ids.INCIDENT, detail.card.id)
    course = courses.course(connection, n)
    if course is None:
        return None
    return IncidentReview(
        detail,
        course,
        tuple(Answer(*row) for row in interactions.answers(connection, n)),
        lesson_rows.of_incident(connection, n),
    )
