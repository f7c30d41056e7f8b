"""Ids as the operator sees them: a letter for the noun and a number. Standard library only."""

from __future__ import annotations

from rhythm_tui.domain.refusal import Refusal, msg
from rhythm_tui.domain.text import clean

INTERACTION = "q"
SLOT = "s"
INCIDENT = "i"
BATCH = "b"
TASK = "t"
STATEMENT = "d"
NOTIFICATION = "m"
LESSON = "l"
OPERATOR = "o"
ROSTER = "r"
SHIFT = "w"
HANDOVER = "h"
CAMPAIGN = "c"
REPEAT = "e"
IDEA = "p"
PLEDGE = "g"
STORY = "u"
OWN_DAY = "y"
PREFIX_OF = {
    "interaction": INTERACTION, "slot": SLOT, "incident": INCIDENT, "batch": BATCH, "task": TASK,
    "statement": STATEMENT, "notification": NOTIFICATION, "lesson": LESSON, "operator": OPERATOR,
    "roster": ROSTER, "shift": SHIFT, "handover": HANDOVER, "campaign": CAMPAIGN, "repeat": REPEAT,
    "idea": IDEA, "pledge": PLEDGE, "story": STORY, "own_day": OWN_DAY,
}  # fmt: skip
"""The letter of each noun that has ids, by its table."""

_DIGITS = 18
"""Of the longest number: it fits into SQLite's integers."""


def name(prefix: str, number: int) -> str:
    """Return the id of a noun's ``number``."""
    return f"{prefix}{number}"


def split(written: str) -> tuple[str, int] | None:
    """Return the letter and number of an id, or None for what has not that form."""
    letter, digits = written[:1], written[1:]
    if not ("a" <= letter <= "z" and digits.isascii() and digits.isdecimal() and len(digits) <= _DIGITS):
        return None
    return None if digits.startswith("0") else (letter, int(digits))


def number(prefix: str, written: str, field: str = "id") -> int:
    """Return the number in an id; an id of any other form is simply unknown (DESIGN, fine print)."""
    found = split(written)
    if found is None or found[0] != prefix:
        raise unknown(written, field)
    return found[1]


def unknown(written: str, field: str = "id") -> Refusal:
    """Build the refusal of an id that names nothing."""
    return Refusal("unknown", msg("there is no {id} on the desk"), field, id=clean(written, limit=60).plain)
