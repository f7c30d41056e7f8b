"""Words for the rhythm of a plan: the four ways to lose it, and what each cause of it says (RHYTHM 7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rhythm_tui.domain.losses import Loss
from rhythm_tui.domain.rhythm import Tally
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.i18n import _, language, ngettext, say

if TYPE_CHECKING:
    from rhythm_tui.domain.losses import Kind


def kind_name(kind: Kind) -> str:
    """Return what a way to lose the rhythm is called."""
    return {
        "too_fast": _("too fast"),
        "too_slow": _("too slow"),
        "erratic": _("erratic"),
        "disordered_interaction": _("disordered"),
    }[kind]


def loss_text(loss: Loss, words: Vocabulary) -> str:
    """Return a cause of a lost rhythm in words, with the numbers behind it."""
    templates = {
        "unreviewed": _("{subject} goes out in {n} min and is not signed off"),
        "collision": _("{subject} is {n} min from {other}, less than {limit}"),
        "over_cap": _("{platform}: {n} in a day, at most {limit}")
        if loss.per == "day"
        else _("{platform}: {n} in a week, at most {limit}"),
        "day_unanswered": ngettext(
            "{name} in {n} day: no topical slot", "{name} in {n} days: no topical slot", loss.number
        )
        if loss.number
        else _("{name} is on: no topical slot"),
        "under_least": _("{platform}: {n} today, at least {limit}")
        if loss.per == "day"
        else _("{platform}: {n} this week, at least {limit}"),
        "jumps": _("{platform}: department and tier change {n} times in a row"),
        "neglected": ngettext("{n} item silent for over 24 h", "{n} items silent for over 24 h", loss.number),
        "brush_off": ngettext(
            "{n} reply of the last day sends people away",
            "{n} replies of the last day send people away",
            loss.number,
        ),
    }
    return templates[loss.code].format(
        subject=loss.subject,
        n=loss.number,
        other=loss.other,
        limit=loss.limit,
        platform=words.platform(loss.other) if loss.other else "",
        name=loss.day.name(language()) if loss.day else "",
    )


def tally_text(tally: Tally) -> str:
    """Return how many are out, how many more are planned, and how many are wanted: ``1+1 of 1-2``."""
    count = f"{tally.done}+{tally.planned}"
    if tally.most is None:
        return count
    bounds = f"{tally.least}-{tally.most}" if tally.least != tally.most else f"{tally.most}"
    return say("{count} of {bounds}", count=count, bounds=bounds)
