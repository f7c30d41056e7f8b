"""The whole story of what is selected, in the room that is left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rhythm_tui.desk.board import IncidentCard
from rhythm_tui.desk.views import QueueRow, SlotRow
from rhythm_tui.domain.deadlines import Band
from rhythm_tui.domain.text import NOTHING, SafeText
from rhythm_tui.i18n import _, say
from rhythm_tui.reports.words import statement_state
from rhythm_tui.ui import terms
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time, paced, rough, since, span
from rhythm_tui.ui.timers import timer_name
from rhythm_tui.ui.wording import (
    BLANK,
    Line,
    Piece,
    cut,
    flow,
    gap,
    packed,
    paragraphs,
    piece,
    safe,
    size,
    spread,
)

if TYPE_CHECKING:
    from rhythm_tui.desk.slot_views import SlotDetail

_ROLES = 2
"""So many sign-offs have a line each."""


def interaction_story(
    row: QueueRow, seat: Seat, now: int, cells: int, most: int, reply: SafeText = NOTHING, *, words: int = 1
) -> list[Line]:
    """Return who wrote what, why it is due when it is due, and how far the answer has come.

    The work has lines of its own where its title does not fit beside the author and there is room for them.
    Where room is scarce so many lines of the ``words`` go before what is known of them.
    """
    facts = [*_due(row, seat, now), _held(row, seat)]
    facts += paragraphs(reply, cells - 1, "soft", indent=2, most=2) if reply != NOTHING else []
    head = [piece(" "), piece(row.author, "strong-bold"), gap(2)]
    head.append(piece(terms.platform_of(row, seat.vocabulary), "focus"))
    head.append(piece(f" {terms.kind_name(row.kind)}", "soft"))
    room = max(words, most - len(facts) - 3)
    text = paragraphs(row.text, cells - 1, "text", indent=1, most=room)
    heads: list[Line] = [tuple(head)]
    if row.post[0]:
        work = flow([(f"{_('under')} ", "muted"), (row.post, "soft")], cells - 1, indent=1)
        beside = (*head, piece(f"  {_('under')} ", "muted"), piece(row.post, "soft"))
        below = size(beside) > cells and 1 + len(work) + len(text) + len(facts) <= most
        heads = [*heads, *work] if below else [cut(beside, cells)]
    story = [*heads, *text]
    if len(story) + len(facts) < most:
        story.append(BLANK)
    return [*story, *facts][:most]


def _due(row: QueueRow, seat: Seat, now: int) -> list[Line]:
    band = row.band(now)
    if band is None or row.due_at is None or row.neglect_at is None:
        return [(piece(f" {_('A live question has no deadline.')}", "muted"),)]

    def at(instant: int) -> str:
        return clock_time(instant, seat.vocabulary, now)

    left = since(now, row.due_at)
    over = say("late by {span}", span=span(left)) if left < 0 else say("{span} left", span=span(left))
    running = row.state == "open"
    style = f"{Band.LATE if left < 0 else band}-bold" if running else "text"
    why: Line = (
        piece(f" {_('due')}  ", "muted"),
        piece(f"{at(row.posted_at)} ", "text"),
        piece(f"{_('posting')} + {row.clock} = ", "muted"),
        piece(f"{at(row.due_at)}  ", style),
        piece(over if running else "", style),
    )
    seen: Line = (
        piece(f" {_('seen')}  ", "muted"),
        piece(f"{at(row.seen_at)} ", "text"),
        piece(say("after {span}", span=rough(since(row.posted_at, row.seen_at))), "muted"),
        piece(f"   {_('neglected from')} ", "muted"),
        piece(at(row.neglect_at), "neglected-bold" if band is Band.NEGLECTED else "text"),
    )
    return [why, seen]


def _held(row: QueueRow, seat: Seat) -> Line:
    owner, style = terms.owner_piece(row.owner, seat.operator, urgent=True)
    parts = [piece(f" {_('owner')}  ", "muted"), piece(owner, style)]
    if row.reply_state != "none":
        parts += [piece(f"   {_('reply')}  ", "muted"), piece(terms.reply_word(row.reply_state), "soon")]
    if row.incident:
        parts += [piece(f"   {_('incident')}  ", "muted"), piece(f"{row.incident}", "neglected")]
    return tuple(parts)


def slot_story(
    slot: SlotRow, seat: Seat, cells: int, most: int, detail: SlotDetail | None = None
) -> list[Line]:
    """Return a slot's title, whom it is for, who has signed it off, and how much of its checklist is done."""
    words = seat.vocabulary
    form = words.sub_form(slot.form, slot.sub_form) if slot.sub_form else words.form(slot.form)
    kind = [words.tier(slot.tier, full=True), form]
    lines: list[Line] = paragraphs(slot.title, cells - 1, "strong-bold", indent=1, most=2)
    facts = [*kind, *([] if slot.department is None else [safe(slot.department)]), *_measure(slot, seat)]
    where = piece(words.platform(slot.platform), "focus")
    placed = packed([(where,), *((piece(one, "soft"),) for one in facts)], cells - 2)
    lines += [(gap(1), *line) for line in placed]
    if slot.audience is not None:
        lines.append(
            (
                piece(f" {_('for')} ", "muted"),
                piece(words.audience(slot.audience), "text"),
                gap(2),
                *off_window(slot),
            )
        )
    lines += _belongs(slot, seat)
    lines += _sign_offs(slot, seat, cells)
    if detail is not None and detail.checklist and slot.state != "dropped":
        done = len(detail.checklist) - len(detail.unticked)
        told = say("checklist {n}/{all}", n=done, all=len(detail.checklist))
        lines.append((piece(f" {told}", "ok" if not detail.unticked else "soon"),))
    if slot.breached:
        lines.append((piece(f" {_('without sign-offs')}", "late-bold"),))
    if slot.statement is not None:
        lines.append(_clarified(slot.statement, seat))
    return lines[:most]


