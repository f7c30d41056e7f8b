"""What every screen of the desk has: a seat, the beat of the one clock, and actions by their id."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar, cast

from rich.style import Style
from textual import events
from textual._context import visible_screen_stack
from textual.app import App
from textual.binding import BindingType
from textual.color import Color
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.screen import ModalScreen, Screen
from textual.strip import Strip
from textual.widget import Widget

from rhythm_tui.ui.keys import Keys, Place, also
from rhythm_tui.ui.seat import Receipt, Seat
from rhythm_tui.ui.widgets.bars import Bars
from rhythm_tui.ui.widgets.cards import CardList
from rhythm_tui.ui.widgets.painted import Kept
from rhythm_tui.ui.wording import BLANK, Line, Words, cut, faded, filtered, piece, veiled

if TYPE_CHECKING:
    from rhythm_tui.ui.actions import Actions
    from rhythm_tui.ui.ahead import Ahead
    from rhythm_tui.ui.app import DeskApp
    from rhythm_tui.ui.explaining.part import Part

Result = TypeVar("Result")
_FRAME = 2
"""Lines of a box's border."""
AIRY = 30
"""Lines of a screen that has room for a blank one above the keys of a box."""


def want(wanted: Wanted) -> None:
    """Want an action done; what is typed from here on waits for what it opens."""
    cast("DeskApp", wanted.screen.app).ahead.wants()
    wanted.screen.post_message(wanted)


@dataclass
class Wanted(Message):
    """The operator wants an action of the registry done."""

    screen: Screen[Any]
    """On which it was wanted."""
    action: str
    place: Place
    subject: str | None
    order: str = "desk"
    """The order of the rows it is seen in."""
    marks: tuple[str, ...] = ()
    """The marked rows among those that are shown."""
    filter: str = ""
    """The filter of the queue, as it was typed."""


class DeskScreen(Kept, Screen[Any]):
    """A screen that fills the terminal."""

    # What has the focus shows it by itself: as Textual declares it, the whole terminal is painted for it.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(self, seat: Seat, keys: Keys, banner: Line | None = None) -> None:
        super().__init__()
        self.seat = seat
        self.keys = keys
        self.banner = banner
        """What is said of this seat as a whole: that its clock is a simulated one, that it is the past."""
        self.actions: Actions | None = None
        """What the registry's actions do at this seat, once one was wanted."""

    def suit(self, size: Size) -> None:
        """Lay it out for a terminal of this size from the first picture on, without a second layout."""
        across, down = self.HORIZONTAL_BREAKPOINTS or [], self.VERTICAL_BREAKPOINTS or []
        for breakpoints, cells in ((across, size.width), (down, size.height)):
            reached = [name for least, name in breakpoints if cells >= least]
            self.add_class(*reached[-1:])

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Leave what was styled as it was mounted; Textual's own handling comes after this."""
        event.refresh_styles = event.refresh_styles and self.stack_updates > 0

    def beat(self, now: int) -> None:
        """A second has passed."""

    def reread(self) -> None:
        """The desk has changed: read again what is shown."""

    def tell(self, line: Line) -> None:
        """Show a notice."""

    def show_banner(self, line: Line | None) -> None:
        """Say something of this seat as a whole from now on; None takes it away."""
        self.banner = line
        bars = self.query_one("#banner", Bars)
        bars.set_class(line is not None, "-on")
        bars.show(self.banner_lines)

    def banner_lines(self, cells: int) -> list[Line]:
        """Return what is said of this seat as a whole, as far as there is room."""
        return [cut(self.banner or BLANK, cells)]

    def go_to(self, id: str) -> None:
        """Put the cursor on what was just made, where this screen shows such things."""

    def narrow_by(self, filter: Words) -> None:
        """Narrow the queue by a filter that was chosen."""

    def unmark(self, ids: Iterable[str]) -> None:
        """Take the marks off some rows: what was wanted of them is done."""


def go_to(app: App[Any], receipt: Receipt | None) -> None:
    """Put the cursor of the screen below all dialogs on what a command has just made."""
    below = next((one for one in reversed(app.screen_stack) if isinstance(one, DeskScreen)), None)
    if receipt is not None and below is not None:
        below.go_to(receipt.id)


