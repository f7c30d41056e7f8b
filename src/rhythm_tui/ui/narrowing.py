"""A filter as it is being typed: what can be read of it narrows, what is half typed does not yet."""

from __future__ import annotations

from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.query import Query
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.ui.seat import Seat


class Narrowed(NamedTuple):
    """What a filter asks for so far."""

    wanted: Query
    text: str
    """The terms of it that can be read."""
    why_not: str = ""
    """Why the whole of it cannot be read; empty where it can."""


def narrowed(typed: str, seat: Seat) -> Narrowed:
    """Return what a filter asks for as far as it has been typed."""
    text = typed.strip()
    try:
        return Narrowed(seat.query(text), text)
    except Refusal as refusal:
        readable = " ".join(term for term in text.split() if _readable(term, seat))
        return Narrowed(seat.query(readable), readable, seat.why_not(refusal))


def _readable(term: str, seat: Seat) -> bool:
    try:
        seat.query(term)
    except Refusal:
        return False
    return True
