"""One thing that is explained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.ui.wording import Words


class Part(NamedTuple):
    """A word or number that stands on the screen, and what it means."""

    term: Words
    told: Words
    style: str = "key"


def key_parts(offered: Iterable[tuple[str, str, str]]) -> Iterator[Part]:
    """Yield the keys of a dialog, each with what it says."""
    return (Part(key, does, "focus") for key, does, _action in offered)
