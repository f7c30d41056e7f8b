"""The calendar out of its files: ``data/days.toml`` and, where there is one, the user's own ``days.toml``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from rhythm_tui import __version__, kept, settings
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
        return read_days(read_toml(written), read_toml(path) if path.is_file() else {})
    except BadDays as error:
        raise BadSetting(f"{path}: {error}") from error


def days_asking(first: date, last: date) -> tuple[Day, ...]:
    """Return the days of the calendar between two that ask for a tier-3 slot (RHYTHM 6).

    A status bar asks all day long: what is found is kept with the texts it was found in. Raises
    ``BadSetting`` as ``calendar`` does.
    """
    texts = [read_text(path) for path in _calendar_files() if path.is_file()]
    wanted = "\n".join([__version__, first.isoformat(), last.isoformat(), *texts])
    known = kept.tables(settings.cache_dir(), "asking", wanted)
    if known is None:
        known = {"days": [day.as_plain() for day in calendar().asking(first, last)]}
        kept.keep(settings.cache_dir(), "asking", wanted, known)
    return tuple(Day.of_plain(day) for day in known["days"])


def _calendar_files() -> tuple[Path, Path]:
    """Return where the calendar stands, and the user's own."""
    return settings.data_dir() / "days.toml", settings.config_dir() / "days.toml"
