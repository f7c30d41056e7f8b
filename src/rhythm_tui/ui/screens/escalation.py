"""Passed on: who must be told of the timers that run, who was, how, and who has acknowledged it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from rhythm_tui.desk.asks import AskRow, NotificationRow
from rhythm_tui.i18n import _, say
from rhythm_tui.reports.telling import prepared_text, time_left
from rhythm_tui.ui.escalation import ask_style, asked_words, open_asks
from rhythm_tui.ui.escalation_forms import answer_form, tell_form
from rhythm_tui.ui.screens.form import FormScreen
from rhythm_tui.ui.screens.work import Offered, WorkDialog
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time
from rhythm_tui.ui.widgets.bars import Bars
from rhythm_tui.ui.widgets.cards import Block, CardList
from rhythm_tui.ui.widgets.lines import LineList
from rhythm_tui.ui.wording import (
    BLANK,
    Line,
    Piece,
    column,
    gap,
    paragraphs,
    piece,
    safe,
    size,
    spread,
    words,
)


def copied_words() -> str:
    """Return what is said once a text was copied: no terminal acknowledges it."""
    return _("copied, unconfirmed: send it yourself, then record that it was passed on")


def _entries(entries: Iterable[tuple[str, Sequence[Line]]]) -> Iterator[Block]:
    """Yield the entries of the list, a blank line behind each."""
    for id, lines in entries:
        yield Block(id, tuple(lines))
        yield Block(None, (BLANK,))


class TellScreen(FormScreen):
    """The form that records whom was told, with the prepared text to copy."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f3,ctrl+y", "copy", show=False, priority=True)]

    def offered(self) -> list[tuple[str, str, str]]:
        """Return the keys, with the one that copies."""
        return [("F3", _("copy"), "copy"), *super().offered()]

    @on(Bars.Chosen)
    def _copies(self, event: Bars.Chosen) -> None:
        if event.action == "copy":
            event.prevent_default()
            self.action_copy()

    def action_copy(self) -> None:
        """Copy what is said to the clipboard."""
        text = self.query_one("#f-words", TextArea).text
        if text.strip():
            self.app.copy_to_clipboard(text)
            self.query_one("#error", Static).update(words(copied_words(), "soon"))


