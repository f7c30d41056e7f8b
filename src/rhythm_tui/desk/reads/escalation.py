"""Reading who must be told of the timers that run, and who was."""

from __future__ import annotations

from rhythm_tui.desk.asks import AskRow, NotificationRow, ask_rows, notification_rows, untold
from rhythm_tui.desk.reads.base import Reads, number
from rhythm_tui.domain import ids


class EscalationReads(Reads):
    """What is asked about escalation."""

    def asks(self, now: int) -> tuple[AskRow, ...]:
        """Return who must be told of a running timer at ``now``, or was; what falls due first first."""
        return ask_rows(self._connection, self.vocabulary.chain(), now)

    def untold(self, now: int) -> list[str]:
        """Return the incident of every duty that must be told of a timer now; what falls due first first."""
        return untold(self._connection, self.vocabulary.chain(), now)

    def notifications(self, written: str | None = None) -> list[NotificationRow]:
        """Return what was passed on about an incident, or about every open one, the newest first."""
        n = number(ids.INCIDENT, written) if written is not None else None
        return notification_rows(self._connection, n) if n or written is None else []
