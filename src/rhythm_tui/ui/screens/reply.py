"""The reply editor: a draft is kept and checked while it is typed, then copied, then confirmed as posted."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import Input, Static, TextArea

from rhythm_tui.desk.errors import DeskUnusable
from rhythm_tui.desk.remark import Remark
from rhythm_tui.desk.views import InteractionDetail
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.i18n import _, language, say
from rhythm_tui.settings import BadSetting
from rhythm_tui.ui import terms
from rhythm_tui.ui.findings import finding_lines
from rhythm_tui.ui.panes.story import interaction_story
from rhythm_tui.ui.screens.base import DeskDialog
from rhythm_tui.ui.screens.form import key_line
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.widgets.bars import Bars
from rhythm_tui.ui.widgets.editor import ReplyEditor
from rhythm_tui.ui.wording import Line, safe, words

if TYPE_CHECKING:
    from rhythm_tui.domain.replies import Template

PAUSE = 1.5
"""Seconds without a key after which the draft is kept."""
LATEST = 5.0
"""Seconds after which the draft is kept though the typing goes on."""
GLANCE = 0.3
"""Seconds without a key after which the guard reads it."""
_ROOMY = 34
"""Lines of a terminal that has room for the whole question and more findings."""


class ReplyScreen(DeskDialog[str | None]):
    """Lets the operator write; answers ``posted`` when the reply is to be confirmed, else None."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("f3,ctrl+s", "copy", show=False, priority=True),
        Binding("f4", "approved", show=False, priority=True),
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
        self._glance: Timer | None = None
        self._latest: Timer | None = None
        self._template = detail.template
        """The approved wording that the reply was made from."""
        self._incident: str | None = None
        """The open incident it belongs to: only approved wording may be used then."""
        self._checked: tuple[str, tuple[Remark, ...]] = ("", ())
        """What the guard has read last, and what it found there."""
        self._warned = ""
        """The text that could not be kept, once the operator has been told."""

    def compose(self) -> ComposeResult:
        """Show what is answered above what is written."""
        with Vertical(classes="dialog") as box:
            box.border_title = words(say("reply to {id}", id=self._detail.row.id), "focus-bold")
            yield Bars(ground="raised", id="asked")
            yield ReplyEditor(self._kept, id="reply")
            yield Bars(ground="raised", id="guard")
            yield Input(id="reason", placeholder=_("the reason to copy it all the same"))
            yield Static(id="state")
            yield Static(id="error")
            yield Bars(ground="raised", id="dialog-keys")

    def on_mount(self) -> None:
        """Put the cursor behind the draft."""
        self.query_one("#reason").display = False
        self.reread()
        self.query_one("#dialog-keys", Bars).show(self._keys)
        self._editor.styles.height = 6 if self._roomy else 5
        self._editor.to_end()
        if self.text.strip():
            self._go(self._look())
        if self._copy_now:
            self.action_copy()

    def _keys(self, cells: int) -> list[Line]:
        keep = _("keep the draft and go back")
        offered = [("F3", _("copy"), "copy"), ("F4", _("approved wording"), "approved")]
        offered += [("F8", _("posted"), "posted"), ("Esc", keep, "back")]
        return key_line(self.query_one("#dialog-keys", Bars), offered, cells)

    @on(Bars.Chosen)
    def _clicked(self, event: Bars.Chosen) -> None:
        actions = {"copy": self.action_copy, "approved": self.action_approved, "posted": self.action_posted}
        actions.get(event.action, self.action_back)()

    @on(TextArea.Changed)
    def _typed(self) -> None:
        for timer in (self._pause, self._glance):
            if timer is not None:
                timer.stop()
        if self._latest is None:
            self._latest = self.set_timer(LATEST, lambda: self._go(self._keep()))
        self._pause = self.set_timer(PAUSE, lambda: self._go(self._keep()))
        self._glance = self.set_timer(GLANCE, lambda: self._go(self._look()))

    # The guard

    async def _look(self) -> None:
        """Have the guard read what stands there, off the screen's thread."""
        from rhythm_tui.desk import guard

        text, row = self.text, self._detail.row
        try:
            found = await asyncio.to_thread(guard.remarks, text, row.platform, row.kind)
        except BadSetting as error:
            self._say(say("the guard cannot be used: {why}", why=error), "late-bold", "#error")
            return
        if text == self.text:
            self._checked = text, found
            self._show_remarks()

    @on(TextArea.SelectionChanged)
    def _show_remarks(self) -> None:
        (text, remarks), at = self._checked, self._editor.at
        most = 3 if self._roomy else 2

        def make(cells: int) -> list[Line]:
            return finding_lines(text, remarks, at, cells, most=most, approved_only=self._incident)

        bars = self.query_one("#guard", Bars)
        bars.styles.height = len(make(bars.size.width or 70))
        bars.show(make)

    @property
    def _roomy(self) -> bool:
        return self.app.size.height >= _ROOMY

    def reread(self) -> None:
        """Show the item as it stands now: who is on it, and whether its incident is still open."""
        self._detail = item = self._seat.reader.interaction(self._detail.row.id) or self._detail
        asked, now = self.query_one("#asked", Bars), self._seat.now()
        asked.styles.height = height = 8 if self._roomy else 3
        asked.show(lambda cells: interaction_story(item.row, self._seat, now, cells, height))
        beside = terms.somebody_else(item, self._seat.operator)
        self.query_one(".dialog").border_subtitle = words(beside, "late-bold")
        id = item.row.incident
        found = self._seat.reader.incident(id) if id else None
        self._incident = id if found is not None and found.card.stage != "closed" else None
        self._show_remarks()

    def _ask_reason(self) -> None:
        reason = self.query_one("#reason", Input)
        reason.display = True
        reason.focus()

    @on(Input.Submitted, "#reason")
    def _reason_given(self) -> None:
        self.action_copy()

    # Approved wording

    def action_approved(self) -> None:
        """Choose from the approved wording."""
        self._go(self._choose())

    async def _choose(self) -> None:
        from rhythm_tui.ui.screens.approved import ApprovedScreen

        chosen = await self.app.push_screen_wait(ApprovedScreen(self._seat, self._detail.row))
        if chosen is not None:
            self._put(chosen)

    def _put(self, template: Template) -> None:
        from rhythm_tui.domain.replies import fill

        self._template = template.id
        self._editor.put(fill(template, language(), self._values()).text)
        self._open_place()

    def _values(self) -> dict[str, str]:
        """Return what the desk knows for the places of a wording: the department of the item's slot."""
        slot = self._seat.reader.slot(self._detail.slot, self._seat.now()) if self._detail.slot else None
        return {"department": safe(slot.row.department)} if slot and slot.row.department else {}

    def _open_place(self) -> bool:
        """Go to a place of the wording that is still to be filled in; return whether there is one."""
        left = self._editor.select_open_place() if self._template else ""
        self._say(say("still to be filled in: {names}", names=left) if left else "", "soon", "#error")
        return bool(left)

    # Keeping, copying, leaving

    def _go(self, work: object) -> None:
        self.run_worker(work, group="reply", exit_on_error=False)  # type: ignore[arg-type]

    @property
    def text(self) -> str:
        """What stands in the editor."""
        return self._editor.text

    @property
    def _editor(self) -> ReplyEditor:
        return self.query_one("#reply", ReplyEditor)

    async def _do(self, **fields: object) -> bool:
        from rhythm_tui.domain.commands import parse

        try:
            receipt = await self._seat.hand.do(
                parse({**fields, "id": self._detail.row.id, "expect": self._version})
            )
        except Refusal as refusal:
            found = self._seat.reader.interaction(self._detail.row.id)
            self._version = found.row.version if found else self._version
            self._say(self._seat.why_not(refusal), "late-bold", "#error")
            if refusal.field == "reason":
                self._ask_reason()
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
        if self._latest is not None:
            self._latest.stop()
            self._latest = None
        text = self.text
        if text == self._kept:
            return True
        template = self._template if text.strip() else None
        if not await self._do(do="reply.draft", text=text, template=template):
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
        if self._open_place() or not await self._keep():
            return
        reason = self.query_one("#reason", Input)
        given = {"reason": reason.value} if reason.display and reason.value.strip() else {}
        text = self._kept
        if await self._do(do="reply.copy", **given):
            self.app.copy_to_clipboard(text)
            reason.display = False
            self._editor.focus()
            self._say(
                _("copied, unconfirmed: the clock goes on. If it cannot be pasted, select it here."),
                "soon",
            )

    def action_posted(self) -> None:
        """Go on to confirming that the reply stands in public."""
        self._go(self._finish("posted"))

    def action_back(self) -> None:
        """Keep the draft and leave; where it cannot be kept say why, and leave when asked again."""
        if self.focused is self.query_one("#reason"):
            self._editor.focus()
        else:
            self._go(self._finish(None))

    async def _finish(self, answer: str | None) -> None:
        for timer in (self._pause, self._latest):
            if timer is not None:
                timer.stop()
        if await self._keep() or self._warned == self.text:
            self.dismiss(answer)
        self._warned = self.text

    def _say(self, text: str, style: str, where: str = "#state") -> None:
        self.query_one(where, Static).update(words(text, style))
