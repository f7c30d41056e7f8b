"""The way in: a file becomes a stream of facts and rejects."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import tzinfo
from pathlib import Path
from typing import NamedTuple

from rhythm_tui.domain.facts import Fact, Reject
from rhythm_tui.domain.refusal import msg
from rhythm_tui.intake import encoding as encodings
from rhythm_tui.intake.database import MAGIC, read_database
from rhythm_tui.intake.delimited import read_delimited
from rhythm_tui.intake.encoding import head
from rhythm_tui.intake.events import EventMapper
from rhythm_tui.intake.jsonfile import looks_like_json, values
from rhythm_tui.intake.lines import Progress
from rhythm_tui.intake.mapping import Defaults, Mapper, Terms
from rhythm_tui.intake.profiles import Profile, choose, load_profiles
from rhythm_tui.intake.records import JsonTop, json_table
from rhythm_tui.intake.table import Broken, Table
from rhythm_tui.intake.unreadable import UnknownHeader, Unreadable, no_access, words
from rhythm_tui.intake.values import NoFact
from rhythm_tui.intake.workbook import read_workbook

__all__ = ["Defaults", "Source", "UnknownHeader", "Unreadable", "open_source"]

REJECTS_SUFFIX = ".rejects.csv"
_NO_TABLES = (
    (b"%PDF", msg("{file}: is a PDF and no table")),
    (
        b"\xd0\xcf\x11\xe0",
        msg("{file}: is an old .xls or a protected workbook: save it as .xlsx without a password"),
    ),
    (b"\x1f\x8b", msg("{file}: is a packed file: unpack it first")),
)
_EMPTY = msg("{file}: is empty: there is no table in it")
_NO_TEXT = msg("{file}: is neither a table, a workbook, JSON nor a database")


class Part(NamedTuple):
    """One table of a file with the profile that reads it."""

    profile: str
    columns: tuple[str, ...]
    facts: Callable[[], Iterator[Fact | Reject]]


class Source:
    """A file that can be read: iterate for one ``Fact`` or ``Reject`` a row, in the order of the file.

    Iterating may still raise ``Unreadable`` where a workbook or database proves broken further on: then
    nothing of the file counts.
    """

    def __init__(self, path: Path, sha256: str, parts: Sequence[Part], progress: Progress) -> None:
        self.path = path
        self.sha256 = sha256
        """Of the file's bytes, in hex."""
        self.profile = "+".join(dict.fromkeys(part.profile for part in parts))
        """Name of the profile in force; several of one database are joined by ``+``."""
        self.columns = tuple(dict.fromkeys(name for part in parts for name in part.columns))
        """Columns of the rejects file: those of the input without the private ones."""
        self._parts = parts
        self._progress = progress

    def __iter__(self) -> Iterator[Fact | Reject]:
        try:
            for part in self._parts:
                yield from part.facts()
        except OSError as error:
            raise no_access(self.path, error) from error

    @property
    def progress(self) -> float:
        """The share of the file read so far, from 0 to 1, for a progress bar."""
        return self._progress.share


def open_source(
    path: Path,
    *,
    profile: str | None,
    defaults: Defaults,
    zone: tzinfo,
    now: int,
    profile_dirs: Sequence[Path],
    platforms: Mapping[str, str] | None = None,
    desk: Path | None = None,
) -> Source:
    """Open a file of comments or messages, whatever its shape, without reading it whole.

    ``profile`` names the mapping profile, None to recognise it; ``profile_dirs`` hold them, a later folder
    goes before an earlier one. ``zone`` is that of times without an offset, ``now`` the clock in ms UTC.
    ``platforms`` adds names of platforms (each with its id) to those the profile knows; ``desk`` is the
    desk's own file, never to be imported.

    Raises ``Unreadable``, or ``UnknownHeader`` where no profile fits.
    """
    try:
        size = _check(path, desk)
        return _open(
            path, size, profile, load_profiles(profile_dirs), Terms(defaults, zone, now, platforms or {})
        )
    except OSError as error:
        raise no_access(path, error) from error
    except NoFact as no:
        raise Unreadable(path, no.template, **no.values) from no


def _check(path: Path, desk: Path | None) -> int:
    """Return the size of a file that may be read; never opens the desk's own file (SAFETY 5)."""
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        raise Unreadable(path, msg("{file}: is a folder: name the files in it"))
    if not stat.S_ISREG(found.st_mode):
        raise Unreadable(path, msg("{file}: is no ordinary file"))
    if path.name.endswith(REJECTS_SUFFIX):
        raise Unreadable(path, msg("{file}: holds rows that were rejected before: correct them in the input"))
    if desk is not None and desk.exists() and desk.samefile(path):
        raise Unreadable(path, msg("{file}: is the desk's own file"))
    if not found.st_size:
        raise Unreadable(path, _EMPTY)
    return found.st_size


