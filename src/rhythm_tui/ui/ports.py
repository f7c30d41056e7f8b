"""What a seat is plugged into: whatever reads the desk for its screens, writes to it, and feeds it.

``Reading`` is the part of ``desk.reader.Reader`` the screens ask, on the thread of the screen; writing goes
through ``Hand``, which the gateway implements. Tests sit fakes in these places. Only types: no screen has to
load them.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import date
from typing import Protocol

from rhythm_tui.desk.alike import Alike
from rhythm_tui.desk.asks import AskRow, NotificationRow
from rhythm_tui.desk.board import IncidentCard
from rhythm_tui.desk.lesson_rows import LessonRow
from rhythm_tui.desk.passed import Digest, Passed
from rhythm_tui.desk.plan_rows import CampaignRow, RepeatRow
from rhythm_tui.desk.reads.base import Turn
from rhythm_tui.desk.reasons import Why
from rhythm_tui.desk.reviews import IncidentReview
from rhythm_tui.desk.slot_views import SlotDetail
from rhythm_tui.desk.statement_rows import CarriedReply, StatementRow
from rhythm_tui.desk.views import (
    IncidentDetail,
    InteractionDetail,
    QueueRow,
    Reminder,
    SlotRow,
    Status,
    TaskDetail,
)
from rhythm_tui.desk.workspace import TaskRow
from rhythm_tui.domain.commands import Command
from rhythm_tui.domain.forecast import Forecast, Order, Pace
from rhythm_tui.domain.query import EVERYTHING, Query
from rhythm_tui.ui.clock_reading import ClockReading
from rhythm_tui.ui.journal_reading import JournalReading
from rhythm_tui.ui.plan_reading import LoadReading, PlanReading
from rhythm_tui.ui.pool_reading import PoolReading
from rhythm_tui.ui.seat import Receipt
from rhythm_tui.ui.shift_reading import ShiftReading


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
