"""The word list of the guard: what must not stand in a reply, why, by which law (RHYTHM.md, law and privacy).

``build(tables)`` checks the tables of ``words.toml``; how a word is written stands in ``word_patterns``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from rhythm_tui.domain.folding import fold
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.word_patterns import BadWords, checked_heads, parse

Severity = Literal["red", "amber"]
Negated = Literal["same", "amber", "clear"]
CONTACTS = (
    "mobile",
    "landline",
    "service_line",
    "id_card",
    "id_like",
    "bank_card",
    "wechat",
    "qq",
    "email",
    "url",
)
"""What ``domain.personal`` finds by its form."""
TOO_LONG = "too_long"
"""The name, in the table ``[found]``, of a text longer than its platform takes."""
UNFILLED = "unfilled"
"""The name there of a ``{place}`` of approved wording that nobody has filled in."""
_FOUND = (*CONTACTS, TOO_LONG, UNFILLED)

_NOT_PLAIN = re.compile(r"[()|~#^$a-zA-Z]")


class Said(NamedTuple):
    """The same words in both languages."""

    zh: str
    en: str

    def in_language(self, lang: str) -> str:
        """Return the words in ``lang``: ``zh``, anything else is English."""
        return self.zh if lang == "zh" else self.en


class Word(NamedTuple):
    """One entry of the list with everything its findings say."""

    text: str
    category: str
    severity: Severity
    negated: Negated
    """What a word under a negation is: still the same, only worth a look, or nothing."""
    citation: Said
    why: Said
    plain: str
    """The word as it stands in folded text; empty where it has signs or Latin letters."""
    unless: tuple[str, ...] = ()
    """Phrases that hold the end of the word and make it harmless."""
    whole: bool = False
    """Whether a blank, slash or dash in its middle means that it is not this word."""


class Group(NamedTuple):
    """Words that begin alike."""

    words: tuple[Word, ...]
    texts: tuple[str, ...]
    """Of the same words: for ``any_of``."""


class WordList(NamedTuple):
    """The list in force; build it once and pass it on."""

    categories: dict[str, Said]
    heads: dict[str, Group]
    """The words by their first two characters, as folded; by the first alone where anything may follow it."""
    found: dict[str, Word]
    """What is said of personal data, contacts and length."""
    limits: dict[str, dict[str, int]]
    """Characters a platform takes, by platform and kind of interaction."""
    own: frozenset[str]
    """Numbers and hosts of the hospital itself, folded: never a finding."""
    starts: re.Pattern[str]
    """Finds a place where a word may begin."""

    def words(self) -> list[Word]:
        """Return every word once, in the order of the file."""
        return list({word.text: word for group in self.heads.values() for word in group.words}.values())


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Names(_Table):
    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)


class _Category(_Names):
    severity: Severity
    negated: Negated
    laws: tuple[str, ...] = Field(min_length=1)
    why_zh: str = Field(min_length=1)
    why_en: str = Field(min_length=1)


class _Entry(_Table):
    category: str
    severity: Literal["red", "amber", "off"] | None = None
    negated: Negated | None = None
    laws: tuple[str, ...] | None = Field(default=None, min_length=1)
    unless: tuple[str, ...] = ()
    whole: bool = False
    zh: str | None = Field(default=None, min_length=1)
    en: str | None = Field(default=None, min_length=1)


class _Hospital(_Table):
    contacts: tuple[Annotated[str, Field(min_length=5)], ...] = ()


class _File(_Table):
    version: Literal[1]
    laws: dict[str, _Names]
    categories: dict[str, _Category]
    words: dict[str, _Entry]
    found: dict[str, _Entry]
    limits: dict[str, dict[Literal["comment", "message", "live"], Annotated[int, Field(gt=0)]]] = {}
    hospital: _Hospital = _Hospital()


def build(tables: Mapping[str, Any], own: Mapping[str, Any] | None = None) -> WordList:
    """Return the list in ``tables``, with a hospital's ``own`` entries added or put in their place.

    An own entry of severity ``off`` takes a word from the list. Raises ``BadWords``: entry, field, reason.
    """
    try:
        file = _File.model_validate(_merged(tables, own or {}))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise BadWords(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    for name, category in file.categories.items():
        _known(f"categories.{name}.laws", category.laws, file.laws)
    _known("found", _FOUND, file.found)
    _known("found", file.found, _FOUND)
    words = [_word(file, "words", *item) for item in file.words.items() if item[1].severity != "off"]
    heads: dict[str, list[Word]] = {}
    for word in words:
        for head in checked_heads(f"words.{word.text}", word.text):
            heads.setdefault(head, []).append(word)
        for phrase in word.unless:
            parse(f"words.{word.text}.unless", phrase)
    return WordList(
        {name: Said(one.zh, one.en) for name, one in file.categories.items()},
        {head: Group(tuple(found), tuple(word.text for word in found)) for head, found in heads.items()},
        {name: _word(file, "found", name, one) for name, one in file.found.items() if one.severity != "off"},
        {
            platform: {str(kind): most for kind, most in kinds.items()}
            for platform, kinds in file.limits.items()
        },
        frozenset(own_key(contact) for contact in file.hospital.contacts),
        re.compile(f"[{re.escape(''.join(sorted({head[0] for head in heads})))}]" if heads else r"(?!)"),
    )


def own_key(contact: str) -> str:
    """Return a number as its digits, a page or mailbox as its host: the form in which two are compared."""
    plain = fold(contact).plain
    if re.search("[a-z]", plain):
        return re.sub(r"^[a-z]+://", "", plain).split("/")[0].rpartition("@")[2].removeprefix("www.")
    return (
        re.sub(r"[^0-9]", "", plain).removeprefix("86")
        if plain.startswith("+")
        else re.sub(r"[^0-9]", "", plain)
    )


def _merged(tables: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(tables)
    for name, table in own.items():
        ours = merged.get(name)
        merged[name] = {**ours, **table} if isinstance(ours, dict) and isinstance(table, dict) else table
    return merged


def _known(place: str, written: Iterable[str], known: Iterable[str]) -> None:
    if unheard := [one for one in written if one not in set(known)]:
        raise BadWords(f"{place}: there is no {unheard[0]}")


def _word(file: _File, table: str, text: str, entry: _Entry) -> Word:
    place = f"{table}.{text}"
    _known(f"{place}.category", (entry.category,), file.categories)
    _known(f"{place}.laws", entry.laws or (), file.laws)
    category = file.categories[entry.category]
    laws = [file.laws[law] for law in entry.laws or category.laws]
    return Word(
        text,
        entry.category,
        entry.severity if entry.severity in ("red", "amber") else category.severity,
        entry.negated or category.negated,
        Said("、".join(law.zh for law in laws), "; ".join(law.en for law in laws)),
        Said(entry.zh or category.why_zh, entry.en or category.why_en),
        "" if _NOT_PLAIN.search(text) else fold(text).plain,
        entry.unless,
        entry.whole,
    )
