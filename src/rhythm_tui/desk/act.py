"""What a verb works with: the transaction, who acts, when, and under which playbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel

from rhythm_tui.desk.remark import Remark
from rhythm_tui.domain import ids
from rhythm_tui.domain.campaigns import Campaign
from rhythm_tui.domain.commands import Command, When
from rhythm_tui.domain.escalation import Notification
from rhythm_tui.domain.ideas import Idea
from rhythm_tui.domain.incidents import Incident
from rhythm_tui.domain.interactions import Interaction
from rhythm_tui.domain.jumps import Stamp
from rhythm_tui.domain.lessons import Lesson
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.operators import Operator
from rhythm_tui.domain.own_days import OwnDay
from rhythm_tui.domain.playbook import Playbook
from rhythm_tui.domain.pledges import Pledge
from rhythm_tui.domain.progress import UNWATCHED, Watch
from rhythm_tui.domain.refusal import Refusal, invalid, msg
from rhythm_tui.domain.repeats import Repeat
from rhythm_tui.domain.shifts import Handover, Rostered, Shift
from rhythm_tui.domain.slots import Slot
from rhythm_tui.domain.statements import Statement
from rhythm_tui.domain.stories import Story
from rhythm_tui.domain.tasks import Task
from rhythm_tui.domain.times import instant
from rhythm_tui.store.records import TABLES
from rhythm_tui.store.transaction import Transaction

Noun = TypeVar(
    "Noun",
    Interaction, Incident, Slot, Task, Statement, Notification, Lesson, Operator, Rostered, Shift, Handover,
    Campaign, Repeat, Idea, Pledge, Story, OwnDay,
)  # fmt: skip


class Receipt(NamedTuple):
    """The answer to a command that was done."""

    seq: int
    """Its number in the journal."""
    id: str
    version: int
    """Of the thing it was done to, as it stands now."""
    warnings: tuple[Remark, ...] = ()
    """What the guard says to a reply, or what a new incident is like; worked out for each answer."""
    undone: str | None = None
    """For an undo: the verb that was taken back."""


class Outcome(NamedTuple):
    """What a verb did: to which thing, and what the journal should say besides."""

    subject: str
    version: int
    undoes: int | None = None
    undone: str | None = None
    verb: str | None = None
    """The journal's word for it where it is not the command's name."""


class Act:
    """One command being done."""

    def __init__(
        self,
        tx: Transaction,
        command: Command,
        operator: str,
        stamp: Stamp,
        playbook: Playbook,
        *,
        simulated: bool,
        watch: Watch = UNWATCHED,
    ) -> None:
        self.tx = tx
        self.command = command
        self.operator = operator
        self.stamp = stamp
        self.now = stamp.at
        self.playbook = playbook
        self.simulated = simulated
        self.watch = watch
        """Is told how far a long command is."""
        self.told_time = False
        """Whether somebody has said when that was which the command records; else it was now."""
        self.fields: dict[str, object] = command.model_dump(exclude=_apart(type(command)), exclude_none=True)

    def subject(self, noun: type[Noun], written: str) -> Noun:
        """Return the thing an id names, at the version the caller saw if the command says one."""
        found = self.find(noun, written)
        self.check_version(found.version)
        return found

    def find(self, noun: type[Noun], written: str, field: str = "id") -> Noun:
        """Return the thing an id names; refuse with ``unknown``, naming the field, when there is none."""
        found = self.tx.load(noun, ids.number(ids.PREFIX_OF[TABLES[noun]], written, field))
        if found is None or self._hidden(found) or _taken_back(found):
            raise ids.unknown(written, field)
        return found

    def check_version(self, version: int) -> None:
        """Refuse with ``conflict`` when the caller has seen another version."""
        if self.command.expect is not None and self.command.expect != version:
            raise Refusal("conflict", msg("somebody else has changed this since you saw it"), "expect")

    def keep(self, field: str, words: str, author: str = "") -> int:
        """Keep words that may speak of a person; the journal gets their number."""
        n = self.tx.keep(words, author)
        self.fields[field] = {"content": n}
        return n

    def instant(self, field: str, written: When | None) -> int:
        """Return the instant a field names, now when it is left out; the journal tells it in milliseconds."""
        if written is None:
            return self.now
        try:
            found = instant(str(written), self.playbook.tz)
        except ValueError as error:  # NoTime, or a number too long to be written out
            raise invalid(field, msg("this is no time: write 2026-11-22T14:30 or with an offset")) from error
        self.fields[field] = found
        return found

    def done_at(self, field: str, written: When | None) -> int:
        """Return when that was done which the command records: a miss goes by it, and not by this clock."""
        self.told_time = self.told_time or written is not None
        return self.instant(field, written)

    def shows(self, item: Interaction) -> bool:
        """Return whether an item is on the desk, and not of an import that was taken back."""
        return not self._hidden(item)

    def _hidden(self, found: BaseModel) -> bool:
        """An item of an import that has not been closed, or was taken back, is not there."""
        if not isinstance(found, Interaction) or found.batch is None:
            return False
        state = self.tx.connection.execute("SELECT state FROM batch WHERE n = ?", (found.batch,)).fetchone()
        return bool(state[0] != "done")


@cache
def _apart(kind: type[Command]) -> set[str]:
    """Return the fields of a command that its line of the journal does not tell as such."""
    return {"do", "operator", "key", "expect", *kind.personal, *kind.secret}


Verb = Callable[[Act, Any], Outcome]
"""Does one command: loads what it touches, asks the rules, writes; each noun's module lists its own."""
Warn = Callable[[Act, Any, Receipt], Iterable[Remark]]
"""Returns what the receipt of one command warns of, by what stands in the file by then; listed beside it."""


def _taken_back(found: BaseModel) -> bool:
    """Whether the command that made it was taken back; the panes' nouns say so in words of their own."""
    if isinstance(found, (Interaction, Incident, Slot)):
        return False
    return bool(getattr(found, "withdrawn", False)) or getattr(found, "state", "") == "withdrawn"
