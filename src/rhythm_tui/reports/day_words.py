"""Words for the days of the calendar and of the week."""

from __future__ import annotations

from rhythm_tui.domain.text import clean
from rhythm_tui.i18n import _


def day_kind(kind: str) -> str:
    """Return the kind of a day of the calendar (RHYTHM 6)."""
    return {
        "health": _("health day"),
        "own": _("own day"),
        "holiday": _("days off"),
        "workday": _("workday"),
        "lunar": _("feast"),
        "term": _("solar term"),
        "season": _("season"),
    }.get(kind, kind)


def day_source(source: str) -> str:
    """Return where a day of the calendar is known from, or what a hospital wrote there."""
    return {
        "list": _("published list"),
        "brief": _("project brief"),
        "general": _("check first"),
        "computed": _("computed"),
        "notice": _("official notice"),
        "estimate": _("not announced yet"),
    }.get(source, clean(source).plain)


def weekday_names() -> tuple[str, ...]:
    """Return the names of the days of the week, Monday first."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
