"""The topic pool on three tabs: ideas, pledges to the public, users' stories."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from rhythm_tui.desk.pool_rows import IdeaRow, PlannedIn, PledgeRow, StoryRow
from rhythm_tui.i18n import _, say
from rhythm_tui.reports.pool_words import consent_name, pledge_state, pool_state, sources
from rhythm_tui.reports.words import told_words
from rhythm_tui.ui import keys, terms
from rhythm_tui.ui.keys import Action, Keys, Place
from rhythm_tui.ui.screens.listing import ListDialog
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time
from rhythm_tui.ui.widgets.cards import Block
from rhythm_tui.ui.widgets.marking import MarkedCards
from rhythm_tui.ui.widgets.tabs import Tab, Tabs
from rhythm_tui.ui.wording import (
    BLANK,
    Line,
    Piece,
    bar,
    column,
    content,
    cut,
    gap,
    packed,
    paragraphs,
    piece,
    spread,
)

TABS: tuple[Place, ...] = ("ideas", "pledges", "stories")
_MARKS = ("mark", "mark-all")
_ID = 6
_BAR = 12
_PLEDGES = {"open": "soft", "reached": "soon-bold", "planned": "focus", "kept": "ok"}
_CONSENTS = {"none": "soon", "asked": "soon", "written": "ok", "refused": "late"}


class PoolScreen(ListDialog):
    """One tab at a time; Tab goes to the next, and its actions stand below."""

    shape = "-tall"

    place = TABS[0]
    on_enter = "menu"
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings(*TABS),
        Binding("tab,right,l", "step(1)", show=False, priority=True),
        Binding("shift+tab,left,h", "step(-1)", show=False, priority=True),
        *(Binding(str(number), f"go('{tab}')", show=False) for number, tab in enumerate(TABS, start=1)),
    ]

    def __init__(self, seat: Seat, keymap: Keys) -> None:
        super().__init__(_("topic pool"), seat, keymap)

    def parts(self) -> ComposeResult:
        """Stack the tabs and the list."""
        yield Tabs(ground="raised", id="pool-tabs")
        yield MarkedCards(id=self.list_id, ground="raised")

    @property
    def entries(self) -> MarkedCards:
        """The list."""
        return self.query_one(f"#{self.list_id}", MarkedCards)

    def marks(self) -> tuple[str, ...]:
        """Return the marked entries."""
        return self.entries.marked()

    def unmark(self, ids: Iterable[str] | None = None) -> None:
        """Take the marks off some entries, or off all."""
        self.entries.unmark(ids)
        self._title_marks()

    def _title_marks(self) -> None:
        """Tell in the frame how many are marked."""
        marks = self.entries.marks_told()
        line = (piece(_("topic pool"), "focus-bold"), *((gap(2), *marks) if marks else ()))
        self.query_one(".dialog").border_title = content(line)

    def prepare(self) -> None:
        """Begin with the first tab that has something to do."""
        if any(row.state == "reached" for row in self._seat.reader.pledges()):
            self.place = "pledges"

    def actions(self) -> list[Action]:
        """Return all that the tab offers."""
        return [one for one in keys.of_place(self.place) if one.reads or not self._seat.past]

    def offered(self) -> list[tuple[str, str, str]]:
        """Return the keys of the tab."""
        enter, *named, back = super().offered()
        marks = [one for one in named if one[2] in _MARKS]
        others = [one for one in named if one not in marks]
        return [enter, *others, ("Tab", _("next tab"), "next"), *marks, back]

    def reread(self) -> None:
        """Show it as it stands now."""
        reader = self._seat.reader
        pledges = reader.pledges()
        names = {
            "ideas": f"{_('ideas')} {len(reader.ideas())}",
            "pledges": f"{_('pledges')} {len(pledges)}",
            "stories": f"{_('stories')} {len(reader.stories())}",
        }
        if reached := sum(row.state == "reached" for row in pledges):
            names["pledges"] += f"  {say('{n} reached', n=reached)}"
        tabs = [Tab(tab, (piece(names[tab], "soft"),), tab == self.place) for tab in TABS]
        self.query_one(Tabs).tell(tabs)
        self.entries.show(self._maker(), self._empty)
        self._title_marks()
        self.show_keys()

    def _maker(self) -> Callable[[int], list[Block]]:
        reader, now = self._seat.reader, self._seat.now()
        if self.place == "pledges":
            pledges = reader.pledges()
            return lambda cells: _apart([self._pledge(row, now, cells) for row in pledges])
        if self.place == "stories":
            stories = reader.stories()
            return lambda cells: _apart([self._story(row, now, cells) for row in stories])
        ideas = reader.ideas()
        return lambda cells: _apart([self._idea(row, now, cells) for row in ideas])

    def _idea(self, row: IdeaRow, now: int, cells: int) -> Block:
        voc = self._seat.vocabulary
        style = "strong-bold" if row.state == "open" else "muted"
        head = [*self._mark(row.id), column(voc.tier(row.tier), 8, "soft"), piece(row.title, style)]
        told = [
            (voc.form(row.form) if row.form else "", "muted"),
            (voc.audience(row.audience) if row.audience else "", "muted"),
            (voc.series(row.series) if row.series else "", "muted"),
            (row.department or "", "muted"),
            ("" if row.source == "hand" else sources().get(row.source, row.source), "faint"),
        ]
        more = packed([(piece(text, shade),) for text, shade in told if text], cells - _ID - 9)
        first = spread(head, self._slot(row.slot, pool_state(row.state), now), cells)
        return Block(row.id, (first, *((gap(_ID + 8), *line) for line in more)))

    def _pledge(self, row: PledgeRow, now: int, cells: int) -> Block:
        voc, style = self._seat.vocabulary, _PLEDGES.get(row.state, "soft")
        head = [*self._mark(row.id), piece(row.promise, "strong-bold")]
        far = bar(row.counted * _BAR // row.threshold, _BAR, "ok" if row.percent >= 100 else "soon")
        count = f"{row.counted:,}/{row.threshold:,} {voc.metric(row.metric)}"
        counted = _("not counted yet") if row.counted_at is None else clock_time(row.counted_at, voc, now)
        told: list[Piece] = [gap(_ID), *far, gap(1), piece(count, style), gap(2), piece(counted, "muted")]
        if row.state == "reached":
            told += [gap(2), piece(_("plan its slot"), "soon")]
        said = [gap(_ID), piece(f"{voc.platform(row.platform)}  ", "soft"), piece(row.words, "muted")]
        state = self._slot(row.slot, pledge_state(row.state), now, style)
        return Block(row.id, (spread(head, state, cells), cut(told, cells), cut(said, cells)))

    def _story(self, row: StoryRow, now: int, cells: int) -> Block:
        consent = piece(f"{consent_name(row.consent)}  ", f"{_CONSENTS[row.consent]}-bold")
        head = [*self._mark(row.id), consent, piece(row.author, "strong-bold")]
        if row.interaction:
            head += [gap(2), piece(row.interaction, "focus")]
        if row.proof:
            head += [gap(2), piece(row.proof, "muted")]
        text = paragraphs(told_words(row.text), cells - 1, "soft", indent=_ID, most=2)
        return Block(row.id, (spread(head, self._slot(row.slot, pool_state(row.state), now), cells), *text))

    def _mark(self, id: str) -> Line:
        return (terms.mark_piece(id in self.entries.marks), column(id, _ID - 1, "faint"))

    def _slot(self, slot: PlannedIn | None, state: str, now: int, style: str = "muted") -> Line:
        """Return the state, and the slot that was planned for it."""
        if slot is None:
            return (piece(state, style),)
        at = clock_time(slot.at, self._seat.vocabulary, now)
        return (piece(f"{slot.id} ", "focus"), piece(f"{at} ", "soft"), piece(state, "ok"))

    def _empty(self, cells: int) -> list[Line]:
        told = {
            "ideas": (
                _("No idea is kept yet."),
                _("What might be made one day: planned into a slot by a key."),
            ),
            "pledges": (
                _("No pledge is written down."),
                _("What was promised in public past so many likes; the desk says when it is reached."),
            ),
            "stories": (
                _("No story is written down."),
                _("What users tell of themselves: in public only with their written consent."),
            ),
        }[self.place]
        first, how = told
        key = self._keymap.first("pool-add")
        return [BLANK, *paragraphs(first, cells, "soft-bold", indent=1), BLANK,
                *paragraphs(how, cells, "muted", indent=1),
                *paragraphs(say("{key} adds the first.", key=key), cells, "soft", indent=1)]  # fmt: skip

    def chosen(self, action: str) -> None:
        """Do what a button stands for: a tab is one too."""
        if action in TABS:
            self.action_go(action)
        elif action == "next":
            self.action_step(1)
        else:
            super().chosen(action)

    def action_step(self, by: int) -> None:
        """Go to the tab beside; marks are of one tab."""
        self.unmark()
        self.place = TABS[(TABS.index(self.place) + by) % len(TABS)]
        self.reread()

    def action_go(self, tab: Place) -> None:
        """Go to a tab; marks are of one tab."""
        self.unmark()
        self.place = tab
        self.reread()

    def action_act(self, id: str) -> None:
        """Do what the registry calls ``id`` with what the cursor stands on, where the tab offers it."""
        if id in _MARKS:
            self.entries.mark() if id == "mark" else self.entries.mark_all()
            self._title_marks()
        elif id == "menu" or self.place in keys.BY_ID[id].places:
            super().action_act(id)

    def action_back(self) -> None:
        """Take the marks off, or leave."""
        if self.entries.marks:
            self.unmark()
        else:
            super().action_back()


def _apart(blocks: list[Block]) -> list[Block]:
    """Return blocks with a blank line before each."""
    return [one for block in blocks for one in (Block(None, (BLANK,)), block)]
