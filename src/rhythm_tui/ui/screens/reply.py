"""The reply editor: a draft is kept and checked while it is typed, then copied, then confirmed as posted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from rhythm_tui.desk.views import InteractionDetail
from rhythm_tui.domain import ids
from rhythm_tui.domain.approval import statement_of
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.domain.text import SafeText
from rhythm_tui.i18n import _, language, say
from rhythm_tui.ui import terms
from rhythm_tui.ui.panes.story import interaction_story
from rhythm_tui.ui.screens.writing import WritingScreen
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.widgets.bars import Bars, key_line
from rhythm_tui.ui.widgets.editor import ReplyEditor
from rhythm_tui.ui.wording import Line, safe, words

if TYPE_CHECKING:
    from rhythm_tui.domain.replies import Template
    from rhythm_tui.ui.explaining.part import Part


class ReplyScreen(WritingScreen):
    """Lets the operator write.

    Answers ``posted`` when the reply is to be confirmed, ``noted`` when the item had ended and the words
    are a note on it now, else None.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("f3,ctrl+s", "copy", show=False, priority=True),
        Binding("f4", "approved", show=False, priority=True),
        Binding("f8", "posted", show=False, priority=True),
    ]

    def __init__(self, seat: Seat, detail: InteractionDetail, *, copy_now: bool = False) -> None:
        super().__init__(seat, safe(detail.reply))
        self._detail = detail
        self._version = detail.row.version
        self._copy_now = copy_now
        self.follow(detail.row.id)
        self._template = detail.template
        """The approved wording that the reply was made from."""

    def compose(self) -> ComposeResult:
        """Show what is answered above what is written."""
        with Vertical(classes="dialog") as box:
            box.border_title = words(say("reply to {id}", id=self._detail.row.id), "focus-bold")
            yield Bars(ground="raised", id="asked")
            yield ReplyEditor(self._kept, id="reply")
            yield Bars(ground="raised", id="guard")
            yield Input(id="reason", placeholder=_("the reason to copy it all the same"))
            yield Static(id="meanwhile")
            yield Static(id="state")
            yield Static(id="error")
            yield Bars(ground="raised", id="dialog-keys")

    def on_mount(self) -> None:
        """Put the cursor behind the draft."""
        self.query_one("#reason").display = False
        self.reread()
        self.show_keys()
        self._editor.styles.height = 6 if self._roomy else 5
        self._editor.to_end()
        if self.text.strip():
            self._go(self._look())
        if self._copy_now:
            self.action_copy()

    def show_keys(self) -> None:
        """Show the keys that do something now."""
        self.query_one("#dialog-keys", Bars).show(self._keys)

    def _offered(self) -> list[tuple[str, str, str]]:
        keep = _("keep the draft and go back")
        offered = [*self.choices(), ("F3", _("copy"), "copy"), ("F4", _("approved wording"), "approved")]
        return [*offered, ("F8", _("posted"), "posted"), ("Esc", keep, "back")]

    def _keys(self, cells: int) -> list[Line]:
        return key_line(self.query_one("#dialog-keys", Bars), self._offered(), cells)

    def explaining(self) -> Iterable[Part]:
        """Return what the finding at the cursor means, and what stands and may be done here."""
        from rhythm_tui.ui.explaining import items, replies
        from rhythm_tui.ui.explaining.part import key_parts

        text, found = self.finding()
        clock = items.parts(self._seat, self._detail.row.id, self._seat.now())
        return *replies.parts(text, found, self._incident), *clock, *key_parts(self._offered())

    @on(Bars.Chosen)
    def _clicked(self, event: Bars.Chosen) -> None:
        if self.choose(event.action):
            return
        actions = {"copy": self.action_copy, "approved": self.action_approved, "posted": self.action_posted}
        actions.get(event.action, self.action_back)()

    def place(self) -> tuple[str | None, str]:
        """Return where the reply will stand."""
        return self._detail.row.platform, self._detail.row.kind

    def reread(self) -> None:
        """Show the item as it stands now: who is on it, and whether its incident is still open."""
        self._detail = item = self._seat.reader.item(self._detail.row.id) or self._detail
        asked, now = self.query_one("#asked", Bars), self._seat.now()
        most, lines = (12, 8) if self._roomy else (5, 3)

        def make(cells: int) -> list[Line]:
            return interaction_story(item.row, self._seat, now, cells, most, words=lines)

        asked.styles.height = len(make(asked.size.width or 70))
        asked.show(make)
        beside = terms.somebody_else(item, self._seat.operator)
        self.query_one(".dialog").border_subtitle = words(beside, "late-bold")
        id = item.row.incident
        found = self._seat.reader.incident(id) if id else None
        self._incident = id if found is not None and found.card.stage != "closed" else None
        self._say_superseded()
        self._show_remarks()
        super().reread()

    def _say_superseded(self) -> None:
        """Say that the wording of the draft is a public statement which stands no more (RHYTHM 23)."""
        n = statement_of(self._template)
        row = self._seat.reader.statement(ids.name(ids.STATEMENT, n)) if n else None
        if row is not None and row.state == "superseded":
            self._say(
                say("the statement {id} was superseded: F4 offers the one that stands", id=row.id), "late"
            )

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
        from rhythm_tui.ui.screens.approved import ApprovedScreen

        self.app.push_screen(ApprovedScreen(self._seat, self._detail.row), self._put)

    def _put(self, template: Template | None) -> None:
        from rhythm_tui.domain.replies import fill

        if template is None:
            return
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

    async def _tell(self, **fields: object) -> bool:
        """Do a command to the item; return whether it was done."""
        receipt = await self._do(**fields, id=self._detail.row.id, expect=self._version)
        if receipt is not None:
            self._version = receipt.version
        return receipt is not None

    def read_version(self) -> None:
        """Look which version the item has now."""
        found = self._seat.reader.item(self._detail.row.id)
        self._version = found.row.version if found else self._version

    def stored(self) -> SafeText | None:
        """Return the draft as the desk has it; None once the item has ended."""
        found = self._seat.reader.item(self._detail.row.id)
        return found.reply if found and found.row.state == "open" else None

    def refused(self, refusal: Refusal) -> None:
        """Ask for the reason that would overcome it."""
        if refusal.field == "reason":
            self._ask_reason()

    async def keep_text(self, text: str) -> bool:
        """Keep the draft with the wording that it was made from."""
        template = self._template if text.strip() else None
        kept = await self._tell(do="reply.draft", text=text, template=template)
        if kept:
            self._say(_("draft kept"), "muted")
        return kept

    async def rescue(self, text: str) -> str | None:
        """Keep what was typed for an item that has ended meanwhile as a note on it."""
        self.reread()
        if self._detail.row.state == "open" or not text.strip():
            return None
        return "noted" if await self._noted(text, do="interaction.note", id=self._detail.row.id) else None

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
        if await self._tell(do="reply.copy", **given):
            self.app.copy_to_clipboard(text)
            reason.display = False
            self._editor.focus()
            self._say(
                _("copied, unconfirmed: the clock goes on. If it cannot be pasted, select it here."),
                "soon",
            )

    def action_posted(self) -> None:
        """Go on to confirming that the reply stands in public."""
        self.finish("posted")

    def action_back(self) -> None:
        """Keep the draft and leave; where it cannot be kept say why, and leave when asked again."""
        if self.focused is self.query_one("#reason"):
            self._editor.focus()
        else:
            self.finish(None)
