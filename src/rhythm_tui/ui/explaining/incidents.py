"""What a card of the incident board means: its grade, its stage, its timers, who must be told."""

from __future__ import annotations

from collections.abc import Iterator

from rhythm_tui.desk.board import IncidentCard, TimerRow
from rhythm_tui.i18n import _, say
from rhythm_tui.reports.words import span_words, stage_name
from rhythm_tui.ui.explaining.part import Part
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time, since


def parts(seat: Seat, id: str | None, now: int) -> list[Part]:
    """Return what is to be said of an incident; nothing where there is none."""
    found = seat.reader.incident(id) if id else None
    if found is None:
        return []
    card = found.card
    return [*_grade(card, seat), _stage(card), *_timers(card, seat, now), *_told(card, seat)]


def _grade(card: IncidentCard, seat: Seat) -> Iterator[Part]:
    words = seat.vocabulary
    grades = words.gradings(card.grade)
    yield Part(words.grade(card.grade), words.criteria(card.grade))
    if graver := grades[grades.index(card.grade) + 1 :]:
        yield Part(say("{grade}, graver", grade=words.grade(graver[0])), words.criteria(graver[0]), "soft")
    if caution := words.caution(card.kind):
        yield Part(words.kind(card.kind), caution)


def _stage(card: IncidentCard) -> Part:
    told = {
        "monitor": _("It is watched: where it is said, how far it goes. Nothing has been judged yet."),
        "assess": _("It is judged: what is true, how grave it is, who speaks."),
        "respond": _("It is answered in public, by its timers, with signed statements."),
        "review": _("It is over in public; what was missed and learnt is written down."),
        "closed": _("It is closed; its misses stay on record."),
    }.get(card.stage, "")
    return Part(stage_name(card.stage), told)


def _timers(card: IncidentCard, seat: Seat, now: int) -> Iterator[Part]:
    for timer in card.timers:
        if timer.runs:
            yield Part(seat.vocabulary.timer(timer.name), _running(timer, seat, now))
    if any(timer.runs for timer in card.timers):
        rule = _("A timer is met with evidence, at the time the evidence shows. Grading anew starts no timer"
                 " again; a miss stays on record.")  # fmt: skip
        yield Part(_("timers"), rule, "soft")


def _running(timer: TimerRow, seat: Seat, now: int) -> str:
    start, due = (clock_time(at, seat.vocabulary, now) for at in (timer.start, timer.due_at))
    told = _("{span} from {start}: due at {due}, {left} left.")
    if timer.late(now):
        told = _("{span} from {start}: it was due at {due}, {left} ago.")
    span, left = span_words(timer.target // 1000), span_words(since(now, timer.due_at))
    return told.format(span=span, start=start, due=due, left=left)


def _told(card: IncidentCard, seat: Seat) -> Iterator[Part]:
    words, chain = seat.vocabulary, seat.vocabulary.chain()
    if not any(timer.runs for timer in card.timers):
        return
    for step in chain.steps:
        when = say("when {part} of a timer is left", part=f"{round(chain.warning * 100)}%")
        told = when if step.moment == "warning" else _("when a timer is due")
        if step.after:
            told = say("{span} after a timer is due", span=span_words(step.after // 1000))
        who = say("must be told {when}; the desk asks, a person tells.", when=told)
        yield Part(words.duty(step.duty), who, "soft")
