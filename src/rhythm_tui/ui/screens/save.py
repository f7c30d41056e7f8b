"""A document into a file: asks where, and writes it for its owner's eyes only."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from rhythm_tui.i18n import _, say
from rhythm_tui.reports.document import Document
from rhythm_tui.reports.files import write_private, written
from rhythm_tui.ui.screens.base import DeskDialog
from rhythm_tui.ui.screens.form import key_line
from rhythm_tui.ui.widgets.bars import Bars
from rhythm_tui.ui.wording import words


class SaveDocumentScreen(DeskDialog[Path | None]):
    """Asks for the path; answers with the one that was written, or None."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("f2,ctrl+s", "submit", show=False, priority=True),
    ]

    def __init__(self, document: Document, name: str) -> None:
        super().__init__()
        self._document = document
        self._suggested = name
        self._asked: Path | None = None
        """The file that is there already, once the operator was told so."""

    def compose(self) -> ComposeResult:
        """A field for the path."""
        with Vertical(classes="dialog") as box:
            box.border_title = words(_("write it to a file"), "focus-bold")
            label = _("path; .md for Markdown, .html for a page to print")
            yield Static(words(label, "muted"), classes="label")
            yield Input(str(Path.cwd() / self._suggested), id="path", select_on_focus=False)
            yield Static(id="error")
            yield Bars(ground="raised", id="dialog-keys")

    def on_mount(self) -> None:
        """Start in the field."""
        self._retyped()
        self.query_one("#path").focus()

    @on(Input.Changed)
    def _retyped(self) -> None:
        """Another path is another question."""
        self._asked = None
        self._say("")

    def _say(self, text: str, style: str = "late-bold") -> None:
        self.query_one("#error", Static).update(words(text, style))
        bars = self.query_one("#dialog-keys", Bars)
        done = _("write it") if self._asked is None else _("overwrite it")
        offered = [("Enter", done, "submit"), ("Esc", _("back"), "back")]
        bars.show(lambda cells: key_line(bars, offered, cells))

    @on(Input.Submitted)
    def action_submit(self) -> None:
        """Write the file; where there is one of that name say so first."""
        typed = self.query_one("#path", Input).value.strip()
        if not typed:
            self._say(_("name a file"))
            return
        try:
            path = Path(typed).expanduser().absolute()
            if self._asked != path and path.exists():
                self._asked = path
                self._say(_("There is such a file already. Enter overwrites it."), "soon-bold")
                return
            write_private(path, written(self._document, path))
        except (OSError, RuntimeError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            self._say(say("that could not be saved: {reason}", reason=reason))
            return
        self.dismiss(path)

    @on(Bars.Chosen)
    def _clicked(self, event: Bars.Chosen) -> None:
        self.action_submit() if event.action == "submit" else self.action_back()

    def action_back(self) -> None:
        """Leave without writing."""
        self.dismiss(None)
