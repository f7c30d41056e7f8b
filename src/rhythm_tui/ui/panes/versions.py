"""Versions of a statement as lines: who wrote and signed, since when it stands where, what is owed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rhythm_tui.desk.board import IncidentCard, TimerRow
from rhythm_tui.desk.statement_rows import CarriedReply, StatementRow
from rhythm_tui.domain.vocabulary import update_number
from rhythm_tui.i18n import _, ngettext, say
from rhythm_tui.reports.words import slot_state, statement_state
from rhythm_tui.ui import terms
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time, paced, since, span
from rhythm_tui.ui.wording import Line, Piece, column, cut, gap, paragraphs, piece, size

_STATES = {"draft": "soon-bold", "published": "ok-bold", "superseded": "faint"}
_INDENT = 3


def version_lines(row: StatementRow, seat: Seat, now: int, cells: int) -> list[Line]:
    """Return one version: its state, its sign-offs given and missing, where it stands."""
    head = (
        piece(f" {say('version {value}', value=row.number)} ", "strong-bold"),
        piece(f"{row.id}  ", "faint"),
        piece(statement_state(row.state), _STATES.get(row.state, "text")),
        piece(f"  {_when(row, seat, now)}  ", "soft"),
        *_names(row),
    )
    lines = [head, *_packed(_sign_offs(row, seat, now), cells)]
    for outlet in row.outlets:
        stands = piece(f"{seat.vocabulary.platform(outlet.platform)} ", "focus")
        at = piece(f"{clock_time(outlet.at, seat.vocabulary, now)} ", "text")
        who = piece(outlet.operator, "soft")
        lines.append((gap(_INDENT), stands, at, who, gap(1), piece(outlet.url, "muted")))
    for slot in row.slots:
        when = f"{slot.wall[5:16].replace('T', ' ')} {seat.vocabulary.platform(slot.platform)}"
        told = say("clarification {id}, {when}, {state}", id=slot.id, when=when, state=slot_state(slot.state))
        lines.append((gap(_INDENT), piece(told, "soft")))
    return [cut(line, cells) for line in lines]


def _when(row: StatementRow, seat: Seat, now: int) -> str:
    def at(instant: int) -> str:
        return clock_time(instant, seat.vocabulary, now)

    if row.published_at is None:
        return say("drafted {time}", time=at(row.made_at))
    if row.superseded_at is None:
        return say("since {time}", time=at(row.published_at))
    return say("{time} to {end}", time=at(row.published_at), end=at(row.superseded_at))


def _names(row: StatementRow) -> Iterator[Piece]:
    for place, author in enumerate(row.authors):
        yield piece(f"{_(', ')}" if place else "", "soft")
        yield piece(author, "soft")


def _packed(parts: Iterable[Line], cells: int) -> list[Line]:
    """Return parts beside each other, a new line where the next one has no room."""
    lines: list[Line] = []
    for part in parts:
        if lines and size(beside := (*lines[-1], gap(2), *part)) <= cells:
            lines[-1] = beside
        else:
            lines.append((gap(_INDENT), *part))
    return lines


def _sign_offs(row: StatementRow, seat: Seat, now: int) -> Iterator[Line]:
    """Say who has signed, whose sign-off has lapsed, and which are missing."""
    for one in row.signatures:
        role = seat.vocabulary.role(one.role, short=True)
        at = clock_time(one.at, seat.vocabulary, now)
        who = piece(one.expert, "text" if one.counts else "faint")
        if one.counts:
            yield who, piece(f" {say('signed: {role} {time}', role=role, time=at)}", "ok")
        else:
            yield who, piece(f" {say('{role}: lapsed', role=role)}", "late")
    if row.missing:
        roles = terms.owed(row.missing, seat.vocabulary, _(", "))
        yield (piece(say("sign-off missing: {roles}", roles=roles), "soon-bold"),)


def promises(card: IncidentCard) -> list[TimerRow]:
    """Return the timer of the next update, where one is promised and still to come (RHYTHM 23)."""
    return [timer for timer in card.timers if timer.runs and update_number(timer.name)]


def promise_line(timer: TimerRow, seat: Seat, now: int) -> Line:
    """Return until when the next update was promised, and what is left of that."""
    left = since(now, timer.due_at)
    style = "late-bold" if left < 0 else "soon-bold" if now >= timer.soon_at else "ok-bold"
    until = clock_time(timer.due_at, seat.vocabulary, now)
    told = say("late by {span}", span=span(left)) if left < 0 else say("{span} left", span=paced(left))
    return (
        piece(f" {say('{name} promised for {time}', name=seat.vocabulary.timer(timer.name), time=until)}  "),
        piece(told, style),
    )


def carried_line(number: int, key: str) -> Line:
    """Return how many replies in public carry a superseded statement, and the key that lists them."""
    template = ngettext(
        "{n} reply in public still carries a superseded statement",
        "{n} replies in public still carry a superseded statement",
        number,
    )
    way = (gap(2), piece(key, "key-bold"), piece(f" {_('shows them')}", "soft"))
    return (piece(f" {template.format(n=number)}", "late-bold"), *way)


def reply_lines(one: CarriedReply, seat: Seat, now: int, cells: int) -> tuple[Line, ...]:
    """Return a reply that carries a superseded statement: where, since when, by whom, its words."""
    head: Line = (
        column(f" {one.id}", 8, "muted"),
        column(seat.vocabulary.platform(one.platform), 10, "focus"),
        column(clock_time(one.at, seat.vocabulary, now), 12, "soft"),
        column(one.by or "", 10, "soft"),
        piece(say("version {value}", value=one.number), "late"),
        piece(f" {one.statement}", "faint"),
    )
    return (cut(head, cells), *paragraphs(one.text, cells - 1, "text", indent=2, most=2))
