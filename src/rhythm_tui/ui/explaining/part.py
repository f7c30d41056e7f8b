"""One thing that is explained."""

from __future__ import annotations

from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.ui.wording import Words


class Part(NamedTuple):
    """A word or number that stands on the screen, and what it means."""

    term: Words
    told: Words
    style: str = "key"
