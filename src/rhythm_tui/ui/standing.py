"""What stands in a line over the desk as long as it is so."""

from __future__ import annotations

from collections.abc import Sequence

from rhythm_tui.clock import Clock
from rhythm_tui.desk.errors import DeskUnusable
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.i18n import _, say
from rhythm_tui.ui.pieces import BLANK, Line, piece


class Wrong(NamedTuple):
    """A setting of the operator's that cannot be; the desk is open with the default in its place."""

    entry: str
    """The entry it is, where choosing anew on the desk mends it; else empty."""
    told: str
    """What is wrong, and what may be."""


def wrong_line(wrong: Sequence[Wrong]) -> Line:
    """Return the first setting that cannot be, and how many others."""
    if not wrong:
        return BLANK
    others = len(wrong) - 1
    more = say("{n} more: {command}", n=others, command="rhythm-tui doctor") if others else ""
    return (piece(f" {wrong[0].told}  {more}".rstrip(), "soon-bold"),)


def barred_line(barred: DeskUnusable | None) -> Line:
    """Return why nothing can be written."""
    if barred is None:
        return BLANK
    why = say(barred.template, **barred.values)
    return (piece(f" {_('READ ONLY')} ", "late-block"), piece(f"  {why}  ", "late-bold"))


def alarm_line(alarm: str) -> Line:
    """Return an alarm that may have made no sound."""
    if not alarm:
        return BLANK
    return (piece(f" {_('ALARM')} ", "late-block"), piece(f"  {alarm}  ", "late-bold"))


def clock_line(clock: Clock) -> Line:
    """Return that the clock is a simulated one, and how fast it runs."""
    if not clock.simulated:
        return BLANK
    speed = _("stands still") if clock.speed == 0 else say("runs at {speed}x", speed=f"{clock.speed:g}")
    return (piece(f" {_('SIMULATED CLOCK')} ", "soon-block"), piece(f"  {speed}", "soon"))
