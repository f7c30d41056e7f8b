"""Reading tasks, over all incidents."""

from __future__ import annotations

from rhythm_tui.desk import rows
from rhythm_tui.desk.reads.base import Reads, number
from rhythm_tui.desk.workspace import TaskRow
from rhythm_tui.domain import ids
from rhythm_tui.store import response

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rhythm_tui.desk.views import TaskDetail


class TaskReads(Reads):
    """What is asked about tasks."""

    def tasks(self) -> list[TaskRow]:
        """Return every open task of the desk: what is due first stands first, what has no due time last."""
        return [rows.task_row(row) for row in response.open_tasks(self._connection)]

    def task(self, written: str) -> TaskDetail | None:
        """Return a task with its history, open or ended; None when there is no such id."""
        from rhythm_tui.desk import details

        n = number(ids.TASK, written)
        found = response.task(self._connection, n) if n else None
        return details.task(self._connection, found) if found else None
