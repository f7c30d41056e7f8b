"""One task whole, and the list of all open tasks of the desk."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from rhythm_tui.desk.views import TaskDetail
from rhythm_tui.desk.workspace import TaskRow
from rhythm_tui.i18n import _, clauses, ngettext, say
from rhythm_tui.reports.words import task_state
from rhythm_tui.ui import keys
from rhythm_tui.ui.keys import Keys
from rhythm_tui.ui.panes.incident_cards import overdue
from rhythm_tui.ui.screens.details import history_lines
from rhythm_tui.ui.screens.listing import ListDialog
from rhythm_tui.ui.screens.reading import DetailScreen
from rhythm_tui.ui.screens.response_lines import task_doer, task_due
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time
from rhythm_tui.ui.widgets.cards import Block
from rhythm_tui.ui.wording import BLANK, Line, column, cut, gap, paragraphs, piece, spread, words

_LABEL = 14


class TaskScreen(DetailScreen):
    """A task whole."""

    place = "tasks"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("tasks")]


def _was_due(row: TaskRow, seat: Seat, now: int) -> Line:
    """Return until when a task was to be done and by how much that has passed, or how much is left."""
    due = task_due(row, seat, now)
    if row.due_at is None or not row.late(now):
        return (due,)
    return (piece(clock_time(row.due_at, seat.vocabulary, now), "text"), gap(2), due)


def task_lines(detail: TaskDetail, seat: Seat, now: int, cells: int) -> list[Line]:
    """Return a task: what is to be done, by whom and until when, what it belongs to, what came of it."""
    row, vocabulary = detail.row, seat.vocabulary
    made = clock_time(row.made_at, vocabulary, now)
    lines: list[Line] = [
        *paragraphs(row.text, cells - 1, "strong-bold", indent=1),
        BLANK,
        (column(f" {_('who')}", _LABEL, "muted"), *task_doer(row, seat)),
    ]
    if row.state == "open":
        lines.append((column(f" {_('due')}", _LABEL, "muted"), *_was_due(row, seat, now)))
    if row.incident is not None:
        lines.append(
            (
                column(f" {_('incident')}", _LABEL, "muted"),
                piece(row.incident, "focus"),
                gap(1),
                piece(row.title, "soft"),
            )
        )
    if row.slot is not None:
        lines.append((column(f" {_('slot')}", _LABEL, "muted"), piece(row.slot, "focus")))
    laid = (
        piece(made, "text"),
        gap(1),
        piece(row.made_by, "soft"),
        gap(2),
        piece(task_source(row.source), "muted"),
    )
    lines.append((column(f" {_('laid')}", _LABEL, "muted"), *laid))
    if row.ended_at is not None:
        ended = clock_time(row.ended_at, vocabulary, now)
        lines.append(
            (
                column(f" {task_state(row.state)}", _LABEL, "muted"),
                piece(ended, "text"),
                gap(1),
                piece(row.ended_by or "", "soft"),
            )
        )
        lines += paragraphs(row.result, cells - 1, "text", indent=_LABEL)
    return lines + history_lines(detail.history, seat, now, cells)


def task_source(source: str) -> str:
    """Return how a task came up."""
    return {
        "hand": _("by hand"),
        "playbook": _("from the playbook"),
        "review": _("left open by the review"),
        "follow_up": _("follow-up"),
    }.get(source, source)


class TasksScreen(ListDialog):
    """All open tasks of the desk, what is due first on top; the actions on a task have their usual keys."""

    place = "tasks"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("tasks")]

    def __init__(self, seat: Seat, keymap: Keys) -> None:
        super().__init__("", seat, keymap)
        self._rows: list[TaskRow] = []

    def reread(self) -> None:
        """Read them again: somebody has written."""
        self._rows = self._seat.reader.tasks()
        self.beat(self._seat.now())

    def beat(self, now: int) -> None:
        """Due times come nearer."""
        late = sum(row.late(now) for row in self._rows)
        title = ngettext("{n} open task", "{n} open tasks", len(self._rows)).format(n=len(self._rows))
        self.query_one(".dialog").border_title = words(
            clauses((title, overdue(late))) if late else title, "focus-bold"
        )
        self.entries.show(
            lambda cells: [Block(row.id, tuple(self._lines(row, now, cells))) for row in self._rows],
            self._empty,
        )

    def _empty(self, cells: int) -> list[Line]:
        how = say(
            "{key} on an incident lays one; the kinds of the playbook lay their own.",
            key=self._keymap.first("task"),
        )
        return [
            BLANK,
            (piece(f"  {_('Nothing is to be done.')}", "muted"),),
            BLANK,
            *paragraphs(how, cells, "muted", indent=2),
        ]

    def _lines(self, row: TaskRow, now: int, cells: int) -> list[Line]:
        """Return a task on two lines: what, and until when; who, and what it belongs to."""
        due = task_due(row, self._seat, now)
        of = [piece(f"  {row.incident} ", "focus"), piece(row.title, "muted")] if row.incident else []
        return [
            spread((column(row.id, 6, "muted"), piece(row.text, "text")), (due,), cells),
            cut((gap(6), *task_doer(row, self._seat), *of), cells - 1),
        ]