def _open(path: Path, size: int, name: str | None, profiles: dict[str, Profile], terms: Terms) -> Source:
    if name is not None and name not in profiles:
        raise Unreadable(
            path,
            msg("there is no profile {name}; there are {names}"),
            name=words(name),
            names=", ".join(profiles),
        )
    wanted = [profiles[name]] if name is not None else list(profiles.values())
    progress = Progress(size)
    start = head(path)
    for magic, template in _NO_TABLES:
        if start.startswith(magic):
            raise Unreadable(path, template)
    binary = start.startswith((b"PK\x03\x04", b"PK\x05\x06", MAGIC))
    encoding = None if binary else encodings.encoding_of(start)
    if not binary and encoding is None:
        raise Unreadable(path, _NO_TEXT)
    scan = encodings.scan(path, encoding)
    if binary:
        parts = _binary_parts(path, start, name is not None, wanted, terms, progress)
    elif looks_like_json(start.decode(scan.encoding, "replace")):
        parts = [_json_part(path, scan.encoding, name is not None, wanted, terms, progress)]
    else:
        table = read_delimited(
            path, scan.encoding, progress, lambda header: any(p.fits(header) for p in wanted)
        )
        parts = [_part(path, _profile_for(path, table, name is not None, wanted), table, terms)]
    return Source(path, scan.sha256, parts, progress)


def _binary_parts(
    path: Path, start: bytes, forced: bool, wanted: Sequence[Profile], terms: Terms, progress: Progress
) -> list[Part]:
    if start.startswith(MAGIC):
        tables = list(read_database(path, progress))
    else:
        tables = list(read_workbook(path, progress, lambda header: any(p.fits(header) for p in wanted)))
    if not tables:
        raise Unreadable(path, _EMPTY)
    chosen = [(choose(path, wanted, t.header, lambda p, t=t: p.fits(t.header)), t) for t in tables]  # type: ignore[misc]
    found = [(profile, table) for profile, table in chosen if profile is not None]
    if not found and forced:
        found = [
            (wanted[0], table) for table in tables if wanted[0].has("text", {c.lower() for c in table.header})
        ]
    if not found:
        raise UnknownHeader(path, tables[0].header)
    return [_part(path, profile, table, terms) for profile, table in found]


def _profile_for(path: Path, table: Table, forced: bool, wanted: Sequence[Profile]) -> Profile:
    if forced:
        return wanted[0]
    found = choose(path, wanted, table.header, lambda profile: profile.fits(table.header))
    if found is None:
        raise UnknownHeader(path, table.header)
    return found


def _json_part(
    path: Path, encoding: str, forced: bool, wanted: Sequence[Profile], terms: Terms, progress: Progress
) -> Part:
    top = JsonTop(path, encoding)
    profile = wanted[0] if forced else choose(path, wanted, top.header, top.fits)
    if profile is None:
        raise UnknownHeader(path, top.header)
    if profile.shape == "events":
        return _event_part(path, encoding, profile, terms, progress)
    return _part(path, profile, json_table(path, encoding, profile, progress), terms)


def _event_part(path: Path, encoding: str, profile: Profile, terms: Terms, progress: Progress) -> Part:
    mapper = EventMapper(profile.platform or terms.defaults.platform or "douyin", terms.now)

    def facts() -> Iterator[Fact | Reject]:
        for value in values(path, encoding, progress):
            yield _reject(value) if isinstance(value, Broken) else mapper(*value)

    return Part(profile.name, mapper.columns, facts)


def _part(path: Path, profile: Profile, table: Table, terms: Terms) -> Part:
    if profile.shape == "events":
        raise Unreadable(
            path, msg("{file}: profile {name} reads JSON events and no table"), name=profile.name
        )
    mapper = Mapper(profile, table, path.name, terms)
    for problem in _missing(mapper, terms.defaults):
        raise Unreadable(path, problem, name=profile.name)

    def facts() -> Iterator[Fact | Reject]:
        for row in table.rows():
            yield _reject(row) if isinstance(row, Broken) else mapper(row)

    return Part(profile.name, mapper.columns, facts)


def _missing(mapper: Mapper, defaults: Defaults) -> Iterable[str]:
    if not mapper.has("text"):
        yield msg("{file}: has no column for the text that profile {name} reads")
    if not mapper.has("posted_at") and defaults.posted_at is None:
        yield msg("{file}: has no column for the time: say when its rows were posted")
    if not mapper.has("platform") and not mapper.all_platform:
        yield msg("{file}: has no column for the platform: say which it is")
    if not mapper.has("kind") and not mapper.all_kind:
        yield msg("{file}: has no column for the kind: say comment, message or live")


def _reject(row: Broken) -> Reject:
    return Reject(row.line, row.template, row.values, {})
