"""Saved filters: a name for the present one, and the list of those that were kept."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from rhythm_tui.desk.saved import Saved
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.domain.text import SafeText
from rhythm_tui.i18n import _, say, words_of_setting
from rhythm_tui.settings import BadSetting
from rhythm_tui.ui.keys import Keys
from rhythm_tui.ui.screens.base import DeskDialog
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.widgets.bars import Bars, key_line
from rhythm_tui.ui.widgets.cards import Block, CardList
from rhythm_tui.ui.widgets.lines import LineList
from rhythm_tui.ui.wording import Line, column, content, gap, paragraphs, safe, words

_NAME = 26
_ROOM = 70


class SaveFilterScreen(DeskDialog[SafeText | None]):
    """Asks for a name; answers with the one the filter is kept under, or None."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("f2,ctrl+s", "submit", show=False, priority=True),
    ]

    def __init__(self, seat: Seat, filter: str) -> None:
        super().__init__()
        self._seat = seat
        self._filter = filter
        self._taken: SafeText | None = None
        """The name that is taken already, once the operator was told so."""

    def compose(self) -> ComposeResult:
        """The filter, and a field for its name."""
        with Vertical(classes="dialog") as box:
            box.border_title = words(_("save this filter"), "focus-bold")
            yield Static(content(*paragraphs(safe(self._filter), _ROOM, "key", most=3)), classes="context")
            yield Static(words(_("name: the command list finds it by this"), "muted"), classes="label")
            yield Input(id="name", select_on_focus=False)
            yield Static(id="error")
            yield Bars(ground="raised", id="dialog-keys")

    def on_mount(self) -> None:
        """Start in the field."""
        self._renamed()
        self.query_one("#name").focus()

    @on(Input.Changed)
    def _renamed(self) -> None:
        """Another name is another question."""
        self._taken = None
        self._say("")

    def _say(self, words_: str, style: str = "late-bold") -> None:
        self.query_one("#error", Static).update(words(words_, style))
        bars = self.query_one("#dialog-keys", Bars)
        done = _("save") if self._taken is None else _("overwrite it")
        bars.show(
            lambda cells: key_line(bars, [("Enter", done, "submit"), ("Esc", _("back"), "back")], cells)
        )

    @on(Input.Submitted)
    def action_submit(self) -> None:
        """Keep the filter; where the name is taken say so first."""
        name = self.query_one("#name", Input).value
        try:
            there = self._seat.filters.find(name)
            if there is not None and self._taken is None:
                self._taken = there.name
                self._say(
                    say(
                        "{name} is saved already, as {filter}. Enter overwrites it.",
                        name=safe(there.name),
                        filter=safe(there.text),
                    ),
                    "soon-bold",
                )
                return
            self.dismiss(self._seat.filters.save(name, self._filter).name)
        except Refusal as refusal:
            self._say(self._seat.why_not(refusal))
        except BadSetting as error:
            self._say(say("that could not be saved: {reason}", reason=words_of_setting(error)))

    @on(Bars.Chosen)
    def _clicked(self, event: Bars.Chosen) -> None:
        self.action_submit() if event.action == "submit" else self.action_back()

    def action_back(self) -> None:
        """Leave without saving."""
        self.dismiss(None)


class SavedFiltersScreen(DeskDialog[SafeText | None]):
    """The saved filters; answers with the text of the one that was chosen."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("delete,backspace", "remove", show=False),
    ]
    SHOWN = 18
    """Lines of the list."""

    def __init__(self, seat: Seat, keymap: Keys) -> None:
        super().__init__()
        self._saved = seat.filters
        self._keymap = keymap
        self._filters: dict[str, Saved] = {}
        self._asked: str | None = None
        """The filter that Del removes, once the operator was told so."""

    def compose(self) -> ComposeResult:
        """The list, and room for a question."""
        with Vertical(classes="dialog -list") as box:
            box.border_title = words(_("saved filters"), "focus-bold")
            yield CardList(id="choices", ground="raised")
            yield Static(id="error")
            yield Bars(ground="raised", id="dialog-keys")

    def on_mount(self) -> None:
        """Show them."""
        self._list()
        self.query_one("#choices").focus()

    def _list(self) -> None:
        try:
            self._filters = {safe(one.name): one for one in self._saved.all()}
        except BadSetting as error:
            self._say(words_of_setting(error), "late-bold")
        choices = self.query_one("#choices", CardList)
        choices.styles.height = min(max(len(self._filters), 3), self.SHOWN)
        choices.show(
            lambda cells: [self._block(id, one, cells) for id, one in self._filters.items()], self._empty
        )
        bars = self.query_one("#dialog-keys", Bars)
        named = [("Enter", _("narrow the queue by it"), "use"), ("Del", _("remove it"), "remove")]
        offered = [*(named if self._filters else []), ("Esc", _("back"), "back")]
        bars.show(lambda cells: key_line(bars, offered, cells))

    def _block(self, id: str, one: Saved, cells: int) -> Block:
        name, text = column(one.name, _NAME), column(one.text, max(cells - _NAME - 1, 1), "muted")
        return Block(id, ((gap(1), name, text),))

    def _empty(self, cells: int) -> list[Line]:
        how = say(
            "No filter is saved yet. Type one with {filter}, then {save} keeps it under a name.",
            filter=self._keymap.first("filter"),
            save=self._keymap.first("filter-save"),
        )
        return paragraphs(how, cells, "muted", indent=1)

    def _say(self, text: str, style: str) -> None:
        self.query_one("#error", Static).update(words(text, style))

    @on(LineList.Moved)
    def _moved(self) -> None:
        """Another filter is another question."""
        if self._asked is not None:
            self._asked = None
            self._say("", "text")

    @on(LineList.Opened)
    def _chosen(self) -> None:
        found = self._filters.get(self.query_one("#choices", CardList).selected or "")
        if found is not None:
            self.dismiss(found.text)

    def action_remove(self) -> None:
        """Remove the filter under the cursor; say so first."""
        name = self.query_one("#choices", CardList).selected
        if name is None:
            return
        if self._asked != name:
            self._asked = name
            self._say(say("Del once more removes {name} for good.", name=name), "soon-bold")
            return
        try:
            self._saved.remove(name)
        except BadSetting as error:
            self._say(say("that could not be removed: {reason}", reason=words_of_setting(error)), "late-bold")
            return
        self._asked = None
        self._list()
        self._say(say("{name} is removed", name=name), "ok")

    @on(Bars.Chosen)
    def _clicked(self, event: Bars.Chosen) -> None:
        if event.action == "use":
            self._chosen()
        elif event.action == "remove":
            self.action_remove()
        else:
            self.action_back()

    def action_back(self) -> None:
        """Leave without choosing."""
        self.dismiss(None)
