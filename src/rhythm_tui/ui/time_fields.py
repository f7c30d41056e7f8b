"""Fields for a time: of ``14:05`` the day is found, and said where it is not today."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from rhythm_tui.domain.aliases import HALF_WIDTH
from rhythm_tui.i18n import _, say
from rhythm_tui.ui.fields import Field
from rhythm_tui.ui.seat import Seat

Convert = Callable[[str], object]
"""Makes a command's time of what was typed."""
_SLIP = timedelta(hours=2)
"""So much ahead a time is a slip of the fingers or of a clock; further ahead it was yesterday's."""
_DAY = timedelta(days=1)


def time_field(seat: Seat, name: str, label: str, hint: str = "") -> Field:
    """Return a field for an instant that has passed; empty means now, where no other hint says so."""
    return passed(seat, Field(name, label, hint=hint or _("HH:MM; empty: now")))


def passed(seat: Seat, field: Field) -> Field:
    """Return a field as one for an instant that has passed."""
    convert = wall_time(seat, past=True)

    def told(typed: str) -> str:
        moment, now = _moment(seat, typed, convert), seat.vocabulary.local(seat.now())
        if moment is None or not now < moment <= now + _SLIP:
            return _day(seat, moment)
        return say("still to come; for yesterday write {time}", time=f"{moment - _DAY:%Y-%m-%d %H:%M}")

    return replace(field, convert=convert, describe=told, tone="soon")


def coming(seat: Seat, field: Field, convert: Convert | None = None) -> Field:
    """Return a field as one for a time to come, which ``convert`` makes where it is not a time alone."""
    made = convert or wall_time(seat, past=False)
    return replace(
        field, convert=made, describe=lambda typed: _day(seat, _moment(seat, typed, made)), tone="soon"
    )


def wall_time(seat: Seat, *, past: bool) -> Convert:
    """Return what makes a command's time of ``14:05``: the last one that was, or the next one to come.

    A time that has passed and lies ahead by less than two hours stays today's: the desk refuses it.
    """

    def convert(typed: str) -> object:
        written = typed.translate(HALF_WIDTH).strip()
        now = seat.vocabulary.local(seat.now())
        try:
            clock = datetime.strptime(written, "%H:%M")  # noqa: DTZ007 - wall time, joined to the local day below
        except ValueError:
            return written
        moment = now.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
        if past and moment > now + _SLIP:
            moment -= _DAY
        elif not past and moment < now:
            moment += _DAY
        return moment.replace(tzinfo=None).isoformat(timespec="seconds")

    return convert


def _moment(seat: Seat, typed: str, convert: Convert) -> datetime | None:
    """Return the local time that is made of what was typed; None for what is none of our time."""
    made, zone = convert(typed) if typed.strip() else None, seat.vocabulary.zone
    try:
        if isinstance(made, int):
            return seat.vocabulary.local(made)
        moment = datetime.fromisoformat(str(made))
        return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)
    except (ValueError, OverflowError, OSError):
        return None


def _day(seat: Seat, moment: datetime | None) -> str:
    """Return in words on which day a time lies; nothing for today."""
    away = (moment.date() - seat.vocabulary.local(seat.now()).date()).days if moment else 0
    if moment is None or away == 0:
        return ""
    template = {-1: _("yesterday, {time}"), 1: _("tomorrow, {time}")}.get(away, "{time}")
    return template.format(time=f"{moment:%m-%d %H:%M}" if abs(away) == 1 else f"{moment:%Y-%m-%d %H:%M}")
