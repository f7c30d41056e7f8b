"""An interaction with everything the desk knows of it, as lines to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rhythm_tui.desk.views import InteractionDetail
from rhythm_tui.domain.deadlines import overrun_s
from rhythm_tui.domain.text import width
from rhythm_tui.i18n import _, say
from rhythm_tui.reports import words
from rhythm_tui.ui import terms
from rhythm_tui.ui.panes.story import interaction_story
from rhythm_tui.ui.screens.details import headline, history_lines
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time, rough, since, span
from rhythm_tui.ui.wording import BLANK, Line, Piece, column, gap, paragraphs, piece

_ALL = 10_000

_Fact = tuple[str, Line]
"""What something is called, and what there is of it."""


def interaction_lines(detail: InteractionDetail, seat: Seat, now: int, cells: int) -> list[Line]:
    """Return an interaction: the story, what is known besides, the reply, the outcome, the history."""
    row = detail.row
    lines = interaction_story(row, seat, now, cells, _ALL)
    if row.text.hidden or row.author.hidden:
        lines += [
            BLANK,
            (piece(f" {_('Characters that cannot be seen were taken out of this text.')}", "held"),),
        ]
    if facts := [*_times(detail, seat, now), *_care(detail, seat, now), *_links(detail)]:
        lines += [BLANK, *_block(facts)]
    if detail.reply[0]:
        lines += [BLANK, headline(terms.reply_word(row.reply_state) or _("reply"))]
        lines += paragraphs(detail.reply, cells - 1, "text", indent=1)
    if detail.stopped_at is not None:
        lines += [BLANK, *_block([_outcome(detail, seat, now)])]
    return lines + history_lines(detail.history, seat, now, cells)


def _block(facts: Sequence[_Fact]) -> list[Line]:
    """Return facts under each other, their names in a column as wide as they need."""
    cells = max(width(name) for name, _told in facts) + 3
    return [(column(f" {name}", cells, "muted"), *told) for name, told in facts]


def _fact(name: str, *pieces: Piece) -> _Fact:
    return name, pieces


def _times(detail: InteractionDetail, seat: Seat, now: int) -> Iterator[_Fact]:
    """Say how much of its window had passed before anybody here could see it, and what was corrected."""
    row = detail.row
    burnt = since(row.posted_at, row.seen_at)
    if row.due_at is not None and burnt >= 60:
        before = overrun_s(row.due_at, row.seen_at)
        said = say("{span} of its {clock} had passed before we saw it", span=rough(burnt), clock=row.clock)
        yield _fact(
            _("burnt"),
            piece(_("it was late before we saw it"), "late") if before else piece(said, "soft"),
        )
    if detail.posted_first is not None:
        first = clock_time(detail.posted_first, seat.vocabulary, now, seconds=True)
        yield _fact(_("corrected"), piece(say("first taken down as posted at {time}", time=first), "soon"))


def _care(detail: InteractionDetail, seat: Seat, now: int) -> Iterator[_Fact]:
    """Say whom it waits for, what it is about, and when somebody wants to be reminded."""
    row = detail.row
    if row.waiting is not None:
        parts = [piece(row.waiting, "soon")]
        if detail.waiting_since is not None:
            at = clock_time(detail.waiting_since, seat.vocabulary, now)
            length = rough(since(detail.waiting_since, now))
            parts.append(piece(f"  {say('since {time}, {span}', time=at, span=length)}", "muted"))
        yield _fact(_("waiting for"), *parts)
    if row.topic is not None:
        yield _fact(_("topic"), piece(row.topic, "text"))
    if row.tags:
        yield _fact(_("tags"), *(one for tag in row.tags for one in (piece(tag, "text"), gap(2))))
    if detail.remind_at is not None:
        at = clock_time(detail.remind_at, seat.vocabulary, now)
        fallen = "soon-bold" if detail.remind_at <= now else "text"
        who = () if detail.remind_by is None else (gap(2), piece(detail.remind_by, "soft"))
        yield _fact(_("reminder"), piece(at, fallen), *who)


def _links(detail: InteractionDetail) -> Iterator[_Fact]:
    """Say which items, slot and file it belongs to."""
    if detail.parent is not None:
        to = words.referrals().get(detail.referred or "", "")
        yield _fact(_("referred from"), piece(detail.parent, "focus"), piece(f"  {to}", "soft"))
    if detail.children:
        yield _fact(_("taken on as"), piece("  ".join(detail.children), "focus"))
    if detail.slot is not None:
        yield _fact(_("from the slot"), piece(detail.slot, "focus"))
    if detail.source[0]:
        yield _fact(_("from the file"), piece(detail.source, "soft"))


def _outcome(detail: InteractionDetail, seat: Seat, now: int) -> _Fact:
    parts = [piece(clock_time(detail.stopped_at or now, seat.vocabulary, now), "strong-bold")]
    if detail.stopped_by is not None:
        parts += [gap(1), piece(detail.stopped_by, "soft")]
    if detail.close_reason:
        reason = words.close_reasons().get(detail.close_reason, detail.close_reason)
        parts += [gap(2), piece(reason, "soft")]
    if outcome := detail.row.outcome:
        parts += [gap(2), piece(words.outcomes().get(outcome, outcome), "text")]
    if detail.missed_s:
        parts += [gap(2), piece(say("late by {span}", span=span(detail.missed_s)), "late-bold")]
    elif detail.missed_s == 0:
        parts += [gap(2), piece(_("in time"), "ok-bold")]
    return _fact(_("stopped"), *parts)
