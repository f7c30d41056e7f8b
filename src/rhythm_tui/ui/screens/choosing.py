"""Something to choose from: a list, the menu of what can be done with a thing, the list of all commands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.i18n import _, chinese
from rhythm_tui.ui.keys import GROUPS, Action, Keys, key_name
from rhythm_tui.ui.matching import ranked
from rhythm_tui.ui.screens.base import DeskDialog
from rhythm_tui.ui.widgets.bars import Bars, key_line
from rhythm_tui.ui.widgets.cards import Block, CardList
from rhythm_tui.ui.widgets.lines import LineList
from rhythm_tui.ui.wording import (
    BLANK,
    Line,
    Piece,
    Words,
    column,
    cut,
    gap,
    paragraphs,
    piece,
    safe,
    size,
    words,
)

_NAME = 26
"""Cells of the longest name in a list to choose from."""
_AROUND = 8
"""Lines of the screen that are not the list's."""
_WHOLE = 2
"""Lines for what is said of the choice under the cursor where its own line has no room for it."""


class Offer(NamedTuple):
    """Something to choose: an action, a thing to go to, or what the operator gave a name."""

    id: str
    name: Words
    help: Words
    keys: tuple[str, ...] = ()
    """As they are written."""
    also: tuple[str, ...] = ()
    """Other names it is found by."""
    why_not: str = ""
    """Why it cannot be done now."""

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it is called, first the name that is shown."""
        return (safe(self.name), *self.also)

    @property
    def told(self) -> str:
        """What is said of it."""
        return safe(self.help)


def offered(action: Action, keymap: Keys, why_not: str = "") -> Offer:
    """Return an action as something to choose."""
    keys = tuple(key_name(key) for key in keymap.of(action.id))
    also = (action.label, chinese(action.label), action.id)
    return Offer(action.id, _(action.label), _(action.help), keys, also, why_not)


class Picked(Message):
    """One was chosen by its key or a click; goes the way of the list's own messages, so in their order."""

    def __init__(self, id: str) -> None:
        super().__init__()
        self.id = id


class Choices(CardList):
    """A list in which a click chooses."""

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked; on the scrollbar nothing is."""
        if event.x < self.size.width - 1 and (id := self.id_at(event.y)) is not None:
            self.post_message(Picked(id))


class ChooseScreen(DeskDialog[str | None]):
    """A list; answers with the id of what was chosen, or None. A click chooses at once."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("f2,ctrl+s", "choose", show=False, priority=True),
    ]
    most = 18
    """Lines of the list where there is room for them."""

    def __init__(self, title: Words, offers: Sequence[Offer]) -> None:
        super().__init__()
        self._title = title
        self._offers = offers
        self._answered = False
        self._keys_cells = max((len(self.keys_of(one)) + 2 for one in offers), default=0)
        self._name_cells = max(14, *(min(size([piece(one.name)]) + 2, _NAME) for one in offers))

    def compose(self) -> ComposeResult:
        """One box with the list."""
        with Vertical(classes="dialog -list") as box:
            box.border_title = words(self._title, "focus-bold")
            yield from self.parts()
            yield Bars(id="dialog-keys", ground="raised")

    def parts(self) -> ComposeResult:
        """Make what stands in the box."""
        yield Choices(id="choices", ground="raised")
        yield Bars(id="told", ground="raised")

    @property
    def choices(self) -> CardList:
        """The list."""
        return self.query_one("#choices", CardList)

    def on_mount(self) -> None:
        """Show all of them."""
        bars = self.query_one("#dialog-keys", Bars)
        offered = [("Enter", _("choose"), "choose"), ("Esc", _("back"), "back")]
        bars.show(lambda cells: key_line(bars, offered, cells))
        self.fill()
        self.begin()

    def begin(self) -> None:
        """Give the focus to what has it first."""
        self.choices.focus()

    def fill(self) -> None:
        """Show the offers."""
        self.show_blocks(lambda cells: [self.block(one, cells) for one in self._offers], len(self._offers))

    def show_blocks(self, make: Callable[[int], list[Block]], lines: int) -> None:
        """Show the list in as many lines as it takes and there is room for."""
        self.choices.styles.height = max(1, min(lines, self.most, self.app.size.height - _AROUND))
        self.choices.show(make)
        self.call_after_refresh(self._tell_whole)

    @on(LineList.Moved)
    def _tell_whole(self) -> None:
        """Say under the list in full what the line under the cursor has no room for."""
        room = self._room(self.choices.cells)
        too_long = [one for one in self._offers if not one.why_not and size([piece(one.help)]) > room]
        here = next((one.told for one in too_long if one.id == self.choices.selected), "")
        told = self.query_one("#told", Bars)
        told.styles.height = _WHOLE if too_long else 0
        told.show(lambda wide: paragraphs(here, wide, "soft", indent=2, most=_WHOLE) if here else [])

    def keys_of(self, one: Offer) -> str:
        """Return the keys that stand before a name."""
        return " ".join(one.keys)

    def block(self, one: Offer, cells: int, marks: frozenset[int] = frozenset()) -> Block:
        """Return one line of the list; ``marks`` are the characters of the name that were typed."""
        keys = column(self.keys_of(one), self._keys_cells, "faint" if one.why_not else "key-bold")
        name = _marked(safe(one.name), marks, "muted" if one.why_not else "text")
        room = self._room(cells)
        told = column(one.why_not, room, "soon") if one.why_not else column(one.help, room, "muted")
        pad = gap(self._name_cells - size(name))
        return Block(one.id, ((gap(1), keys, *cut(name, self._name_cells - 1), pad, told),))

    def _room(self, cells: int) -> int:
        """Return the cells that what is said of an offer has in its line."""
        return max(cells - self._keys_cells - self._name_cells - 1, 1)

    @on(LineList.Opened)
    @on(Input.Submitted)
    def action_choose(self) -> None:
        """Choose what the cursor stands on, if on anything."""
        if self.choices.selected is not None:
            self.answer(self.choices.selected)

    @on(Bars.Chosen)
    def _clicked(self, event: Bars.Chosen) -> None:
        act = self.action_choose if event.action == "choose" else self.action_back
        act()

    @on(Picked)
    def _picked(self, event: Picked) -> None:
        self.answer(event.id)

    def answer(self, id: str | None) -> None:
        """Answer once: keys that were typed right behind the choice mean nothing here any more."""
        if not self._answered:
            self._answered = True
            self.dismiss(id)

    def action_back(self) -> None:
        """Leave without choosing."""
        self.answer(None)


