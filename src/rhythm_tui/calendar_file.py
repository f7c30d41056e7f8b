"""The calendar out of its files: ``data/days.toml`` and, where there is one, the user's own ``days.toml``."""

from __future__ import annotations

import os
from datetime import date

from rhythm_tui import __version__, kept, places
from rhythm_tui.domain.day import Day
from rhythm_tui.settings import BadSetting, read_text, read_toml

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rhythm_tui.domain.days import Calendar


def calendar() -> Calendar:
    """Return the calendar.

    Raises ``BadSetting`` naming the file and the entry.
    """
    from rhythm_tui.domain.day_tables import BadDays, read_days

    written, path = _calendar_files()
    try:
        return read_days(read_toml(written), read_toml(path) if os.path.isfile(path) else {})
    except BadDays as error:
        raise BadSetting(f"{path}: {error}") from error


def days_asking(first: date, last: date) -> tuple[Day, ...]:
    """Return the days of the calendar between two that ask for a tier-3 slot (RHYTHM 6).

    A status bar asks all day long: what is found is kept with the texts it was found in. Raises
    ``BadSetting`` as ``calendar`` does.
    """
    texts = [read_text(path) for path in _calendar_files() if os.path.isfile(path)]
    wanted = "\n".join([__version__, first.isoformat(), last.isoformat(), *texts])
    cache = places.own("cache")
    known = kept.tables(cache, "asking", wanted)
    if known is None:
        known = {"days": [day.as_plain() for day in calendar().asking(first, last)]}
        kept.keep(cache, "asking", wanted, known)
    return tuple(Day.of_plain(day) for day in known["days"])


def _calendar_files() -> tuple[str, str]:
    """Return where the calendar stands, and the user's own."""
    return os.path.join(places.shipped(), "days.toml"), os.path.join(places.own("config"), "days.toml")
