"""Approved wording to choose from: what fits the question stands first, typing searches all of it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from rhythm_tui.desk.views import QueueRow
from rhythm_tui.i18n import _, language, say, words_of_setting
from rhythm_tui.settings import BadSetting
from rhythm_tui.ui.screens.base import DeskDialog
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.widgets.bars import Bars, key_line
from rhythm_tui.ui.widgets.cards import Block, CardList
from rhythm_tui.ui.widgets.lines import LineList
from rhythm_tui.ui.wording import column, content, gap, paragraphs, piece, safe, size, words

if TYPE_CHECKING:
    from rhythm_tui.domain.replies import Replies, Template

_TALLEST = 14
_COUNT = 11
"""Cells of how often a wording was used, with the blank before it."""


class ApprovedScreen(DeskDialog["Template | None"]):
    """Lets the operator choose an approved reply; answers with it, or None."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("up", "step(-1)", show=False, priority=True),
        Binding("down", "step(1)", show=False, priority=True),
        Binding("f2", "choose", show=False, priority=True),
    ]

    def __init__(self, seat: Seat, row: QueueRow) -> None:
        super().__init__()
        self._seat = seat
        self._row = row
        self._replies: Replies | None = None
        self._usage: dict[str, int] = {}

    def compose(self) -> ComposeResult:
        """A field to type in, the list, and the whole of what the cursor stands on."""
        with Vertical(classes="dialog -list") as box:
            box.border_title = words(_("approved wording"), "focus-bold")
            yield Input(id="wanted", placeholder=_("a topic, or a part of the wording"))
            yield CardList(id="choices", ground="raised")
            yield Static(id="whole", classes="context")
            yield Static(id="error")
            yield Bars(ground="raised", id="dialog-keys")

    def on_mount(self) -> None:
        """Read the wording off the screen's thread, then show it."""
        self.query_one("#choices", CardList).styles.height = max(min(_TALLEST, self.app.size.height - 14), 3)
        self.query_one("#whole", Static).styles.height = 4
        bars = self.query_one("#dialog-keys", Bars)
        offered = [("F2", _("use it"), "choose"), ("Esc", _("back"), "back")]
        bars.show(lambda cells: key_line(bars, offered, cells))
        self.query_one("#wanted").focus()
        self.run_worker(self._load(), exit_on_error=False)

    async def _load(self) -> None:
        from rhythm_tui.desk import guard

        try:
            replies = await asyncio.to_thread(guard.replies)
        except BadSetting as error:
            self.query_one("#error", Static).update(words(words_of_setting(error), "late-bold"))
            return
        self._usage = self._seat.reader.template_usage()
        self._replies = self._with_statements(replies)
        self._narrow()

    def _with_statements(self, replies: Replies) -> Replies:
        """Add what stands in public of the item's incident: it is offered first (RHYTHM 23)."""
        from rhythm_tui.domain.replies import statement, with_statements

        seat, incident = self._seat, self._row.incident
        return with_statements(
            replies,
            (
                statement(
                    one.id,
                    safe(one.text),
                    _(", ").join(seat.vocabulary.role(signed.role) for signed in one.signed),
                    seat.vocabulary.local(one.published_at or one.made_at).date(),
                )
                for one in (seat.reader.quotable(incident) if incident else ())
            ),
        )

    @on(Input.Changed, "#wanted")
    def _narrow(self) -> None:
        fitting = self._fitting(self.query_one("#wanted", Input).value)
        choices = self.query_one("#choices", CardList)
        topics = max((size([piece(self._topic(one))]) for one in fitting), default=0)
        choices.show(
            lambda cells: [self._block(one, min(topics, cells // 3), cells) for one in fitting],
            lambda cells: paragraphs(_("No approved wording fits that."), cells, "muted", indent=1),
        )
        choices.go(0)
        self._show_whole()

    def _fitting(self, typed: str) -> Sequence[Template]:
        if self._replies is None:
            return ()
        from rhythm_tui.domain.replies import STATEMENT, find

        row, replies, usage, lang = self._row, self._replies, self._usage, language()
        if typed.strip():
            return find(replies, typed, row.platform, row.kind, lang, usage)
        question = "".join(safe(row.text).split())
        statements = [one for one in replies.templates.values() if one.topic == STATEMENT]
        fitting = find(replies, question, row.platform, row.kind, lang, usage)
        rest = find(replies, "", row.platform, row.kind, lang, usage)
        return list(dict.fromkeys([*statements, *fitting, *rest]))

    def _block(self, one: Template, topic: int, cells: int) -> Block:
        used = self._usage.get(one.id, 0)
        count = (column(say("used {count}", count=used), _COUNT, "muted", right=True),) if used else ()
        room = cells - topic - 2 - size(count)
        text = column(one.text(language()), max(room, 1), "text")
        return Block(one.id, ((gap(1), column(self._topic(one), topic, "soft"), gap(1), text, *count),))

    def _topic(self, one: Template) -> str:
        topic = self._replies.topics[one.topic] if self._replies else None
        return "" if topic is None else topic.zh if language() == "zh" else topic.en

    def _selected(self) -> Template | None:
        chosen = self.query_one("#choices", CardList).selected
        return self._replies.templates.get(chosen or "") if self._replies else None

    @on(LineList.Moved)
    def _show_whole(self) -> None:
        one = self._selected()
        lines = paragraphs(one.text(language()), 70, "soft", most=4) if one else []
        self.query_one("#whole", Static).update(content(*lines))

    def action_step(self, by: int) -> None:
        """Move the cursor."""
        self.query_one("#choices", CardList).move(by)

    @on(Input.Submitted)
    @on(LineList.Opened)
    def action_choose(self) -> None:
        """Use what the cursor stands on."""
        self.dismiss(self._selected())

    @on(Bars.Chosen)
    def _clicked(self, event: Bars.Chosen) -> None:
        if event.action == "choose":
            self.action_choose()
        else:
            self.action_back()

    def action_back(self) -> None:
        """Leave without choosing."""
        self.dismiss(None)
