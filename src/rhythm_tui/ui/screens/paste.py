"""Many items at once: a line each, or comments from a platform's page, understood while they are typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from rhythm_tui.desk.errors import DeskUnusable
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.pasted import parse_many
from rhythm_tui.domain.quickadd import Defaults, Draft, Part, Problem, Surroundings
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.domain.text import clean
from rhythm_tui.i18n import _, say
from rhythm_tui.ui import terms
from rhythm_tui.ui.screens.base import DeskDialog
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time
from rhythm_tui.ui.widgets.bars import Bars, key_line
from rhythm_tui.ui.widgets.cards import Text
from rhythm_tui.ui.wording import Line, column, gap, paragraphs, piece, safe, words

SHOWN = 200
"""Items the preview shows at most; all of them are put on the queue."""


class Pasted(NamedTuple):
    """What came of it."""

    added: int
    text: str
    """What is left in the editor, for the next time."""
    platform: str | None
    """The platform named last: it holds where the next text names none."""


class PasteScreen(DeskDialog[Pasted]):
    """A text area over a table of what was understood; what is no item yet stays in the text."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("f2,ctrl+s", "submit", show=False, priority=True),
    ]

    def __init__(self, seat: Seat, before: Pasted) -> None:
        super().__init__()
        self._seat = seat
        self._before = before
        self._platform = before.platform
        self._platforms = seat.platform_words
        self._added = 0
        self._busy = False
        self._found: list[Draft | Problem] = []

    def compose(self) -> ComposeResult:
        """Lay out the text and what was understood of it."""
        with Vertical(classes="dialog -tall") as box:
            box.border_title = words(_("many new items"), "focus-bold")
            yield Static(words(_("a line each, or paste a page of comments"), "muted"), classes="label")
            yield TextArea(self._before.text, id="pasted", tab_behavior="focus", show_line_numbers=True)
            yield Static(id="understood", classes="label")
            yield Text(id="text", ground="raised")
            yield Static(id="error")
            yield Bars(ground="raised", id="dialog-keys")

    def on_mount(self) -> None:
        """Start with what was left the last time."""
        self.query_one("#pasted", TextArea).focus()
        self._read()

    # What was understood

    @on(TextArea.Changed)
    def _read(self) -> None:
        around = Surroundings(
            Defaults(self._platform), self._seat.now(), self._seat.vocabulary.zone, self._platforms
        )
        text = self.query_one("#pasted", TextArea).text
        self._found = parse_many(text, around)
        told = say("understood: {good}; not yet: {bad}", good=len(self._drafts()), bad=len(self._problems()))
        self.query_one("#understood", Static).update(words(told, "soft-bold"))
        self.query_one("#text", Text).read(self._lines)
        self.query_one("#dialog-keys", Bars).show(self._keys)

    def _drafts(self) -> list[Draft]:
        return [one for one in self._found if isinstance(one, Draft)]

    def _problems(self) -> list[Problem]:
        return [one for one in self._found if isinstance(one, Problem)]

    def _lines(self, cells: int) -> Sequence[Line]:
        if not self._found:
            hint = _("for example: {line}").format(line=_("dy 13:20 Zhang San: what may I eat"))
            return [(gap(1), piece(hint, "muted"))]
        lines: list[Line] = []
        for one in self._found[:SHOWN]:
            if isinstance(one, Problem):
                lines += _problem(one, self._seat, cells)
            else:
                lines.append(self._draft(one, cells))
        if len(self._found) > SHOWN:
            lines.append((gap(1), piece(say("and {n} more", n=len(self._found) - SHOWN), "muted")))
        return lines

    def _draft(self, draft: Draft, cells: int) -> Line:
        now, names = self._seat.now(), self._seat.vocabulary
        unsure: set[str] = {part.field for part in draft.parts if not part.sure}
        kind = terms.kind_name(draft.kind)
        front = (
            column(str(draft.line), 4, "faint", right=True),
            gap(1),
            column(f"{names.platform(draft.platform)} {kind}", 18, "soft"),
            gap(1),
            column(clock_time(draft.posted_at, names, now), 11, _style("posted_at", unsure, draft.parts)),
            gap(1),
            column(clean(draft.author), 12, _style("author", unsure, draft.parts)),
            gap(1),
        )
        return (*front, column(clean(draft.text), max(cells - 50, 8), "text"))

    def _keys(self, cells: int) -> list[Line]:
        offered = [
            ("F2", say("put {n} on the queue", n=len(self._drafts())), "submit"),
            ("Tab", _("next field"), "next"),
            ("Esc", _("back; the text is kept"), "back"),
        ]
        return key_line(self.query_one("#dialog-keys", Bars), offered, cells)

    # Doing

    @on(Bars.Chosen)
    def _clicked(self, event: Bars.Chosen) -> None:
        if event.action == "submit":
            self.action_submit()
        elif event.action == "next":
            self.focus_next()
        else:
            self.action_back()

    def action_back(self) -> None:
        """Leave; the text is kept for the next time."""
        text = self.query_one("#pasted", TextArea).text
        self.dismiss(Pasted(self._added, text, self._platform))

    def action_submit(self) -> None:
        """Put every good line on the queue."""
        if not self._busy and self._drafts():
            self._busy = True
            self.run_worker(self._submit(), group="submit", exit_on_error=False)

    async def _submit(self) -> None:
        area = self.query_one("#pasted", TextArea)
        area.read_only = True
        done: list[Draft] = []
        refused: list[str] = []
        try:
            for draft in self._drafts():
                try:
                    await self._seat.hand.do(parse(draft.command))
                except Refusal as refusal:
                    refused.append(say("line {n}: {why}", n=draft.line, why=self._seat.why_not(refusal)))
                except DeskUnusable as error:
                    refused.append(say(error.template, **error.values))
                    break
                else:
                    done.append(draft)
        finally:
            area.read_only = False
            self._busy = False
            self._take_out(area, done)
        if area.text:
            self.query_one("#error", Static).update(words("  ".join(refused[:3]), "late-bold"))
        else:
            self.action_back()

    def _take_out(self, area: TextArea, done: Sequence[Draft]) -> None:
        """Take out of the text what stands on the queue now."""
        self._added += len(done)
        self._platform = done[-1].platform if done else self._platform
        left = without(area.text, done)
        around = Surroundings(
            Defaults(self._platform), self._seat.now(), self._seat.vocabulary.zone, self._platforms
        )
        area.text = left if parse_many(left, around) else ""


