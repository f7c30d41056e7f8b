"""What there is to know of a publishing slot, a sentence each, for the command line and screens alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rhythm_tui.desk.slot_views import SlotDetail
from rhythm_tui.desk.views import SlotRow
from rhythm_tui.domain.text import SafeText
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.i18n import _, ngettext, say
from rhythm_tui.reports.pool_words import consent_name
from rhythm_tui.reports.words import clock_time, slot_state, span_words, told_words


def standing(row: SlotRow) -> str:
    """Return a slot's state, and what is wrong with it where it went out in spite of a rule."""
    wrong = [
        *([_("unsigned")] if row.breached else []),
        *([_("altered")] if row.differs else []),
    ]
    return _(", ").join((slot_state(row.state), *wrong))


def sentences(detail: SlotDetail, vocabulary: Vocabulary, now: int) -> list[str]:
    """Return what stands behind a slot's state: its time, its sign-offs, its checklist, how it ended."""
    return [
        *_time(detail.row, vocabulary, now),
        *_place(detail.row, vocabulary),
        *story_told(detail),
        *_review(detail, vocabulary),
        *_checked(detail),
        *_end(detail),
    ]


def _time(row: SlotRow, vocabulary: Vocabulary, now: int) -> Iterator[str]:
    if row.first_at is not None:
        yield say("first planned for {time}", time=clock_time(row.first_at, vocabulary, now))
    if row.missed_s:
        yield say("decided on {span} past its time: a miss stays", span=span_words(row.missed_s))
    if row.state == "missed":
        yield _("missed: publish it late, move it or drop it")
    if row.held_for is not None:
        yield say("held by {id}", id=row.held_for)
    if row.audience is not None and row.off_window_min:
        audience = vocabulary.audience(row.audience)
        yield say("{n} min off the hours of {audience}", n=abs(row.off_window_min), audience=audience)


def _place(row: SlotRow, vocabulary: Vocabulary) -> Iterator[str]:
    if row.campaign is not None:
        phase = vocabulary.phase(row.phase) if row.phase else "-"
        yield say("belongs to campaign {id}, phase {phase}", id=row.campaign, phase=phase)
    if row.repeat is not None:
        yield say("laid by the recurring slot {id}", id=row.repeat)
    if row.series is not None:
        yield say("series {value}", value=vocabulary.series(row.series))
    if row.statement is not None:
        yield say("brings the statement {id} to the public", id=row.statement)


def story_told(detail: SlotDetail) -> Iterator[str]:
    """Yield the user's story that a slot tells, and whether it may (RHYTHM 17)."""
    if detail.story is not None:
        id, consent = detail.story
        yield say("tells {id}, consent: {consent}", id=id, consent=consent_name(consent))


def _review(detail: SlotDetail, vocabulary: Vocabulary) -> Iterator[str]:
    yield say("written by {names}", names=_names(detail.writers))
    for role, expert, _at, counts in detail.signatures:
        values = {"role": vocabulary.role(role), "name": expert.plain}
        if counts:
            yield say("{role}: signed off by {name}", **values)
        else:
            yield say("{role}: the sign-off of {name} has lapsed", **values)
    for role in detail.owed:
        yield say("{role}: sign-off is owed", role=vocabulary.role(role))


def _checked(detail: SlotDetail) -> Iterator[str]:
    if detail.row.state == "dropped":
        return
    n = len(detail.unticked)
    if n:
        left = ngettext(
            "{n} line of {all} of the checklist is not ticked",
            "{n} lines of {all} of the checklist are not ticked",
            n,
        )
        yield left.format(n=n, all=len(detail.checklist))
    elif detail.checklist:
        yield _("the checklist is ticked")


def _end(detail: SlotDetail) -> Iterator[str]:
    if detail.breach is not None:
        yield say("went out without its sign-offs: {reason}", reason=_line(detail.breach))
    if detail.row.differs:
        yield _("what stands in public is not what was approved")
    if detail.drop_reason is not None:
        yield say("dropped: {reason}", reason=_line(detail.drop_reason))


def _line(text: SafeText) -> str:
    return " ".join(told_words(text).split())


def _names(people: Iterable[SafeText]) -> str:
    return _(", ").join(one.plain for one in people)
