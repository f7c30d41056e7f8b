"""Things to read over the desk: a detail with its actions, why, help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from rhythm_tui.i18n import _
from rhythm_tui.ui import keys
from rhythm_tui.ui.fields import Field
from rhythm_tui.ui.keys import Action, Keys, Place, also
from rhythm_tui.ui.screens.base import DeskDialog, Wanted
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.widgets.bars import Bars, key_line
from rhythm_tui.ui.widgets.cards import Text
from rhythm_tui.ui.widgets.lines import LineList
from rhythm_tui.ui.wording import Line, Words, words

if TYPE_CHECKING:
    from rhythm_tui.ui.explaining.part import Part

Maker = Callable[[int], Sequence[Line]]


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
        with Vertical(classes="dialog -hug") as box:
            box.border_title = words(self._title, "focus-bold")
            yield Text(id="text", ground="raised")
            yield Bars(ground="raised", id="dialog-keys")

    def on_mount(self) -> None:
        """Show the lines."""
        self.query_one("#dialog-keys", Bars).show(self._keys)
        self.reread()
        self.query_one("#text").focus()

    def reread(self) -> None:
        """Show them as they are now."""
        self.query_one("#text", Text).read(self._make)

    def _keys(self, cells: int) -> list[Line]:
        return key_line(self.query_one("#dialog-keys", Bars), [("Esc", _("back"), "back")], cells)

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
        self, title: Words, make: Maker, subject: str, keymap: Keys, suits: Callable[[Action], bool]
    ) -> None:
        super().__init__(title, make)
        self._suits = suits
        """Whether an action can be done to the thing as it stands now."""
        self._subject = subject
        self._keymap = keymap

    @property
    def about(self) -> str | None:
        """The thing that is read."""
        return self._subject

    def beat(self, now: int) -> None:  # noqa: ARG002 - the maker of the lines asks the clock itself
        """Count down."""
        self.reread()

    def _keys(self, cells: int) -> list[Line]:
        offered = [("Enter", _("actions"), "menu")]
        some = [one for one in keys.of_place(self.place) if one.menu and self._suits(one)]
        some = sorted((one for one in some if one.footer or one.when == "ended"), key=lambda one: one.footer)
        offered += [(self._keymap.first(one.id), _(one.label), one.id) for one in some]
        return key_line(self.query_one("#dialog-keys", Bars), [*offered, ("Esc", _("back"), "back")], cells)

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
        self.post_message(Wanted(self, id, self.place, self._subject))

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
