"""What the words and the neighbours of a slot give cause to warn of (RHYTHM.md 3, 4 and 12)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from rhythm_tui.domain.text import clean


def run_of(form: str, before: Sequence[str]) -> int:
    """Return how many posts of one form in a row ``form`` would make; ``before`` is the latest last."""
    return 1 + sum(1 for _ in takewhile(form.__eq__, reversed(before)))


def outside(length_s: int, bounds: tuple[int, int]) -> bool:
    """Return whether a length lies outside the bounds of its depth, in seconds (RHYTHM 4)."""
    return not bounds[0] <= length_s <= bounds[1]


def same_words(one: str, other: str) -> bool:
    """Return whether two texts read the same: blanks and line breaks that a platform adds change no word."""
    return _bare(one) == _bare(other)


def _bare(text: str) -> str:
    return "".join(clean(text).plain.split())
