"""Approved wording: the replies an operator may use, found while typing and filled in (RHYTHM 14).

``build(tables)`` checks the tables of ``replies.toml``, ``find`` ranks what fits, ``fill`` puts values in.
Pure: usage counts come from outside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from rhythm_tui.domain.approval import wording_of
from rhythm_tui.domain.folding import fold
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.placeholders import PLACEHOLDER

Kind = Literal["comment", "message", "live"]
Words = Annotated[str, Field(min_length=1)]

_VALUE = r"[^{}\n。!！?？;；]{1,40}"
_USAGE_MOST = 12.0
"""The most that use lifts a reply: enough to lead among equals, never to pass a better match."""


STATEMENT = "statement"
"""The topic of public statements, which come from the incident board and from no file."""


class BadReplies(ValueError):
    """A file of replies that cannot be used: the entry, the field, and why."""


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Topic(_Table):
    """What replies are about, and the words people use for it."""

    zh: Words
    en: Words
    words: tuple[Words, ...] = ()


_STATEMENT_TOPIC = Topic(zh="官方声明", en="statement", words=("声明", "通报", "澄清"))


class _Entry(_Table):
    topic: str
    zh: Words
    en: Words
    approved_by: Words
    reviewed: date
    kinds: tuple[Kind, ...] = ()
    platforms: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _placeholders(self) -> _Entry:
        for text in (self.zh, self.en):
            if re.search(r"[{}]", PLACEHOLDER.sub("", text)):
                raise ValueError("a placeholder is written {name}, in small letters")
        if set(PLACEHOLDER.findall(self.zh)) != set(PLACEHOLDER.findall(self.en)):
            raise ValueError("zh and en name different placeholders")
        return self


class _File(_Table):
    version: Literal[1]
    topics: dict[str, Topic]
    replies: dict[Annotated[str, Field(pattern="^[a-z0-9_]+$")], _Entry]


class Template(NamedTuple):
    """One approved reply."""

    id: str
    topic: str
    zh: str
    en: str
    approved_by: str
    """The role that approved it."""
    reviewed: date
    kinds: tuple[Kind, ...] = ()
    """Where it fits; empty for everywhere."""
    platforms: tuple[str, ...] = ()

    def text(self, lang: str) -> str:
        """Return the wording in ``lang``: ``zh``, anything else is English."""
        return self.zh if lang == "zh" else self.en

    def fits(self, platform: str | None, kind: str | None) -> bool:
        """Return whether it may be used there; ``None`` asks about no place in particular."""
        return (not self.platforms or platform is None or platform in self.platforms) and (
            not self.kinds or kind is None or kind in self.kinds
        )


class Replies(NamedTuple):
    """The approved wording in force."""

    topics: dict[str, Topic]
    templates: dict[str, Template]


class Filled(NamedTuple):
    """A reply with its values, and the placeholders that had none and still stand in it."""

    text: str
    missing: tuple[str, ...]


def build(tables: Mapping[str, Any], own: Mapping[str, Any] | None = None) -> Replies:
    """Return the replies in ``tables``, with those of a hospital's ``own`` file added or put in their place.

    Raises ``BadReplies`` with the entry, its field and the reason.
    """
    merged = dict(tables)
    for name, table in (own or {}).items():
        ours = merged.get(name)
        merged[name] = {**ours, **table} if isinstance(ours, dict) and isinstance(table, dict) else table
    try:
        file = _File.model_validate(merged)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise BadReplies(f"{place}: {first['msg'].removeprefix('Value error, ')}") from error
    for key, entry in file.replies.items():
        if entry.topic not in file.topics:
            raise BadReplies(f"replies.{key}.topic: there is no {entry.topic}")
    return Replies(
        file.topics,
        {
            key: Template(
                key,
                entry.topic,
                entry.zh,
                entry.en,
                entry.approved_by,
                entry.reviewed,
                entry.kinds,
                entry.platforms,
            )
            for key, entry in file.replies.items()
        },
    )


def statement(id: str, text: str, approved_by: str, reviewed: date) -> Template:
    """Return a public statement as the approved wording it is for the items of its incident (RHYTHM 23)."""
    return Template(wording_of(id), STATEMENT, text, text, approved_by, reviewed)


def with_statements(replies: Replies, statements: Iterable[Template]) -> Replies:
    """Return the wording in force for an item of an incident: what was published of it stands first."""
    own = {one.id: one for one in statements}
    return Replies({**replies.topics, STATEMENT: _STATEMENT_TOPIC}, {**own, **replies.templates})


def find(
    replies: Replies,
    query: str,
    platform: str | None,
    kind: str | None,
    lang: str,
    usage: Mapping[str, int],
) -> list[Template]:
    """Return the replies that fit the place and every word of ``query``, the best first.

    A word may be part of the text or the topic, letters of the id in their order, or a whole question in
    which a topic's word stands (孩子发烧怎么办). ``usage`` counts how often each id was used: it decides
    among equals. An empty query gives all that fit, the most used first.
    """
    terms = fold(query).plain.split()
    ranked: list[tuple[float, int, Template]] = []
    for place, template in enumerate(replies.templates.values()):
        if not template.fits(platform, kind):
            continue
        score = _score(terms, template, replies.topics[template.topic], lang)
        if score is not None:
            used = max(usage.get(template.id, 0), 0)
            ranked.append((-(score + _USAGE_MOST * used / (used + 5)), place, template))
    return [template for _, _, template in sorted(ranked, key=lambda one: one[:2])]


def fill(template: Template, lang: str, values: Mapping[str, str]) -> Filled:
    """Return the wording with ``values`` in its places; what has no value stays as ``{name}`` and is named.

    A value is put in as it is: braces in it are not read again.
    """
    missing: list[str] = []

    def value(found: re.Match[str]) -> str:
        """Return what a placeholder becomes."""
        given = values.get(found[1], "").strip()
        if not given and found[1] not in missing:
            missing.append(found[1])
        return given or found[0]

    return Filled(PLACEHOLDER.sub(value, template.text(lang)), tuple(missing))


def says(template: Template, text: str) -> bool:
    """Return whether ``text`` is the wording of a template, in either language, with its places filled in.

    A place takes up to 40 characters of one clause: a sentence of one's own does not fit into it.
    """
    return any(_filled_in(wording).fullmatch(text.strip()) for wording in (template.zh, template.en))


@lru_cache(maxsize=512)
def _filled_in(wording: str) -> re.Pattern[str]:
    pieces = PLACEHOLDER.split(wording.strip())
    return re.compile(_VALUE.join(re.escape(piece) for piece in pieces[::2]))


def _score(terms: list[str], template: Template, topic: Topic, lang: str) -> float | None:
    """Return how well every term matches, together; ``None`` when one does not."""
    total = 0.0
    for term in terms:
        best = max(_scores(term, template, topic, lang), default=0.0)
        if best == 0:
            return None
        total += best
    return total


def _scores(term: str, template: Template, topic: Topic, lang: str) -> Iterator[float]:
    """Yield what a term earns in each way it matches: the surer, the more."""
    if template.id.startswith(term):
        yield 100.0 if template.id == term else 80.0
    names = [_plain(name) for name in (template.topic, topic.zh, topic.en, *topic.words)]
    if term in names:
        yield 75.0
    if any(term in name for name in names):
        yield 70.0
    if any(len(name) > 1 and name in term for name in names):
        yield 50.0
    spoken, other = (template.zh, template.en) if lang == "zh" else (template.en, template.zh)
    if term in _plain(spoken):
        yield 60.0
    if term in _plain(other):
        yield 30.0
    if len(term) > 1 and _in_order(term, template.id):
        yield 20.0


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return fold(text).plain


def _in_order(letters: str, text: str) -> bool:
    """Return whether all ``letters`` stand in ``text`` in this order, others between them."""
    rest = iter(text)
    return all(letter in rest for letter in letters)
