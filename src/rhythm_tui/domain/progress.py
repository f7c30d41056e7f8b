"""How far a long piece of work is: its share, its pace, the time that is left."""

from __future__ import annotations

from rhythm_tui.domain.named import NamedTuple

_LEAST = 0.01
"""The share from which on the time that is left can be told."""


class Progress(NamedTuple):
    """Some work under way."""

    done: int
    """Rows behind it; 0 where only the share is known."""
    share: float
    """Of the whole, 0 to 1."""
    per_second: int
    left_s: int | None
    """Seconds to the end at this pace; None while nothing can be told."""


def progress(done: int, share: float, took_s: float) -> Progress:
    """Return how far work is that began ``took_s`` seconds ago."""
    share = min(max(share, 0.0), 1.0)
    if took_s <= 0:
        return Progress(done, share, 0, None)
    left = round(took_s * (1 - share) / share) if share >= _LEAST else None
    return Progress(done, share, round(done / took_s), left)


class Watch:
    """Whoever is told how far long work is; what it raises gives the work up. This one looks at nothing."""

    def step(self, what: str, given_up: str = "") -> None:
        """A part of the work begins, whose share is not known yet.

        ``what`` and ``given_up`` are messages of ``msg``: what is done, and what is said when it is given up
        from here on, where that is not that nothing was changed.
        """

    def share(self, of_all: float) -> None:
        """So much of the part is done, 0 to 1."""

    def rows(self, done: int, of: int) -> None:
        """So many rows of the part are done."""


UNWATCHED = Watch()
