"""The beat of the one clock, slower while another window has the keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App

BEAT = 0.25
"""Seconds between two looks at the clock and at what other seats have written."""
SLOW_BEAT = 1.0
"""The same while nobody can type here: seconds still pass on the screen, and alarms still come."""


class Beats:
    """Calls ``beat`` for as long as the application runs."""

    def __init__(self, app: App[Any], beat: Callable[[], None]) -> None:
        self.quick = app.set_interval(BEAT, beat)
        self.slow = app.set_interval(SLOW_BEAT, beat, pause=True)
        self._beat = beat
        app.watch(app, "app_focus", self._follow, init=False)

    def _follow(self, focus: bool) -> None:
        """Beat as fast as somebody here needs it; once they are back, at once."""
        waits, goes = (self.slow, self.quick) if focus else (self.quick, self.slow)
        waits.pause()
        goes.resume()
        if focus:
            self._beat()
