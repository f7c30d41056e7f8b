"""The tables of the desk's file, as migrations.

Instants are INTEGER milliseconds UTC. ``user_version`` is the number of migrations applied: a file with a
greater one comes from a newer desk and is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rhythm_tui.store.sqlite import Connection

if TYPE_CHECKING:
    from sqlite_utils.migrations import Migrations

APPLICATION_ID = 0x52485954
"""``RHYT``: marks a file as a desk's."""

_FIRST = (
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
      title INTEGER NOT NULL REFERENCES content,
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
      incident INTEGER NOT NULL REFERENCES incident,
      name TEXT NOT NULL,
      start INTEGER NOT NULL,
      target INTEGER NOT NULL CHECK (target > 0),
      met_at INTEGER,
      met_by TEXT,
      evidence INTEGER REFERENCES content,
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
      content INTEGER NOT NULL REFERENCES content,
      post TEXT NOT NULL,
      external_id TEXT NOT NULL,
      dedupe TEXT,
      conversation TEXT NOT NULL,
      owner TEXT,
      claim_until INTEGER,
      reply_state TEXT NOT NULL CHECK (reply_state IN ('none', 'drafted', 'copied', 'posted')),
      reply INTEGER REFERENCES content,
      stopped_at INTEGER,
      stopped_by TEXT,
      close_reason TEXT,
      close_note INTEGER REFERENCES content,
      missed_s INTEGER CHECK (missed_s >= 0),
      neglected INTEGER CHECK (neglected IN (0, 1)),
      incident INTEGER REFERENCES incident,
      batch INTEGER REFERENCES batch,
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
      batch INTEGER NOT NULL REFERENCES batch,
      row INTEGER NOT NULL REFERENCES interaction,
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
      slot INTEGER NOT NULL REFERENCES slot,
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
      undoes INTEGER REFERENCES journal,
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

_SECOND = (
    "ALTER TABLE interaction ADD COLUMN parent INTEGER REFERENCES interaction",
    "ALTER TABLE interaction ADD COLUMN referred TEXT CHECK (referred IN ('message', 'doctor'))",
    "ALTER TABLE interaction ADD COLUMN waiting TEXT",
    "ALTER TABLE interaction ADD COLUMN waiting_since INTEGER",
    """
    ALTER TABLE interaction ADD COLUMN outcome TEXT
      CHECK (outcome IN ('first_reply', 'online', 'visit', 'doctor'))
    """,
    "ALTER TABLE interaction ADD COLUMN topic TEXT",
    "ALTER TABLE interaction ADD COLUMN tags TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE interaction ADD COLUMN slot INTEGER REFERENCES slot",
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

_STEPS = (_FIRST, _SECOND)
VERSION = len(_STEPS)


def version_of(connection: Connection) -> int:
    """Return how many migrations the open file has seen."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def create(connection: Connection) -> None:
    """Make every table at once in an empty database: the empty desk of a reader."""
    for step in _STEPS:
        for statement in step:
            connection.execute(statement)


def migrations() -> Migrations:
    """Return the migrations, in the order they are applied."""
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

    found = Migrations("rhythm-tui")
    for number, step in enumerate(_STEPS, start=1):

        def apply(db: Database, step: tuple[str, ...] = step, number: int = number) -> None:
            for statement in step:
                db.conn.execute(statement)
            db.conn.execute(f"PRAGMA user_version={number}")
            db.conn.execute(f"PRAGMA application_id={APPLICATION_ID}")

        found(name=f"step_{number}")(apply)
    return found
