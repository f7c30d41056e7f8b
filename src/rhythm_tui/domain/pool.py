"""What ideas, pledges and users' stories have in common: a slot may be planned for them (RHYTHM.md 1, 17).

Standard library only: the desk shows by the same rules that decide.
"""

from __future__ import annotations

from rhythm_tui.domain.refusal import msg, refused

_GONE = ("dropped", "withdrawn")


def stands(slot_state: str | None) -> bool:
    """Return whether the slot planned for something still counts; None is no slot at all.

    One that was dropped or taken back leaves it to be planned again.
    """
    return slot_state is not None and slot_state not in _GONE


def shown_state(state: str, slot_state: str | None) -> str:
    """Return what has become of an idea or a story: ``open``, ``planned``, ``published`` or ``dropped``."""
    if state != "planned":
        return state
    if not stands(slot_state):
        return "open"
    return "published" if slot_state == "published" else "planned"


def pledge_state(state: str, reached_at: int | None, slot_state: str | None) -> str:
    """Return what has become of a pledge: ``open``, ``reached``, ``planned``, ``kept`` or ``dropped``.

    It is kept once the slot planned for it went out.
    """
    if state != "kept":
        return state
    if not stands(slot_state):
        return "open" if reached_at is None else "reached"
    return "kept" if slot_state == "published" else "planned"


def check_free(id: str, state: str, slot: str | None) -> None:
    """Refuse what was dropped, and what has a slot: ``slot`` is the id of one that still stands."""
    if state == "dropped":
        raise refused(msg("{id} was dropped"), id=id)
    if slot is not None:
        raise refused(msg("{id} is planned already, as {slot}"), id=id, slot=slot)
