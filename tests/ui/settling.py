"""When a desk in a test has come to rest: told by what is still to be done, not by how long nothing was.

Textual's pilot sleeps a fiftieth of a second at a time until the process computes little. Here the messages,
the threads and the layouts that are on their way are run to their end, which takes as long as they take.
"""

from __future__ import annotations

import asyncio
from time import process_time
from typing import Any

from textual._context import active_app
from textual.app import App
from textual.screen import Screen

_ROUNDS = 10_000
"""Turns of the loop in which what feeds itself without end is left to itself."""
_LOOK = 0.02
"""Seconds between two looks at a thread; one that computed next to nothing meanwhile waits for the test."""

_AT_WORK: set[asyncio.Future[Any]] = set()


def watch_threads() -> None:
    """From now on know what the running loop has given to threads."""
    loop = asyncio.get_running_loop()
    _AT_WORK.clear()
    give: Any = loop.run_in_executor

    def given(*work: Any) -> asyncio.Future[Any]:
        future: asyncio.Future[Any] = give(*work)
        _AT_WORK.add(future)
        future.add_done_callback(_AT_WORK.discard)
        return future

    loop.run_in_executor = given  # type: ignore[method-assign]


async def settled(min_sleep: float = 0, max_sleep: float = 1) -> None:
    """Return once nothing that was set off is on its way; instead of ``textual._wait.wait_for_idle``."""
    app = active_app.get()
    for _ in range(_ROUNDS):
        await _drained()
        if app._resize_event is not None:
            await asyncio.sleep(_LOOK / 4)  # Textual follows a new size at a pace of its own
        elif await _held():
            stirring = [one for one in shown(app) if stirs(one)] if app._running else []
            if not stirring:
                return
            for screen in stirring:
                screen._on_timer_update()


def shown(app: App[Any]) -> list[Screen[Any]]:
    """The screens that are seen, the one on top last."""
    return [*app._background_screens, app.screen]


def stirs(screen: Screen[Any]) -> bool:
    """Say whether a screen has something to lay out, to paint or to call behind that.

    One that lies under a dialog wants itself painted anew each time it was.
    """
    return bool(
        screen._layout_required
        or screen._scroll_required
        or (screen._repaint_required and screen is screen.app.screen)
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )


async def _drained() -> None:
    """Let everything run that can."""
    ready: Any = asyncio.get_running_loop()
    for _ in range(_ROUNDS):
        await asyncio.sleep(0)
        if not ready._ready:
            return


async def _held() -> bool:
    """Wait for the threads; true when there is none, or none that does not wait for the test itself."""
    if not _AT_WORK:
        return True
    before = process_time()
    done, _ = await asyncio.wait(_AT_WORK, timeout=_LOOK, return_when=asyncio.FIRST_COMPLETED)
    return not done and process_time() - before < _LOOK / 20
