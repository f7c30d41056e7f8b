"""The forms by which an incident holds publishing slots, and lets them go."""

from __future__ import annotations

from collections.abc import Sequence

from rhythm_tui.desk.board import IncidentCard
from rhythm_tui.desk.views import SlotRow
from rhythm_tui.i18n import _, say
from rhythm_tui.ui.fields import Field, Form, Values, such_as
from rhythm_tui.ui.forms import version_of
from rhythm_tui.ui.incident_forms import titled
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.terms import slot_state
from rhythm_tui.ui.wording import BLANK, Line, column, gap, piece, safe

_ALL = "all"
_EVER = 1 << 62
_SHOWN = 8


def hold(seat: Seat, card: IncidentCard) -> Form | None:
    """Hold slots that have not gone out, seeing which; None where there is none to hold."""
    coming = _coming(seat)
    if not coming:
        return None
    words = seat.vocabulary
    ways: dict[str, tuple[str, list[SlotRow]]] = {_ALL: (say("all {n}", n=len(coming)), coming)}
    for platform in dict.fromkeys(slot.platform for slot in coming):
        ways[f"platform {platform}"] = (
            words.platform(platform),
            [s for s in coming if s.platform == platform],
        )
    for department in dict.fromkeys(safe(slot.department) for slot in coming if slot.department is not None):
        ways[f"department {department}"] = (
            department,
            [s for s in coming if s.department is not None and safe(s.department) == department],
        )

    def combine(values: Values) -> dict[str, object]:
        told: dict[str, object] = {"reason": values["reason"]}
        if values["slots"].strip():
            return {**told, "slots": values["slots"].replace(",", " ").split()}
        key, _blank, value = values["which"].partition(" ")
        return told if key == _ALL else {**told, key: value}

    def chosen(values: Values) -> Sequence[SlotRow]:
        named = values["slots"].replace(",", " ").split()
        return [slot for slot in coming if slot.id in named] if named else ways[values["which"]][1]

    return Form(
        say("{id} holds publishing slots", id=card.id),
        {"do": "incident.freeze", "id": card.id, "expect": card.version},
        [
            Field("which", _("which"), "choice", "", [(key, label) for key, (label, _slots) in ways.items()]),
            Field("slots", _("or only these: what stands here counts"), hint=_some(coming)),
            Field("reason", _("reason")),
        ],
        _("hold them"),
        context=titled(card),
        preview=lambda values: slot_lines(seat, chosen(values), _("held until they are released:")),
        combine=combine,
        version=lambda: version_of(seat, card.id),
    )


def _coming(seat: Seat) -> list[SlotRow]:
    """Return the slots from today on that may be held: those that bring a public statement are not."""
    now = seat.now()
    start, _end = seat.vocabulary.day_bounds(now)
    return [
        slot
        for slot in seat.reader.slots(start, _EVER, now)
        if slot.state in ("planned", "review", "ready", "missed") and slot.statement is None
    ]


def _some(slots: Sequence[SlotRow]) -> str:
    return such_as(" ".join(slot.id for slot in slots[:2])) if slots else ""


def release(seat: Seat, card: IncidentCard) -> Form | None:
    """Release held slots once every line of the checklist is ticked; None where it holds none."""
    held = seat.reader.held(card.id, seat.now())
    if not held:
        return None
    words = seat.vocabulary
    lines = words.ids("release")

    def combine(values: Values) -> dict[str, object]:
        told: dict[str, object] = {"checked": [line for line in lines if values[line]]}
        named = values["slots"].replace(",", " ").split()
        return {**told, "slots": named} if named else told

    ticks = [("", _("not yet")), ("yes", _("checked"))]
    return Form(
        say("{id} releases publishing slots", id=card.id),
        {"do": "incident.release", "id": card.id, "expect": card.version},
        [
            *(Field(line, words.release(line), "choice", "", ticks) for line in lines),
            Field("slots", _("only these (empty: all of them)"), hint=_some(held)),
        ],
        _("release them"),
        context=[*titled(card)[:-1], *slot_lines(seat, held, _("they return to where they stood:"))],
        combine=combine,
        version=lambda: version_of(seat, card.id),
    )


def slot_lines(seat: Seat, slots: Sequence[SlotRow], headline: str) -> list[Line]:
    """Return which slots are meant."""
    lines: list[Line] = [BLANK, (piece(headline, "soft"),)]
    for slot in slots[:_SHOWN]:
        state, style = slot_state(slot)
        lines.append((
            column(slot.id, 5, "faint"),
            column(slot.wall[5:16].replace("T", " "), 12, "muted"),
            column(seat.vocabulary.platform(slot.platform), 9, "soft"),
            column(state, 9, style.removesuffix("-block")),
            gap(1),
            column(safe(slot.title), 34, "text"),
        ))  # fmt: skip
    if len(slots) > _SHOWN:
        lines.append((piece(say("and {n} more", n=len(slots) - _SHOWN), "muted"),))
    return lines
