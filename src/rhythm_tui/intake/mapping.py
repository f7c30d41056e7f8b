"""A row becomes a fact: the profile compiled for one table, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rhythm_tui.domain.facts import Reject, Seen
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.refusal import msg
from rhythm_tui.domain.text import MAX_TEXT, clean_block, mask_name
from rhythm_tui.intake.picking import Picker
from rhythm_tui.intake.profiles import Profile, Target
from rhythm_tui.intake.table import Row, Table, key
from rhythm_tui.intake.unreadable import words
from rhythm_tui.intake.values import NoFact, ident, parent_of, posted_at, text_of

KINDS = ("comment", "message", "live")
_VISIBLE = re.compile(r"[0-9A-Za-z\u3400-\u4dbf\u4e00-\u9fff]")
"""Signs that the cleaner always keeps: a quick proof that a text is not empty."""
_DOUBTFUL = re.compile(r"[.+ \t\r]")
"""Signs of which an id has one when it was rounded or is not quite clean."""


class Defaults(NamedTuple):
    """What the operator says for a file whose rows do not: each None when nothing was said."""

    platform: str | None = None
    kind: str | None = None
    posted_at: int | None = None
    """Milliseconds UTC: every row of a table without a time column takes it."""
    post: str | None = None


class Terms(NamedTuple):
    """What holds for the whole import."""

    defaults: Defaults
    zone: tzinfo
    now: int
    platforms: Mapping[str, str]
    """Further names of platforms in files, each with its id."""


class Mapper:
    """Makes facts of one table's rows; compiled once, so that a row costs little."""

    def __init__(self, profile: Profile, table: Table, file_name: str, terms: Terms) -> None:
        self._profile = profile
        self._now = terms.now
        self._zone = zone_of(profile, terms.zone)
        self._width = len(table.header) if table.strict else 0
        self._keys = [key(name) for name in table.header]
        self._pick = Picker(profile, self._keys)
        self._all_time = None if self.has("posted_at") else terms.defaults.posted_at
        self._platforms = {key(k): v for k, v in profile.values.get("platform", {}).items()}
        self._platforms |= {key(k): v for k, v in terms.platforms.items()}
        self._kinds = {kind: kind for kind in KINDS}
        self._kinds |= {key(k): v for k, v in profile.values.get("kind", {}).items()}
        self._all_post = post_in_name(profile, (table.name, file_name)) or terms.defaults.post or ""
        self.all_platform = profile.platform or terms.defaults.platform or profile.default.platform
        """What holds where a row names no platform; empty when nothing does."""
        self.all_kind = profile.kind or terms.defaults.kind or profile.default.kind
        self._shown = [
            (i, name) for i, name in enumerate(table.header) if name.strip() and not profile.is_private(name)
        ]
        self._no_private = len(self._shown) == len([name for name in self._keys if name])

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns that may stand in the rejects file."""
        return tuple(name for _, name in self._shown)

    def has(self, target: Target) -> bool:
        """Return whether the table has a column for ``target``."""
        return self._profile.has(target, self._keys)

    def __call__(self, row: Row) -> Seen | Reject:
        """Return the fact that a row tells, or why it is none."""
        line, cells = row
        aligned = not self._width or len(cells) == self._width
        try:
            if not aligned:
                self._check_width(cells)
            return self._seen(line, cells)
        except NoFact as no:
            shown = self._show(cells) if aligned or self._no_private else {}
            return Reject(line, no.template, no.values, shown)

    def _check_width(self, cells: list[Any]) -> None:
        """Let pass what only has empty cells too many."""
        if len(cells) < self._width or any(map(str.strip, cells[self._width :])):
            raise NoFact(
                msg("the row has {have} cells, the header {want}"), have=len(cells), want=self._width
            )

    def _seen(self, line: int, cells: list[Any]) -> Seen:
        picked = self._pick(cells)
        text, when, author, author_id, external_id, post, parent, talk, platform, kind = picked
        check_text(text)
        at = self._all_time
        if at is None:
            at = posted_at(when, self._zone, self._profile.time_format, self._now)
        author = author.strip()
        together = f"{author_id}\n{external_id}\n{post}\n{parent}\n{talk}"
        check_storable(f"{text}{author}{together}")
        damaged = False
        if picked.__class__ is list or _DOUBTFUL.search(together):
            ids = [ident(one) for one in (author_id, external_id, post, parent, talk)]
            damaged = None in ids
            author_id, external_id, post, parent, talk = [one or "" for one in ids]
        if platform or not self.all_platform:
            platform = self._meaning(platform, self._platforms, self.all_platform, _NO_PLATFORM)
        if kind or not self.all_kind:
            kind = self._meaning(kind, self._kinds, self.all_kind, _NO_KIND)
        return Seen(
            line,
            platform or self.all_platform,
            kind or self.all_kind,  # type: ignore[arg-type]
            at,
            author_id,
            author,
            text,
            post or self._all_post,
            external_id,
            parent_of(parent),
            talk,
            damaged,
        )

    @staticmethod
    def _meaning(word: str, meanings: Mapping[str, str], otherwise: str, template: str) -> str:
        """Return the id that a word stands for; an empty cell takes what holds for the whole file."""
        if otherwise and (not word or word.isspace()):
            return otherwise
        found = meanings.get(key(word))
        if found is None:
            raise NoFact(template, word=words(word) or "-")
        return found

    def _show(self, cells: list[Any]) -> dict[str, str]:
        """Return a row for the rejects file: without private columns, the author's name masked."""
        found = {name: text_of(cells[i]) for i, name in self._shown if i < len(cells)}
        names = {name for joined in self._profile.columns.get("author", ()) for name in joined}
        return {name: mask_name(text) if key(name) in names else text for name, text in found.items()}


_NO_PLATFORM = msg("{word} is no platform we know")
_NO_KIND = msg("{word} is no kind of item: comment, message or live")


def zone_of(profile: Profile, zone: tzinfo) -> tzinfo:
    """Return the zone of a file's times without an offset."""
    try:
        return ZoneInfo(profile.zone) if profile.zone else zone
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise NoFact(
            msg("profile {name}: {zone} is no time zone"), name=profile.name, zone=profile.zone
        ) from error


def post_in_name(profile: Profile, names: Sequence[str]) -> str:
    """Return the id of the post that the name of a database table or file carries."""
    for name in names if profile.post_from_name else ():
        found = re.search(profile.post_from_name, name)
        if found:
            return found[1] or ""
    return ""


def check_text(text: str) -> None:
    """Raise ``NoFact`` for a text that is empty once cleaned or too long to be kept."""
    if len(text) > MAX_TEXT:
        raise NoFact(
            msg("the text has {length} characters, more than {limit}"), length=len(text), limit=MAX_TEXT
        )
    if not _VISIBLE.search(text) and not clean_block(text).plain:
        raise NoFact(msg("there is no text"))


def check_storable(text: str) -> None:
    """Raise ``NoFact`` for text that is damaged: undecodable bytes, half characters, NUL."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise NoFact(msg("the row is damaged: it holds bytes that are no text")) from None
    if "\0" in text:
        raise NoFact(msg("the row is damaged: it holds NUL bytes"))
