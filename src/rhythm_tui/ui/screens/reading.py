"""Things to read over the desk: a detail with its actions, why, help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from rhythm_tui.i18n import _
from rhythm_tui.ui import keys
from rhythm_tui.ui.fields import Field
from rhythm_tui.ui.keys import Action, Keys, Place, also
from rhythm_tui.ui.screens.base import AIRY, DeskDialog, Wanted, want
from rhythm_tui.ui.screens.foreshown import Offered, foreshow, most_lines_read
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.widgets.bars import Bars, key_line
from rhythm_tui.ui.widgets.cards import Text
from rhythm_tui.ui.widgets.lines import LineList
from rhythm_tui.ui.wording import Line, Words, words

if TYPE_CHECKING:
    from rhythm_tui.ui.explaining.part import Part

Maker = Callable[[int], Sequence[Line]]
Suits = Callable[[Action], bool]
"""Whether an action can be done to a thing as it stands."""


class ReadScreen(DeskDialog[None]):
    """Shows lines; Esc goes back."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "back", show=False),
        also("help", "back"),
    ]

    def __init__(self, title: Words, make: Maker) -> None:
        super().__init__()
        self._title = title
        self._make = make

    def compose(self) -> ComposeResult:
        """One box with lines."""
        screen = self.app.size
        with Vertical(classes="dialog -hug -airy" if screen.height >= AIRY else "dialog -hug") as box:
            box.border_title = words(self._title, "focus-bold")
            text = Text(id="text", ground="raised")
            text.styles.max_height = most_lines_read(screen)  # from the first picture on
            yield text
            yield Bars(ground="raised", id="dialog-keys")

    def on_mount(self) -> None:
        """Show the lines."""
        self.query_one("#dialog-keys", Bars).show(self._keys)
        self.reread()
        self.query_one("#text").focus()

    def reread(self) -> None:
        """Show them as they are now."""
        self.query_one("#text", Text).read(self._make)

    def offered(self) -> Offered:
        """Return the keys that are shown: each with what it says, and the action it stands for."""
        return [("Esc", _("back"), "back")]

    def _keys(self, cells: int) -> list[Line]:
        return key_line(self.query_one("#dialog-keys", Bars), self.offered(), cells)

    @on(Bars.Chosen)
    def _clicked(self, event: Bars.Chosen) -> None:
        self.chosen(event.action)

    @on(LineList.Opened)
    def _entered(self) -> None:
        self.entered()

    def chosen(self, action: str) -> None:  # noqa: ARG002 - there is only the way back
        """Do what a button stands for."""
        self.action_back()

    def entered(self) -> None:
        """Enter was pressed: all has been read."""
        self.action_back()

    def action_back(self) -> None:
        """Leave."""
        self.dismiss(None)


class DetailScreen(ReadScreen):
    """One thing whole; its actions have the same keys as on its pane, and Enter offers them as a menu."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        also("help", "explain"),
    ]

    place: Place

    def __init__(
        self, title: Words, make: Maker, subject: str, keymap: Keys, suits: Callable[[], Suits]
    ) -> None:
        super().__init__(title, make)
        self._suits = suits
        """Reads how the thing stands now; which actions can be done to it follows from that."""
        self._subject = subject
        self._keymap = keymap

    def foreshow(self, app: App[Any]) -> bool:
        """Write it to the terminal before its widgets are made; return whether there is such a thing."""
        return foreshow(app, self._title, self._make, self.offered)

    @property
    def about(self) -> str | None:
        """The thing that is read."""
        return self._subject

    def beat(self, now: int) -> None:  # noqa: ARG002 - the maker of the lines asks the clock itself
        """Count down."""
        self.reread()

    def offered(self) -> Offered:
        """Return the actions that can be done now, those first that are done most."""
        suits = self._suits()
        some = [one for one in keys.of_place(self.place) if one.menu and (one.footer or one.when == "ended")]
        some = sorted(filter(suits, some), key=lambda one: one.footer)
        named = [(self._keymap.first(one.id), _(one.label), one.id) for one in some]
        return [("Enter", _("actions"), "menu"), *named, super().offered()[-1]]

    def entered(self) -> None:
        """Enter was pressed: offer the actions."""
        self.action_act("menu")

    def chosen(self, action: str) -> None:
        """Do what a button stands for."""
        if action == "back":
            self.action_back()
        else:
            self.action_act(action)

    def action_act(self, id: str) -> None:
        """Do what the registry calls ``id`` with this thing."""
        want(Wanted(self, id, self.place, self._subject))

    def action_explain(self) -> None:
        """Explain this thing."""
        self.action_act("help")


class InteractionScreen(DetailScreen):
    """An interaction whole."""

    place = "queue"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("queue")]


class SlotScreen(DetailScreen):
    """A slot whole."""

    place = "slots"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("slots")]


def field_help(field: Field, seat: Seat, done: str) -> ReadScreen:
    """Return what explains a field of a form that does ``done``."""
    from rhythm_tui.ui.explaining import fields

    return parts_help(fields.parts(field, seat, done))


def parts_help(parts: Sequence[Part]) -> ReadScreen:
    """Return what explains something, part by part."""
    from rhythm_tui.ui.explaining import part_lines

    return ReadScreen(_("help"), lambda cells: part_lines(parts, cells))
