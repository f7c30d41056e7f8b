"""The third step: the response to an incident, who is on duty, and what one shift hands to the next."""

from __future__ import annotations

STATEMENTS = (
    "ALTER TABLE incident ADD COLUMN source TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE incident ADD COLUMN occurred_at INTEGER",
    "ALTER TABLE incident ADD COLUMN merged_into INTEGER REFERENCES incident (n)",
    "ALTER TABLE timer ADD COLUMN waived_at INTEGER",
    "ALTER TABLE timer ADD COLUMN waived_by TEXT",
    "ALTER TABLE timer ADD COLUMN waiver INTEGER REFERENCES content (n)",
    "ALTER TABLE timer ADD COLUMN file INTEGER REFERENCES content (n)",
    "ALTER TABLE timer ADD COLUMN sha256 TEXT",
    "ALTER TABLE timer ADD COLUMN url TEXT",
    "ALTER TABLE timer ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))",
    "CREATE INDEX timer_open ON timer (incident) WHERE met_at IS NULL AND waived_at IS NULL",
    """
    CREATE TABLE duty (
      n INTEGER PRIMARY KEY,
      version INTEGER NOT NULL CHECK (version > 0),
      incident INTEGER NOT NULL REFERENCES incident (n),
      role TEXT NOT NULL,
      person TEXT NOT NULL,
      from_at INTEGER NOT NULL,
      until_at INTEGER,
      withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1))
    ) STRICT
    """,
    "CREATE INDEX duty_incident ON duty (incident)",
    """
    CREATE TABLE task (
      n INTEGER PRIMARY KEY,
      version INTEGER NOT NULL CHECK (version > 0),
      incident INTEGER REFERENCES incident (n),
      slot INTEGER REFERENCES slot (n),
      source TEXT NOT NULL CHECK (source IN ('hand', 'playbook', 'review', 'follow_up')),
      words INTEGER NOT NULL REFERENCES content (n),
      role TEXT,
      owner TEXT,
      due_at INTEGER,
      made_at INTEGER NOT NULL,
      made_by TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('open', 'done', 'dropped', 'withdrawn')),
      ended_at INTEGER,
      ended_by TEXT,
      result INTEGER REFERENCES content (n),
      simulated INTEGER NOT NULL CHECK (simulated IN (0, 1)),
      CHECK ((state IN ('done', 'dropped')) <= (ended_at IS NOT NULL))
    ) STRICT
    """,
    "CREATE INDEX task_open ON task (due_at) WHERE state = 'open'",
    "CREATE INDEX task_incident ON task (incident) WHERE incident IS NOT NULL",
    """
    CREATE TABLE statement (
      n INTEGER PRIMARY KEY,
      version INTEGER NOT NULL CHECK (version > 0),
      incident INTEGER NOT NULL REFERENCES incident (n),
      number INTEGER NOT NULL CHECK (number > 0),
      words INTEGER NOT NULL REFERENCES content (n),
      digest TEXT NOT NULL,
      author TEXT NOT NULL,
      editors TEXT NOT NULL DEFAULT '',
      state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'superseded', 'withdrawn')),
      made_at INTEGER NOT NULL,
      published_at INTEGER,
      superseded_at INTEGER,
      simulated INTEGER NOT NULL CHECK (simulated IN (0, 1)),
      CHECK ((state IN ('published', 'superseded')) <= (published_at IS NOT NULL))
    ) STRICT
    """,
    "CREATE INDEX statement_incident ON statement (incident)",
    "CREATE UNIQUE INDEX statement_draft ON statement (incident) WHERE state = 'draft'",
    "CREATE UNIQUE INDEX statement_published ON statement (incident) WHERE state = 'published'",
    """
    CREATE TABLE approval (
      n INTEGER PRIMARY KEY,
      version INTEGER NOT NULL CHECK (version > 0),
      statement INTEGER NOT NULL REFERENCES statement (n),
      role TEXT NOT NULL,
      expert TEXT NOT NULL,
      digest TEXT NOT NULL,
      at INTEGER NOT NULL,
      withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1))
    ) STRICT
    """,
    "CREATE INDEX approval_statement ON approval (statement)",
    """
    CREATE TABLE outlet (
      n INTEGER PRIMARY KEY,
      version INTEGER NOT NULL CHECK (version > 0),
      statement INTEGER NOT NULL REFERENCES statement (n),
      platform TEXT NOT NULL,
      at INTEGER NOT NULL,
      url TEXT,
      operator TEXT NOT NULL,
      withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1))
    ) STRICT
    """,
    "CREATE INDEX outlet_statement ON outlet (statement)",
    "ALTER TABLE slot ADD COLUMN held_for INTEGER REFERENCES incident (n)",
    "ALTER TABLE slot ADD COLUMN held_from TEXT",
    "ALTER TABLE slot ADD COLUMN statement INTEGER REFERENCES statement (n)",
    "CREATE INDEX slot_statement ON slot (statement) WHERE statement IS NOT NULL",
    "CREATE INDEX slot_held ON slot (held_for) WHERE held_for IS NOT NULL",
    """
    CREATE TABLE notification (
      n INTEGER PRIMARY KEY,
      version INTEGER NOT NULL CHECK (version > 0),
      incident INTEGER NOT NULL REFERENCES incident (n),
      timer INTEGER NOT NULL REFERENCES timer (n),
      role TEXT NOT NULL,
      person TEXT NOT NULL,
      channel TEXT NOT NULL,
      words INTEGER REFERENCES content (n),
      at INTEGER NOT NULL,
      operator TEXT NOT NULL,
      answered_at INTEGER,
      answered_by TEXT,
      withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1))
    ) STRICT
    """,
    "CREATE INDEX notification_incident ON notification (incident)",
    """
    CREATE TABLE lesson (
      n INTEGER PRIMARY KEY,
      version INTEGER NOT NULL CHECK (version > 0),
      kind TEXT NOT NULL CHECK (kind IN ('pitfall', 'sop')),
      words INTEGER NOT NULL REFERENCES content (n),
      incident INTEGER REFERENCES incident (n),
      at INTEGER NOT NULL,
      operator TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('standing', 'dropped', 'withdrawn'))
    ) STRICT
    """,
    """
    CREATE TABLE operator (
      n INTEGER PRIMARY KEY,
      version INTEGER NOT NULL CHECK (version > 0),
      name TEXT NOT NULL UNIQUE,
      pin INTEGER REFERENCES content (n),
      state TEXT NOT NULL CHECK (state IN ('active', 'gone', 'withdrawn'))
    ) STRICT
    """,
    """
    CREATE TABLE roster (
      n INTEGER PRIMARY KEY,
      version INTEGER NOT NULL CHECK (version > 0),
      day TEXT NOT NULL,
      shift TEXT NOT NULL,
      operators TEXT NOT NULL,
      withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
      UNIQUE (day, shift)
    ) STRICT
    """,
    """
    CREATE TABLE shift (
      n INTEGER PRIMARY KEY,
      version INTEGER NOT NULL CHECK (version > 0),
      name TEXT NOT NULL,
      operator TEXT NOT NULL,
      started_at INTEGER NOT NULL,
      ended_at INTEGER,
      simulated INTEGER NOT NULL CHECK (simulated IN (0, 1)),
      withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
      CHECK (ended_at IS NULL OR ended_at >= started_at)
    ) STRICT
    """,
    "CREATE INDEX shift_on ON shift (operator) WHERE ended_at IS NULL AND withdrawn = 0",
    "CREATE INDEX shift_started ON shift (started_at) WHERE withdrawn = 0",
    "CREATE INDEX journal_gap ON journal (seq) WHERE verb = 'shift.gap'",
    """
    CREATE TABLE handover (
      n INTEGER PRIMARY KEY,
      version INTEGER NOT NULL CHECK (version > 0),
      giver TEXT NOT NULL,
      receiver TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('given', 'signed', 'withdrawn')),
      given_at INTEGER NOT NULL,
      signed_at INTEGER,
      seq INTEGER NOT NULL,
      head TEXT NOT NULL,
      critical TEXT NOT NULL,
      notes INTEGER REFERENCES content (n),
      simulated INTEGER NOT NULL CHECK (simulated IN (0, 1)),
      CHECK ((state = 'signed') <= (signed_at IS NOT NULL))
    ) STRICT
    """,
    "CREATE INDEX handover_given ON handover (n) WHERE state = 'given'",
    "CREATE INDEX handover_signed ON handover (signed_at) WHERE state = 'signed'",
)
