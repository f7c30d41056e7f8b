"""Reading the incident board, and the statements of an incident."""

from __future__ import annotations

from collections.abc import Sequence

from rhythm_tui.desk import rows
from rhythm_tui.desk.board import IncidentCard
from rhythm_tui.desk.reads.base import Reads, number
from rhythm_tui.desk.views import IncidentDetail
from rhythm_tui.domain import ids
from rhythm_tui.domain.text import clean
from rhythm_tui.store import incidents, statements

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rhythm_tui.desk.alike import Alike
    from rhythm_tui.desk.reviews import IncidentReview
    from rhythm_tui.desk.statement_rows import CarriedReply, StatementRow


class IncidentReads(Reads):
    """What is asked about incidents."""

    def incidents(self) -> list[IncidentCard]:
        """Return the open incidents: what falls due first stands first, the graver before the lighter."""
        cards = [self._card(row) for row in incidents.open_rows(self._connection)]
        return sorted(cards, key=self._board_order)

    def unfinished(self) -> list[IncidentCard]:
        """Return the closed incidents with open actions: what is due first stands first (RHYTHM 24)."""
        cards = [self._card(row) for row in incidents.unfinished_rows(self._connection)]
        return sorted(cards, key=lambda card: min(card.task_dues, default=1 << 62))

    def closed(self) -> list[IncidentCard]:
        """Return the incidents that were closed last and may be opened again: merged ones may not."""
        return [self._card(row) for row in incidents.closed_rows(self._connection)]

    def _board_order(self, card: IncidentCard) -> tuple[int, int, str]:
        timer = card.next_due
        return (timer.due_at if timer else 1 << 62, -self.vocabulary.grade_rank(card.grade), card.id)

    def _card(self, row: tuple[Any, ...]) -> IncidentCard:
        return rows.incident_card(row, incidents.timers(self._connection, row[0]))

    def card(self, written: str) -> IncidentCard | None:
        """Return an incident as a card, open or closed; None when there is no such id."""
        n = number(ids.INCIDENT, written)
        found = incidents.row(self._connection, n) if n else None
        return self._card(found) if found else None

    def incident(self, written: str) -> IncidentDetail | None:
        """Return everything about an incident, open or closed; None when there is no such id."""
        from rhythm_tui.desk import details

        card = self.card(written)
        return details.incident(self._connection, card, self.vocabulary) if card else None

    def alike(self, title: str, items: Sequence[str]) -> list[Alike]:
        """Return the open incidents that a new one of this title and with these items may be the same as."""
        from rhythm_tui.desk.alike import alike

        numbers = [n for n in (number(ids.INTERACTION, one) for one in items) if n]
        return alike(self._connection, clean(title), numbers)

    def review(self, written: str) -> IncidentReview | None:
        """Return everything a review of an incident speaks of; None when there is no such id."""
        from rhythm_tui.desk import reviews

        detail = self.incident(written)
        return reviews.review(self._connection, detail) if detail else None

    def statements(self, incident: str) -> tuple[StatementRow, ...]:
        """Return the public statements of an incident, the first version first."""
        from rhythm_tui.desk import statement_rows

        n = number(ids.INCIDENT, incident)
        return statement_rows.of_incident(self._connection, self.vocabulary, n) if n else ()

    def statement(self, written: str) -> StatementRow | None:
        """Return one version of a statement; None when there is no such id."""
        from rhythm_tui.desk import statement_rows

        n = number(ids.STATEMENT, written)
        return statement_rows.one(self._connection, self.vocabulary, n) if n else None

    def quotable(self, incident: str) -> list[StatementRow]:
        """Return the statements that replies to an incident's items may quote: those that stand in public."""
        from rhythm_tui.desk import statement_rows

        n = number(ids.INCIDENT, incident)
        numbers = statements.standing(self._connection, n) if n else []
        found = (statement_rows.one(self._connection, self.vocabulary, one) for one in numbers)
        return [row for row in found if row]

    def carried(self, incident: str | None = None) -> list[CarriedReply]:
        """Return the replies in public that carry a superseded statement, of one incident or of all."""
        from rhythm_tui.desk import statement_rows

        n = None if incident is None else number(ids.INCIDENT, incident)
        return [] if incident is not None and n is None else statement_rows.carried(self._connection, n)
