"""The inbox folder beside the screen: looked at on a thread of its own, told of in the footer."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from threading import Event
from typing import TYPE_CHECKING

from rhythm_tui.domain import system
from rhythm_tui.i18n import say
from rhythm_tui.ui.doors import InboxDoor
from rhythm_tui.ui.wording import Line, Piece, piece

if TYPE_CHECKING:
    from rhythm_tui.domain.progress import Progress
    from rhythm_tui.intake.inbox import Arrival
    from rhythm_tui.intake.taking import Show

LOOK_S = 2.0
"""Seconds between two looks into the folder."""
_TELL_S = 1.0
"""Seconds before, and between, two lines on how far a file is."""


class InboxWatch:
    """Looks into the folder, one look at a time."""

    def __init__(self, door: InboxDoor, way_back: Callable[[], str], tell: Callable[[Line], None]) -> None:
        self._door = door
        self._way_back = way_back
        self._tell = tell
        self._stop = Event()
        self._looking = False
        self._trouble = ""

    def stop(self) -> None:
        """Give up what is being taken in: nothing of it stays, and the file is there for the next start."""
        self._stop.set()

    async def look(self) -> None:
        """Take what has come; say what became of it."""
        if self._looking or self._stop.is_set():
            return
        self._looking = True
        try:
            arrivals = await asyncio.to_thread(self._door.look, self._shower())
            self._trouble = ""
        except OSError as error:
            self._say_once(say("inbox: {reason}", reason=system.why(error)))
        else:
            if arrivals:
                self._tell((self._told(arrivals[0]) if len(arrivals) == 1 else self._all_told(arrivals),))
        finally:
            self._looking = False

    def _say_once(self, trouble: str) -> None:
        if trouble != self._trouble:
            self._trouble = trouble
            self._tell((piece(trouble, "late"),))

    def _told(self, one: Arrival) -> Piece:
        if one.taken is None:
            return piece(say("inbox: {told}", told=one.told), "muted" if one.fate == "known" else "late")
        told = say("inbox: {told} - {key} takes it back", told=one.told, key=self._way_back())
        return piece(told, "soon" if one.taken.counts.rejected else "ok")

    def _all_told(self, arrivals: Sequence[Arrival]) -> Piece:
        """Say of several files in one line: each line would take the place of the one before."""
        from rhythm_tui.intake.outcome import together_words

        taken = [one.taken.counts for one in arrivals if one.taken is not None]
        known = sum(one.fate == "known" for one in arrivals)
        refused = len(arrivals) - len(taken) - known
        told = together_words(taken, known, refused)
        line = (
            say("inbox: {told} - {key} takes the last back", told=told, key=self._way_back())
            if taken
            else say("inbox: {told}", told=told)
        )
        partly = any(one.rejected for one in taken)
        return piece(line, "late" if refused else "soon" if partly else "ok" if taken else "muted")

    def _shower(self) -> Show:
        """Return what is called after every chunk, on the thread of the look."""
        from rhythm_tui.intake.taking import GivenUp

        loop, last = asyncio.get_running_loop(), time.monotonic()

        def show(now: Progress) -> None:
            nonlocal last
            if self._stop.is_set():
                raise GivenUp
            if time.monotonic() - last > _TELL_S:
                last = time.monotonic()
                loop.call_soon_threadsafe(self._show, now)

        return show

    def _show(self, now: Progress) -> None:
        from rhythm_tui.reports.progress import progress_words

        self._tell((piece(say("inbox: {told}", told=progress_words(now)), "soft"),))
