"""How Textual takes over a terminal on which the first page stands already: without clearing it."""

from __future__ import annotations

from collections.abc import Callable

from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver

_ALTERNATE_SCREEN = "\x1b[?1049h"
"""Enters the alternate screen, and clears it even where it is shown."""


def taking_over(take: Callable[[], bool]) -> type[Driver]:
    """Return a driver that asks ``take`` for the terminal: true where the alternate screen is shown."""

    class TakingOver(LinuxDriver):
        """Textual's own, but for its first step."""

        def write(self, data: str) -> None:
            if data != _ALTERNATE_SCREEN or not take():
                super().write(data)

    return TakingOver