def without(text: str, done: Sequence[Draft]) -> str:
    """Return ``text`` without the lines of some items; headings stay, for what stays below them."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    gone: set[int] = set()
    for draft in done:
        place, left = draft.line - 1, draft.raw.count("\n") + 1
        while left and place < len(lines):
            gone.add(place)
            left -= bool(lines[place].strip())
            place += 1
    return "\n".join(line for place, line in enumerate(lines) if place not in gone).strip("\n")


def _style(field: str, unsure: set[str], parts: Sequence[Part]) -> str:
    """Return how sure a field is: a guess stands out, what nobody wrote is pale."""
    if field in unsure:
        return "soon"
    return "soft" if any(part.field == field for part in parts) else "faint"


def _problem(problem: Problem, seat: Seat, cells: int) -> list[Line]:
    values = {name: _cleaned(value) for name, value in problem.values.items()}
    why = seat.why_not(Refusal("invalid", problem.template, **values))
    said = say("line {n}: {why}", n=problem.line, why=why)
    raw = column(clean(problem.raw), max(cells - 6, 8), "muted")
    return [*paragraphs(said, max(cells - 1, 20), "late", indent=1), (gap(6), raw)]


def _cleaned(value: object) -> object:
    """Return a value for a sentence, cleaned where it is somebody's text."""
    return safe(clean(value)) if isinstance(value, str) else value
