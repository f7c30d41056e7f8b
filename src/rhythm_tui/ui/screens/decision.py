"""The decision card of a missed slot: late, in the next window, or dropped, and what follows (RHYTHM 12)."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from rhythm_tui.desk.decisions import choices
from rhythm_tui.desk.slot_views import SlotDetail
from rhythm_tui.domain.decision import Choice
from rhythm_tui.i18n import _, ngettext, say
from rhythm_tui.ui.screens.work import Offered, WorkDialog
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import rough, since
from rhythm_tui.ui.widgets.bars import Bars
from rhythm_tui.ui.widgets.cards import Block, CardList
from rhythm_tui.ui.widgets.lines import LineList
from rhythm_tui.ui.wording import BLANK, Line, gap, piece, words

_INDENT = 5


class DecisionScreen(WorkDialog[Choice | None]):
    """Answers with what was chosen; nothing is done here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "back", show=False),
        *(Binding(str(n), f"choose({n})", show=False) for n in (1, 2, 3)),
    ]

    def __init__(self, seat: Seat, detail: SlotDetail) -> None:
        super().__init__(seat)
        self._slot = detail.row
        self._choices: tuple[Choice, ...] = ()

    def compose(self) -> ComposeResult:
        """What was missed, above what may be done."""
        with Vertical(classes="dialog -list") as box:
            box.border_title = words(say("{id} was missed", id=self._slot.id), "late-bold")
            yield CardList(id="choices", ground="raised")
            yield Static(id="error")
            yield Bars(ground="raised", id="dialog-keys")

    def on_mount(self) -> None:
        """Show the choices."""
        self._choices = choices(self._seat.reader, self._seat.vocabulary, self._slot, self._seat.now())
        self.show_keys()
        shown = self.query_one("#choices", CardList)
        blocks = self._blocks()
        shown.styles.height = sum(len(one.lines) for one in blocks) + 1
        shown.show(lambda _cells: blocks, lambda _cells: [BLANK])
        shown.focus()

    def offered(self) -> Offered:
        """Return the keys that are shown."""
        return [
            ("Enter", _("choose"), "chosen"),
            ("1 2 3", _("at once"), "chosen"),
            ("Esc", _("back"), "back"),
        ]

    def _blocks(self) -> list[Block]:
        late = rough(since(self._slot.at, self._seat.now()))
        head = (piece(f" {self._slot.wall[11:16]} ", "strong-bold"), piece(self._slot.title, "text"))
        ago = (piece(f" {say('{span} past its time', span=late)}", "late-bold"),)
        blocks = [Block(None, (head, ago, BLANK))]
        for n, one in enumerate(self._choices, start=1):
            blocks += [Block(str(n), self._card(n, one)), Block(None, (BLANK,))]
        return blocks[:-1]

    def _card(self, number: int, one: Choice) -> tuple[Line, ...]:
        """Return a choice with what follows from it."""
        window = _("the next window: {time}") if self._slot.audience else _("the same time of day: {time}")
        name = {
            "late": _("publish it late, now"),
            "window": window.format(time=(one.wall or "").replace("T", " ")),
            "drop": _("give this slot up"),
        }[one.kind]
        head = (piece(f" {number}  {name}", "strong-bold"),)
        return (head, *self._effects(one))

    def _effects(self, one: Choice) -> list[Line]:
        words_ = self._seat.vocabulary
        lines: list[Line] = []
        tally = one.tally
        bounds = "" if tally.least is None else f" ({tally.least}-{tally.most})"
        posts = ngettext("{platform}: {n} post{bounds}", "{platform}: {n} posts{bounds}", tally.total)
        told = posts.format(platform=words_.platform(self._slot.platform), n=tally.total, bounds=bounds)
        style = "late" if tally.short or tally.over else "ok"
        lines.append((gap(_INDENT), piece(told, style)))
        shares = "  ".join(f"{words_.tier(share.tier)} {share.percent}" for share in one.mix.shares)
        lines.append((gap(_INDENT), piece(f"{_('mix')}  {shares}", "soft")))
        if one.off_window_min:
            off = say("{n} min off the hours of its audience", n=abs(one.off_window_min))
            lines.append((gap(_INDENT), piece(off, "soon")))
        for other in one.collides:
            told = say(
                "too close to {id} at {time}",
                id=other.id,
                time=f"{other.minute // 60:02d}:{other.minute % 60:02d}",
            )
            lines.append((gap(_INDENT), piece(told, "late-bold")))
        if one.left is not None:
            left = ngettext(
                "its phase of the campaign has {n} slot left",
                "its phase of the campaign has {n} slots left",
                one.left,
            )
            lines.append((gap(_INDENT), piece(left.format(n=one.left), "soon" if one.left else "late-bold")))
        if one.arc is not None:
            inside = (
                _("within its phase of the campaign")
                if one.arc.inside
                else _("outside its phase of the campaign")
            )
            lines.append((gap(_INDENT), piece(inside, "ok" if one.arc.inside else "late-bold")))
        return lines

    @on(LineList.Opened)
    def action_chosen(self) -> None:
        """Answer with the choice under the cursor."""
        if chosen := self.query_one("#choices", CardList).selected:
            self.action_choose(int(chosen))

    def action_choose(self, number: int) -> None:
        """Answer with a choice by its number."""
        if number <= len(self._choices):
            self.dismiss(self._choices[number - 1])
