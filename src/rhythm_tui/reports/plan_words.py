"""Words for the plan behind the slots: what screens and the command line say alike."""

from __future__ import annotations

from collections.abc import Sequence

from rhythm_tui.domain.recurrence import WEEKDAYS
from rhythm_tui.i18n import _
from rhythm_tui.reports.day_words import weekday_names


def plan_verbs() -> dict[str, str]:
    """Return the names of what is done to the plan."""
    return {
        "slot.plan_many": _("plan taken in from a file"),
        "campaign.lay": _("campaign laid"),
        "campaign.move": _("campaign moved"),
        "campaign.drop": _("campaign dropped"),
        "repeat.add": _("recurring slot added"),
        "repeat.lay": _("recurring slots laid"),
        "repeat.drop": _("recurring slot dropped"),
        "day.add": _("own day added"),
        "day.drop": _("own day dropped"),
    }


def weekdays(days: Sequence[str]) -> str:
    """Return weekdays ``mon`` to ``sun`` in words."""
    if len(days) == len(WEEKDAYS):
        return _("daily")
    return " ".join(weekday_names()[WEEKDAYS.index(one)] for one in days)
