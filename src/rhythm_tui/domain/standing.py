"""Which lines of a journal stand: one that was taken back does not, until that is taken back in its turn.

Standard library only: the read path uses it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Line = tuple[int, int | None]
"""The number of a journal line, and of the line it takes back."""


def taken_back_by(lines: Iterable[Line]) -> dict[int, int]:
    """Return, for every line that was taken back, the line that did so."""
    return {undoes: seq for seq, undoes in lines if undoes is not None}


def last_link(undone_by: Mapping[int, int], seq: int) -> int:
    """Return the last line of the chain that begins with ``seq``: taken back, done again, and so on."""
    while seq in undone_by:
        seq = undone_by[seq]
    return seq


def stands(undone_by: Mapping[int, int], seq: int) -> bool:
    """Return whether a line is in effect."""
    standing = True
    while seq in undone_by:
        seq, standing = undone_by[seq], not standing
    return standing


def in_the_way(lines: Iterable[Line], seq: int) -> int | None:
    """Return the last line about the same thing for which line ``seq`` cannot be taken back; None: it can.

    A later command that stands is in the way, and so is the doing again of an earlier one.
    """
    later = sorted(line for line in lines if line[0] > seq)
    undone_by = taken_back_by(later)
    first_links = [found for found, undoes in later if undoes is None or undoes < seq]
    return next((found for found in reversed(first_links) if stands(undone_by, found)), None)
