"""The actions of a first day, setting up, the tour, a file brought in, and the first pictures of the load."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rhythm_tui.i18n import _, say, words_of_setting
from rhythm_tui.settings import BadSetting
from rhythm_tui.ui.acting import Registered, Tools, Verbs
from rhythm_tui.ui.screens.base import Wanted
from rhythm_tui.ui.screens.duty import DutyScreen

if TYPE_CHECKING:
    from rhythm_tui.ui.screens.welcome_steps import Answers


class BeginActions(Registered):
    """Does what a desk begins with; each can be done again at any time."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self._answers: Answers | None = None
        """What stands in the guided start, as long as it was not finished."""

    @property
    def verbs(self) -> Verbs:
        """What each action of the registry does."""
        return {
            "setup": self._set_up,
            "import": self._import,
            "tour": self._tour,
            "load": self._load,
        }

    async def _set_up(self, _wanted: Wanted) -> None:
        from rhythm_tui.ui.screens.welcome import WelcomeScreen
        from rhythm_tui.ui.screens.welcome_steps import answers

        setup = self._seat.doors.setup if self._seat.doors else None
        if setup is None:
            self._say(_("this desk is not set up: it is thrown away when you leave it"), "soon")
            return
        try:
            if self._answers is None:
                first = not self._seat.reader.journal(1)
                self._answers = answers(setup.standing(), setup.guessed_zone(), first=first)
        except BadSetting as error:
            self._say(words_of_setting(error), "late")
            return
        wish = await self._app.push_screen_wait(WelcomeScreen(self._seat, setup, self._answers))
        if wish is None:
            self._say(say("set up later: {key}", key=self._keymap.first("setup")), "soon")
        else:
            self._app.exit(wish)

    async def _import(self, _wanted: Wanted) -> None:
        from rhythm_tui.ui.screens.importing import ImportScreen

        doors = self._seat.doors
        if doors is None:
            self._say(_("no file is taken in here"), "soon")
            return
        told = await self._app.push_screen_wait(ImportScreen(self._seat, doors.intake))
        if told is not None:
            self._say(say("{told} - {key} takes it back", told=told, key=self._keymap.first("undo")))

    async def _load(self, _wanted: Wanted) -> None:
        from rhythm_tui.ui.screens.figures import FiguresScreen

        await self._app.push_screen_wait(FiguresScreen(self._seat))

    async def _tour(self, _wanted: Wanted) -> None:
        from rhythm_tui.ui.screens.tour import TourScreen

        duty = self._app.screen
        if not isinstance(duty, DutyScreen):
            self._say(_("the tour is of the duty screen: go back there"), "soon")
            return
        seen = self._seat.doors.seen if self._seat.doors else None
        if seen is not None:
            seen.tour_seen()
        duty.announce(None)
        await self._app.push_screen_wait(TourScreen(duty, self._keymap))
