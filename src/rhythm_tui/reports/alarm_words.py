"""Words for what wants attention now (RHYTHM.md 7)."""

from __future__ import annotations

from rhythm_tui.desk.views import Alarm
from rhythm_tui.i18n import ngettext


def alarm_text(alarm: Alarm) -> str:
    """Return an alarm in words (RHYTHM 7)."""
    n = alarm.number
    templates = {
        "clock_doubt": ngettext(
            "the computer's clock is in doubt by {n} min: compare it",
            "the computer's clock is in doubt by {n} min: compare it",
            n,
        ),
        "incident_late": ngettext(
            "{n} incident has run past a timer", "{n} incidents have run past a timer", n
        ),
        "not_told": ngettext("{n} duty is to be told of a timer", "{n} duties are to be told of a timer", n),
        "disordered_interaction": ngettext(
            "{n} item has waited for over 24 h", "{n} items have waited for over 24 h", n
        ),
        "brush_off": ngettext(
            "{n} reply of the last day sends people away",
            "{n} replies of the last day send people away",
            n,
        ),
        "too_fast": ngettext(
            "{n} slot is about to go out without its sign-offs",
            "{n} slots are about to go out without their sign-offs",
            n,
        ),
        "slot_missed": ngettext("{n} slot was missed: decide", "{n} slots were missed: decide", n),
        "flooded": ngettext(
            "too fast: {n} slot too many or too close", "too fast: {n} slots too many or too close", n
        ),
        "too_slow": ngettext(
            "too slow: {n} health day has no topical slot",
            "too slow: {n} health days have no topical slot",
            n,
        ),
        "erratic": ngettext(
            "erratic: {n} row of posts jumps between departments and tiers",
            "erratic: {n} rows of posts jump between departments and tiers",
            n,
        ),
    }
    return templates.get(alarm.code, "{code} {n}").format(n=n, code=alarm.code)
