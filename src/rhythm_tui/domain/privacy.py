"""How long words of and about people are kept (RHYTHM.md, law and privacy)."""

from __future__ import annotations

from collections.abc import Mapping

from rhythm_tui.domain.interactions import Interaction
from rhythm_tui.domain.refusal import invalid, msg, refused

ENDED = ("answered", "closed", "withdrawn")
"""States of an interaction whose words may be purged."""


def cutoffs(
    kinds: tuple[str, ...], retention: Mapping[str, int], before: int | None, now: int
) -> dict[str, int]:
    """Return, by kind, the instant (ms UTC) before which an item has to have ended for its words to go.

    ``retention`` is how long the words of a kind are kept, in ms. ``before`` narrows what goes: it never
    reaches into the time for which the playbook keeps a kind. A kind without a retention is kept for good,
    unless ``before`` asks for it.
    """
    if before is not None and before > now:
        raise invalid("before", msg("this time has not come yet"))
    found = {}
    for kind in kinds:
        kept = retention.get(kind)
        latest = before if kept is None else now - kept if before is None else min(before, now - kept)
        if latest is not None:
            found[kind] = latest
    return found


def check_purged(item: Interaction, name: str, *, in_open_incident: bool) -> None:
    """Refuse to empty the words of an item that is still worked on."""
    if item.state not in ENDED:
        raise refused(msg("{id} is open: answer or close it first"), id=name)
    if in_open_incident:
        raise refused(msg("{id} belongs to an open incident: its words are evidence"), id=name)
