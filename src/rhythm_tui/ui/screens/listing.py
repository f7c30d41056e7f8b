"""A dialog with a list: what the cursor stands on has its usual keys, a notice stands on the lower border."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget

from rhythm_tui.i18n import _
from rhythm_tui.ui import keys
from rhythm_tui.ui.keys import Action, Keys, Place, also
from rhythm_tui.ui.screens.base import DeskDialog, Wanted, want
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.widgets.bars import Bars, key_line
from rhythm_tui.ui.widgets.cards import CardList
from rhythm_tui.ui.widgets.lines import LineList
from rhythm_tui.ui.wording import BLANK, Line, Words, content, cut, words


class ListDialog(DeskDialog[None]):
    """One box with a list; the actions of the registry mean the entry under the cursor."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "back", show=False),
        *(also(one, f"act('{one}')") for one in ("undo", "redo")),
    ]

    place: Place
    """Whose actions they are."""
    list_id = "entries"
    shape = "-hug"
    """The box: as tall as its list (``-hug``), or as the screen where what is shown changes while it is typed
    (``-tall``)."""
    on_enter = "open"
    """What Enter does: ``open`` the entry, or offer its ``menu``."""

    def __init__(self, title: Words, seat: Seat, keymap: Keys) -> None:
        super().__init__()
        self._title = title
        self._seat = seat
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        """One box: its parts, and the keys below them."""
        with Vertical(classes=f"dialog {self.shape}") as box:
            box.border_title = words(self._title, "focus-bold")
            yield from self.parts()
            yield Bars(ground="raised", id="dialog-keys")

    def parts(self) -> ComposeResult:
        """Make what stands above the keys."""
        yield CardList(id=self.list_id, ground="raised")

    def on_mount(self) -> None:
        """Show what is there."""
        self.prepare()
        self.show_keys()
        self.reread()
        self.start().focus()
        self.call_after_refresh(self.show_keys)

    def prepare(self) -> None:
        """Do what comes before the list is first read."""

    def start(self) -> Widget:
        """Return what has the focus first."""
        return self.entries

    @property
    def entries(self) -> CardList:
        """The list."""
        return self.query_one(f"#{self.list_id}", CardList)

    def subject(self) -> str | None:
        """Return the id of the entry under the cursor."""
        return self.entries.selected

    def marks(self) -> tuple[str, ...]:
        """Return the entries that are marked."""
        return ()

    def actions(self) -> Sequence[Action]:
        """Return what the keys of the entries do, in the order in which they are shown."""
        past = self._seat.past
        return footer(self.place, lambda one: one.reads or not past)

    def offered(self) -> list[tuple[str, str, str]]:
        """Return the keys that are shown: each with what it says, and the action it stands for."""
        enter = _("open") if self.on_enter == "open" else _("actions")
        nothing = bool(self.entries.size.width) and self.subject() is None
        some = [one for one in self.actions() if not (nothing and one.menu)]
        named = [(self._keymap.first(one.id), _(one.label), one.id) for one in some]
        return [*([] if nothing else [("Enter", enter, self.on_enter)]), *named, ("Esc", _("back"), "back")]

    def show_keys(self) -> None:
        """Show the keys as they are offered now."""
        bars = self.query_one("#dialog-keys", Bars)

        def line(cells: int) -> list[Line]:
            return key_line(bars, self.offered(), cells)

        bars.show(line)

    def tell(self, line: Line) -> None:
        """Show a notice on the lower border until the next key does something."""
        box = self.query_one(".dialog")
        box.border_subtitle = content(cut(line, box.size.width - 2))

    @on(Bars.Chosen)
    def _clicked(self, event: Bars.Chosen) -> None:
        self.chosen(event.action)

    @on(LineList.Moved)
    def _keys_follow(self) -> None:
        self.show_keys()

    @on(LineList.Opened)
    def _opened(self) -> None:
        self.action_act(self.on_enter)

    def chosen(self, action: str) -> None:
        """Do what a button stands for."""
        self.action_back() if action == "back" else self.action_act(action)

    def action_act(self, id: str) -> None:
        """Do what the registry calls ``id`` with the entry under the cursor."""
        self.tell(BLANK)
        want(Wanted(self, id, self.place, self.subject(), marks=self.marks()))

    def action_explain(self) -> None:
        """Explain the entry under the cursor."""
        want(Wanted(self, "help", self.place, self.subject()))

    def action_back(self) -> None:
        """Leave."""
        self.dismiss(None)


def footer(place: Place, suits: Callable[[Action], bool] = lambda _action: True) -> Sequence[Action]:
    """Return the actions of a place that stand in its footer, in their order; all where none does."""
    some = [one for one in keys.of_place(place) if suits(one)]
    return sorted((one for one in some if one.footer), key=lambda one: one.footer) or some
