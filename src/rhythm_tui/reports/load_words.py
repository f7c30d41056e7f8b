"""The words of the load of a desk: steps of time, weekdays, shares."""

from __future__ import annotations

from itertools import pairwise

from rhythm_tui.domain.deadlines import HOUR, MINUTE
from rhythm_tui.domain.load import SPANS, Speed
from rhythm_tui.i18n import _, say

GOLDEN = (2 * HOUR, 4 * HOUR)
"""The two times that answers are measured by (RHYTHM 13 and 14)."""


def step_names() -> tuple[str, ...]:
    """Return what the steps of the distribution are called: ``to 15 min``, ``1-2 h``, ``over 24 h``."""
    named = [
        say("{first}-{last} min", first=first // MINUTE, last=last // MINUTE)
        if last <= HOUR
        else say("{first}-{last} h", first=first // HOUR, last=last // HOUR)
        for first, last in pairwise(SPANS)
    ]
    return (say("to {n} min", n=SPANS[0] // MINUTE), *named, say("over {n} h", n=SPANS[-1] // HOUR))


def share(part: int, whole: int) -> str:
    """Return a share in per cent; a dash where there is nothing to take it of."""
    return say("{share} %", share=round(100 * part / whole)) if whole else "-"


def speed_words(one: Speed) -> str:
    """Return in a sentence how fast answers were."""
    if not one.answered:
        return _("Nothing was answered yet.")
    two, four = (one.within(span) for span in GOLDEN)
    return say(
        "Answers: {n}; {two} within 2 h ({two_share}), {four} within 4 h ({four_share}).",
        n=one.answered,
        two=two,
        two_share=share(two, one.answered),
        four=four,
        four_share=share(four, one.answered),
    )
