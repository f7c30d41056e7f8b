"""A document or the plan into a file: asks where, and writes it for its owner's eyes only."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from rhythm_tui.desk.errors import DeskUnusable
from rhythm_tui.domain import system
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.domain.times import LATEST
from rhythm_tui.i18n import _, say
from rhythm_tui.reports.document import Document
from rhythm_tui.reports.files import Show, as_bytes, as_it_is, form_of, hide, private_file, written
from rhythm_tui.ui.screens.base import DeskDialog
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.widgets.bars import Bars, key_line
from rhythm_tui.ui.wording import words


class SaveScreen(DeskDialog[Path | None]):
    """Asks for the path of a file; answers with the one that was written, or None."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("f2,ctrl+s", "submit", show=False, priority=True),
        Binding("f3", "unmask", show=False, priority=True),
    ]

    def __init__(self, seat: Seat, what: str, name: str, label: str, incident: str | None = None) -> None:
        super().__init__()
        self._seat = seat
        self._told = {"what": what, "incident": incident}
        self._suggested = name
        self._label = label
        self._asked: Path | None = None
        """The file that is there already, once the operator was told so."""

    def content(self, path: Path, show: Show) -> str | bytes:
        """Return what is written to ``path``, of what ``show`` makes of the rows that were read."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """A field for the path, and one for why contacts are written out."""
        with Vertical(classes="dialog") as box:
            box.border_title = words(_("write it to a file"), "focus-bold")
            yield Static(words(self._label, "muted"), classes="label")
            yield Input(str(Path.cwd() / self._suggested), id="path", select_on_focus=False)
            yield Static(id="masking", classes="label")
            yield Input(id="why", placeholder=_("why they are written out"), select_on_focus=False)
            yield Static(id="error")
            yield Bars(ground="raised", id="dialog-keys")

    def on_mount(self) -> None:
        """Start in the field."""
        self.query_one("#why").display = False
        self._retyped()
        self.query_one("#path").focus()

    def action_unmask(self) -> None:
        """Write contacts out, or mask them again."""
        why = self.query_one("#why", Input)
        why.display = not why.display
        (why if why.display else self.query_one("#path")).focus()
        self._retyped()

    @on(Input.Changed)
    def _retyped(self) -> None:
        """Another path is another question."""
        self._asked = None
        hidden = _("telephone numbers and other contacts are masked in it")
        stands = _("telephone numbers and other contacts stand in it: the journal tells who wrote it and why")
        out = self.query_one("#why").display
        self.query_one("#masking", Static).update(
            words(stands if out else hidden, "soon" if out else "muted")
        )
        self._say("")

    def _say(self, text: str, style: str = "late-bold") -> None:
        self.query_one("#error", Static).update(words(text, style))
        bars = self.query_one("#dialog-keys", Bars)
        done = _("write it") if self._asked is None else _("overwrite it")
        masking = _("mask contacts") if self.query_one("#why").display else _("write contacts out")
        offered = [("Enter", done, "submit"), ("F3", masking, "unmask"), ("Esc", _("back"), "back")]
        bars.show(lambda cells: key_line(bars, offered, cells))

    @on(Input.Submitted)
    def action_submit(self) -> None:
        """Write the file; where there is one of that name say so first."""
        self.run_worker(self._submit(), group="save", exclusive=True, exit_on_error=False)

    async def _submit(self) -> None:
        typed = self.query_one("#path", Input).value.strip()
        why = self.query_one("#why", Input)
        if not typed:
            self._say(_("name a file"))
            return
        if why.display and not why.value.strip():
            self._say(_("say why contacts are written out, or mask them"))
            return
        try:
            path = Path(typed).expanduser().absolute()
            if self._asked != path and path.exists():
                self._asked = path
                self._say(_("There is such a file already. Enter overwrites it."), "soon-bold")
                return
            await self._write(path, why.value if why.display else None)
        except Refusal as refusal:
            self._say(self._seat.why_not(refusal))
            return
        except DeskUnusable as error:
            self._say(say(error.template, **error.values))
            return
        except (OSError, RuntimeError, ValueError) as error:
            reason = system.why(error)
            self._say(say("that could not be saved: {reason}", reason=reason))
            return
        self.dismiss(path)

    async def _write(self, path: Path, why: str | None) -> None:
        """Write the file once the journal tells of it (SAFETY 14); ``why`` writes contacts out."""
        from rhythm_tui.domain.commands import parse

        content = as_bytes(self.content(path, hide if why is None else as_it_is))
        verb = {"do": "privacy.export"} if why is None else {"do": "privacy.unmask", "reason": why}
        told = {**self._told, "file": str(path)[-500:], "sha256": hashlib.sha256(content).hexdigest()}
        with private_file(path, content):
            await self._seat.hand.do(parse({**verb, **told}))

    @on(Bars.Chosen)
    def _clicked(self, event: Bars.Chosen) -> None:
        if event.action == "unmask":
            self.action_unmask()
        else:
            self.action_submit() if event.action == "submit" else self.action_back()

    def action_back(self) -> None:
        """Leave without writing."""
        self.dismiss(None)


class SaveDocumentScreen(SaveScreen):
    """A document into a file."""

    def __init__(
        self, seat: Seat, make: Callable[[Show], Document], what: str, incident: str, name: str
    ) -> None:
        label = _("path; .md for Markdown, .html for a page to print")
        super().__init__(seat, what, name, label, incident)
        self._make = make

    def content(self, path: Path, show: Show) -> str:
        """Return the document as the file's name asks for it."""
        return written(self._make(show), path)


class SavePlanScreen(SaveScreen):
    """The plan into a file: what is ahead, from today on."""

    def __init__(self, seat: Seat) -> None:
        label = _("path; .csv or .xlsx for a table, .ics for a calendar")
        super().__init__(seat, "plan", "plan.xlsx", label)

    def content(self, path: Path, show: Show) -> bytes:
        """Return the plan as the file's name asks for it."""
        from rhythm_tui.reports.plan_file import ENDINGS, plan_file

        seat, now = self._seat, self._seat.now()
        start, _end = seat.vocabulary.day_bounds(now)
        slots = show(seat.reader.slots(start, LATEST, now))
        return plan_file(slots, form_of(path, ENDINGS), seat.vocabulary, seat.reader.desk_id(), now)
