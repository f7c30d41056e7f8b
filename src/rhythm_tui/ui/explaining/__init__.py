"""What the thing under the cursor means, in an operator's words, with the numbers of the playbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rhythm_tui.i18n import _
from rhythm_tui.ui.explaining import incidents, items, places, plan, slots
from rhythm_tui.ui.explaining.part import Part
from rhythm_tui.ui.keys import Place
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.wording import BLANK, Line, cut, gap, paragraphs, piece, safe, size

__all__ = ["Part", "explained", "part_lines"]

_LABEL = 18


def explained(seat: Seat, place: Place, subject: str | None, now: int) -> Sequence[Part]:
    """Return what is to be said of the thing under the cursor; where there is none, of the place."""
    read: dict[Place, Callable[[], Sequence[Part]]] = {
        "queue": lambda: items.parts(seat, subject, now),
        "slots": lambda: slots.parts(seat, subject, now),
        "incidents": lambda: incidents.parts(seat, subject, now),
        "plan": lambda: [*slots.parts(seat, subject, now), *plan.parts(seat)],
    }
    found = read[place]() if place in read else ()
    return found or places.parts(place)


def part_lines(parts: Sequence[Part], cells: int) -> list[Line]:
    """Return what is said as lines: each term as it stands on the screen, and what it means beside it.

    What is told of a term that is too long for its column stands under it.
    """
    lines: list[Line] = []
    for part in parts:
        term = (piece(f" {safe(part.term)}", part.style),)
        told = paragraphs(part.told, max(cells - _LABEL - 1, 20), "text")
        if size(term) < _LABEL:
            lines.append((*term, gap(_LABEL - size(term)), *told.pop(0)))
        else:
            lines.append(cut(term, cells))
        lines += [(gap(_LABEL), *line) for line in told]
    return [(piece(f" {_('here')}", "focus-bold"),), *lines, BLANK] if lines else []
