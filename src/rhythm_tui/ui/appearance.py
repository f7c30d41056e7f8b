"""How the desk looks and sounds: theme, borders, bell. What the operator chooses is remembered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from textual.app import App

from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.i18n import _, say, words_of_setting
from rhythm_tui.settings import BadSetting
from rhythm_tui.ui.bell import BELLS, Bell
from rhythm_tui.ui.paint import PLAIN, textual_theme
from rhythm_tui.ui.standing import Wrong
from rhythm_tui.ui.theme import CHOICES, full_name, in_256, short_name
from rhythm_tui.ui.wording import Line, piece

if TYPE_CHECKING:
    from rhythm_tui.ui.screens.base import Wanted

LOOK_ACTIONS = frozenset({"theme", "borders", "bell"})
"""The registry's actions that are answered here."""
_FEW_COLOURS = (None, "standard", "windows")
"""What Rich calls terminals of sixteen colours or fewer."""


class Wishes(NamedTuple):
    """What the desk was opened with."""

    theme: str
    ascii_borders: bool
    bell: str
    remember: Callable[[str, object], None]
    wrong: Sequence[Wrong] = ()


class Appearance:
    """Theme, borders and bell of one desk."""

    def __init__(self, app: App[Any], wishes: Wishes, tell: Callable[[Line], None]) -> None:
        self._app = app
        self._tell = tell
        self._remember = wishes.remember
        self.wrong = wishes.wrong
        """The settings of the operator's that cannot be, until they are chosen anew."""
        self.ascii_borders = wishes.ascii_borders
        self.bell = Bell(app, wishes.bell)
        self._coarse = False
        """Whether the terminal has 256 colours and no more."""
        self.use(wishes.theme)

    @property
    def theme(self) -> str:
        """The name in Textual of the theme that was chosen."""
        return self._theme

    def use(self, theme: str) -> None:
        """Show the desk in a theme, by its name in Textual, until another is wanted."""
        self._theme = theme
        shown = in_256(theme) if self._coarse else theme
        self._app.register_theme(textual_theme(shown, ascii_borders=self.ascii_borders))
        self._app.theme = shown

    def suit_the_terminal(self) -> None:
        """Change to what this terminal can show: no colours where none are wanted, sixteen, or 256."""
        if self._app.no_color:
            self.use(PLAIN)
        elif self._app.console.color_system in _FEW_COLOURS:
            self.use(full_name("console"))
        elif self._app.console.color_system == "256":
            self._coarse = True
            self.use(self._theme)

    async def do(self, wanted: Wanted) -> None:
        """Do one of the registry's actions."""
        if wanted.action == "borders":
            self.change_borders()
        elif wanted.action == "bell":
            self.change_bell()
        elif self.theme == PLAIN:
            self._tell((piece(_("NO_COLOR is set: the desk shows no colours"), "soon"),))
        else:
            from rhythm_tui.ui.screens.look import LookScreen  # behind the first picture, as all dialogs

            await self._app.push_screen_wait(LookScreen(self))

    def keep_theme(self) -> None:
        """Remember the theme in force."""
        self._keep("theme", short_name(self.theme), say("theme: {name}", name=theme_name(self.theme)))

    def change_borders(self) -> None:
        """Draw borders with ASCII alone, or as lines again."""
        self.ascii_borders = not self.ascii_borders
        self._app.register_theme(textual_theme(self._app.theme, ascii_borders=self.ascii_borders))
        self._app.mutate_reactive(App.theme)
        told = _("borders: + - |") if self.ascii_borders else _("borders: lines")
        self._keep("ascii_borders", self.ascii_borders, told)

    def change_bell(self) -> None:
        """Ring more often, and after the most often not at all."""
        wish = BELLS[(BELLS.index(self.bell.wish) + 1) % len(BELLS)]
        self.bell.wish = wish
        self._keep("bell", wish, bell_words(wish))

    def _keep(self, key: str, value: object, told: str) -> None:
        try:
            self._remember(key, value)
        except BadSetting as error:
            why = words_of_setting(error)
            self._tell((piece(f"{told}  ", "ok"), piece(say("not remembered: {why}", why=why), "soon")))
        else:
            self.wrong = [one for one in self.wrong if one.entry != key]
            self._tell((piece(told, "ok"),))


def forget(_key: str, _value: object) -> None:
    """Remember nothing: for a desk that nobody opened by the command line."""


def bell_words(wish: str) -> str:
    """Return how often the bell rings, in words."""
    return {
        "off": _("bell: off; an alarm stays on the screen until a key"),
        "once": _("bell: once, then silent until a key"),
        "every": _("bell: at every alarm"),
    }[wish]


def theme_name(theme: str) -> str:
    """Return what a theme is called on the screen; Textual's have proper names."""
    own = {
        "dark": _("dark"),
        "light": _("light"),
        "contrast": _("high contrast"),
        "safe": _("safe for the colour-blind"),
        "console": _("16 colours"),
    }
    short = short_name(theme)
    return own[short] if short in CHOICES else short.replace("-", " ").title()
