"""Reading what an operator did last, and whether it can be taken back."""

from __future__ import annotations

from collections.abc import Sequence

from rhythm_tui.desk.mine import Mine
from rhythm_tui.desk.reads.journal import JournalReads
from rhythm_tui.domain import standing
from rhythm_tui.domain.text import clean
from rhythm_tui.store import journal
from rhythm_tui.store.called import called

_REACH = 20_000
"""How many journal lines back it is looked for."""
_SHOWN = 100
"""Characters of what it was done to: a list shows a line of it."""


class MineReads(JournalReads):
    """What is asked about one's own commands."""

    def mine(self, verbs: Sequence[str], limit: int) -> list[Mine]:
        """Return the operator's last commands of some verbs, the newest first, and what became of each."""
        marks = ", ".join("?" * len(verbs))
        where = f"operator = ? AND verb IN ({marks}) AND seq > ?"
        least = journal.head(self._connection)[0] - _REACH
        own = journal.entries(
            self._connection, where, (self.operator, *verbs, least), newest_first=True, limit=limit
        )
        return [self._mine(one) for one in own]

    def _mine(self, entry: journal.Entry) -> Mine:
        lines = {row.seq: row for row in self.journal(subject=entry.subject)}
        links = [(row.seq, row.undoes) for row in lines.values()]
        undone_by = standing.taken_back_by(links)
        last = standing.last_link(undone_by, entry.seq)
        blocked = standing.in_the_way(links, last)
        return Mine(
            lines[entry.seq],
            last,
            standing.stands(undone_by, entry.seq),
            None if blocked is None else lines[blocked],
            clean(called(self._connection, entry.subject), limit=_SHOWN),
        )
