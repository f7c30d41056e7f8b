"""The quick-add line: one line that a person types becomes an item of the queue.

``抖音 张小三: 高血压吃什么药``, ``dy 私信 13:20 张三 术后多久复查``, ``kuaishou comment 2h ago Li: text``.
Platform, kind and time stand in front, in any order and each at most once; then the author, before a colon or
a tab or written ``@name``; the rest is the text. When nobody is named so, the first word behind such a front
is *guessed* to be the author, unless the defaults name one. Everything understood is told with its place in
the line, so that a form can show it while it is typed. Several items at once are read by ``pasted``. Standard
library only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import tzinfo
from typing import Literal

from rhythm_tui.domain import moments
from rhythm_tui.domain.aliases import HALF_WIDTH, KIND_WORDS, tight
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.refusal import msg
from rhythm_tui.domain.text import MAX_TEXT, clean, clean_block
from rhythm_tui.domain.times import EARLIEST, FUTURE_SLACK

Field = Literal["platform", "kind", "posted_at", "author", "text"]

LONGEST_NAME = 30
"""Longest nickname on the platforms, with room to spare: more before a colon is a sentence."""
_LONGEST_GUESS = 12
_FRONT_WORD = re.compile(r"[@#\[(【]*([^\s:,|/、\[\]()【】]+)[\])】]*")
_BETWEEN = re.compile(r"[\s,|/、]*")
_SENTENCE = frozenset(",?!;。、")
_DELIMITER = re.compile(r":(?!//)|\t")
_WORD = re.compile(r"\S+")
_CLOCK_BEFORE = re.compile(r"(?:^|\W)\d{1,2}$")
_CLOCK_AFTER = re.compile(r":\d\d(?!\d)")


class Defaults(NamedTuple):
    """What holds for a line that does not say it."""

    platform: str | None = None
    """The id of the platform used last; None while there is none."""
    kind: str = "comment"
    author: str = ""
    """Who wrote it when the line names nobody; empty when that is to be asked for."""


class Part(NamedTuple):
    """What was understood from ``raw[start:end]``."""

    field: Field
    start: int
    end: int
    value: str | int
    """A platform's id, a kind, an instant, or words."""
    sure: bool = True
    """False for a guess: an author without a colon, a day or year that was supplied."""


class Draft(NamedTuple):
    """An item as it would be added. Fields that no part tells are the defaults."""

    line: int
    """The line it stands in, or begins in, from 1."""
    raw: str
    platform: str
    kind: str
    posted_at: int
    author: str
    text: str
    parts: tuple[Part, ...] = ()

    @property
    def command(self) -> dict[str, str | int]:
        """The command that adds it, as ``domain.commands.parse`` takes it."""
        return {
            "do": "interaction.add",
            "platform": self.platform,
            "kind": self.kind,
            "posted_at": self.posted_at,
            "author": self.author,
            "text": self.text,
        }


class Problem(NamedTuple):
    """A line that makes no item, whole, with the reason."""

    line: int
    raw: str
    field: Field
    """What is missing or wrong."""
    template: str
    """English sentence with ``{names}``, translated when shown."""
    values: dict[str, object]
    parts: tuple[Part, ...] = ()
    """What was understood nevertheless."""


class Surroundings(NamedTuple):
    """What a line is read against."""

    defaults: Defaults
    now: int
    zone: tzinfo
    platforms: Mapping[str, str]
    """Tight words for the platforms' ids, made by ``aliases.lookup``."""


def parse(raw: str, around: Surroundings, line: int = 1) -> Draft | Problem:
    """Return the item that the line ``raw`` describes, or why it is none."""
    half = raw.translate(HALF_WIDTH)
    parts, start = front(half, around)
    if name := _name(half, raw, start, named=bool(around.defaults.author) or not parts):
        start = name.text
        end = len(half[: name.end].rstrip())
        if name.sure and (time := _time_behind(half, name.start, end, parts, around)):
            parts.append(time)
            end = time.start
        parts.append(trimmed("author", raw, name.start, end, sure=name.sure))
    if raw[start:].strip():
        parts.append(trimmed("text", raw, start, len(raw)))
    parts.sort(key=lambda part: part.start)
    return judge(raw, parts, around, line)


def trimmed(field: Field, raw: str, start: int, end: int, *, sure: bool = True) -> Part:
    """Return a part of words without the blanks around them; an author's ``@`` is no part of the name."""
    words = raw[start:end].strip()
    begin = raw.index(words, start)
    value = words.removeprefix("@").strip() if field == "author" else words
    return Part(field, begin, begin + len(words), value, sure)


def front(half: str, around: Surroundings) -> tuple[list[Part], int]:
    """Return what stands in front of a line (half-width), and where that ends."""
    parts: list[Part] = []
    told: set[Field] = set()
    start = _skip(half, 0)
    while start < len(half):
        found = _front_part(half, start, around)
        if not found or told & {part.field for part in found}:
            break
        told.update(part.field for part in found)
        parts += found
        start = _skip(half, found[-1].end)
        if half[start : start + 1] == ":" and found[-1].field != "posted_at":
            start = _skip(half, start + 1)
    return parts, start


def _skip(half: str, start: int) -> int:
    found = _BETWEEN.match(half, start)
    return found.end() if found else start


