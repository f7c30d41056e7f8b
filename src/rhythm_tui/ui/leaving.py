"""Leaving without a key: the terminal's window was closed, or the machine is being shut down.

What is being typed is kept as it is by the key. A program whose terminal has gone would otherwise go on for
ever where nobody sees it, holding its seat.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys

from textual.app import App

_LOOK_S = 2.0
"""Seconds between two looks whether the terminal is there; not every one sends a signal when it goes."""


def leave_with_the_terminal(app: App[None]) -> None:
    """Leave once the terminal has gone or the system asks; on a real terminal of POSIX alone."""
    if app.is_headless or os.name == "nt":
        return

    def leave() -> None:
        app.run_worker(app.action_quit(), exit_on_error=False)

    for asked in (signal.SIGHUP, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(asked, leave)
    app.set_interval(_LOOK_S, lambda: leave() if _gone() else None)


def _gone() -> bool:
    """Return whether the terminal behind standard input has been taken away."""
    looked = select.poll()
    looked.register(sys.__stdin__.fileno(), 0)  # type: ignore[union-attr]
    return any(what & select.POLLHUP for _handle, what in looked.poll(0))
