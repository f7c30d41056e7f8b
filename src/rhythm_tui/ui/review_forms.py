"""The forms of a review: what was learnt, and what is asked of nobody any more."""

from __future__ import annotations

from rhythm_tui.desk.board import IncidentCard
from rhythm_tui.desk.lesson_rows import LessonRow
from rhythm_tui.i18n import _, say
from rhythm_tui.reports.words import lesson_kinds, told_words
from rhythm_tui.ui.fields import Field, Form
from rhythm_tui.ui.incident_forms import titled
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.wording import BLANK, paragraphs


def lesson(card: IncidentCard | None = None) -> Form:
    """Write a lesson down, drawn from an incident where one is given."""
    base: dict[str, object] = {"do": "lesson.add"}
    if card is not None:
        base["incident"] = card.id
    return Form(
        say("lesson of {id}", id=card.id) if card else _("new lesson"),
        base,
        [
            Field("kind", _("list"), "choice", "", list(lesson_kinds().items())),
            Field("text", _("the lesson, in one line of a checklist")),
        ],
        _("keep it"),
        context=titled(card) if card else (),
    )


def drop(seat: Seat, row: LessonRow) -> Form:
    """Take a lesson off its list."""

    def version() -> int | None:
        found = seat.reader.lesson(row.id)
        return found.version if found else None

    return Form(
        say("drop lesson {id}", id=row.id),
        {"do": "lesson.drop", "id": row.id, "expect": row.version},
        [Field("reason", _("reason"))],
        _("drop it"),
        context=[*paragraphs(told_words(row.text), 70, "soft", most=4), BLANK],
        version=version,
    )