def _front_part(half: str, start: int, around: Surroundings) -> list[Part]:
    """Return the platform, kind or time at ``start``; a word may be platform and kind in one."""
    moment = moments.read(half, start, around.now, around.zone)
    if moment and (moment.end == len(half) or half[moment.end] in " \t,|/"):
        return [Part("posted_at", start, moment.end, moment.at, moment.sure)]
    found = _FRONT_WORD.match(half, start)
    if not found:
        return []
    word = tight(found[1])
    if len(word) == 1 and word.isascii() and half[found.end() : found.end() + 1] == ":":
        return []  # somebody called M, not a message
    if key := around.platforms.get(word):
        return [Part("platform", start, found.end(), key)]
    if kind := KIND_WORDS.get(word):
        return [Part("kind", start, found.end(), kind)]
    return _two_in_one(found, around) if len(word) <= LONGEST_NAME and not word.isascii() else []


def _two_in_one(found: re.Match[str], around: Surroundings) -> list[Part]:
    """Return platform and kind of a word like 抖音私信."""
    word = found[1]
    for cut in range(1, len(word)):
        key, kind = around.platforms.get(tight(word[:cut])), KIND_WORDS.get(tight(word[cut:]))
        if key and kind:
            middle = found.start(1) + cut
            return [Part("platform", found.start(), middle, key), Part("kind", middle, found.end(), kind)]
    return []


class _Name(NamedTuple):
    """Where an author's name stands, and where the text behind it begins."""

    start: int
    end: int
    text: int
    sure: bool


def _name(half: str, raw: str, start: int, *, named: bool) -> _Name | None:
    """Return where the author is named from ``start`` on; ``named``: nobody is to be guessed."""
    for found in _DELIMITER.finditer(half, start):
        before = half[max(start, found.start() - 3) : found.start()]
        if _CLOCK_AFTER.match(half, found.start()) and _CLOCK_BEFORE.search(before):
            continue
        name = half[start : found.start()].strip()
        if name and len(name) <= LONGEST_NAME and not _SENTENCE & set(name):
            return _Name(start, found.start(), found.end(), sure=True)
        if not name and found[0] == ":":
            return None
        break
    found_word = _WORD.match(raw, start)
    if not found_word:
        return None
    end, length = found_word.end(), len(found_word[0])
    if found_word[0].startswith("@") and 1 < length <= LONGEST_NAME:
        return _Name(start, end, end, sure=True)
    if named or length > _LONGEST_GUESS or not raw[end:].strip() or _SENTENCE & set(half[start:end]):
        return None
    return _Name(start, end, end, sure=False)


def _time_behind(half: str, start: int, end: int, parts: list[Part], around: Surroundings) -> Part | None:
    """Return the time that stands between an author and the colon: ``张三 11-22 13:20: text``."""
    if any(part.field == "posted_at" for part in parts):
        return None
    name = half[:end]
    for blank in range(start + 1, end):
        if name[blank - 1].isspace() and not name[blank].isspace():
            moment = moments.read(name, blank, around.now, around.zone)
            if moment and moment.end == end:
                return Part("posted_at", blank, end, moment.at, moment.sure)
    return None


def judge(raw: str, parts: list[Part], around: Surroundings, line: int, undated: str = "") -> Draft | Problem:
    """Return the item that the understood ``parts`` of ``raw`` make with the defaults, or why they do not.

    ``undated`` is a day that was written without an hour: no clock can run from it.
    """
    told = {part.field: part.value for part in parts}
    platform = told.get("platform", around.defaults.platform)
    posted_at = int(told.get("posted_at", around.now))
    author = str(told.get("author", around.defaults.author))
    text = str(told.get("text", ""))

    def problem(field: Field, template: str, **values: object) -> Problem:
        """Return what is wrong with a field of this line."""
        return Problem(line, raw, field, template, values, tuple(parts))

    if not platform:
        known = ", ".join(dict.fromkeys(around.platforms.values()))
        return problem("platform", msg("which platform? write it in front: {platforms}"), platforms=known)
    if "posted_at" not in told and (day := undated or _day_without_hour(author)):
        return problem("posted_at", msg("at which hour? write {day} 13:20"), day=day)
    if posted_at > around.now + FUTURE_SLACK:
        return problem("posted_at", msg("this time lies in the future"))
    if posted_at < EARLIEST:
        return problem("posted_at", msg("this time lies before 2016"))
    if not clean(author).plain:
        return problem("author", msg("who wrote it? put the name and a colon before the words"))
    if not clean_block(text).plain:
        return problem("text", msg("there is nothing to read in it"))
    if len(text) > MAX_TEXT:
        return problem("text", msg("this is longer than {max_length} characters"), max_length=MAX_TEXT)
    kind = str(told.get("kind", around.defaults.kind))
    return Draft(line, raw, str(platform), kind, posted_at, author, text, tuple(parts))


def _day_without_hour(author: str) -> str:
    """Return the day that an author's name begins with: 昨天 张三 says when, and not exactly enough."""
    end = moments.read_date(author.translate(HALF_WIDTH), 0)
    return author[:end] if end and (end == len(author) or author[end].isspace()) else ""
