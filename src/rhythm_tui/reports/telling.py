"""The words with which the desk has an operator pass on that a timer runs out."""

from __future__ import annotations

from rhythm_tui.desk.asks import AskRow
from rhythm_tui.domain.deadlines import remaining_s
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.i18n import _, say
from rhythm_tui.reports.words import clock_time, span_words

MOST = 200
"""Characters of a prepared text at most, so that it can be read at a glance."""


def time_left(due_at: int, now: int) -> str:
    """Return how much of a timer is left, or by how much it is late."""
    left = remaining_s(due_at, now)
    span = span_words(left)
    return say("late by {span}", span=span) if left < 0 else say("{span} left", span=span)


def prepared_text(row: AskRow, vocabulary: Vocabulary, now: int) -> str:
    """Return what is said to the duty that must be told: what runs out when, and what is asked of them.

    The title of the incident gives way where the whole would be longer than ``MOST`` characters.
    """
    template = _(
        "[{grade}] {title} ({id}): {timer} due {time}, {left}."
        " For {duty}: please confirm, and say who does it and by when."
    )

    def filled(title: str) -> str:
        return template.format(
            grade=vocabulary.grade(row.grade),
            id=row.incident,
            title=title,
            timer=vocabulary.timer(row.timer),
            time=clock_time(row.due_at, vocabulary, now),
            left=time_left(row.due_at, now),
            duty=vocabulary.duty(row.ask.duty),
        )

    title = row.title.plain
    room = max(MOST - len(filled("")), 0)
    return filled(title if len(title) <= room else f"{title[: max(room - 2, 0)]}..")
