"""How far a long piece of work is: its share, its pace, the time that is left."""

from __future__ import annotations

from rhythm_tui.domain.named import NamedTuple


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
    left = round(took_s * (1 - share) / share) if share > 0 else None
    return Progress(done, share, round(done / took_s), left)
