"""What the desk shows: frozen rows for screens, tables and JSON. Standard library only.

Instants are milliseconds UTC. Every string that somebody typed is ``SafeText``; plain ``str`` fields hold
names of ours (platforms, states, roles) only.
"""

from __future__ import annotations

from rhythm_tui.desk.board import IncidentCard
from rhythm_tui.desk.rota import OnDuty
from rhythm_tui.desk.workspace import DutyRow, SlotBrief, TaskRow
from rhythm_tui.domain.deadlines import MINUTE, Band, Deadline, band, named_deadline, remaining_s
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.text import SafeText, clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rhythm_tui.desk.statement_rows import CarriedReply, StatementRow


class QueueRow(NamedTuple):
    """One interaction of the queue."""

    id: str
    version: int
    platform: str
    kind: str
    state: str
    """``open``, ``answered`` or ``closed``."""
    posted_at: int
    due_at: int | None
    soon_at: int | None
    neglect_at: int | None
    clock: str | None
    """The first deadline it was given: ``2h``, ``4h``; None for a live question."""
    neglect_clock: str | None
    author: SafeText
    text: SafeText
    owner: SafeText | None
    reply_state: str
    """``none``, ``drafted``, ``copied`` or ``posted``."""
    post: SafeText
    incident: str | None
    seen_at: int
    topic: SafeText | None = None
    waiting: SafeText | None = None
    """Whom it waits for: information, never a stopped clock."""
    tags: tuple[SafeText, ...] = ()
    remind_at: int | None = None
    """When somebody wants to be reminded of it."""
    referred: str | None = None
    """What it was taken on to, ``message`` or ``doctor``, where it came from another item."""
    taken_on: str | None = None
    """Where it was taken on last, ``message`` or ``doctor``: another item goes on from here."""
    outcome: str | None = None
    """What a private message came to: ``first_reply``, ``online``, ``visit`` or ``doctor``."""

    @property
    def limits(self) -> Deadline | None:
        """The three instants, or None for a live question, which has no deadline."""
        if self.due_at is None or self.soon_at is None or self.neglect_at is None:
            return None
        return Deadline(self.due_at, self.soon_at, self.neglect_at)

    def band(self, now: int) -> Band | None:
        """Return the band at ``now``; None for what has no deadline."""
        return band(self.limits, now) if self.limits else None

    def shown_due(self, now: int) -> int | None:
        """Return the instant the row counts to at ``now``."""
        return named_deadline(self.limits, now) if self.limits else None

    def shown_clock(self, now: int) -> str | None:
        """Return the name of that deadline: a neglected row shows its 24 h one."""
        return self.neglect_clock if self.band(now) is Band.NEGLECTED else self.clock

    def remaining_s(self, now: int) -> int | None:
        """Return whole seconds to that instant, negative once past."""
        due = self.shown_due(now)
        return None if due is None else remaining_s(due, now)


class SlotRow(NamedTuple):
    """One publishing slot."""

    id: str
    version: int
    platform: str
    wall: str
    """Local wall time ``2026-11-22T18:00``."""
    at: int
    title: SafeText
    tier: int
    form: str
    audience: str | None
    department: SafeText | None
    emergency: bool
    state: str
    """``planned``, ``review``, ``ready``, ``held``, ``published``, ``missed`` or ``dropped``."""
    signed: tuple[str, ...]
    missing: tuple[str, ...]
    """Roles whose sign-off is still owed."""
    published_at: int | None
    url: SafeText
    off_window_min: int | None
    """Minutes between the slot and its audience's nearest window, 0 inside; None without an audience."""
    held_for: str | None = None
    """The incident that holds it."""
    statement: str | None = None
    """The public statement that it brings."""
    script: str | None = None
    """Digest of its script; None while there is none."""
    sub_form: str | None = None
    depth: str | None = None
    length_s: int | None = None
    tags: SafeText = clean("")
    series: str | None = None
    goal: str | None = None
    campaign: str | None = None
    phase: str | None = None
    repeat: str | None = None
    first_at: int | None = None
    """The instant it was first planned for, once it was moved."""
    missed_s: int | None = None
    """Whole seconds past its time when a missed slot was decided on."""
    breached: bool = False
    """Whether it went out without its sign-offs."""
    differs: bool = False
    """Whether the text that stands in public is not the one that was approved."""
    author: SafeText = clean("")

    @property
    def deviation_min(self) -> int | None:
        """Minutes between its plan and its going out, negative when it was early; None before (RHYTHM 8)."""
        return None if self.published_at is None else round((self.published_at - self.at) / MINUTE)


