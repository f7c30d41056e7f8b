"""Copies of the desk under names that sort by time, and what putting one back would cost."""

from __future__ import annotations

from collections import Counter
from itertools import count
from pathlib import Path

from rhythm_tui.domain import jumps
from rhythm_tui.domain.jumps import Stamp
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.progress import UNWATCHED, Watch
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.store import anchor, clock_marks, file, journal, snapshots
from rhythm_tui.store import backup as copies
from rhythm_tui.store.sqlite import Connection, Error
from rhythm_tui.store.unusable import DeskUnusable

DESK = "desk"
RESTORE = "restore"
"""A verb that no command has: the desk is closed while a copy is put in its place."""


class Copy(NamedTuple):
    """A sound copy of the desk."""

    path: Path
    seq: int
    """The last row of its journal."""
    at: int | None
    """When that was done, ms UTC; None for an empty journal."""


class By(NamedTuple):
    """Who puts a copy back, where and when."""

    operator: str
    seat: str
    stamp: Stamp
    simulated: bool


class Offer(NamedTuple):
    """What can take the place of a damaged file."""

    copy: Copy
    lost: int | None
    """Commands that the desk once answered for and the copy has not; None when that cannot be told."""
    itself: bool
    """Whether it is the file itself, as far as it goes."""


class Loss(NamedTuple):
    """What the desk has that a copy has not."""

    copy: Copy
    rows: int | None
    """Commands done since the copy; None when the desk cannot be read or is another one."""
    since: int | None
    """When the first of them was done, ms UTC."""
    verbs: tuple[tuple[str, int], ...]
    """How often each verb was done since, the most frequent first."""


def backup(path: Path, dest: Path | None, now: int, vocabulary: Vocabulary, watch: Watch = UNWATCHED) -> Path:
    """Copy the desk while it is open; return where the copy lies.

    ``dest`` may be a file or a folder; left out, the copy goes to ``backups`` beside the desk, named by the
    time. Raises ``DeskUnusable``.
    """
    stamp = vocabulary.local(now).strftime("%Y%m%d-%H%M%S")
    name = f"{path.stem}-{stamp}.db"
    target = path.parent / "backups" / name if dest is None else dest / name if dest.is_dir() else dest
    copies.backup(path, target, watch)
    return target


def daily(path: Path, now: int, vocabulary: Vocabulary) -> Path | None:
    """Make the copy of the hospital's day unless there is one; return it when it was made now.

    Raises ``DeskUnusable``.
    """
    return snapshots.take(path, vocabulary.local(now).date())


def newest_sound(path: Path, watch: Watch = UNWATCHED) -> Copy | None:
    """Return the newest copy of the desk that is whole; None without one."""
    found = snapshots.newest_sound(path, watch)
    return _copy(found[0]) if found else None


def restore(
    path: Path,
    source: Path,
    by: By,
    vocabulary: Vocabulary,
    watch: Watch = UNWATCHED,
    found: Loss | None = None,
) -> Path:
    """Put a copy in the desk's place, its journal ending with who did it; return where the old file is kept.

    ``found`` is its ``loss``, where that is known already: to work it out reads the whole copy. Every seat
    must be closed. Raises ``DeskUnusable`` with nothing changed.
    """
    lost = (found or loss(path, source, watch)).rows
    return _restore(path, source, by, vocabulary, lost, watch)


def _restore(
    path: Path,
    source: Path,
    by: By,
    vocabulary: Vocabulary,
    lost: int | None,
    watch: Watch = UNWATCHED,
) -> Path:
    kept = _free(path, "before-restore", by.stamp.at, vocabulary)
    copies.restore(path, source, kept, lambda connection: _tell(connection, by, lost), watch)
    return kept


def _tell(connection: Connection, by: By, lost: int | None) -> None:
    tell_of(connection, by, RESTORE, {"to": journal.head(connection).seq, "lost": lost})


