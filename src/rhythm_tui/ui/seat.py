"""What the operator's seat is made of, handed to every screen: nothing reaches up for it.

``Reading`` is the part of ``desk.reader.Reader`` the screens ask, on the thread of the screen; writing goes
through ``Hand``, which the gateway implements. Tests sit fakes in these places.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from rhythm_tui.clock import Clock
from rhythm_tui.desk.asks import AskRow, NotificationRow
from rhythm_tui.desk.board import IncidentCard
from rhythm_tui.desk.company import Alone, Around
from rhythm_tui.desk.passed import Digest, Passed
from rhythm_tui.desk.reads.base import Turn
from rhythm_tui.desk.saved import SavedFilters
from rhythm_tui.desk.views import (
    QueueRow,
    Reminder,
    SlotRow,
    Status,
)
from rhythm_tui.domain.forecast import Forecast, Order, Pace
from rhythm_tui.domain.query import EVERYTHING, Query
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.domain.text import SafeText
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.i18n import words_of
from rhythm_tui.settings import calendar, platform_words
from rhythm_tui.ui.clock_reading import ClockReading
from rhythm_tui.ui.journal_reading import JournalReading
from rhythm_tui.ui.plan_reading import LoadReading, PlanReading
from rhythm_tui.ui.pool_reading import PoolReading
from rhythm_tui.ui.shift_reading import ShiftReading
from rhythm_tui.ui.unsent import Unsent

if TYPE_CHECKING:
    from rhythm_tui.desk.alike import Alike
    from rhythm_tui.desk.lesson_rows import LessonRow
    from rhythm_tui.desk.plan_rows import CampaignRow, RepeatRow
    from rhythm_tui.desk.reasons import Why
    from rhythm_tui.desk.remark import Remark
    from rhythm_tui.desk.reviews import IncidentReview
    from rhythm_tui.desk.slot_views import SlotDetail
    from rhythm_tui.desk.statement_rows import CarriedReply, StatementRow
    from rhythm_tui.desk.views import IncidentDetail, InteractionDetail, TaskDetail
    from rhythm_tui.desk.workspace import TaskRow
    from rhythm_tui.domain.commands import Command
    from rhythm_tui.domain.days import Calendar
    from rhythm_tui.domain.playbook import Playbook
    from rhythm_tui.ui.doors import Doors


class Reading(ShiftReading, PlanReading, PoolReading, ClockReading, LoadReading, JournalReading, Protocol):
    """Everything the screens read."""

    def header(self, now: int) -> Status:
        """Return the duty header."""

    def turn(self, now: int) -> Turn:
        """Return how long bands, timers, slots and what is asked about them stay as they are."""

    def crossed(self, since: int, now: int) -> list[tuple[str, int]]:
        """Return band and number of the items nobody holds that came into their band after ``since``."""

    def queue_ids(self, now: int, wanted: Query = EVERYTHING, order: str = "desk") -> array[int]:
        """Return the numbers of the open rows in an order."""

    def forecast(self, now: int, order: Order = "desk") -> tuple[Forecast, Pace]:
        """Return what becomes of the open rows at the last hour's pace, and that pace."""

    def queue_rows(self, numbers: Sequence[int]) -> list[QueueRow]:
        """Return rows by their numbers."""

    def search(self, text: str, limit: int = 200) -> list[QueueRow]:
        """Return items of the whole history in which every word stands, the newest first."""

    def thread(self, id: str) -> list[QueueRow]:
        """Return all items of an item's author or under its post, the newest first."""

    def reminders(self, until: int) -> list[Reminder]:
        """Return the reminders of open items that fall at ``until`` or before, the oldest first."""

    def attention(self, since: int, now: int) -> frozenset[Passed]:
        """Return the incident timers due soon or late, and the slots missed since ``since``."""

    def digest(self, since: int, now: int) -> Digest:
        """Return what passed between two instants and still waits."""

    def interaction(self, id: str) -> InteractionDetail | None:
        """Return one item with its draft and history."""

    def item(self, id: str) -> InteractionDetail | None:
        """Return one item with its draft, without its history."""

    def slots(self, start: int, end: int, now: int) -> list[SlotRow]:
        """Return the slots of a stretch of time."""

    def slot(self, id: str, now: int) -> SlotDetail | None:
        """Return one slot with its sign-offs and history."""

    def incidents(self) -> list[IncidentCard]:
        """Return the open incidents, next due first."""

    def unfinished(self) -> list[IncidentCard]:
        """Return the closed incidents with open actions, what is due first before the others."""

    def incident(self, id: str) -> IncidentDetail | None:
        """Return one incident with its items and history."""

    def review(self, id: str) -> IncidentReview | None:
        """Return everything a review of an incident speaks of."""

    def campaigns(self, now: int) -> list[CampaignRow]:
        """Return the campaigns that stand, those that run or come first."""

    def campaign(self, id: str, now: int) -> CampaignRow | None:
        """Return one campaign."""

    def campaign_slots(self, id: str, now: int) -> list[SlotRow]:
        """Return the slots of a campaign, by time."""

    def repeats(self, now: int) -> list[RepeatRow]:
        """Return the recurring slots that stand, each with what is not laid yet."""

    def repeat(self, id: str, now: int) -> RepeatRow | None:
        """Return one recurring slot."""

    def unlaid(self, id: str, until: date, now: int) -> list[date]:
        """Return the days on which a recurring slot is still to be laid."""

    def lessons(self) -> tuple[LessonRow, ...]:
        """Return what stands on the lists of lessons."""

    def lesson(self, id: str) -> LessonRow | None:
        """Return one lesson."""

    def tasks(self) -> list[TaskRow]:
        """Return every open task, what is due first on top."""

    def task(self, id: str) -> TaskDetail | None:
        """Return one task with its history."""

    def closed(self) -> list[IncidentCard]:
        """Return the incidents that were closed last and may be opened again."""

    def alike(self, title: str, items: Sequence[str]) -> list[Alike]:
        """Return the open incidents that a new one may be the same as."""

    def figures_noted(self, day: str) -> bool:
        """Return whether the platforms' figures of a local day were taken in."""

    def held(self, incident: str, now: int) -> list[SlotRow]:
        """Return the slots an incident holds."""

    def siblings(self, id: str, now: int) -> list[QueueRow]:
        """Return the items of an item's author or under its post that may belong to the same incident."""

    def statements(self, incident: str) -> tuple[StatementRow, ...]:
        """Return the public statements of an incident, the first version first."""

    def statement(self, id: str) -> StatementRow | None:
        """Return one version of a statement."""

    def quotable(self, incident: str) -> list[StatementRow]:
        """Return the statements that replies to an incident's items may quote: those that stand in public."""

    def carried(self, incident: str | None = None) -> list[CarriedReply]:
        """Return the replies in public that carry a superseded statement, of one incident or of all."""

    def asks(self, now: int) -> tuple[AskRow, ...]:
        """Return who must be told of a running timer, or was."""

    def notifications(self, written: str | None = None) -> list[NotificationRow]:
        """Return what was passed on about an incident, or about every open one."""

    def why(self, id: str, now: int) -> Why | None:
        """Return how a deadline came to be."""

    def template_usage(self) -> dict[str, int]:
        """Return how many replies in public were made from each approved wording."""

    def changed(self) -> bool:
        """Return whether anybody has written since the last time this was asked."""


