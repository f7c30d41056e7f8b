"""The plan behind the slots: campaigns, recurring slots and the hospital's own days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual.binding import BindingType

from rhythm_tui.desk.plan_rows import CampaignRow, OwnDayRow, PhaseRow, RepeatRow
from rhythm_tui.domain.text import NOTHING
from rhythm_tui.i18n import _, language, ngettext, say
from rhythm_tui.reports.day_words import weekday_names
from rhythm_tui.reports.plan_words import weekdays
from rhythm_tui.ui import keys
from rhythm_tui.ui.keys import Keys
from rhythm_tui.ui.screens.listing import ListDialog
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time
from rhythm_tui.ui.widgets.cards import Block
from rhythm_tui.ui.wording import BLANK, Line, Piece, column, gap, piece, safe, spread

_ID = 5


class PlansScreen(ListDialog):
    """Campaigns with their phases, recurring slots with what is not laid yet, own days; all live."""

    place = "plans"
    on_enter = "menu"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("plans")]

    def __init__(self, seat: Seat, keymap: Keys) -> None:
        super().__init__(_("campaigns and recurring slots"), seat, keymap)

    def reread(self) -> None:
        """Show them as they stand now."""
        reader, now = self._seat.reader, self._seat.now()
        campaigns, repeats, days = reader.campaigns(now), reader.repeats(now), reader.own_days()

        def blocks(cells: int) -> list[Block]:
            return [
                *self._section(
                    _("campaigns"),
                    [self._campaign(one, now, cells) for one in campaigns],
                    "campaign", _("lays warm-up, burst and long tail around a day"),
                ),
                *self._section(
                    _("recurring slots"),
                    [self._repeat(one, cells) for one in repeats],
                    "repeat", _("adds one, of a template or of your own"),
                ),
                *self._proposal(repeats),
                *self._section(
                    _("own days"),
                    [_own_day(one, cells) for one in days],
                    "own-day", _("adds a day of the hospital's own"),
                ),
            ]  # fmt: skip

        self.entries.show(blocks)

    def _section(self, name: str, found: Sequence[Block], action: str, does: str) -> list[Block]:
        """Return a part of the list; an empty one says by which key something comes into it, and what."""
        head = piece(f" {name}", "focus-bold")
        if found:
            return [Block(None, (BLANK, (head, piece(f" {len(found)}", "muted")))), *found]
        way = (gap(_ID + 1), piece(self._keymap.first(action), "key"), piece(f"  {does}", "muted"))
        return [Block(None, (BLANK, (head, piece(f"  {_('none yet')}", "muted")), way))]

    def _proposal(self, repeats: Sequence[RepeatRow]) -> list[Block]:
        """Say how much of this week and the next is not laid: the desk proposes, a person lays."""
        missing = sum(len(one.missing) for one in repeats)
        if not missing:
            return []
        key = self._keymap.first("repeat-lay")
        told = ngettext(
            "{n} recurring slot up to next Sunday is not laid: {key} lays it",
            "{n} recurring slots up to next Sunday are not laid: {key} lays them",
            missing,
        )
        return [Block(None, ((gap(_ID + 1), piece(told.format(n=missing, key=key), "soon")),))]

    def _campaign(self, row: CampaignRow, now: int, cells: int) -> Block:
        head: list[Piece] = [_id(row.id), piece(row.name, "strong-bold")]
        if row.tag != NOTHING:
            head += [gap(2), piece(f"#{safe(row.tag)}", "muted")]
        phases = [piece_ for one in row.phases for piece_ in (*self._phase(one), gap(2))][:-1]
        day = date.fromisoformat(row.day)
        told: list[Piece] = [gap(_ID + 1), piece(f"{row.day} {weekday_names()[day.weekday()]}", "soft")]
        if row.next_at is not None:
            following = clock_time(row.next_at, self._seat.vocabulary, now)
            told += [gap(2), piece(say("next {time}", time=following), "muted")]
        missed = sum(one.missed for one in row.phases)
        held = sum(one.held for one in row.phases)
        if missed:
            told += [gap(2), piece(say("{n} missed", n=missed), "late-bold")]
        if held:
            told += [gap(2), piece(say("{n} held", n=held), "held-bold")]
        return Block(row.id, (spread(head, phases, cells), tuple(told)))

    def _phase(self, row: PhaseRow) -> Line:
        style = "ok" if row.slots and row.out == row.slots else "soft"
        return (
            piece(f"{self._seat.vocabulary.phase(row.phase)} ", "muted"),
            piece(f"{row.out}/{row.slots}", style),
        )

    def _repeat(self, row: RepeatRow, cells: int) -> Block:
        words = self._seat.vocabulary
        head = [
            _id(row.id),
            column(f"{weekdays(row.days)} {row.time}", 22, "text"),
            column(words.platform(row.platform), 9, "soft"),
            piece(row.title, "strong-bold"),
        ]
        return Block(row.id, (spread(head, _laid(row), cells),))


def _id(id: str) -> Piece:
    return column(f" {id}", _ID + 1, "faint")


def _laid(row: RepeatRow) -> Line:
    if row.missing:
        return (piece(say("{n} to lay", n=len(row.missing)), "soon-bold"),)
    return (
        piece(
            say("laid to {day}", day=row.laid_until[5:]) if row.laid_until else _("nothing to lay"), "muted"
        ),
    )


def _own_day(row: OwnDayRow, cells: int) -> Block:
    name = row.zh if language() == "zh" else row.en
    wants = piece(_("asks for a slot"), "soft") if row.wants_slot else piece("", "muted")
    head = [_id(row.id), column(row.rule, 22, "text"), piece(name, "strong-bold"), gap(2), _years(row)]
    return Block(row.id, (spread(head, (wants,), cells),))


def _years(row: OwnDayRow) -> Piece:
    if row.from_year and row.until_year:
        return piece(f"{row.from_year}-{row.until_year}", "muted")
    if row.from_year:
        return piece(say("from {year}", year=row.from_year), "muted")
    return piece(say("until {year}", year=row.until_year) if row.until_year else "", "muted")
