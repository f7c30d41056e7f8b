"""What people did in a response, and what it leaves behind: roles, lessons, actions."""

from __future__ import annotations

from collections.abc import Sequence

from rhythm_tui.desk.lesson_rows import LessonRow
from rhythm_tui.desk.workspace import DutyRow, SlotBrief, TaskRow
from rhythm_tui.domain.deadlines import overrun_s, remaining_s
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.i18n import _, say
from rhythm_tui.reports.document import Block, Bullets, Paragraph, Section, Table
from rhythm_tui.reports.words import (
    full_time,
    lesson_kinds,
    slot_state,
    span_words,
    task_state,
    told_words,
)


def role_section(duties: Sequence[DutyRow], vocabulary: Vocabulary) -> Section:
    """Return who held which role from when to when (RHYTHM 23)."""
    rows = tuple(
        (
            vocabulary.duty(duty.role),
            duty.person.plain,
            full_time(duty.from_at, vocabulary),
            "-" if duty.until_at is None else full_time(duty.until_at, vocabulary),
        )
        for duty in duties
    )
    header = (_("Role"), _("Person"), _("Held from"), _("Until"))
    return Section(_("Who held which role"), (_table(header, rows, _("Nobody was given a role.")),))


def lesson_section(lessons: Sequence[LessonRow]) -> Section:
    """Return the lessons that were drawn, those dropped since among them (RHYTHM 24, 27)."""
    lines = tuple(_lesson(one) for one in lessons)
    return Section(_("Lessons"), (Bullets(lines) if lines else Paragraph(_("None was written down.")),))


def _lesson(lesson: LessonRow) -> str:
    told = say("{list}: {words}", list=lesson_kinds()[lesson.kind], words=told_words(lesson.text))
    return told if lesson.standing else say("{told} (dropped since)", told=told)


def action_sections(tasks: Sequence[TaskRow], now: int, vocabulary: Vocabulary) -> tuple[Section, ...]:
    """Return the open actions with their owners and due times, and what was finished (RHYTHM 24)."""
    still = [one for one in tasks if one.state == "open"]
    header = (_("Id"), _("Action"), _("Who"), _("Due"), _("Stands"))
    rows = tuple(
        (
            one.id,
            told_words(one.text),
            _who(one, vocabulary),
            "-" if one.due_at is None else full_time(one.due_at, vocabulary),
            _stands(one, now),
        )
        for one in still
    )
    sections = [Section(_("Open actions"), (_table(header, rows, _("None.")),))]
    if ended := [one for one in tasks if one.state != "open"]:
        sections.append(Section(_("Actions that ended"), (_ended(ended, vocabulary),)))
    return tuple(sections)


def slot_sections(slots: Sequence[SlotBrief], vocabulary: Vocabulary) -> tuple[Section, ...]:
    """Return the slots an incident holds, and those that bring a statement to the public (RHYTHM 23)."""
    if not slots:
        return ()
    header = (_("Id"), _("Time"), _("Platform"), _("State"), _("Statement"), _("Title"))
    rows = tuple(
        (
            one.id,
            one.wall.replace("T", " "),
            vocabulary.platform(one.platform),
            slot_state(one.state),
            one.statement or "-",
            told_words(one.title),
        )
        for one in slots
    )
    return (Section(_("Publishing slots"), (Table(header, rows),)),)


def _stands(task: TaskRow, now: int) -> str:
    if task.due_at is None:
        return "-"
    if task.late(now):
        return say("overdue by {span}", span=span_words(overrun_s(task.due_at, now)))
    return say("{span} left", span=span_words(remaining_s(task.due_at, now)))


def _ended(tasks: Sequence[TaskRow], vocabulary: Vocabulary) -> Table:
    header = (_("Id"), _("Action"), _("Who"), _("Ended"), _("State"), _("What came of it"))
    return Table(
        header,
        tuple(
            (
                one.id,
                told_words(one.text),
                _who(one, vocabulary),
                "-" if one.ended_at is None else full_time(one.ended_at, vocabulary),
                task_state(one.state),
                one.result.plain or "-",
            )
            for one in tasks
        ),
    )


def _who(task: TaskRow, vocabulary: Vocabulary) -> str:
    """Return the owner, else the role that has to do it."""
    if task.owner is not None:
        return task.owner.plain
    return vocabulary.duty(task.role) if task.role else _("nobody")


def _table(header: tuple[str, ...], rows: tuple[tuple[str, ...], ...], empty: str) -> Block:
    return Table(header, rows) if rows else Paragraph(empty)
