"""A publishing slot whole: what and for whom, its script, checklist and sign-offs, what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from rhythm_tui.desk.slot_views import CheckRow, SlotDetail
from rhythm_tui.domain.text import SafeText
from rhythm_tui.i18n import _, say
from rhythm_tui.ui import terms
from rhythm_tui.ui.panes.story import slot_story
from rhythm_tui.ui.screens.details import headline, history_lines
from rhythm_tui.ui.screens.response_lines import task_doer, task_due
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.slot_forms import difference
from rhythm_tui.ui.spans import clock_time, rough, since
from rhythm_tui.ui.wording import BLANK, Line, column, gap, paragraphs, piece, safe

_ALL = 10_000
_TIME = 14


def slot_lines(detail: SlotDetail, seat: Seat, now: int, cells: int) -> list[Line]:
    """Return a slot with everything that belongs to it."""
    return [
        *_head(detail, seat),
        BLANK,
        *slot_story(detail.row, seat, cells, _ALL),
        *_outcome(detail, seat, now, cells),
        *_text(_("script"), detail.script, cells),
        *_checked(detail, seat, now, cells),
        *_signed(detail, seat, now),
        *_tasks(detail, seat, now, cells),
        *history_lines(detail.history, seat, now, cells),
    ]


def _head(detail: SlotDetail, seat: Seat) -> Iterator[Line]:
    slot, words = detail.row, seat.vocabulary
    state, style = terms.slot_state(slot)
    wrote = _(", ").join(safe(one) for one in detail.writers)
    yield (
        piece(f" {slot.wall.replace('T', ' ')}", "strong-bold"),
        gap(2),
        piece(f" {state} " if style.endswith("-block") else state, style),
        gap(2),
        piece(_("planned by"), "muted"),
        gap(1),
        piece(wrote, "soft"),
    )
    facts = [words.goal(slot.goal)] if slot.goal else []
    facts += [safe(slot.tags)] if safe(slot.tags) else []
    if facts:
        yield (piece(f" {'  '.join(facts)}", "focus"),)


def _outcome(detail: SlotDetail, seat: Seat, now: int, cells: int) -> Iterator[Line]:
    """Yield when it went out and how far from plan, what differs in public, or why it was given up."""
    slot = detail.row
    if slot.first_at is not None:
        first = clock_time(slot.first_at, seat.vocabulary, now)
        yield (piece(f" {say('first planned for {time}', time=first)}", "muted"),)
    if slot.missed_s is not None:
        yield (piece(f" {say('was missed by {span}', span=rough(slot.missed_s))}", "late"),)
    if slot.published_at is not None:
        went = [
            piece(f" {_('went out')} ", "muted"),
            piece(clock_time(slot.published_at, seat.vocabulary, now), "ok"),
        ]
        if detail.published_by is not None:
            went += [gap(1), piece(detail.published_by, "soft")]
        minutes = since(slot.at, slot.published_at) // 60
        went.append(piece(f"  {say('{n:+d} min', n=minutes)}" if minutes else "", "soft"))
        yield from (BLANK, tuple(went))
    if safe(slot.url):
        yield (piece(f" {_('link')} ", "muted"), piece(slot.url, "focus"))
    if detail.live is not None:
        yield from difference(detail, safe(detail.live))
    if detail.breach is not None:
        yield from _text(_("without sign-offs"), detail.breach, cells, "late-bold")
    if detail.drop_reason is not None:
        yield from _text(_("dropped"), detail.drop_reason, cells)


def _text(name: str, text: SafeText, cells: int, style: str = "focus-bold") -> list[Line]:
    if not safe(text):
        return []
    return [BLANK, (piece(f" {name}", style),), *paragraphs(text, cells - 1, "text", indent=1)]


def _checked(detail: SlotDetail, seat: Seat, now: int, cells: int) -> Iterator[Line]:
    if not detail.checklist:
        return
    done = len(detail.checklist) - len(detail.unticked)
    yield BLANK
    yield headline(say("checklist {n}/{all}", n=done, all=len(detail.checklist)))
    for one in detail.checklist:
        yield from _check_line(one, seat, now, cells)


def _check_line(one: CheckRow, seat: Seat, now: int, cells: int) -> list[Line]:
    when = clock_time(one.at, seat.vocabulary, now) if one.at is not None else "[ ]"
    first, *rest = paragraphs(one.words, cells - 1, "soft" if one.at else "text", indent=_TIME)
    return [(column(f" {when}", _TIME, "muted" if one.at else "soon-bold"), *first[1:]), *rest]


def _signed(detail: SlotDetail, seat: Seat, now: int) -> Iterator[Line]:
    if detail.signatures:
        yield from (BLANK, headline(_("sign-offs")))
    for role, expert, at, counts in detail.signatures:
        mark = piece(_("counts"), "ok") if counts else piece(_("lapsed: the words were changed"), "late")
        yield (
            column(f" {clock_time(at, seat.vocabulary, now)}", _TIME, "muted"),
            piece(seat.vocabulary.role(role), "soft"),
            gap(2),
            piece(expert, "text"),
            gap(2),
            mark,
        )


def _tasks(detail: SlotDetail, seat: Seat, now: int, cells: int) -> Iterator[Line]:
    if detail.tasks:
        yield from (BLANK, headline(_("tasks")))
    for task in detail.tasks:
        yield from paragraphs(task.text, cells - 1, "text" if task.state == "open" else "faint", indent=1)
        due = [task_due(task, seat, now)] if task.state == "open" else []
        yield (gap(1), piece(f"{task.id} ", "faint"), *task_doer(task, seat), gap(2), *due)
