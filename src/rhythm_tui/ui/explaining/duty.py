"""What the handover and the roster show under the cursor, and what is done about it there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from rhythm_tui.desk.handover import Handover
from rhythm_tui.desk.rota import Cell
from rhythm_tui.i18n import _, say
from rhythm_tui.ui.explaining.part import Part
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.wording import safe


def handed_parts(id: str | None, view: Handover, read_back: Collection[str]) -> Iterator[Part]:
    """Say what the row of an id wants before the desk is given, or before it is signed for (RHYTHM 30)."""
    if view.waits is not None:
        told = _("Every line under Synthesis is read back aloud by who takes over; then it can be signed.")
        if id in read_back:
            told = _("It was read back.")
        yield Part(_("read back"), told)
    elif id in view.unowned:
        yield Part(_("nobody"), _("A red row without an owner: the desk is not given before it has one."))
    elif id in {card.id for card in view.unled}:
        told = _("Its timers run and nobody is in charge: once one is late the desk is not given.")
        yield Part(_("in charge"), told)
    rule = _("No clock stops or begins anew when the desk changes hands.")
    yield Part(_("handover"), rule, "soft")


def cell_parts(place: tuple[str, str] | None, cell: Cell | None, seat: Seat) -> Sequence[Part]:
    """Return what is to be said of a shift of a day in the roster; nothing where no shift is known."""
    if place is None:
        return []
    words, (day, shift) = seat.vocabulary, place
    hours = next((hours for name, hours in words.hours.shifts if name == shift), None)
    term = f"{day[5:]} {words.shift_name(shift)}"
    names = _(", ").join(safe(name) for name in cell.operators) if cell else ""
    told = say("On the roster: {names}.", names=names) if names else _("Nobody is on the roster for it.")
    parts = [Part(term, told)]
    if hours is not None:
        span = f"{hours.start // 60:02d}:{hours.start % 60:02d}-{hours.end // 60:02d}:{hours.end % 60:02d}"
        parts.append(Part(span, _("The hours of the shift, by the playbook."), "soft"))
    plan = _("The roster is a plan. On duty is who has begun a shift; the handover proposes the next.")
    return [*parts, Part(_("roster"), plan, "soft")]
