"""The forms of the duty roster, of shifts and handovers."""

from __future__ import annotations

from collections.abc import Sequence

from rhythm_tui.desk.board import IncidentCard
from rhythm_tui.desk.handover import Handover
from rhythm_tui.desk.rota import Cell, Handed, OnDuty, Rota
from rhythm_tui.domain.text import SafeText
from rhythm_tui.i18n import _, say
from rhythm_tui.ui.fields import Field, Form
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.wording import BLANK, Line, column, gap, paragraphs, piece, safe

_SHOWN = 8


def person(rota: Rota, name: str, label: str, likely: Sequence[SafeText]) -> Field:
    """Return a field for somebody's name: a choice where the desk knows its operators, else a line."""
    first = safe(likely[0]) if likely else ""
    names = [safe(one.name) for one in rota.operators]
    if not names:
        return Field(name, label, value=first, hint=_("name"), whole=True)
    chosen = next((safe(one) for one in likely if safe(one) in names), names[0])
    return Field(name, label, "choice", chosen, [(one, one) for one in names])


def _pin() -> Field:
    return Field("pin", _("PIN, where one was set"), "secret")


def start(seat: Seat, rota: Rota) -> Form:
    """Come on duty."""
    words = seat.vocabulary
    turn = words.hours.taken_up(seat.now())
    shifts = [(one, words.shift_name(one)) for one in words.ids("shifts")]
    return Form(
        _("begin a shift"),
        {"do": "shift.start"},
        [
            person(rota, "operator", _("who comes on duty"), [seat.operator]),
            Field("shift", _("shift"), "choice", turn.shift if turn else "", shifts),
            _pin(),
        ],
        _("begin"),
    )


def end(mine: OnDuty, others: int) -> Form:
    """Go off duty without handing over."""
    hint = _("may stay empty") if others else _("nobody else is on duty: why without a handover?")
    return Form(
        say("end the shift of {name}", name=safe(mine.operator)),
        {"do": "shift.end", "operator": safe(mine.operator)},
        [Field("reason", _("reason"), hint=hint)],
        _("end it"),
    )


def cell(day: str, shift: str, before: Cell | None, seat: Seat) -> Form:
    """Say who stands a shift of a day."""
    names = ", ".join(safe(name) for name in before.operators) if before else ""
    return Form(
        say("roster: {day} {shift}", day=day, shift=seat.vocabulary.shift_name(shift)),
        {"do": "roster.set", "day": day, "shift": shift},
        [
            Field(
                "operators",
                _("names, parted by commas; empty: nobody"),
                value=names,
                describe=lambda typed: " / ".join(split_names(typed)),
            )
        ],
        _("set it"),
        combine=lambda typed: {"operators": split_names(typed["operators"])},
    )


def split_names(typed: str) -> list[str]:
    """Return the names in a line: parted by commas, and by blanks where none of them has Latin letters."""
    names: list[str] = []
    for part in typed.translate(str.maketrans("，、；;", ",,,,")).split(","):
        latin = any(map(str.isascii, part.replace(" ", "")))
        names += [part.strip()] if latin else part.split()
    return [name for name in names if name]


def operator(seat: Seat) -> Form:
    """Put somebody on the list of operators."""
    words = seat.vocabulary
    roles = [("", _("no role")), *((one, words.access(one)) for one in words.ids("access"))]
    return Form(
        _("operator"),
        {"do": "operator.add"},
        [
            Field("name", _("name; one who is on the list gets another PIN or role")),
            Field("pin", _("PIN of four characters or more (may stay empty)"), "secret"),
            Field("roles", _("role"), "choice", "", roles, convert=lambda role: [role]),
        ],
        _("put on the list"),
    )


def give(seat: Seat, view: Handover, rota: Rota) -> Form:
    """Hand the desk over."""
    likely = [*view.rostered, *(one.operator for one in rota.on_duty), *(one.name for one in rota.operators)]
    return Form(
        _("hand the desk over"),
        {"do": "handover.give"},
        [
            person(rota, "to", _("to whom"), [one for one in likely if one != seat.operator]),
            Field("notes", _("what to watch, in your words (may stay empty)"), "text"),
        ],
        _("hand over"),
        context=_unled(view),
    )


def _unled(view: Handover) -> list[Line]:
    """Name the incidents whose timers run with nobody in charge: they stop nothing before one is late."""
    lines: list[Line] = [
        (column(card.id, 7, "faint"), column(card.title, 50, "text")) for card in view.unled[:_SHOWN]
    ]
    if not lines:
        return []
    head = say("timers run and nobody is in charge: {n}; F5 says who is", n=len(view.unled))
    return [(piece(head, "soon"),), *lines, BLANK]


def sign(rota: Rota, handed: Handed) -> Form:
    """Sign for the desk; every line was read back."""
    told = say("{giver} goes off duty, you come on; no clock begins anew.", giver=safe(handed.giver))
    return Form(
        say("sign {id}", id=handed.id),
        {"do": "handover.take", "id": handed.id, "read_back": list(handed.critical)},
        [person(rota, "operator", _("who signs"), [handed.receiver]), _pin()],
        _("sign"),
        context=[*paragraphs(told, 70, "soft"), BLANK],
    )


def lead(seat: Seat, view: Handover, rota: Rota, card: IncidentCard) -> Form:
    """Put somebody in charge of an incident."""
    return Form(
        say("who is in charge of {id}", id=card.id),
        {"do": "incident.claim", "id": card.id},
        [person(rota, "to", _("who holds it from now on"), _relieving(seat, view, rota))],
        _("give"),
        context=[*paragraphs(card.title, 70, "strong-bold", most=2), BLANK],
    )


def _relieving(seat: Seat, view: Handover, rota: Rota) -> list[SafeText]:
    """Return who is likely to take what is left: the next shift's people, then who is on duty beside."""
    everyone = (*view.rostered, *(one.operator for one in rota.on_duty))
    return [one for one in everyone if one != seat.operator]


def assign(seat: Seat, view: Handover, rota: Rota, ids: Sequence[str]) -> Form:
    """Give red rows to somebody."""
    context: list[Line] = [
        (column(row.id, 7, "faint"), column(row.author, 10, "soft"), gap(1), column(row.text, 50, "text"))
        for row in seat.reader.queue_rows([int(id[1:]) for id in ids[:_SHOWN]])
    ]
    if len(ids) > _SHOWN:
        context.append((piece(say("and {n} more", n=len(ids) - _SHOWN), "muted"),))
    return Form(
        say("who takes these red rows: {n}", n=len(ids)),
        {"do": "interaction.claim", "id": ids[0]},
        [person(rota, "to", _("who holds it from now on"), _relieving(seat, view, rota))],
        _("give"),
        context=[*context, BLANK],
    )
