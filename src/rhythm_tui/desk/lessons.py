"""The verbs of lessons."""

from __future__ import annotations

from rhythm_tui.desk.act import Act, Outcome, Verb
from rhythm_tui.domain import ids, lessons
from rhythm_tui.domain.command import Command
from rhythm_tui.domain.commands import LessonAdd, LessonDrop
from rhythm_tui.domain.incidents import Incident
from rhythm_tui.domain.lessons import Lesson
from rhythm_tui.domain.refusal import msg, refused
from rhythm_tui.domain.text import clean
from rhythm_tui.store import contents


def add(act: Act, command: LessonAdd) -> Outcome:
    """Write a lesson down; it stands on its list from now on (RHYTHM 24)."""
    incident = act.find(Incident, command.incident, "incident") if command.incident else None
    if incident is not None and incident.stage == "withdrawn":
        raise ids.unknown(ids.name(ids.INCIDENT, incident.n), "incident")
    _check_new(act, command)
    made = act.tx.insert(
        Lesson(
            kind=command.kind,
            words=act.keep("text", command.text),
            incident=incident.n if incident else None,
            at=act.now,
            operator=act.operator,
        )
    )
    return _outcome(made)


def drop(act: Act, command: LessonDrop) -> Outcome:
    """Take a lesson off its list."""
    lesson = act.subject(Lesson, command.id)
    act.keep("reason", command.reason)
    return _outcome(act.tx.update(lesson, lessons.drop(lesson)))


def _check_new(act: Act, command: LessonAdd) -> None:
    """Refuse words that stand on the same list already: a checklist asks each thing once."""
    if (known := twin(act, command.kind, command.text)) is not None:
        raise refused(msg("it stands on this list already, as {id}"), id=ids.name(ids.LESSON, known))


def twin(act: Act, kind: str, text: str, but: int = 0) -> int | None:
    """Return the number of another lesson with the same words that stands on a list; None where none does.

    Words that were purged are like no others.
    """
    wanted = clean(text).plain
    standing = act.tx.where(Lesson, "kind = ? AND state = 'standing' AND n <> ?", kind, but)
    words = ((one.n, clean(contents.words(act.tx.connection, one.words)).plain) for one in standing)
    return next((n for n, known in words if known and known == wanted), None)


def _outcome(lesson: Lesson) -> Outcome:
    return Outcome(ids.name(ids.LESSON, lesson.n), lesson.version)


VERBS: dict[type[Command], Verb] = {LessonAdd: add, LessonDrop: drop}
