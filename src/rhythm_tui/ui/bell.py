"""The bell: how often it rings is the operator's wish; where it is silent the screen says the same."""

from __future__ import annotations

from typing import Any

from textual.app import App

BELLS = ("off", "once", "every")
"""Never; for the first alarm, then not until a key is pressed; at every alarm."""
_BETWEEN = 0.4
"""Seconds between two strokes."""


class Bell:
    """Rings as often as is wanted."""

    def __init__(self, app: App[Any], wish: str) -> None:
        self._app = app
        self.wish = wish
        """One of ``BELLS``."""
        self._rung = False

    @property
    def may_be_silent(self) -> bool:
        """Whether an alarm may go by without a sound: the screen has to keep it then."""
        return self.wish != "every"

    def present(self) -> None:
        """Take note that somebody is at the desk."""
        self._rung = False

    def ring(self, strokes: int = 1) -> None:
        """Ring, with so many strokes where every alarm rings."""
        if self.wish == "off" or (self.wish == "once" and self._rung):
            return
        self._rung = True
        self._app.bell()
        for stroke in range(1, strokes if self.wish == "every" else 1):
            self._app.set_timer(stroke * _BETWEEN, self._app.bell)
