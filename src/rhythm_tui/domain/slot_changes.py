"""What becomes of a publishing slot between its plan and its hour: edited, moved, copied, ticked, dropped.

Pure decisions over frozen values (RHYTHM.md 5, 10 and 12). Instants are milliseconds UTC.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rhythm_tui.domain.refusal import invalid, msg, refused
from rhythm_tui.domain.slots import (
    OPEN,
    SignOff,
    Slot,
    State,
    Tick,
    missed_by,
    reviewed,
    wall_time,
    words_hash,
)
from rhythm_tui.domain.text import clean

_ALIVE = (*OPEN, "held")
"""The states in which a slot may still be worked on."""
_NEEDED = ("platform", "title", "tier", "form", "emergency")
"""What a slot always has: these are changed and never cleared."""
_COPIED = (
    "title", "tier", "form", "audience", "department", "emergency", "statement", "script", "digest",
    "sub_form", "depth", "length_s", "tags", "series", "goal", "story",
)  # fmt: skip
"""What a copy takes along; its campaign, repeat, sign-offs and ticks stay with the slot it was made from."""


def check_alive(slot: Slot) -> None:
    """Refuse a slot that went out, was dropped or taken back: nothing of it is changed any more."""
    if slot.state not in _ALIVE:
        raise refused(msg("a slot that is {state} is not changed any more"), state=slot.state)


def edit(
    slot: Slot,
    given: tuple[SignOff, ...],
    changes: Mapping[str, Any],
    operator: str,
    required: Mapping[bool, tuple[str, ...]],
) -> Slot:
    """Change columns of a slot; changed words make sign-offs lapse and the operator one of its authors.

    ``required`` is the roles that sign a slot off, of an emergency and of none (RHYTHM 5).
    """
    check_alive(slot)
    if cleared := next((name for name in _NEEDED if name in changes and changes[name] is None), None):
        raise invalid(cleared, msg("a slot always has this: change it, it cannot be cleared"))
    if slot.statement is not None and changes.get("emergency") is False:
        raise invalid("emergency", msg("it brings a public statement: that needs the double review"))
    after = slot.model_copy(update=dict(changes))
    if after == slot:
        raise refused(msg("it is so already"))
    if words_hash(after) == words_hash(slot):
        return after
    if operator not in slot.authors:
        editors = sorted((*slot.editors.splitlines(), operator))
        after = after.model_copy(update={"editors": "\n".join(editors)})
    return _standing(after, reviewed(after, given, required[after.emergency]))


def _standing(slot: Slot, state: State) -> Slot:
    """Return a slot in the state its sign-offs give it; a held one takes it when it is released."""
    return slot.model_copy(update={"held_from" if slot.state == "held" else "state": state})


def move(slot: Slot, at: int, zone: str, now: int, grace: int) -> Slot:
    """Move a slot to a time that is still ahead; it keeps the first one, and a miss (RHYTHM 10 and 12)."""
    if slot.state not in OPEN:
        raise refused(msg("a slot that is {state} is not moved"), state=slot.state)
    if at == slot.at:
        raise refused(msg("it is so already"))
    if at <= now:
        raise invalid("at", msg("this time has passed"))
    return slot.model_copy(
        update={
            "at": at,
            "wall": wall_time(at, zone),
            "zone": zone,
            "first_at": slot.at if slot.first_at is None else slot.first_at,
            "missed_s": missed_by(slot, now, grace),
        }
    )


def copied(slot: Slot) -> dict[str, Any]:
    """Return the columns a copy of a slot takes along; refuse one that was taken back."""
    if slot.state == "withdrawn":
        raise refused(msg("this was taken back"))
    return {name: getattr(slot, name) for name in _COPIED}


def writers(slot: Slot, operator: str) -> str:
    """Return the editors of a copy that ``operator`` makes: whoever wrote the words signs no copy either."""
    return "\n".join(sorted(set(slot.authors) - {operator}))


def drop(slot: Slot, reason: int, now: int, grace: int) -> Slot:
    """Give a slot up; an incident that held it holds it no more, and a miss is kept (RHYTHM 12)."""
    check_alive(slot)
    return slot.model_copy(
        update={
            "state": "dropped",
            "drop_reason": reason,
            "missed_s": missed_by(slot, now, grace),
            "held_for": None,
            "held_from": None,
        }
    )


def compare(slot: Slot, live: int, differs: bool) -> Slot:
    """Keep what stands in public of a slot that has gone out, and whether it is not as approved (RHYTHM 12).

    ``live`` is the content that holds it; what was compared last is what counts.
    """
    if slot.state != "published":
        raise refused(msg("a slot that is {state} does not stand in public"), state=slot.state)
    return slot.model_copy(update={"live": live, "differs": differs})


def tick(slot: Slot, lines: Iterable[str], ticks: Iterable[Tick], line: str, operator: str, now: int) -> Tick:
    """Tick a line of the slot's checklist (RHYTHM 12)."""
    check_alive(slot)
    if line not in lines:
        raise invalid("line", msg("{line} does not stand on the checklist of this slot"), line=line)
    if (done := _ticked(ticks, line)) is not None:
        raise refused(msg("{who} has ticked this already"), who=done.operator)
    return Tick(slot=slot.n, line=line, at=now, operator=operator)


def untick(slot: Slot, ticks: Iterable[Tick], line: str) -> tuple[Tick, Tick]:
    """Take the tick off a line: return it as it stands and as it will."""
    check_alive(slot)
    done = _ticked(ticks, line)
    if done is None:
        raise invalid("line", msg("{line} is not ticked"), line=line)
    return done, done.model_copy(update={"withdrawn": True})


def _ticked(ticks: Iterable[Tick], line: str) -> Tick | None:
    return next((one for one in ticks if one.line == line and not one.withdrawn), None)


def tag_line(tags: Iterable[str]) -> str:
    """Return hashtags as a slot keeps them: each once, with its mark, with a blank between two."""
    bare = ("".join(clean(tag).plain.lstrip("#\uff03").split()) for tag in tags)
    return " ".join(dict.fromkeys(f"#{tag}" for tag in bare if tag))
