"""What the desk shows of one publishing slot: frozen rows, as in ``views``. Standard library only."""

from __future__ import annotations

from rhythm_tui.desk.views import Event, SlotRow
from rhythm_tui.desk.workspace import TaskRow
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.text import SafeText


class CheckRow(NamedTuple):
    """A line of the checklist before a slot goes out (RHYTHM 12 and 27)."""

    line: str
    """What ``slot.tick`` names."""
    words: SafeText
    kind: str
    """``general``, ``phase`` of its campaign, ``sop`` or ``pitfall``."""
    at: int | None = None
    """When it was ticked; None while it is not."""
    by: SafeText | None = None


class SlotDetail(NamedTuple):
    """A slot with everything that belongs to it."""

    row: SlotRow
    author: SafeText
    published_by: SafeText | None
    signatures: tuple[tuple[str, SafeText, int, bool], ...]
    """Role, expert, instant, and whether it still counts (its words are the present ones)."""
    history: tuple[Event, ...]
    editors: tuple[SafeText, ...] = ()
    """Who has changed its words besides its author: they do not sign it either."""
    owed: tuple[str, ...] = ()
    """Roles whose sign-off is owed, in the order of the playbook; of one that went out without them too."""
    script: SafeText = SafeText("")
    """What is said or shown; empty where there is none, or it was purged."""
    live: SafeText | None = None
    """The text as it stands in public, where somebody compared it."""
    breach: SafeText | None = None
    """Why it went out without its sign-offs."""
    drop_reason: SafeText | None = None
    checklist: tuple[CheckRow, ...] = ()
    story: tuple[str, str] | None = None
    """The user's story that it tells, and what is known of its consent."""
    tasks: tuple[TaskRow, ...] = ()
    """The open ones first, by when they are due; then those that ended, the last one first."""

    @property
    def unticked(self) -> tuple[CheckRow, ...]:
        """The lines that nobody has ticked."""
        return tuple(one for one in self.checklist if one.at is None)

    @property
    def writers(self) -> tuple[SafeText, ...]:
        """Everybody who has written on it."""
        return (self.author, *self.editors)
