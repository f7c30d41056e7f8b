"""The reply editor: a draft that is kept while it is typed, then copied, then confirmed as posted."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import Static, TextArea

from rhythm_tui.desk.errors import DeskUnusable
from rhythm_tui.desk.views import InteractionDetail
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.i18n import _, say, words_of
from rhythm_tui.ui.panes.story import interaction_story
from rhythm_tui.ui.screens.base import DeskDialog
from rhythm_tui.ui.screens.form import key_line
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.widgets.bars import Bars
from rhythm_tui.ui.wording import Line, safe, words

PAUSE = 1.5
"""Seconds without a key after which the draft is kept."""


class ReplyScreen(DeskDialog[str | None]):
    """Lets the operator write; answers ``posted`` when the reply is to be confirmed, else None."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("f3,ctrl+s", "copy", show=False, priority=True),
        Binding("f8", "posted", show=False, priority=True),
    ]

    def __init__(self, seat: Seat, detail: InteractionDetail, *, copy_now: bool = False) -> None:
        super().__init__()
        self._seat = seat
        self._detail = detail
        self._kept = safe(detail.reply)
        self._version = detail.row.version
        self._copy_now = copy_now
        self._pause: Timer | None = None
        self._warned = ""
        """The text that could not be kept, once the operator has been told."""

    def compose(self) -> ComposeResult:
        """Show what is answered above what is written."""
        with Vertical(classes="dialog") as box:
            box.border_title = words(say("reply to {id}", id=self._detail.row.id), "focus-bold")
            yield Bars(ground="raised", id="asked")
            yield TextArea(
                self._kept, id="reply", soft_wrap=True, tab_behavior="focus", show_line_numbers=False
            )
            yield Static(id="state")
            yield Static(id="error")
            yield Bars(ground="raised", id="dialog-keys")

    def on_mount(self) -> None:
        """Put the cursor behind the draft."""
        asked = self.query_one("#asked", Bars)
        asked.styles.height = 8
        row, now = self._detail.row, self._seat.now()
        asked.show(lambda cells: interaction_story(row, self._seat, now, cells, 8))
        self.query_one("#dialog-keys", Bars).show(self._keys)
        editor = self.query_one("#reply", TextArea)
        editor.move_cursor(editor.document.end)
        editor.focus()
        if self._copy_now:
            self.action_copy()

    def _keys(self, cells: int) -> list[Line]:
        keep = _("keep the draft and go back")
        offered = [("F3", _("copy"), "copy"), ("F8", _("posted"), "posted"), ("Esc", keep, "back")]
        return key_line(self.query_one("#dialog-keys", Bars), offered, cells)

    @on(Bars.Chosen)
    def _clicked(self, event: Bars.Chosen) -> None:
        {"copy": self.action_copy, "posted": self.action_posted, "back": self.action_back}[event.action]()

    @on(TextArea.Changed)
    def _typed(self) -> None:
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, lambda: self._go(self._keep()))

    def _go(self, work: object) -> None:
        self.run_worker(work, group="reply", exit_on_error=False)  # type: ignore[arg-type]

    @property
    def text(self) -> str:
        """What stands in the editor."""
        return self.query_one("#reply", TextArea).text

    async def _do(self, **fields: object) -> bool:
        from rhythm_tui.domain.commands import parse

        try:
            receipt = await self._seat.hand.do(
                parse({**fields, "id": self._detail.row.id, "expect": self._version})
            )
        except Refusal as refusal:
            found = self._seat.reader.interaction(self._detail.row.id)
            self._version = found.row.version if found else self._version
            self._say(words_of(refusal), "late-bold", "#error")
            return False
        except DeskUnusable as error:
            self._say(say(error.template, **error.values), "late-bold", "#error")
            return False
        self._version = receipt.version
        self._say("", "text", "#error")
        return True

    async def keep(self) -> None:
        """Keep the draft."""
        await self._keep()

    async def _keep(self) -> bool:
        """Keep the draft where it differs from the one that is kept."""
        text = self.text
        if text == self._kept:
            return True
        if not await self._do(do="reply.draft", text=text):
            return False
        self._kept = text
        self._say(_("draft kept"), "muted")
        return True

    def action_copy(self) -> None:
        """Copy the reply to the clipboard."""
        self._go(self._copy())

    async def _copy(self) -> None:
        if not self.text.strip():
            self._say(_("there is nothing to copy yet"), "soon", "#error")
            return
        self.app.copy_to_clipboard(self.text)
        if await self._keep() and await self._do(do="reply.copy"):
            self._say(
                _("copied, unconfirmed: the clock goes on. If it cannot be pasted, select it here."),
                "soon",
            )

    def action_posted(self) -> None:
        """Go on to confirming that the reply stands in public."""
        self._go(self._finish("posted"))

    def action_back(self) -> None:
        """Keep the draft and leave; where it cannot be kept say why, and leave when asked again."""
        self._go(self._finish(None))

    async def _finish(self, answer: str | None) -> None:
        if self._pause is not None:
            self._pause.stop()
        if await self._keep() or self._warned == self.text:
            self.dismiss(answer)
        self._warned = self.text

    def _say(self, text: str, style: str, where: str = "#state") -> None:
        self.query_one(where, Static).update(words(text, style))
