"""The seventh step: a slot knows the story it tells, and a copy of it too."""

from __future__ import annotations

STATEMENTS = (
    "ALTER TABLE slot ADD COLUMN story INTEGER REFERENCES story (n)",
    "CREATE INDEX slot_story ON slot (story) WHERE story IS NOT NULL",
)
