"""What was shown once, and need not be shown again."""

from __future__ import annotations

import os

from rhythm_tui import places, settings

_TOUR = "tour"


class SeenOnce:
    """Remembers in the state folder what was shown once."""

    def __init__(self) -> None:
        self._path = os.path.join(places.own("state"), "seen.toml")

    def tour(self) -> bool:
        """Return whether the tour was seen or dismissed; a file that cannot be read says yes."""
        try:
            return os.path.isfile(self._path) and _TOUR in settings.read_toml(self._path)
        except settings.BadSetting:
            return True

    def tour_seen(self) -> None:
        """Remember that it was; where nothing can be written it is offered again another day."""
        try:
            settings.set_toml(self._path, _TOUR, "seen")
        except settings.BadSetting:
            return