def _measure(slot: SlotRow, seat: Seat) -> Iterator[str]:
    """Yield the depth and length of a slot."""
    if slot.depth:
        yield seat.vocabulary.depth(slot.depth)
    if slot.length_s:
        yield say("{n} s", n=slot.length_s)


def _belongs(slot: SlotRow, seat: Seat) -> Iterator[Line]:
    """Yield the series of a slot and its campaign's phase, on one line."""
    words, parts = seat.vocabulary, []
    if slot.series:
        parts.append(f"{_('series')} {words.series(slot.series)}")
    if slot.campaign:
        parts.append(f"{_('campaign')} {slot.campaign} {words.phase(slot.phase or '')}".rstrip())
    if parts:
        yield (piece(f" {'  '.join(parts)}", "soft"),)


def _sign_offs(slot: SlotRow, seat: Seat, cells: int) -> Iterator[Line]:
    """Yield who has signed, a role on each line; more roles than two stand side by side, by short names."""
    words = seat.vocabulary
    roles = words.required_roles(emergency=slot.emergency)
    brief = len(roles) > _ROLES
    told: list[tuple[Piece, Piece]] = []
    for role in roles:
        signed = role in slot.signed
        turn = words.ordered and slot.missing[:1] == (role,)
        word = _("signed") if signed else _("is next") if turn else _("missing")
        name = piece(f" {words.role(role, short=brief)}", "muted")
        told.append((name, piece(word, "ok" if signed else "soon-bold" if turn or not brief else "soon")))
    if not brief:
        yield from (spread((name,), (word,), cells - 1) for name, word in told)
        return
    yield from packed([(name, gap(1), word) for name, word in told], cells - 1)


def _clarified(statement: str, seat: Seat) -> Line:
    """Return which public statement a slot brings, and whether that one still stands (RHYTHM 23)."""
    row = seat.reader.statement(statement)
    state = row.state if row else ""
    style = {"superseded": "late-bold", "published": "ok"}.get(state, "soon")
    said = piece(f" {say('clarification of the statement {id}', id=statement)}  ", "muted")
    return (said, piece(statement_state(state), style))


def off_window(slot: SlotRow) -> Line:
    """Return how far a slot lies from the hours in which its audience watches."""
    if slot.off_window_min is None:
        return BLANK
    if slot.off_window_min == 0:
        return (piece(_("in window"), "faint"),)
    template = _("{n} min early") if slot.off_window_min < 0 else _("{n} min late")
    return (piece(template.format(n=abs(slot.off_window_min)), "soon"),)


def next_steps(
    incidents: tuple[IncidentCard, ...], seat: Seat, now: int, cells: int, most: int
) -> list[Line]:
    """Return the timers that run out next, whoever's they are."""
    owed = [(timer.due_at, card, timer) for card in incidents for timer in card.timers if timer.runs]
    lines: list[Line] = []
    for due, card, timer in sorted(owed, key=lambda one: one[0])[:most]:
        left = since(now, due)
        style = "late-bold" if left < 0 else "soon-bold" if now >= timer.soon_at else "ok-bold"
        owner, shade = terms.owner_piece(card.owner, seat.operator, urgent=True)
        head = [
            piece(f" {paced(left)}".rjust(10), style),
            piece(f" {card.id} ", "muted"),
        ]
        room = cells - size([*head, piece(owner)]) - 2
        name = piece(timer_name(timer, seat, room), "text")
        lines.append(spread([*head, name], [piece(owner, shade)], cells - 1))
    return lines
