"""The way in: a file becomes a stream of facts and rejects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import tzinfo
from pathlib import Path

from rhythm_tui.domain.facts import Fact, Reject
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.refusal import msg
from rhythm_tui.intake.encoding import scan
from rhythm_tui.intake.events import EventMapper
from rhythm_tui.intake.jsonfile import values
from rhythm_tui.intake.lines import Progress
from rhythm_tui.intake.mapping import Defaults, Mapper, Terms
from rhythm_tui.intake.profiles import Profile, choose, load_profiles
from rhythm_tui.intake.records import JsonTop, json_table
from rhythm_tui.intake.sniff import Shape, sniff, tables
from rhythm_tui.intake.table import Broken, Table, key
from rhythm_tui.intake.unreadable import UnknownHeader, Unreadable, no_access, words
from rhythm_tui.intake.values import NoFact

__all__ = ["Defaults", "Source", "UnknownHeader", "Unreadable", "open_source"]


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
        profiles = load_profiles(profile_dirs)
        if profile is not None and profile not in profiles:
            raise Unreadable(
                path,
                msg("there is no profile {name}; there are {names}"),
                name=words(profile),
                names=", ".join(profiles),
            )
        wanted = list(profiles.values()) if profile is None else [profiles[profile]]
        shape = sniff(path, desk)
        progress = Progress(shape.size)
        terms = Terms(defaults, zone, now, platforms or {})
        read = _json_parts if shape.kind == "json" else _table_parts
        parts = read(_File(path, shape, progress), wanted, profile is not None, terms)
        found = scan(path, shape.encoding)
        if shape.encoding and found.encoding != shape.encoding:
            shape = shape._replace(encoding=found.encoding)
            parts = read(_File(path, shape, progress), wanted, profile is not None, terms)
        return Source(path, found.sha256, parts, progress)
    except OSError as error:
        raise no_access(path, error) from error
    except NoFact as no:
        raise Unreadable(path, no.template, **no.values) from no


class _File(NamedTuple):
    path: Path
    shape: Shape
    progress: Progress

    @property
    def encoding(self) -> str:
        return self.shape.encoding or "utf-8"


def _table_parts(file: _File, wanted: Sequence[Profile], forced: bool, terms: Terms) -> list[Part]:
    """Return the tables that a profile reads; those that only a general one reads when there is no other."""
    found = tables(file.path, file.shape, file.progress, lambda header: any(p.fits(header) for p in wanted))
    chosen = [(_fitting(file.path, wanted, table), table) for table in found]
    read = [(profile, table) for profile, table in chosen if profile is not None]
    read = [pair for pair in read if pair[0].recognise and pair[0].recognise.columns] or read
    if forced and not read:
        named = [(wanted[0], table) for table in found if wanted[0].has("text", [*map(key, table.header)])]
        read = named or [(wanted[0], found[0])]
    if not read:
        raise UnknownHeader(file.path, found[0].header)
    return [_part(file.path, profile, table, terms) for profile, table in read]


def _fitting(path: Path, wanted: Sequence[Profile], table: Table) -> Profile | None:
    return choose(path, wanted, table.header, lambda profile: profile.fits(table.header))


def _json_parts(file: _File, wanted: Sequence[Profile], forced: bool, terms: Terms) -> list[Part]:
    top = JsonTop(file.path, file.encoding)
    profile = wanted[0] if forced else choose(file.path, wanted, top.header, top.fits)
    if profile is None and not top.header:
        raise Unreadable(file.path, msg("{file}: is JSON without rows: no object with named values is in it"))
    if profile is None:
        raise UnknownHeader(file.path, top.header)
    if profile.shape == "events":
        return [_event_part(file.path, file.encoding, profile, terms, file.progress)]
    table = json_table(file.path, file.encoding, profile, top.names(profile), file.progress)
    return [_part(file.path, profile, table, terms)]


def _event_part(path: Path, encoding: str, profile: Profile, terms: Terms, progress: Progress) -> Part:
    platform = profile.platform or terms.defaults.platform
    if not platform:
        raise Unreadable(path, msg("{file}: names no platform: say which it is (import --platform)"))
    mapper = EventMapper(platform, terms.now)

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
        yield msg("{file}: has no column for the time: say when its rows were posted (import --posted-at)")
    if not mapper.has("platform") and not mapper.all_platform:
        yield msg("{file}: has no column for the platform: say which it is (import --platform)")
    if not mapper.has("kind") and not mapper.all_kind:
        yield msg("{file}: has no column for the kind: say comment, message or live (import --kind)")


def _reject(row: Broken) -> Reject:
    return Reject(row.line, row.template, row.values, {})
