"""Reading the journal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rhythm_tui.desk.reads.base import Reads
from rhythm_tui.desk.views import Event, JournalRow
from rhythm_tui.domain import jumps
from rhythm_tui.domain.text import clean
from rhythm_tui.store import journal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rhythm_tui.desk.streamed import Streamed


class JournalReads(Reads):
    """What is asked about what was done."""

    def journal(
        self,
        limit: int | None = None,
        subject: str | None = None,
        terms: Sequence[journal.Term] = (),
        until: int | None = None,
    ) -> list[JournalRow]:
        """Return lines of the journal, the newest first: of one thing, or those that every term fits.

        With ``until`` (ms UTC) those that were written then or before.
        """
        where, values = ("subject = ?", (subject,)) if subject else journal.fitting(terms)
        if until is not None:
            where, values = f"({where}) AND at <= ?", (*values, until)
        return list(self._lines(where, values, limit))

    def journal_streamed(self, limit: int | None = None) -> Streamed[JournalRow]:
        """Return lines of the journal, the newest first, read as they are handed on."""
        count = journal.head(self._connection).seq
        from rhythm_tui.desk.streamed import Streamed

        return Streamed(count if limit is None else min(count, limit), lambda: self._lines("1", (), limit))

    def _lines(self, where: str, values: tuple[object, ...], limit: int | None) -> Iterator[JournalRow]:
        doubts = self._doubts()
        for one in journal.entries(self._connection, where, values, newest_first=True, limit=limit):
            yield _row(one, doubt=jumps.in_doubt(doubts, one.seq))

    def desk_id(self) -> str:
        """Return what tells this desk from any other: of its first journal line; empty without one."""
        first = journal.entry(self._connection, 1)
        return first.hash[:16] if first else ""

    def event(self, subject: str, seq: int) -> Event | None:
        """Return what the journal row ``seq`` tells of its subject; None where there is no such row."""
        from rhythm_tui.desk.events import some_of

        found = some_of(self._connection, subject, "seq = ?", seq)
        return next((one for one in found if one.seq == seq), None)


def _row(entry: journal.Entry, *, doubt: bool) -> JournalRow:
    return JournalRow(
        entry.seq,
        entry.at,
        entry.seat,
        clean(entry.operator),
        entry.verb,
        entry.subject,
        entry.undoes,
        bool(entry.simulated),
        entry.hash,
        doubt,
    )
