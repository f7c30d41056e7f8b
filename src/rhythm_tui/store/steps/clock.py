"""The eighth step: what the journal tells of the clock is found without reading all of it."""

from __future__ import annotations

STATEMENTS = (
    """
    CREATE INDEX journal_clock ON journal (seq)
      WHERE verb IN ('clock.step', 'clock.reboot', 'clock.sleep', 'clock.zone', 'clock.sure')
    """,
)