class Receipt(Protocol):
    """The desk's answer to a command that was done."""

    @property
    def seq(self) -> int:
        """The journal line."""

    @property
    def id(self) -> str:
        """What the command was done to."""

    @property
    def version(self) -> int:
        """The version of that, as it stands now."""

    @property
    def warnings(self) -> tuple[Remark, ...]:
        """What the guard says to a reply."""

    @property
    def undone(self) -> str | None:
        """The command that an undo took back."""


class Hand(Protocol):
    """What does commands."""

    async def do(self, command: Command) -> Receipt:
        """Do a command off the screen's thread. Raises ``Refusal``."""

    async def close(self) -> None:
        """Let go of the desk."""


class Feeder(Protocol):
    """Whoever keeps a demo or a drill alive."""

    def tick(self, now: int) -> Sequence[Command]:
        """Return what happens at ``now``."""


@dataclass(frozen=True)
class Seat:
    """One operator at one screen."""

    reader: Reading
    hand: Hand
    clock: Clock
    vocabulary: Vocabulary
    operator: SafeText
    playbook: Callable[[], Playbook]
    """The rules, loaded when they are first needed: models are slow to build."""
    filters_file: Path
    """Where the operator's saved filters stand; there need be no such file."""
    around: Around = field(default_factory=Alone)
    """The other seats at the file."""
    unsent: Unsent = field(default_factory=Unsent)
    """What was typed into forms and left."""
    past: bool = False
    """Whether the desk is seen as it stood once: nothing is changed there."""
    doors: Doors | None = None
    """What the seat reaches outside of the desk's file."""

    @cached_property
    def platform_words(self) -> Mapping[str, str]:
        """The platform behind every word people use for one."""
        return platform_words(self.vocabulary.platform_names())

    @cached_property
    def calendar(self) -> Calendar:
        """The calendar without the days that were added on the desk. Raises ``BadSetting``."""
        return calendar()

    def why_not(self, refusal: Refusal) -> str:
        """Return why a command was refused, with the playbook's names where it speaks of its ids."""
        from rhythm_tui.reports.phrases import refusal_names

        return words_of(refusal, refusal_names(self.vocabulary))

    def query(self, typed: str) -> Query:
        """Return what a filter asks for, platforms by any of their names. Raises ``BadQuery``."""
        from rhythm_tui.domain.query_text import parse_query

        return parse_query(typed, self.platform_words)

    @cached_property
    def filters(self) -> SavedFilters:
        """The operator's saved filters."""
        return SavedFilters(self.filters_file, self.query)

    def now(self) -> int:
        """Return the present instant (ms UTC) of the desk's one clock."""
        return self.clock.now()