class EscalationScreen(WorkDialog[None]):
    """What is asked and what was passed on, of one incident or of every open one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "back", show=False),
        Binding("y,f3,ctrl+y", "copy", show=False),
    ]

    writes = frozenset({"open"})

    def __init__(self, seat: Seat, incident: str | None = None) -> None:
        super().__init__(seat)
        self._incident = incident
        self._asks: dict[str, AskRow] = {}
        """What must be told now, by the entry of the list."""
        self._told: dict[str, NotificationRow] = {}
        """What was passed on."""

    def compose(self) -> ComposeResult:
        """One box with the list."""
        with Vertical(classes="dialog -hug") as box:
            title = (
                say("passed on: {id}", id=self._incident)
                if self._incident
                else _("passed on: open incidents")
            )
            box.border_title = words(title, "focus-bold")
            yield CardList(id="told-rows", ground="raised")
            yield Static(id="error")
            yield Bars(ground="raised", id="dialog-keys")

    def on_mount(self) -> None:
        """Show it."""
        self.reread()
        self._list.focus()

    def offered(self) -> Offered:
        """Return the keys that are shown."""
        row = [("Enter", _("tell, or acknowledged"), "open"), ("y", _("copy the text"), "copy")]
        return [*(row if self._asks or self._told else []), ("Esc", _("back"), "back")]

    @property
    def _list(self) -> CardList:
        return self.query_one("#told-rows", CardList)

    def beat(self, now: int) -> None:  # noqa: ARG002 - the list asks the clock itself
        """Count down, and ask again."""
        self.reread()

    def reread(self) -> None:
        """Show how it stands now."""
        now, reader = self._seat.now(), self._seat.reader
        asks = [row for row in reader.asks(now) if self._incident in (None, row.incident)]
        told = reader.notifications(self._incident)
        self._asks = {f"{row.incident} {row.timer} {row.ask.duty}": row for row in open_asks(asks)}
        self._told = {row.id: row for row in told}
        self.show_keys()
        asked = {(row.incident, row.timer, row.ask.duty): row for row in asks}
        self._list.show(
            lambda cells: [
                *self._part(_("to be told now"), len(self._asks)),
                *_entries((id, self._ask(row, now, cells)) for id, row in self._asks.items()),
                *self._part(_("passed on"), len(told)),
                *_entries((row.id, self._passed(row, asked, now, cells)) for row in told),
            ],
            self._empty,
        )

    def _part(self, title: str, count: int) -> list[Block]:
        if not count:
            return []
        return [Block(None, ((piece(f" {title}", "focus-bold"), piece(f" {count}", "soft-bold")),))]

    def _empty(self, cells: int) -> list[Line]:
        text = _("Nobody needs to be told: no timer has passed its warning, and nothing was passed on yet.")
        return [BLANK, *paragraphs(text, cells, "muted", indent=2)]

    def _of(self, incident: str, timer: str) -> list[Piece]:
        """Return which timer it is about, and of which incident where the list is of all of them."""
        of = [gap(1), piece(incident, "faint")] if self._incident is None else []
        return [gap(2), piece(self._seat.vocabulary.timer(timer), "soft"), *of]

    def _ask(self, row: AskRow, now: int, cells: int) -> list[Line]:
        vocabulary, ask = self._seat.vocabulary, row.ask
        style = ask_style(row, now)
        head = [
            piece(f" {_('tell')} ", "now-block"),
            gap(1),
            piece(vocabulary.duty(ask.duty), "strong-bold"),
        ]
        if row.holder is not None:
            head += [gap(1), piece(row.holder, "text")]
        head += self._of(row.incident, row.timer)
        first = clock_time(ask.since, vocabulary, now)
        since = say("since {time}, {asked}", time=first, asked=asked_words(ask.times))
        if ask.told_at is not None:
            told = clock_time(ask.told_at, vocabulary, now)
            since = say("{what}; told {time}, not acknowledged", what=since, time=told)
        right = (piece(time_left(row.due_at, now), f"{style}-bold"), gap(1))
        more = (gap(6), piece(since, "muted"), gap(2))
        room = cells - size(more) - 1
        of = (column(row.title, room, "soft"),) if self._incident is None and room > 0 else ()
        return [spread(head, right, cells), (*more, *of)]

    def _passed(
        self, row: NotificationRow, asked: dict[tuple[str, str, str], AskRow], now: int, cells: int
    ) -> list[Line]:
        vocabulary = self._seat.vocabulary
        duty = vocabulary.duty(row.duty)
        head = [gap(1), piece(duty, "strong")]
        if safe(row.person) != duty:
            head += [gap(1), piece(row.person, "text")]
        head += self._of(row.incident, row.timer)
        when = clock_time(row.at, vocabulary, now)
        right = (
            piece(vocabulary.channel(row.channel), "soft"),
            gap(1),
            piece(when, "soft"),
            gap(1),
            piece(row.operator, "muted"),
            gap(1),
        )
        lines = [spread(head, right, cells), self._answer(row, asked, now)]
        if row.text[0]:
            lines += paragraphs(row.text, cells - 1, "muted", indent=6, most=2)
        return lines

    def _answer(self, row: NotificationRow, asked: dict[tuple[str, str, str], AskRow], now: int) -> Line:
        """Return who acknowledged it and when, else when it is asked again; and how often it was asked."""
        vocabulary = self._seat.vocabulary
        about = asked.get((row.incident, row.timer, row.duty))
        times = piece(f"  {asked_words(about.ask.times)}", "muted") if about else gap(0)
        if row.answered_at is not None:
            who = safe(row.answered_by or row.person)
            at = clock_time(row.answered_at, vocabulary, now)
            return (gap(6), piece(say("acknowledged {time}, {who}", time=at, who=who), "ok"), times)
        if about and not about.open and about.ask.next_at is not None and about.ask.told_at == row.at:
            at = clock_time(about.ask.next_at, vocabulary, now)
            return (gap(6), piece(say("not acknowledged; asked again {time}", time=at), "soon"), times)
        return (gap(6), piece(_("not acknowledged"), "muted"), times)

    @on(LineList.Opened)
    def action_open(self) -> None:
        """Record that the one under the cursor was told, or has acknowledged it."""
        id = self._list.selected or ""
        if (ask := self._asks.get(id)) is not None:
            tell = TellScreen(self._seat, tell_form(self._seat, ask))
            self.start(lambda: self.fill_in(tell))
        elif (told := self._told.get(id)) is not None and told.answered_at is None:
            answer = answer_form(self._seat, told)
            self.start(lambda: self.fill(answer))
        elif told is not None:
            self.tell_here(_("this was acknowledged already"), "soon")

    def action_copy(self) -> None:
        """Copy the prepared text of the one under the cursor, or what was said to them."""
        id = self._list.selected or ""
        text = ""
        if (ask := self._asks.get(id)) is not None:
            text = prepared_text(ask, self._seat.vocabulary, self._seat.now())
        elif (told := self._told.get(id)) is not None:
            text = safe(told.text)
        if text:
            self.app.copy_to_clipboard(text)
            self.tell_here(copied_words(), "soon")
