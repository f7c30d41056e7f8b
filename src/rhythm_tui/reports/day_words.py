"""Words for the days of the calendar and of the week."""

from __future__ import annotations

from rhythm_tui.domain.text import clean
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.i18n import _, language


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


def date(now: int, vocabulary: Vocabulary) -> str:
    """Return the date and weekday as the operator's language writes them."""
    local = vocabulary.local(now)
    weekday = weekday_names()[local.weekday()]
    if language() == "zh":
        return f"{local.month}月{local.day}日 {weekday}"
    return f"{weekday} {local.day} {local.strftime('%b')}"
