"""The first step: content, imports, incidents, interactions, slots and the journal."""

from __future__ import annotations

STATEMENTS = (
    """
    CREATE TABLE content (
      n INTEGER PRIMARY KEY,
      salt BLOB,
      author TEXT,
      body TEXT,
      hash TEXT NOT NULL,
      CHECK ((salt IS NULL) = (body IS NULL) AND (salt IS NULL) = (author IS NULL))
    ) STRICT
    """,
    """
    CREATE TABLE batch (
      n INTEGER PRIMARY KEY,
      version INTEGER NOT NULL CHECK (version > 0),
      state TEXT NOT NULL CHECK (state IN ('loading', 'done', 'undone', 'discarded')),
      name TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      profile TEXT NOT NULL,
      at INTEGER NOT NULL,
      operator TEXT NOT NULL,
      read INTEGER NOT NULL DEFAULT 0,
      new INTEGER NOT NULL DEFAULT 0,
      updated INTEGER NOT NULL DEFAULT 0,
      duplicate INTEGER NOT NULL DEFAULT 0,
      rejected INTEGER NOT NULL DEFAULT 0,
      simulated INTEGER NOT NULL CHECK (simulated IN (0, 1))
    ) STRICT
    """,
    """
    CREATE TABLE incident (
      n INTEGER PRIMARY KEY,
      version INTEGER NOT NULL CHECK (version > 0),
      title INTEGER NOT NULL REFERENCES content (n),
      kind TEXT NOT NULL,
      grade TEXT NOT NULL,
      stage TEXT NOT NULL CHECK (stage IN ('monitor', 'assess', 'respond', 'review', 'closed', 'withdrawn')),
      owner TEXT,
      opened_by TEXT NOT NULL,
      opened_at INTEGER NOT NULL,
      discovered_at INTEGER NOT NULL,
      graded_at INTEGER NOT NULL,
      graded_by TEXT NOT NULL,
      stage_at INTEGER NOT NULL,
      simulated INTEGER NOT NULL CHECK (simulated IN (0, 1))
    ) STRICT
    """,
    "CREATE INDEX incident_open ON incident (n) WHERE stage NOT IN ('closed', 'withdrawn')",
    """
    CREATE TABLE timer (
      n INTEGER PRIMARY KEY,
      version INTEGER NOT NULL CHECK (version > 0),
      incident INTEGER NOT NULL REFERENCES incident (n),
      name TEXT NOT NULL,
      start INTEGER NOT NULL,
      target INTEGER NOT NULL CHECK (target > 0),
      met_at INTEGER,
      met_by TEXT,
      evidence INTEGER REFERENCES content (n),
      missed_s INTEGER CHECK (missed_s >= 0),
      UNIQUE (incident, name)
    ) STRICT
    """,
    """
    CREATE TABLE interaction (
      n INTEGER PRIMARY KEY,
      version INTEGER NOT NULL CHECK (version > 0),
      platform TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('comment', 'message', 'live')),
      state TEXT NOT NULL CHECK (state IN ('open', 'answered', 'closed', 'withdrawn')),
      posted_at INTEGER NOT NULL,
      seen_at INTEGER NOT NULL,
      due_at INTEGER,
      soon_at INTEGER,
      neglect_at INTEGER,
      clock TEXT,
      neglect_clock TEXT,
      author_key TEXT NOT NULL,
      content INTEGER NOT NULL REFERENCES content (n),
      post TEXT NOT NULL,
      external_id TEXT NOT NULL,
      dedupe TEXT,
      conversation TEXT NOT NULL,
      owner TEXT,
      claim_until INTEGER,
      reply_state TEXT NOT NULL CHECK (reply_state IN ('none', 'drafted', 'copied', 'posted')),
      reply INTEGER REFERENCES content (n),
      stopped_at INTEGER,
      stopped_by TEXT,
      close_reason TEXT,
      close_note INTEGER REFERENCES content (n),
      missed_s INTEGER CHECK (missed_s >= 0),
      neglected INTEGER CHECK (neglected IN (0, 1)),
      incident INTEGER REFERENCES incident (n),
      batch INTEGER REFERENCES batch (n),
      simulated INTEGER NOT NULL CHECK (simulated IN (0, 1)),
      CHECK ((due_at IS NULL) = (soon_at IS NULL) AND (due_at IS NULL) = (neglect_at IS NULL)),
      CHECK ((state IN ('answered', 'closed')) <= (stopped_at IS NOT NULL))
    ) STRICT
    """,
    "CREATE UNIQUE INDEX interaction_dedupe ON interaction (dedupe) WHERE dedupe IS NOT NULL",
    """
    CREATE INDEX interaction_due ON interaction (due_at, soon_at, neglect_at, batch, owner)
    WHERE state = 'open'
    """,
    "CREATE INDEX interaction_neglect ON interaction (neglect_at, batch) WHERE state = 'open'",
    "CREATE INDEX interaction_thread ON interaction (conversation, state) WHERE conversation <> ''",
    "CREATE INDEX interaction_incident ON interaction (incident) WHERE incident IS NOT NULL",
    """
    CREATE TABLE batch_change (
      n INTEGER PRIMARY KEY,
      batch INTEGER NOT NULL REFERENCES batch (n),
      row INTEGER NOT NULL REFERENCES interaction (n),
      before TEXT NOT NULL,
      after TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX batch_change_batch ON batch_change (batch)",
    """
    CREATE TABLE slot (
      n INTEGER PRIMARY KEY,
      version INTEGER NOT NULL CHECK (version > 0),
      platform TEXT NOT NULL,
      wall TEXT NOT NULL,
      zone TEXT NOT NULL,
      at INTEGER NOT NULL,
      title TEXT NOT NULL,
      tier INTEGER NOT NULL CHECK (tier BETWEEN 1 AND 3),
      form TEXT NOT NULL,
      audience TEXT,
      department TEXT,
      emergency INTEGER NOT NULL CHECK (emergency IN (0, 1)),
      author TEXT NOT NULL,
      state TEXT NOT NULL
        CHECK (state IN ('planned', 'review', 'ready', 'held', 'published', 'dropped', 'withdrawn')),
      published_at INTEGER,
      published_by TEXT,
      url TEXT,
      simulated INTEGER NOT NULL CHECK (simulated IN (0, 1)),
      CHECK ((state = 'published') <= (published_at IS NOT NULL))
    ) STRICT
    """,
    "CREATE INDEX slot_at ON slot (at)",
    """
    CREATE TABLE sign_off (
      n INTEGER PRIMARY KEY,
      version INTEGER NOT NULL CHECK (version > 0),
      slot INTEGER NOT NULL REFERENCES slot (n),
      role TEXT NOT NULL,
      expert TEXT NOT NULL,
      words TEXT NOT NULL,
      at INTEGER NOT NULL,
      withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1))
    ) STRICT
    """,
    "CREATE INDEX sign_off_slot ON sign_off (slot)",
    """
    CREATE TABLE journal (
      seq INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      boot TEXT NOT NULL,
      uptime INTEGER NOT NULL,
      simulated INTEGER NOT NULL CHECK (simulated IN (0, 1)),
      seat TEXT NOT NULL,
      operator TEXT NOT NULL,
      verb TEXT NOT NULL,
      subject TEXT NOT NULL,
      payload TEXT NOT NULL CHECK (json_valid(payload)),
      undoes INTEGER REFERENCES journal (seq),
      key TEXT UNIQUE,
      fingerprint TEXT,
      prev TEXT NOT NULL,
      hash TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX journal_subject ON journal (subject)",
    "CREATE UNIQUE INDEX journal_undoes ON journal (undoes) WHERE undoes IS NOT NULL",
    """
    CREATE TRIGGER journal_keeps_rows BEFORE UPDATE ON journal
    BEGIN SELECT raise(ABORT, 'the journal is append-only'); END
    """,
    """
    CREATE TRIGGER journal_loses_none BEFORE DELETE ON journal
    BEGIN SELECT raise(ABORT, 'the journal is append-only'); END
    """,
    """
    CREATE TRIGGER journal_has_no_gap BEFORE INSERT ON journal
    WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM journal)
      OR NEW.prev <> coalesce((SELECT hash FROM journal ORDER BY seq DESC LIMIT 1), '')
    BEGIN SELECT raise(ABORT, 'the journal has no gaps'); END
    """,
)
