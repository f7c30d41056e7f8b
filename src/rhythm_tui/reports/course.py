"""The course of an incident in a review: milestones against targets, columns, re-grades, re-openings."""

from __future__ import annotations

from rhythm_tui.desk.board import TimerRow
from rhythm_tui.desk.courses import Course
from rhythm_tui.desk.reviews import IncidentReview
from rhythm_tui.domain.milestones import Milestone
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.i18n import _, say
from rhythm_tui.reports.document import Block, Bullets, Paragraph, Section, Table
from rhythm_tui.reports.timers import timer_outcome
from rhythm_tui.reports.words import clock_time, full_time, span_words, stage_name, told_words


def course_sections(review: IncidentReview, now: int, vocabulary: Vocabulary) -> tuple[Section, ...]:
    """Return how long each step took against what was wanted, and how the incident went (RHYTHM 24)."""
    course = review.course
    blocks: list[Block] = [_milestones(review, now, vocabulary)]
    if course.regrades or course.reopenings:
        blocks.append(Bullets(tuple(_turns(course, vocabulary))))
    return (
        Section(_("Milestones against targets"), tuple(blocks)),
        Section(_("Stages"), (_stays(course, now, vocabulary),)),
    )


def milestone_name(step: Milestone, vocabulary: Vocabulary) -> str:
    """Return what a milestone is called."""
    names = {
        "detected": _("happened to discovered"),
        "posted": _("first item posted to discovered"),
        "graded": _("discovered to graded"),
        "closed": _("discovered to closed"),
    }
    return names.get(step.code) or vocabulary.timer(step.name)


def _milestones(review: IncidentReview, now: int, vocabulary: Vocabulary) -> Block:
    timers = {timer.name: timer for timer in review.detail.card.timers}
    header = (
        _("Milestone"), _("Began"), _("Reached"), _("Took (min)"), _("Target (min)"), _("Outcome"),
    )  # fmt: skip
    rows = tuple(
        (
            milestone_name(step, vocabulary),
            clock_time(step.start, vocabulary, now),
            "-" if step.end is None else clock_time(step.end, vocabulary, now),
            "-" if step.took_s is None else str(step.took_s // 60),
            "-" if step.target_s is None else str(step.target_s // 60),
            _outcome(step, timers.get(step.name), now),
        )
        for step in review.milestones(now)
    )
    return Table(header, rows)


def _outcome(step: Milestone, timer: TimerRow | None, now: int) -> str:
    if timer is not None:
        return timer_outcome(timer, now)
    if step.state == "ahead":
        return _("not yet")
    return _("burnt before we saw it") if step.code in ("detected", "posted") and step.took_s else "-"


def _stays(course: Course, now: int, vocabulary: Vocabulary) -> Block:
    header = (_("Stage"), _("Entered"), _("By"), _("Stayed"))
    rows = tuple(
        (
            stage_name(stay.stage),
            clock_time(stay.at, vocabulary, now),
            stay.by.plain,
            span_words(((stay.until if stay.until is not None else now) - stay.at) // 1000),
        )
        for stay in course.stays
    )
    return Table(header, rows) if rows else Paragraph(_("None."))


def _turns(course: Course, vocabulary: Vocabulary) -> list[str]:
    """Say every re-grade and re-opening, in the order of time."""
    told = [
        (
            one.at,
            say(
                "{time} {name} graded it anew, {before} to {after}: {reason}",
                time=full_time(one.at, vocabulary),
                name=one.by.plain,
                before=vocabulary.grade(one.before),
                after=vocabulary.grade(one.after),
                reason=told_words(one.reason),
            ),
        )
        for one in course.regrades
    ]
    told += [
        (
            one.at,
            say(
                "{time} {name} opened it again: {reason}",
                time=full_time(one.at, vocabulary),
                name=one.by.plain,
                reason=told_words(one.reason),
            ),
        )
        for one in course.reopenings
    ]
    return [line for _at, line in sorted(told)]
