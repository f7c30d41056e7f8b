"""Is the desk what it says it is: the chain, the words, the anchor, and the tables against the journal."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.progress import UNWATCHED, Watch
from rhythm_tui.store import anchor, contents, file, journal
from rhythm_tui.store import replay as store_replay
from rhythm_tui.store.sqlite import Connection, Error, unusable

AnchorState = Literal["ok", "missing", "lost"]


class Verified(NamedTuple):
    """What a check of the journal found."""

    rows: int
    head: str
    broken_at: int | None
    """First journal row whose place, link or hash is wrong."""
    content_at: int | None
    """First text that no longer matches its hash."""
    anchor: AnchorState
    """``lost``: the file once held journal rows that it holds no more."""

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return self.broken_at is None and self.content_at is None and self.anchor == "ok"


class Replayed(NamedTuple):
    """What a replay of the journal found."""

    rows: int
    compared: int
    purged: int
    differences: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether tables and journal agree."""
        return not self.differences


def verify(path: Path, watch: Watch = UNWATCHED) -> Verified:
    """Check the journal's chain, the texts' hashes and the head anchor; a missing desk is sound and empty."""
    connection = file.open_to_read(path)
    if connection is None:
        return Verified(0, "", None, None, "lost" if anchor.read(path) else "ok")
    try:
        head = journal.head(connection)
        return Verified(
            head.seq,
            head.hash,
            journal.first_break(connection, watch),
            contents.damaged(connection, watch),
            anchor_state(connection, path),
        )
    except Error as error:
        raise unusable(error, path) from error
    finally:
        connection.close()


def replay(path: Path, watch: Watch = UNWATCHED) -> Replayed:
    """Rebuild the tables from the journal and compare; a missing desk is sound and empty."""
    connection = file.open_to_read(path)
    if connection is None:
        return Replayed(0, 0, 0, ())
    try:
        return Replayed(*store_replay.replay(connection, watch))
    except Error as error:
        raise unusable(error, path) from error
    finally:
        connection.close()


def anchor_state(connection: Connection, path: Path) -> AnchorState:
    """Return whether the journal holds the row the anchor remembers."""
    if anchor.read(path) is None:
        return "missing" if journal.head(connection).seq else "ok"
    return "lost" if anchor.lost(connection, path) else "ok"
