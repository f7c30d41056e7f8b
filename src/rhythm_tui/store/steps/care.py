"""The second step: the care of an interaction, and the search over all of them."""

from __future__ import annotations

STATEMENTS = (
    "ALTER TABLE interaction ADD COLUMN parent INTEGER REFERENCES interaction (n)",
    "ALTER TABLE interaction ADD COLUMN referred TEXT CHECK (referred IN ('message', 'doctor'))",
    "ALTER TABLE interaction ADD COLUMN waiting TEXT",
    "ALTER TABLE interaction ADD COLUMN waiting_since INTEGER",
    """
    ALTER TABLE interaction ADD COLUMN outcome TEXT
      CHECK (outcome IN ('first_reply', 'online', 'visit', 'doctor'))
    """,
    "ALTER TABLE interaction ADD COLUMN topic TEXT",
    "ALTER TABLE interaction ADD COLUMN tags TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE interaction ADD COLUMN slot INTEGER REFERENCES slot (n)",
    "ALTER TABLE interaction ADD COLUMN remind_at INTEGER",
    "ALTER TABLE interaction ADD COLUMN remind_by TEXT",
    "ALTER TABLE interaction ADD COLUMN posted_first INTEGER",
    "ALTER TABLE interaction ADD COLUMN template TEXT",
    "CREATE INDEX interaction_template ON interaction (template, state) WHERE template IS NOT NULL",
    "CREATE INDEX interaction_parent ON interaction (parent) WHERE parent IS NOT NULL",
    "CREATE INDEX interaction_author ON interaction (author_key)",
    "CREATE INDEX interaction_post ON interaction (post) WHERE post <> ''",
    "CREATE INDEX interaction_answered ON interaction (stopped_at, stopped_by) WHERE state = 'answered'",
    "CREATE INDEX interaction_remind ON interaction (remind_at) WHERE remind_at IS NOT NULL",
    """
    CREATE VIRTUAL TABLE search USING fts5(
      words, content='', contentless_delete=1, prefix='1', tokenize="unicode61 remove_diacritics 0"
    )
    """,
    "INSERT INTO search (search, rank) VALUES ('secure-delete', 1)",
)
