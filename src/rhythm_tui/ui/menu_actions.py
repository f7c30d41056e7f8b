"""Ways to find a command: the menu of a thing, the list of all commands, help with the thing itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from rhythm_tui.i18n import _, say
from rhythm_tui.ui import keys
from rhythm_tui.ui.acting import Registered, Tools, Verbs
from rhythm_tui.ui.filter_actions import FilterActions
from rhythm_tui.ui.keys import Action
from rhythm_tui.ui.recent import Recent
from rhythm_tui.ui.screens.base import Wanted
from rhythm_tui.ui.wording import Line

WhyNot = Callable[[Action, Wanted], str]
"""Why an action cannot be done to a thing as it stands; empty where it can."""


class MenuActions(Registered):
    """Offers commands and has the chosen one done."""

    def __init__(
        self,
        tools: Tools,
        filters: FilterActions,
        why_not: WhyNot,
        run: Callable[[Wanted], Awaitable[None]],
        recent: Recent,
    ) -> None:
        super().__init__(tools)
        self._filters = filters
        self._why_not = why_not
        self._run = run
        self._recent = recent

    @property
    def verbs(self) -> Verbs:
        """What each action of the registry does."""
        return {
            "menu": self._menu,
            "palette": self._palette,
            "help": self._help,
        }

    async def _menu(self, wanted: Wanted) -> None:
        from rhythm_tui.ui.screens.choosing import MenuScreen

        some = [one for one in keys.of_place(wanted.place) if one.menu and not self._why_not(one, wanted)]
        if not some:
            return
        title = say("what to do with {id}", id=wanted.subject) if wanted.subject else _("what to do here")
        chosen = await self._app.push_screen_wait(MenuScreen(title, some, self._keymap))
        if chosen is not None:
            await self._run(replace(wanted, action=chosen))

    async def _palette(self, wanted: Wanted) -> None:
        from rhythm_tui.ui import palette
        from rhythm_tui.ui.screens.choosing import PaletteScreen

        offers = palette.commands(
            wanted.place,
            self._keymap,
            self._recent.ids,
            lambda action: self._now_not(action, wanted),
            past=self._seat.past,
        )
        screen = PaletteScreen(
            _("commands"), [*offers, *self._filters.offers()], lambda typed: palette.things(self._seat, typed)
        )
        chosen = await self._app.push_screen_wait(screen)
        if chosen is None or self._filters.took(chosen):
            return
        if (goal := palette.goal(chosen)) is not None:
            await self._run(replace(wanted, action="open", place=goal.place, subject=goal.id, marks=()))
        else:
            self._recent.chose(chosen)
            await self._run(replace(wanted, action=chosen))

    async def _help(self, wanted: Wanted) -> None:
        """Explain the thing under the cursor, then the keys of its place (F1)."""
        from rhythm_tui.ui.explaining import explained, part_lines
        from rhythm_tui.ui.screens.details import help_lines
        from rhythm_tui.ui.screens.reading import ReadScreen

        def lines(cells: int) -> list[Line]:
            parts = explained(self._seat, wanted.place, wanted.subject, self._seat.now())
            return [*part_lines(parts, cells), *help_lines(self._keymap, wanted.place, cells)]

        title = say("what is {id}", id=wanted.subject) if wanted.subject else _("help")
        await self._app.push_screen_wait(ReadScreen(title, lines))

    def _now_not(self, action: Action, wanted: Wanted) -> str:
        """Return why a command cannot be done now: it needs a thing, or the thing does not stand so."""
        if action.menu and not wanted.subject:
            return _("nothing is selected")
        return "" if wanted.marks else self._why_not(action, wanted)