def most_lines(screen: int, taken: int) -> int:
    """Return how many lines a list in a box has at most on a screen; the rest of the box takes ``taken``."""
    return max(screen * 92 // 100 - taken, 3)


class DeskDialog(ModalScreen[Result], Generic[Result]):
    """A small screen over the one below, which goes on living."""

    BINDINGS: ClassVar[list[BindingType]] = [also("help", "explain")]

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    veils: ClassVar[bool] = True
    """Whether the screen below steps back behind it."""
    _behind: list[Strip] | None = None
    """The screen below as it is seen through the veil, kept until it paints something."""
    _behind_for: Hashable = None
    _box: Region | None = None
    """Where its box stood when it was last laid out."""

    def on_mount(self) -> None:
        """Watch where the box stands."""
        self.screen_layout_refresh_signal.subscribe(self, self._laid_out, immediate=True)

    def _laid_out(self, _screen: Screen[Any]) -> None:
        """Paint everything anew where the box has moved or shrunk.

        Its edge may have cut a letter of two cells in half, and of what it uncovers Textual paints one half.
        """
        box = next((one.region for one in self.query(".dialog")), None)
        if self._box not in (None, box):
            self.refresh()
        self._box = box

    def unmark(self, ids: Iterable[str]) -> None:
        """Take the marks off some entries: what was wanted of them is done."""

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Have it painted again; the screen below asks for that too."""
        self._behind = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return what is seen of the screen below: Textual would blend every letter of it for itself."""
        veil, screens = self.styles.background, visible_screen_stack.get([])
        if veil.a == 1 or not screens:
            return super().render_lines(crop)
        below = screens.pop()
        if below._compositor.size != self.size:  # it has not been laid out yet
            return [Strip.blank(crop.width, Style(bgcolor=veil.rich_color))] * crop.height
        looks = (below, self.size, veil, self.app.theme)
        if self._behind is None or looks != self._behind_for:
            self._behind, self._behind_for = self._seen_behind(below._compositor.render_strips(), veil), looks
        return [one.crop(crop.x, crop.right) for one in self._behind[crop.y : crop.bottom]]

    def _seen_behind(self, strips: Iterable[Strip], veil: Color) -> list[Strip]:
        if self.veils and (look := self._unblended(veil)):
            return [faded(one, look) for one in strips]
        filters, behind = self.app.get_line_filters(), Style(bgcolor=veil.rich_color)
        return [filtered(veiled(one, veil), filters, behind) for one in strips]

    def _unblended(self, veil: Color) -> Style | None:
        """Return the one look of all that is behind where blended colours would come out as others."""
        theme = self.app.current_theme
        ink, ground = (Color.parse(one or "ansi_default") for one in (theme.foreground, theme.background))
        if theme.ansi:
            return Style(color=ink.rich_color, bgcolor=ground.rich_color, dim=True)
        if self.app.console.color_system == "256":
            return Style(color=(ink + veil).rich_color, bgcolor=(ground + veil).rich_color)
        return None

    @property
    def ahead(self) -> Ahead:
        """Takes what is typed: it waits while the dialog is about to close."""
        return cast("DeskApp", self.app).ahead

    @property
    def about(self) -> str | None:
        """The id of the row that is worked on in it, for the other seats to see; None where there is none."""
        return None

    def on_resize(self) -> None:
        """Let the list of a box as tall as its list scroll where it does not fit: the keys are seen."""
        self._hug()
        self.call_after_refresh(self._hug)

    def _hug(self) -> None:
        for box in self.query(".dialog.-hug"):
            around = [one for one in box.children if not isinstance(one, CardList) and one.display]
            box.set_class(self.size.height >= AIRY, "-airy")
            heights = (max(one.outer_size.height, 1) + one.styles.margin.height for one in around)
            taken = _FRAME + sum(heights)
            box.query_one(CardList).styles.max_height = most_lines(self.size.height, taken)

    def tell(self, line: Line) -> None:
        """Show a notice, where the dialog stays open for more; the screen below shows it too."""

    def explaining(self) -> Iterable[Part]:
        """Return what is to be said of what the cursor stands on, where this dialog alone knows it."""
        return ()

    def action_explain(self) -> None:
        """Explain what the cursor stands on; where there is nothing to say of it show all keys."""
        if parts := tuple(self.explaining()):
            from rhythm_tui.ui.screens.reading import parts_help

            self.app.push_screen(parts_help(parts))
        else:
            want(Wanted(self, "help", "desk", None))

    async def keep(self) -> None:
        """Keep what was typed: the desk is about to be left."""

    def warn(self, told: str) -> None:
        """Say what is to be known before the desk is left."""
        self.tell((piece(told, "soon-bold"),))

    def beat(self, now: int) -> None:
        """A second has passed."""

    def reread(self) -> None:
        """The desk has changed: read again what is shown."""
