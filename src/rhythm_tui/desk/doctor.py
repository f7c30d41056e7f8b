"""A look at the desk's health: each finding in words, with a remedy. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rhythm_tui.desk import backup, checks, doctor_place, encryption
from rhythm_tui.desk.finding import Finding, ok
from rhythm_tui.domain import jumps
from rhythm_tui.domain.deadlines import DAY, MINUTE
from rhythm_tui.domain.jumps import Stamp
from rhythm_tui.domain.progress import UNWATCHED, Watch
from rhythm_tui.domain.refusal import msg
from rhythm_tui.store import anchor, clock_marks, file, journal, sqlite
from rhythm_tui.store.backup import flaw
from rhythm_tui.store.sqlite import Connection, Error
from rhythm_tui.store.unusable import DeskDamaged, DeskNewer, DeskOutdated, DeskUnusable

OLD_COPY = 2
"""Days after which the newest copy is old."""


def examine(
    path: Path, now: int, stamp: Stamp | None = None, watch: Watch = UNWATCHED
) -> tuple[Finding, ...]:
    """Look at the library, the file, its journal, its copies, its permissions, the disk and the clock.

    ``stamp`` is the present by both clocks of the machine; None for a simulated one.
    """
    return tuple(_examine(path, now, stamp, watch))


def _examine(path: Path, now: int, stamp: Stamp | None, watch: Watch) -> Iterator[Finding]:
    yield _library(path)
    yield (place := doctor_place.place(path))
    if place.level != "ok":
        return
    try:
        connection = file.open_to_read(path)
    except DeskOutdated as error:
        yield Finding("file", "warn", error.template, error.values, msg("open the desk: rhythm-tui"))
        return
    except DeskUnusable as error:
        yield Finding("file", "bad", error.template, error.values, _way_out(error))
        return
    if connection is None:
        if anchor.read(path) is not None:
            yield _anchor(path, "lost")
            return
        yield ok("file", msg("{path}: no desk yet; it is made at the first start"), path=path)
        return
    try:
        yield ok("file", msg("{path}: opens"), path=path)
        yield _encryption(connection, path)
        pages = _integrity(connection, path, watch)
        yield pages
        if pages.level == "ok":
            yield _copies(connection, path, now, watch)
            if stamp is not None:
                yield _clock(connection, stamp)
    finally:
        connection.close()
    yield from _journal(path, watch)
    yield from doctor_place.permissions(path)
    yield from doctor_place.secrets(path)
    yield doctor_place.space(path)


def _way_out(error: DeskUnusable) -> str:
    """Return what helps with a file that does not open; a copy in its place only where it is damaged."""
    if isinstance(error, DeskNewer):
        return msg("install the newer rhythm-tui: an older copy in its place would lose what was done since")
    if isinstance(error, DeskDamaged):
        return msg("put the newest backup in its place: rhythm-tui restore FILE")
    return msg("see to what stands in the way, or name the desk's file: rhythm-tui --db PATH")


def _library(path: Path) -> Finding:
    version = encryption.library_of(path)
    if sqlite.is_sound(version):
        return ok("library", msg("SQLite {version} is sound"), version=version)
    return Finding(
        "library",
        "warn",
        msg(
            "SQLite {version} can lose rows in WAL mode;"
            " the desk works with a slower rollback journal instead"
        ),
        {"version": version},
        msg("install sqlcipher3 0.6.4 or newer")
        if encryption.is_encrypted(path)
        else msg("install pysqlite3, or a Python with SQLite 3.51.3 or newer"),
    )


def _encryption(connection: Connection, path: Path) -> Finding:
    """Say whether the file is encrypted; plain copies beside an encrypted one are a finding."""
    if not encryption.is_encrypted(path):
        return ok("encryption", msg("not encrypted by the desk: the disk has to be"))
    if plain := encryption.plain_copies(path):
        template = msg("{n} copies beside the encrypted desk are not encrypted, the first {path}")
        values: dict[str, object] = {"n": len(plain), "path": plain[0]}
        return Finding("encryption", "warn", template, values, msg("close every seat: rhythm-tui encrypt"))
    version = connection.execute("PRAGMA cipher_version").fetchone()[0]
    return ok("encryption", msg("encrypted, by SQLCipher {version}"), version=version)


def _integrity(connection: Connection, path: Path, watch: Watch) -> Finding:
    try:
        found = flaw(connection, watch)
    except Error as error:
        found = str(error)
    if not found:
        return ok("integrity", msg("every page of the file is sound"))
    return Finding(
        "integrity",
        "bad",
        msg("{path}: the file is damaged: {reason}"),
        {"path": path, "reason": found},
        msg("put the newest backup in its place: rhythm-tui restore FILE"),
    )


def _journal(path: Path, watch: Watch) -> Iterator[Finding]:
    restore = msg("put the newest backup in its place: rhythm-tui restore FILE")
    try:
        verified = checks.verify(path, watch)
        replayed = checks.replay(path, watch)
    except (DeskUnusable, ValueError) as error:
        yield Finding(
            "journal", "bad", msg("the journal cannot be read: {reason}"), {"reason": error}, restore
        )
        return
    if verified.broken_at is not None:
        yield Finding(
            "journal",
            "bad",
            msg("the journal was changed at row {seq}"),
            {"seq": verified.broken_at},
            restore,
        )
    else:
        yield ok("journal", msg("{rows} journal rows, chain unbroken"), rows=verified.rows)
    if verified.content_at is not None:
        yield Finding(
            "content",
            "bad",
            msg("text {number} was changed behind the desk's back"),
            {"number": verified.content_at},
            restore,
        )
    yield _anchor(path, verified.anchor)
    if replayed.sound:
        yield ok(
            "replay", msg("the journal rebuilds the tables: {rows} rows compared"), rows=replayed.compared
        )
    else:
        first = replayed.differences[0]
        yield Finding(
            "replay",
            "bad",
            msg("{count} rows differ from the journal, the first is {row}"),
            {"count": len(replayed.differences), "row": first},
            restore,
        )


def _anchor(path: Path, state: str) -> Finding:
    if state == "ok":
        return ok("anchor", msg("the head anchor stands"))
    if state == "missing":
        return Finding(
            "anchor",
            "warn",
            msg("{path} is missing: lost work could not be noticed"),
            {"path": anchor.path_of(path)},
            msg("open the desk and do one thing: the anchor is written anew"),
        )
    return Finding(
        "anchor",
        "bad",
        msg("{path}: the file has lost work it once answered for"),
        {"path": path},
        msg("put the newest backup in its place: rhythm-tui restore FILE"),
    )


def _copies(connection: Connection, path: Path, now: int, watch: Watch) -> Finding:
    """Say which copy is the newest; a desk that has worked for days without one is a finding."""
    found = backup.newest_sound(path, watch)
    first = journal.entry(connection, 1)
    since = found.at if found else first.at if first else None
    days = 0 if since is None else max(now - since, 0) // DAY
    if days > OLD_COPY:
        template = msg("the last {days} days are in no copy of the desk")
        remedy = msg("rhythm-tui backup, and copy it to another disk")
        return Finding("copies", "warn", template, {"days": days}, remedy)
    if found is None:
        return ok("copies", msg("no copy yet: the screen makes one a day"))
    return ok("copies", msg("{path} is the newest sound copy"), path=found.path)


def _clock(connection: Connection, stamp: Stamp) -> Finding:
    """Say whether the clock was set since it was last held for right: by the journal, and since its end."""
    marks, since = clock_marks.marks(connection), clock_marks.jump(connection, stamp)
    if since is not None:
        marks.append(jumps.Mark(journal.head(connection).seq + 1, *since))
    doubt = jumps.doubt_now(jumps.doubts(marks))
    if not doubt:
        return ok("clock_jumps", msg("the clock runs as it did"))
    template = (
        msg("this computer's clock was put forward by {minutes} min")
        if doubt > 0
        else msg("this computer's clock was put back by {minutes} min")
    )
    remedy = msg("compare it with another one, set it right, or say on the desk that it is")
    return Finding("clock_jumps", "warn", template, {"minutes": abs(doubt) // MINUTE}, remedy)
