"""Reading the lists of lessons."""

from __future__ import annotations

from rhythm_tui.desk.reads.base import Reads, number
from rhythm_tui.domain import ids

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rhythm_tui.desk.lesson_rows import LessonRow


class LessonReads(Reads):
    """What is asked about lessons."""

    def lessons(self) -> tuple[LessonRow, ...]:
        """Return what stands on the lists: the pitfalls, then the procedure, each in order of writing."""
        from rhythm_tui.desk import lesson_rows

        return lesson_rows.standing(self._connection)

    def lesson(self, written: str) -> LessonRow | None:
        """Return one lesson, dropped or not; None when there is no such id."""
        from rhythm_tui.desk import lesson_rows

        n = number(ids.LESSON, written)
        return lesson_rows.one(self._connection, n) if n else None
