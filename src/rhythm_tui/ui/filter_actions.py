"""What the operator does with saved filters: keep the present one, choose one, remove one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rhythm_tui.i18n import chinese, say, words_of_setting
from rhythm_tui.settings import BadSetting
from rhythm_tui.ui.acting import Registered, Verbs
from rhythm_tui.ui.screens.base import DeskScreen, Wanted
from rhythm_tui.ui.wording import Words, piece, safe

if TYPE_CHECKING:
    from rhythm_tui.ui.screens.choosing import Offer

_OFFER = "filter: "
"""What the id of a saved filter begins with, where it is offered beside actions."""


class FilterActions(Registered):
    """Does what concerns saved filters."""

    @property
    def verbs(self) -> Verbs:
        """What each action of the registry does."""
        return {
            "filter-save": self._save,
            "filters": self._choose,
        }

    def offers(self) -> list[Offer]:
        """Return the saved filters for the palette: none, and a notice, where they cannot be read."""
        from rhythm_tui.ui.screens.choosing import Offer

        try:
            saved = self._seat.filters.all()
        except BadSetting as error:
            self._tell((piece(words_of_setting(error), "late"),))
            return []
        return [
            Offer(
                f"{_OFFER}{safe(one.name)}",
                one.name,
                say("filter: {text}", text=safe(one.text)),
                also=("filter", chinese("filter")),
            )
            for one in saved
        ]

    def took(self, chosen: str) -> bool:
        """Narrow the queue by a filter that was offered; return whether ``chosen`` is one."""
        if not chosen.startswith(_OFFER):
            return False
        if found := self._seat.filters.find(chosen.removeprefix(_OFFER)):
            self._narrow(found.text)
        return True

    def _narrow(self, filter: Words) -> None:
        for screen in self._app.screen_stack:
            if isinstance(screen, DeskScreen):
                screen.narrow_by(filter)

    async def _save(self, wanted: Wanted) -> None:
        from rhythm_tui.ui.screens.saved import SaveFilterScreen

        if not wanted.filter.strip():
            key = self._keymap.first("filter")
            self._tell((piece(say("there is no filter to save: type one with {key}", key=key), "soon"),))
            return
        name = await self._app.push_screen_wait(SaveFilterScreen(self._seat, wanted.filter))
        if name is not None:
            key = self._keymap.first("palette")
            told = say("filter saved: {key} finds it as {name}", key=key, name=safe(name))
            self._tell((piece(told, "ok"),))

    async def _choose(self, _wanted: Wanted) -> None:
        from rhythm_tui.ui.screens.saved import SavedFiltersScreen

        chosen = await self._app.push_screen_wait(SavedFiltersScreen(self._seat, self._keymap))
        if chosen is not None:
            self._narrow(chosen)
