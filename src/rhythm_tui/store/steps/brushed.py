"""The eleventh step: replies that only send people away are found at once, and imports that do not show."""

from __future__ import annotations

STATEMENTS = (
    "ALTER TABLE interaction ADD COLUMN brush_off INTEGER NOT NULL DEFAULT 0",
    """
    CREATE INDEX interaction_brush_off ON interaction (stopped_at) WHERE brush_off = 1 AND state = 'answered'
    """,
    "CREATE INDEX batch_hidden ON batch (n) WHERE state <> 'done'",
)
