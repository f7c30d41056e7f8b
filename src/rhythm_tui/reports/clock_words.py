"""Words about the clock of the machine, and how a time is shown that a clock in doubt has told."""

from __future__ import annotations

from rhythm_tui.i18n import _


def clock_verbs() -> dict[str, str]:
    """Return what the journal tells of the clock."""
    return {
        "clock.note": _("clock looked at"),
        "clock.step": _("the computer's clock was set"),
        "clock.reboot": _("the computer was started"),
        "clock.sleep": _("the computer slept"),
        "clock.zone": _("the computer's time zone was set"),
        "clock.sure": _("clock compared: it is right"),
    }


def doubted(time: str, *, doubt: bool) -> str:
    """Return a time as it is shown: one that a clock in doubt has told is ``13?49?35``."""
    return time.replace(":", "?") if doubt else time


def utc(minutes: int) -> str:
    """Return a time zone as ``UTC+8`` or ``UTC-3:30``."""
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02d}" if rest else "")
