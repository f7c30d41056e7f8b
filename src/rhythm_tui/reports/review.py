"""The review of an incident as a document: built from the journal, open incidents as of now (RHYTHM 24)."""

from __future__ import annotations

from collections.abc import Iterator

from rhythm_tui.desk.reviews import IncidentReview
from rhythm_tui.domain.milestones import score
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.i18n import _, language, say
from rhythm_tui.reports.answers import answer_section, late_share
from rhythm_tui.reports.course import course_sections, milestone_name
from rhythm_tui.reports.document import Bullets, Document, Paragraph, Section
from rhythm_tui.reports.incident import incident_facts
from rhythm_tui.reports.load_pictures import answers_picture
from rhythm_tui.reports.response import (
    action_sections,
    lesson_section,
    role_section,
)
from rhythm_tui.reports.statements import statement_sections
from rhythm_tui.reports.timeline import decisions, timeline_section
from rhythm_tui.reports.words import full_time, span_words, stage_name, told_words


def review_document(review: IncidentReview, now: int, vocabulary: Vocabulary) -> Document:
    """Build the review of an incident, open or closed, as it stands at ``now``."""
    card = review.detail.card
    return Document(
        language=language(),
        title=say("Review of incident {id}: {title}", id=card.id, title=told_words(card.title)),
        lead=(Paragraph(_standing(review, now, vocabulary)), incident_facts(review.detail, vocabulary)),
        sections=(
            Section(_("In short"), (Bullets(tuple(_short(review, now, vocabulary))),)),
            *course_sections(review, now, vocabulary),
            Section(_("Decisions"), (decisions(review.detail.timeline, vocabulary),)),
            role_section(review.detail.duties, vocabulary),
            *statement_sections(review.detail.statements, review.detail.carried, now, vocabulary),
            answer_section(review.answers, now, vocabulary),
            lesson_section(review.lessons),
            *action_sections(review.detail.tasks, now, vocabulary),
            timeline_section(review.detail, vocabulary),
        ),
        footer=say("rhythm-tui, as of {time}", time=full_time(now, vocabulary)),
        issuer=vocabulary.hospital,
        pictures=answers_picture(review.answers),
    )


def _standing(review: IncidentReview, now: int, vocabulary: Vocabulary) -> str:
    closed = review.course.closed_at
    if closed is not None:
        return say("Closed {time}.", time=full_time(closed, vocabulary))
    stage = stage_name(review.detail.card.stage)
    return say(
        "Still open, in the stage {stage}: this is how it stood {time}.",
        stage=stage,
        time=full_time(now, vocabulary),
    )


def _short(review: IncidentReview, now: int, vocabulary: Vocabulary) -> Iterator[str]:
    """Say, a line each, what a reader with one minute must know."""
    steps = review.milestones(now)
    burnt = next((one for one in steps if one.code == "detected"), None)
    if burnt is None or burnt.took_s is None:
        yield _("When it happened is not known.")
    else:
        yield say("Burnt before we saw it: {span}.", span=span_words(burnt.took_s))
    told = score(steps)
    yield say(
        "Of {n} targets {met} met in time, {late} missed, {waived} waived, {open} still running.",
        n=told.targets,
        met=told.met,
        late=told.late,
        waived=told.waived,
        open=told.open,
    )
    if told.worst is not None:
        yield say(
            "Missed by most: {milestone}, by {span}.",
            milestone=milestone_name(told.worst, vocabulary),
            span=span_words(told.worst.late_s),
        )
    if review.answers:
        yield late_share(review.answers, now)
    if carried := review.detail.carried:
        yield say("Replies in public that still carry superseded wording: {n}.", n=len(carried))
    tasks = [one for one in review.detail.tasks if one.state == "open"]
    late = sum(one.late(now) for one in tasks)
    yield say("Actions open: {n}, of them overdue: {late}.", n=len(tasks), late=late)
