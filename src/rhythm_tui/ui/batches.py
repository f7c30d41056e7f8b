"""What was done to many things at once: it is taken back, and done again, together."""

from __future__ import annotations

from collections.abc import Iterable


class Batches:
    """The journal lines of each such deed, as long as the desk is open."""

    def __init__(self) -> None:
        self._of: dict[int, tuple[int, ...]] = {}

    def add(self, seqs: Iterable[int]) -> None:
        """Have some journal lines count as one."""
        every = tuple(seqs)
        if len(every) > 1:
            self._of |= dict.fromkeys(every, every)

    def of(self, seq: int) -> tuple[int, ...]:
        """Return the lines that were written together with one, itself among them."""
        return self._of.get(seq, (seq,))
