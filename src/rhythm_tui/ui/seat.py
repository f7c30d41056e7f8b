"""What the operator's seat is made of, handed to every screen: nothing reaches up for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from rhythm_tui.calendar_file import calendar
from rhythm_tui.clock import Clock
from rhythm_tui.desk.company import Alone, Around
from rhythm_tui.desk.saved import SavedFilters
from rhythm_tui.domain.query import Query
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.domain.text import SafeText
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.i18n import words_of
from rhythm_tui.settings import platform_words
from rhythm_tui.ui.batches import Batches
from rhythm_tui.ui.unsent import Unsent

if TYPE_CHECKING:
    from rhythm_tui.desk.remark import Remark
    from rhythm_tui.domain.days import Calendar
    from rhythm_tui.domain.playbook import Playbook
    from rhythm_tui.ui.doors import Doors
    from rhythm_tui.ui.ports import Hand, Reading


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
    batches: Batches = field(default_factory=Batches)
    """What was done to many things at once."""
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
