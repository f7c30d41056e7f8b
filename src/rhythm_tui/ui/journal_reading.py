"""What the screens read of what was done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rhythm_tui.desk.mine import Mine
    from rhythm_tui.desk.past import Past
    from rhythm_tui.desk.views import Event, JournalRow


class JournalReading(Protocol):
    """The journal, and the way into the past."""

    def journal(
        self,
        limit: int | None,
        subject: str | None = None,
        terms: Sequence[tuple[str, tuple[str, ...]]] = (),
        until: int | None = None,
    ) -> list[JournalRow]:
        """Return journal lines, newest first: of one thing, or what every term fits, up to an instant."""

    def mine(self, verbs: Sequence[str], limit: int) -> list[Mine]:
        """Return the operator's last commands of some verbs, newest first, and what became of each."""

    def event(self, subject: str, seq: int) -> Event | None:
        """Return what a journal line tells of its subject."""

    def past(self, seq: int) -> Past:
        """Return a reader of the desk as it stood after a journal line."""
