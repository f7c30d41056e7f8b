"""The fourth step: what a slot publishes, and the plan behind it."""

from __future__ import annotations

STATEMENTS = (
    """
    CREATE TABLE campaign (
      n INTEGER PRIMARY KEY,
      version INTEGER NOT NULL CHECK (version > 0),
      name TEXT NOT NULL,
      day TEXT NOT NULL,
      tag TEXT NOT NULL DEFAULT '',
      department TEXT,
      made_at INTEGER NOT NULL,
      made_by TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('standing', 'dropped', 'withdrawn')),
      simulated INTEGER NOT NULL CHECK (simulated IN (0, 1))
    ) STRICT
    """,
    """
    CREATE TABLE repeat (
      n INTEGER PRIMARY KEY,
      version INTEGER NOT NULL CHECK (version > 0),
      platform TEXT NOT NULL,
      days TEXT NOT NULL,
      time TEXT NOT NULL,
      title TEXT NOT NULL,
      tier INTEGER NOT NULL CHECK (tier > 0),
      form TEXT NOT NULL,
      sub_form TEXT,
      audience TEXT,
      department TEXT,
      series TEXT,
      from_day TEXT NOT NULL,
      until_day TEXT,
      made_by TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('standing', 'dropped', 'withdrawn')),
      simulated INTEGER NOT NULL CHECK (simulated IN (0, 1))
    ) STRICT
    """,
    """
    CREATE TABLE idea (
      n INTEGER PRIMARY KEY,
      version INTEGER NOT NULL CHECK (version > 0),
      title TEXT NOT NULL,
      tier INTEGER NOT NULL CHECK (tier > 0),
      form TEXT,
      audience TEXT,
      department TEXT,
      series TEXT,
      source TEXT NOT NULL CHECK (source IN ('hand', 'file', 'pledge', 'story', 'questions')),
      slot INTEGER REFERENCES slot (n),
      made_at INTEGER NOT NULL,
      made_by TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('open', 'planned', 'dropped', 'withdrawn')),
      simulated INTEGER NOT NULL CHECK (simulated IN (0, 1))
    ) STRICT
    """,
    "CREATE INDEX idea_open ON idea (n) WHERE state = 'open'",
    """
    CREATE TABLE pledge (
      n INTEGER PRIMARY KEY,
      version INTEGER NOT NULL CHECK (version > 0),
      words TEXT NOT NULL,
      promise TEXT NOT NULL,
      platform TEXT NOT NULL,
      post TEXT NOT NULL DEFAULT '',
      slot INTEGER REFERENCES slot (n),
      metric TEXT NOT NULL,
      threshold INTEGER NOT NULL CHECK (threshold > 0),
      count INTEGER NOT NULL DEFAULT 0 CHECK (count >= 0),
      counted_at INTEGER,
      reached_at INTEGER,
      kept_slot INTEGER REFERENCES slot (n),
      made_at INTEGER NOT NULL,
      made_by TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('open', 'reached', 'kept', 'dropped', 'withdrawn')),
      simulated INTEGER NOT NULL CHECK (simulated IN (0, 1))
    ) STRICT
    """,
    """
    CREATE TABLE story (
      n INTEGER PRIMARY KEY,
      version INTEGER NOT NULL CHECK (version > 0),
      words INTEGER NOT NULL REFERENCES content (n),
      interaction INTEGER REFERENCES interaction (n),
      consent TEXT NOT NULL CHECK (consent IN ('none', 'asked', 'written', 'refused')),
      consent_at INTEGER,
      consent_by TEXT,
      proof INTEGER REFERENCES content (n),
      sha256 TEXT,
      slot INTEGER REFERENCES slot (n),
      made_at INTEGER NOT NULL,
      made_by TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('open', 'planned', 'dropped', 'withdrawn')),
      simulated INTEGER NOT NULL CHECK (simulated IN (0, 1)),
      CHECK ((consent = 'written') <= (consent_at IS NOT NULL))
    ) STRICT
    """,
    """
    CREATE TABLE own_day (
      n INTEGER PRIMARY KEY,
      version INTEGER NOT NULL CHECK (version > 0),
      rule TEXT NOT NULL,
      zh TEXT NOT NULL,
      en TEXT NOT NULL,
      from_year INTEGER,
      until_year INTEGER,
      wants_slot INTEGER NOT NULL CHECK (wants_slot IN (0, 1)),
      made_by TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('standing', 'dropped', 'withdrawn'))
    ) STRICT
    """,
    "ALTER TABLE slot ADD COLUMN script INTEGER REFERENCES content (n)",
    "ALTER TABLE slot ADD COLUMN digest TEXT",
    "ALTER TABLE slot ADD COLUMN editors TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE slot ADD COLUMN sub_form TEXT",
    "ALTER TABLE slot ADD COLUMN depth TEXT",
    "ALTER TABLE slot ADD COLUMN length_s INTEGER CHECK (length_s > 0)",
    "ALTER TABLE slot ADD COLUMN tags TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE slot ADD COLUMN series TEXT",
    "ALTER TABLE slot ADD COLUMN goal TEXT",
    "ALTER TABLE slot ADD COLUMN campaign INTEGER REFERENCES campaign (n)",
    "ALTER TABLE slot ADD COLUMN phase TEXT",
    "ALTER TABLE slot ADD COLUMN repeat INTEGER REFERENCES repeat (n)",
    "ALTER TABLE slot ADD COLUMN first_at INTEGER",
    "ALTER TABLE slot ADD COLUMN missed_s INTEGER CHECK (missed_s >= 0)",
    "ALTER TABLE slot ADD COLUMN drop_reason INTEGER REFERENCES content (n)",
    "ALTER TABLE slot ADD COLUMN live INTEGER REFERENCES content (n)",
    "ALTER TABLE slot ADD COLUMN differs INTEGER NOT NULL DEFAULT 0 CHECK (differs IN (0, 1))",
    "ALTER TABLE slot ADD COLUMN breach INTEGER REFERENCES content (n)",
    "CREATE INDEX slot_campaign ON slot (campaign) WHERE campaign IS NOT NULL",
    "CREATE INDEX slot_series ON slot (series, at) WHERE series IS NOT NULL",
    """
    CREATE TABLE tick (
      n INTEGER PRIMARY KEY,
      version INTEGER NOT NULL CHECK (version > 0),
      slot INTEGER NOT NULL REFERENCES slot (n),
      line TEXT NOT NULL,
      at INTEGER NOT NULL,
      operator TEXT NOT NULL,
      withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1))
    ) STRICT
    """,
    "CREATE INDEX tick_slot ON tick (slot) WHERE withdrawn = 0",
)
