"""Words of and about people, kept apart from the journal so that a purge reaches them.

The journal holds only the salted hash; the salt stands with the words and goes with them.
"""

from __future__ import annotations

import hashlib
import secrets

from rhythm_tui.domain.progress import UNWATCHED, Watch
from rhythm_tui.domain.refusal import msg
from rhythm_tui.store.sqlite import Connection


def content_hash(salt: bytes, author: str, body: str) -> str:
    """Return the salted hash the journal keeps."""
    return hashlib.sha256(b"\x00".join((salt, _bytes(author), _bytes(body)))).hexdigest()


def keep(connection: Connection, body: str, author: str = "") -> tuple[int, str]:
    """Store words (with their masked author); return their number and hash."""
    salt = secrets.token_bytes(16)
    digest = content_hash(salt, author, body)
    done = connection.execute(
        "INSERT INTO content (salt, author, body, hash) VALUES (?, ?, ?, ?)", (salt, author, body, digest)
    )
    return int(done.lastrowid), digest


def kept(connection: Connection, n: int | None) -> str | None:
    """Return the words kept under ``n``; None when there are none or they were purged."""
    found = connection.execute("SELECT body FROM content WHERE n = ?", (n,)).fetchone()
    return None if found is None or found[0] is None else str(found[0])


def words(connection: Connection, n: int | None) -> str:
    """Return the words kept under ``n``; empty when there are none or they were purged."""
    return kept(connection, n) or ""


def findable(connection: Connection, interaction: int) -> tuple[str, str, str]:
    """Return what the search finds an interaction by: its masked author, its words and its post."""
    sql = """
        SELECT coalesce(c.author, ''), coalesce(c.body, ''), i.post
        FROM interaction i JOIN content c ON c.n = i.content WHERE i.n = ?
    """
    found: tuple[str, str, str] = connection.execute(sql, (interaction,)).fetchone()
    return found


def damaged(connection: Connection, watch: Watch = UNWATCHED) -> int | None:
    """Return the number of the first content that no longer matches its hash; None when all do."""
    watch.step(msg("checking the texts"))
    (last,) = connection.execute("SELECT coalesce(max(n), 0) FROM content").fetchone()
    for n, salt, author, body, digest in connection.execute(
        "SELECT n, salt, author, body, hash FROM content ORDER BY n"
    ):
        watch.rows(n, last)
        if salt is not None and content_hash(salt, author, body) != digest:
            return int(n)
    return None


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
