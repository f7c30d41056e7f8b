"""A day of the calendar on its date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rhythm_tui.domain.named import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Day(NamedTuple):
    """One occurrence of a day, or of several days in a row; ``id`` and ``first`` tell it from all others."""

    id: str
    kind: str
    zh: str
    en: str
    first: date
    last: date
    slot: bool
    """Whether it asks for a tier-3 slot while it lasts: without one the rhythm is too slow (RHYTHM 6, 7)."""
    departments: tuple[str, ...] = ()
    """Who can speak on it: a hint."""
    source: str = ""
    """``list``, ``brief``, ``general``, ``computed``; of public holidays ``notice`` or ``estimate``."""

    def name(self, lang: str) -> str:
        """Return its name in ``zh`` or ``en``."""
        return self.zh if lang == "zh" else self.en

    def holds(self, day: date) -> bool:
        """Return whether ``day`` lies in it."""
        return self.first <= day <= self.last

    def as_plain(self) -> tuple[Any, ...]:
        """Return it as values without dates; ``of_plain`` reads them back."""
        return (*self[:4], self.first.toordinal(), self.last.toordinal(), *self[6:])

    @classmethod
    def of_plain(cls, values: Sequence[Any]) -> Day:
        """Return the day of ``as_plain``."""
        return cls._make((*values[:4], *map(date.fromordinal, values[4:6]), *values[6:]))