def tell_of(connection: Connection, by: By, verb: str, fields: dict[str, object]) -> None:
    """Write who did what the desk is closed for, behind what became of the clock since its last row.

    ``verb`` is one that no command has; the connection is in a transaction.
    """
    from rhythm_tui.store.transaction import Told, tell

    jumped = None if by.simulated else clock_marks.jump(connection, by.stamp)
    told = [(verb, fields)]
    if jumped is not None:
        told.insert(0, (jumped.verb, dict(jumps.fields(jumped))))
    for name, named in told:
        receipt: dict[str, object] = {"id": DESK, "version": 1, "undone": None}
        line = Told(by.stamp, by.simulated, by.seat, by.operator, name, DESK, named, receipt)
        tell(connection, line, {}, [])


def _free(path: Path, why: str, now: int, vocabulary: Vocabulary) -> Path:
    """Return a name beside the desk that no file has: what is kept is never written over."""
    stamp = vocabulary.local(now).strftime("%Y%m%d-%H%M%S")
    names = (f"{path.stem}-{why}-{stamp}{f'-{n}' if n else ''}.db" for n in count())
    places = (path.with_name(name) for name in names)
    return next(place for place in places if not any(one.exists() for one in copies.files_of(place)))


def loss(path: Path, source: Path, watch: Watch = UNWATCHED) -> Loss:
    """Return what the desk has that the copy ``source`` has not. Raises ``DeskUnusable`` for a bad copy."""
    copy = _copy(source)
    head = copies.check(source, watch)
    unknown = Loss(copy, None, None, ())
    try:
        connection = file.open_to_read(path, older_too=True)
    except DeskUnusable:
        return unknown
    if connection is None:
        return unknown
    try:
        known = journal.entry(connection, head.seq) if head.seq else None
        if head.seq and (known is None or known.hash != head.hash):
            return unknown
        return _since(connection, copy)
    except Error:
        return unknown
    finally:
        connection.close()


def offer(path: Path) -> Offer | None:
    """Return what can best take the place of a damaged file; None where there is nothing.

    The newest sound copy, or the file itself where it can be read whole and holds more than any copy: then
    only what it has lost already is lost.
    """
    best, itself = newest_sound(path), False
    try:
        copies.check(path)
        own = _copy(path)
    except DeskUnusable:
        own = None
    if own is not None and own.seq > (best.seq if best else 0):
        best, itself = own, True
    if best is None:
        return None
    known, told = anchor.read(path), None if itself else loss(path, best.path).rows
    if known is not None and known.seq >= best.seq:
        told = max(told or 0, known.seq - best.seq)
    return Offer(best, told, itself)


def accept(path: Path, offered: Offer, by: By, vocabulary: Vocabulary) -> Path:
    """Put what was offered in the desk's place; return where the damaged file is kept.

    Every seat must be closed. Raises ``DeskUnusable`` with nothing changed.
    """
    if not offered.itself:
        return _restore(path, offered.copy.path, by, vocabulary, offered.lost)
    found = _free(path, "as-found", by.stamp.at, vocabulary)
    copies.backup(path, found)
    try:
        return _restore(path, found, by, vocabulary, offered.lost)
    finally:
        for left in copies.files_of(found):
            left.unlink(missing_ok=True)


def _since(connection: Connection, copy: Copy) -> Loss:
    entries = connection.execute("SELECT at, verb FROM journal WHERE seq > ? ORDER BY seq", (copy.seq,))
    done = entries.fetchall()
    verbs = Counter(verb for _at, verb in done)
    return Loss(copy, len(done), done[0][0] if done else None, tuple(verbs.most_common()))


def _copy(path: Path) -> Copy:
    connection = file.open_to_read(path, older_too=True)
    if connection is None:
        copies.check(path)  # says why it is no copy
        return Copy(path, 0, None)
    try:
        last = next(journal.entries(connection, newest_first=True, limit=1), None)
        return Copy(path, last.seq, last.at) if last else Copy(path, 0, None)
    finally:
        connection.close()