class JournalRow(NamedTuple):
    """One line of the journal."""

    seq: int
    at: int
    seat: str
    operator: SafeText
    verb: str
    subject: str
    undoes: int | None
    simulated: bool
    hash: str
    doubt: bool = False
    """Whether the clock was in doubt when it was written."""


class Alarm(NamedTuple):
    """Something that wants attention now: a code, how many, and the thing to look at first."""

    code: str
    number: int
    subject: str | None


class Status(NamedTuple):
    """The duty header: what a glance tells."""

    now: int
    open: int
    ok: int
    soon: int
    late: int
    neglected: int
    undated: int
    """Open live questions, which have no deadline; part of ``open``."""
    unowned_late: int
    next_due: int | None
    """The next instant at which an open interaction falls due."""
    incidents_open: int
    incidents_late: int
    incidents_next_due: int | None
    slots_today: int
    slots_published: int
    slots_missed: int
    slots_awaiting_review: int
    slots_next_at: int | None
    alarms: tuple[Alarm, ...]
    seq: int
    head: str
    on_duty: tuple[OnDuty, ...] = ()
    """Who has begun a shift and not ended it."""
    doubt: int = 0
    """How far the clock is forward of what is held for right, ms; 0 when it is in no doubt."""


class Fact(NamedTuple):
    """One thing an event tells beside its verb: which timer, whom it waits for, from which grade to which."""

    name: str
    """A column or a command's field: ``timer``, ``waiting``, ``grade``, ``met_at``, ``missed_s`` ..."""
    value: SafeText | int | None
    """Words and ids as text, instants in milliseconds UTC, spans (``.._s``) in seconds; None: none now."""
    before: SafeText | int | None = None
    """What it was, where it was changed."""


class Event(NamedTuple):
    """One thing that happened, as the journal tells it: for histories and timelines."""

    seq: int
    at: int
    operator: SafeText
    verb: str
    words: SafeText
    """The text, reason or evidence it carried; empty when it had none or it was purged."""
    undone: bool
    """Whether it was taken back later, and not done again."""
    facts: tuple[Fact, ...] = ()
    took_back: str | None = None
    """For an undo, or a doing again: the verb it was about; the facts are those of that line."""
    subject: str = ""
    """The id of what it was done to."""
    purged: bool = False
    """Whether it carried words that are gone."""
    told_at: int | None = None
    """For a note of an incident: the time it speaks of, where somebody named one."""
    doubt: bool = False
    """Whether the clock was in doubt when it was written."""

    @property
    def back_dated(self) -> bool:
        """Whether it tells of another minute than the one in which it was entered."""
        return self.told_at is not None and abs(self.told_at - self.at) >= MINUTE


class Reminder(NamedTuple):
    """An item somebody wanted to be reminded of."""

    id: str
    at: int
    by: SafeText


class InteractionDetail(NamedTuple):
    """An interaction with everything the desk knows of it."""

    row: QueueRow
    """With its whole text."""
    reply: SafeText
    """The draft, or the reply that stands in public."""
    external_id: SafeText
    stopped_at: int | None
    stopped_by: SafeText | None
    close_reason: str | None
    missed_s: int | None
    neglected: bool
    source: SafeText
    """The file it came from; empty when it was typed."""
    history: tuple[Event, ...]
    parent: str | None = None
    """The item it was referred from."""
    referred: str | None = None
    """What it was taken on to: ``message`` or ``doctor``."""
    children: tuple[str, ...] = ()
    """The items referred from it."""
    waiting_since: int | None = None
    slot: str | None = None
    remind_at: int | None = None
    remind_by: SafeText | None = None
    posted_first: int | None = None
    """The time of posting as first taken down, once it was corrected."""
    template: str | None = None
    """The approved wording its reply was made from."""


class TaskDetail(NamedTuple):
    """A task with its history."""

    row: TaskRow
    history: tuple[Event, ...]


class IncidentDetail(NamedTuple):
    """An incident with everything that belongs to it."""

    card: IncidentCard
    items: tuple[QueueRow, ...]
    timeline: tuple[Event, ...]
    """What was done to it and to what belongs to it, and the notes at the time they speak of."""
    tasks: tuple[TaskRow, ...] = ()
    """The open ones first, by when they are due; then those that ended, the last one first."""
    duties: tuple[DutyRow, ...] = ()
    """Everybody who holds or held a role, in the order they took it."""
    statements: tuple[StatementRow, ...] = ()
    """The first version first."""
    carried: tuple[CarriedReply, ...] = ()
    """The replies in public that carry a superseded statement, the newest first."""
    slots: tuple[SlotBrief, ...] = ()
    """The publishing slots it holds, and those that bring a statement of it to the public."""
