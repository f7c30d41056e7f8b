"""Why a deadline is what it is: frozen rows for screens and JSON, as in ``views``. Standard library only."""

from __future__ import annotations

from rhythm_tui.desk.slot_views import SlotDetail
from rhythm_tui.desk.views import Event
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.text import SafeText


class Limit(NamedTuple):
    """One limit in the explanation of a deadline."""

    name: str
    """A timer's name in the playbook, or the clock face of an interaction: ``2h``, ``24h``."""
    start: int
    due_at: int
    met_at: int | None
    late_s: int
    """By how many seconds it is or was missed; 0 when it is not."""
    waived: bool = False
    """Whether nobody has to meet it."""
    soon_at: int | None = None
    """From when on it is due soon; None where a limit has no such part."""


class Why(NamedTuple):
    """How a deadline came to be."""

    id: str
    kind: str
    """``comment``, ``message``, ``live``, ``incident`` or ``slot``."""
    band: str | None
    posted_at: int
    """When its clock began: posting, or discovery."""
    seen_at: int
    """When it reached the desk."""
    burnt_s: int
    """Seconds of its window that had passed before anybody here could see it."""
    limits: tuple[Limit, ...]
    stopped_at: int | None
    stopped_by: SafeText | None
    state: str
    earlier_missed_s: int = 0
    """A recorded miss, in seconds, that the times as they stand now do not tell: a miss stays."""
    posted_first: int | None = None
    """The time of posting as first taken down, once it was corrected."""
    turns: tuple[Event, ...] = ()
    """The corrections and re-openings that stand, the oldest first."""
    waiting: SafeText | None = None
    """Whom it waits for: no clock stops for it."""
    waiting_since: int | None = None
    topic: SafeText | None = None
    outcome: str | None = None
    close_reason: str | None = None
    slot: SlotDetail | None = None
    """The slot, where it is one."""
