"""What the guard says to a reply."""

from __future__ import annotations

from rhythm_tui.domain.named import NamedTuple


class Remark(NamedTuple):
    """Something the guard found in a reply, at ``text[start:end]``; explained in the operator's language."""

    severity: str
    """``red`` or ``amber``."""
    word: str
    """The words of the reply it is about, or the name of a rule that speaks of the whole."""
    category: str
    why: str
    citation: str
    start: int
    end: int
