"""The editor of a public statement: it is kept as a draft while it is typed, and the guard reads along."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from rhythm_tui.desk.board import IncidentCard
from rhythm_tui.desk.statement_rows import StatementRow
from rhythm_tui.domain.text import NOTHING, SafeText
from rhythm_tui.i18n import _, say
from rhythm_tui.ui.screens.writing import WritingScreen
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.widgets.bars import Bars, key_line
from rhythm_tui.ui.widgets.editor import ReplyEditor
from rhythm_tui.ui.wording import Line, content, paragraphs, piece, safe, words

_WIDE = 70


class StatementEditor(WritingScreen):
    """Writes an open draft on, or the next version; answers with its id, or None where nothing was kept.

    ``noted`` when the incident was closed meanwhile and the words are a note on it now.
    """

    red_stops = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f2,ctrl+s", "back", show=False, priority=True)]

    def __init__(
        self, seat: Seat, card: IncidentCard, draft: StatementRow | None, start: SafeText = NOTHING
    ) -> None:
        """``start`` is what the next version begins with, where there is no draft yet."""
        super().__init__(seat, safe(draft.text if draft else start))
        self._card = card
        self._draft = draft
        self._id = draft.id if draft else None
        self._version = draft.version if draft else 0
        self.follow(self._id)

    def compose(self) -> ComposeResult:
        """What it is about and what a change costs, above the editor."""
        with Vertical(classes="dialog -tall") as box:
            box.border_title = words(self._title(), "focus-bold")
            yield Static(content(*self._about()), classes="context")
            yield ReplyEditor(self._kept, id="statement")
            yield Bars(ground="raised", id="guard")
            yield Static(id="meanwhile")
            yield Static(id="state")
            yield Static(id="error")
            yield Bars(ground="raised", id="dialog-keys")

    def _title(self) -> str:
        if self._draft is None:
            return say("draft a statement of {id}", id=self._card.id)
        return say("change the draft {id}", id=self._draft.id)

    def _about(self) -> list[Line]:
        card = self._card
        lines = paragraphs(card.title, _WIDE, "strong-bold", most=1)
        if caution := self._seat.vocabulary.caution(card.kind):
            lines += paragraphs(caution, _WIDE, "soon", most=2)
        if self._draft is not None and self._draft.signed:
            lines.append((piece(_("It is signed: a changed word makes the sign-offs lapse."), "late-bold"),))
        return lines

    def on_mount(self) -> None:
        """Put the cursor behind the text."""
        self.query_one("#meanwhile").display = False
        self.show_keys()
        self._editor.styles.height = "1fr"
        self._editor.to_end()
        self._show_remarks()
        if self.text.strip():
            self._go(self._look())

    def show_keys(self) -> None:
        """Show the keys that do something now."""
        self.query_one("#dialog-keys", Bars).show(self._keys)

    def _keys(self, cells: int) -> list[Line]:
        offered = [*self.choices(), ("Esc", _("keep the draft and go back"), "back")]
        return key_line(self.query_one("#dialog-keys", Bars), offered, cells)

    @on(Bars.Chosen)
    def _clicked(self, event: Bars.Chosen) -> None:
        if not self.choose(event.action):
            self.action_back()

    def read_version(self) -> None:
        """Look which version the draft has now."""
        found = self._open_draft()
        if found is None and self._id is not None:
            told = say("{id} is no draft any more: this becomes the next version", id=self._id)
            self._say(told, "soon-bold")
        self._id, self._version = (found.id, found.version) if found else (None, 0)

    def stored(self) -> SafeText | None:
        """Return the words of the incident's open draft."""
        found = self._open_draft()
        return found.text if found else None

    def reread(self) -> None:
        """Somebody may have begun the same statement."""
        if self._id is None and (found := self._open_draft()) is not None:
            self.follow(found.id, anew=True)
        super().reread()

    def _open_draft(self) -> StatementRow | None:
        """Return the draft of the incident, whoever began it: there is never more than one."""
        rows = self._seat.reader.statements(self._card.id)
        return next((row for row in rows if row.state == "draft"), None)

    async def keep_text(self, text: str) -> bool:
        """Draft it, or change the draft; say which sign-offs that has cost."""
        if not text.strip():
            self._say(_("an empty statement is not kept"), "soon", "#error")
            return False
        if self._id is None:
            receipt = await self._do(do="statement.draft", incident=self._card.id, text=text)
        else:
            receipt = await self._do(do="statement.edit", id=self._id, text=text, expect=self._version)
        if receipt is None:
            return False
        if self._id is None:
            self.follow(receipt.id)
        self._id, self._version = receipt.id, receipt.version
        lapsed = [one.why for one in receipt.warnings if one.category == "lapsed"]
        self._say("  ".join([_("draft kept"), *lapsed]), "soon-bold" if lapsed else "muted")
        return True

    async def rescue(self, text: str) -> str | None:
        """Keep what was typed for an incident that was closed meanwhile as a note on it."""
        found = self._seat.reader.incident(self._card.id)
        if found is None or found.card.stage != "closed" or not text.strip():
            return None
        return "noted" if await self._noted(text, do="incident.note", id=self._card.id) else None

    def action_back(self) -> None:
        """Keep the draft and leave; where it cannot be kept say why, and leave when asked again."""
        self.finish(self._id)
