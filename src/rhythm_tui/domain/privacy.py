"""How long words of and about people are kept (RHYTHM.md, law and privacy)."""

from __future__ import annotations

from collections.abc import Mapping

from rhythm_tui.domain.refusal import Refusal, invalid, msg, refused

ITEMS = ("comment", "message", "live")
"""Kinds of interaction."""
BESIDES = ("story", "incident", "handover", "task", "slot")
"""Nouns besides that may have a retention of their own; a task of an incident goes with that."""


def cutoffs(retention: Mapping[str, int], before: int | None, now: int) -> dict[str, int]:
    """Return, by kind, the instant (ms UTC) before which a thing has to have ended for its words to go.

    ``retention`` is how long the words of a kind are kept, in ms. ``before`` narrows what goes: it never
    reaches into the time for which the playbook keeps a kind. A kind without a retention is kept for good;
    one of interaction goes where ``before`` asks for it.
    """
    if before is not None and before > now:
        raise invalid("before", msg("this time has not come yet"))
    found = {}
    for kind in (*ITEMS, *BESIDES):
        kept = retention.get(kind)
        if kept is not None:
            found[kind] = now - kept if before is None else min(before, now - kept)
        elif before is not None and kind in ITEMS:
            found[kind] = before
    return found


class NothingLeft(Refusal):
    """Nothing that was asked for has words: they may still stand where a purge of before could not clear."""

    def __init__(self, template: str) -> None:
        super().__init__("refused", template)


def still_wanted(name: str, *, in_open_incident: bool) -> Refusal:
    """Build the refusal to empty the words of what is still worked on."""
    if in_open_incident:
        return refused(msg("{id} belongs to an open incident: its words are evidence"), id=name)
    return refused(msg("{id} is still worked on: its words go once it has ended"), id=name)