class MenuScreen(ChooseScreen):
    """What can be done with a thing, in groups; the key of an action does it from here too."""

    most = 40

    def __init__(self, title: Words, actions: Iterable[Action], keymap: Keys) -> None:
        self._groups = [
            (_(name), [offered(one, keymap) for one in actions if one.group == group])
            for actions in [tuple(actions)]
            for group, name in GROUPS.items()
        ]
        super().__init__(title, [one for _name, some in self._groups for one in some])
        for one in self._offers:
            for key in keymap.of(one.id):
                self._bindings.bind(key, f"pick('{one.id}')", show=False)

    def fill(self) -> None:
        """Show the groups, each under its name."""
        some = [(name, offers) for name, offers in self._groups if offers]
        lines = sum(len(offers) + 1 for _name, offers in some)

        def blocks(cells: int) -> list[Block]:
            made = []
            for name, offers in some:
                made += [Block(None, (_head(name),)), *(self.block(one, cells) for one in offers)]
            return made

        self.show_blocks(blocks, lines)

    def action_pick(self, id: str) -> None:
        """Choose by the action's own key."""
        self.choices.post_message(Picked(id))


class PaletteScreen(ChooseScreen):
    """Every command, found as its name is typed: in both languages, by pinyin, by its key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False, priority=True),
        Binding("down", "step(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
    ]

    def __init__(self, title: Words, offers: Sequence[Offer], find: Callable[[str], Sequence[Offer]]) -> None:
        super().__init__(title, offers)
        self._find = find
        """What else is found by what was typed."""

    def parts(self) -> ComposeResult:
        """A field to type in above the list."""
        yield Input(id="wanted", placeholder=_("a command, a name, an id such as q17"))
        yield from super().parts()

    def begin(self) -> None:
        """Start in the field; the list keeps its height."""
        self.choices.styles.height = max(1, min(self.most, self.app.size.height - _AROUND - 1))
        self.query_one("#wanted").focus()

    def keys_of(self, one: Offer) -> str:
        """Return the first key: the others are no use in a field."""
        return one.keys[0] if one.keys else ""

    @on(Input.Changed, "#wanted")
    def fill(self) -> None:
        """Show what fits what was typed, the best first."""
        typed = self.query_one("#wanted", Input).value
        fitting = ranked(self._offers, typed)
        things = [(one, frozenset[int]()) for one in self._find(typed)]
        nothing = (gap(1), piece(_("Nothing is called so."), "muted"))
        self.choices.show(
            lambda cells: [self.block(one, cells, marks) for one, marks in (*fitting, *things)],
            lambda _cells: [nothing],
        )
        if self.choices.ids:
            self.choices.go(0)
        self.call_after_refresh(self._tell_whole)

    def action_step(self, by: int) -> None:
        """Move the cursor."""
        self.choices.move(by)

    def action_page(self, by: int) -> None:
        """Move the cursor by a page."""
        self.choices.page(by)


def _head(name: str) -> Line:
    return (piece(f" {name}", "focus-bold"),) if name else BLANK


def _marked(name: str, marks: frozenset[int], style: str) -> list[Piece]:
    """Return a name with the characters that were typed set off."""
    return [piece(one, "key-bold" if at in marks else style) for at, one in enumerate(name)]
