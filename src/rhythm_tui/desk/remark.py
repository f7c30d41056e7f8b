"""What the guard says to a reply."""

from __future__ import annotations

from typing import NamedTuple


class Remark(NamedTuple):
    """Something the guard found in a reply, at ``text[start:end]``; explained in the operator's language."""

    severity: str
    """``red`` or ``amber``."""
    word: str
    """The entry of the word list, or the name of what was found by its form."""
    category: str
    why: str
    citation: str
    start: int
    end: int
