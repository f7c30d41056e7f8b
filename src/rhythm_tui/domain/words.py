"""The word list of the guard: what must not stand in a reply, why, by which law (RHYTHM.md, law and privacy).

``build(tables)`` checks the tables of ``words.toml``. A word is written plainly or with six signs:
``(a|b|)`` is one of these (an empty one: or nothing), ``~`` up to eight characters of the same clause,
``#`` a number, ``^`` and ``$`` the beginning and the end of the text. There is nothing else to it, so that no
word can make the guard slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from rhythm_tui.domain.folding import BREAKS, fold
from rhythm_tui.domain.named import NamedTuple

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

_NUMERALS = "一二两三四五六七八九十百千万几半"
_GAP = f"[^{BREAKS}]{{0,8}}?"
_NUMBER = rf"(?:[0-9]{{1,9}}(?:\.[0-9]{{1,3}})?|[{_NUMERALS}]{{1,6}})"
_DIGITS = frozenset("0123456789" + _NUMERALS)
_SIGNS = {"~": _GAP, "#": _NUMBER, "^": r"\A", "$": rf"(?=[{BREAKS} ]*\Z)"}
_TOKEN = re.compile(r"\(([^()]*)\)|([^()|]+)")
_NOT_PLAIN = re.compile(r"[()|~#^$a-zA-Z]")
_OPTION = re.compile(rf"[0-9a-z\u3007\u3400-\u9fff\U00020000-\U0003ffff{BREAKS}%@'./ ~#^$-]*")


Pieces = list[tuple[str, ...]]
"""A word taken apart: each piece with what it may be."""


class BadWords(ValueError):
    """A word list that cannot be used: the entry, the field, and why."""


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


class WordList(NamedTuple):
    """The list in force; build it once and pass it on."""

    categories: dict[str, Said]
    heads: dict[str, tuple[Word, ...]]
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
        return list({word.text: word for words in self.heads.values() for word in words}.values())


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
    _known("found", (*CONTACTS, TOO_LONG), file.found)
    _known("found", file.found, (*CONTACTS, TOO_LONG))
    words = [_word(file, "words", *item) for item in file.words.items() if item[1].severity != "off"]
    heads: dict[str, list[Word]] = {}
    for word in words:
        for head in _checked_heads(f"words.{word.text}", word.text):
            heads.setdefault(head, []).append(word)
        for phrase in word.unless:
            _parse(f"words.{word.text}.unless", phrase)
    return WordList(
        {name: Said(one.zh, one.en) for name, one in file.categories.items()},
        {head: tuple(found) for head, found in heads.items()},
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


def _parse(place: str, template: str) -> Pieces:
    """Return the pieces of a word; raises ``BadWords`` where a sign stands wrongly."""
    pieces: Pieces = []
    written = fold(template).plain.strip()
    at = 0
    while at < len(written):
        token = _TOKEN.match(written, at)
        if token is None:
            raise BadWords(f"{place}: brackets do not match, or | stands outside of them")
        at = token.end()
        pieces.append((token[2],) if token[1] is None else tuple(token[1].split("|")))
    if not all(_OPTION.fullmatch(option) for piece in pieces for option in piece):
        raise BadWords(f"{place}: a word holds letters, digits, marks and the signs ( | ) ~ # ^ $")
    if "^" in written[1:]:
        raise BadWords(f"{place}: ^ stands at the beginning of a word")
    return pieces


def _checked_heads(place: str, template: str) -> set[str]:
    pieces = _parse(place, template)
    if sum(min(len(re.sub(r"[~^$]", "", option)) for option in piece) for piece in pieces) < 2:
        raise BadWords(f"{place}: a word has at least two characters")
    return _heads(place, pieces)


def _heads(place: str, pieces: Pieces) -> set[str]:
    """Return what a word may begin with: two characters, or one where anything may follow."""
    heads: set[str] = set()
    for option in (option.lstrip("^") for option in pieces[0]):
        if option.startswith(("~", "$")):
            raise BadWords(f"{place}: a word cannot begin with {option[0]}")
        if option.startswith("#"):
            heads.update(_DIGITS)
        elif option:
            following: Pieces = [(option[1:],)] if len(option) > 1 else pieces[1:]
            heads.update(option[0] + second for second in _firsts(following))
        else:
            heads |= _heads(place, pieces[1:])
    return heads


def _firsts(pieces: Pieces) -> set[str]:
    """Return the characters that pieces may begin with; an empty one stands for any."""
    firsts: set[str] = set()
    for option in pieces[0] if pieces else ("$",):
        if option.startswith("#"):
            firsts.update(_DIGITS)
        elif option:
            firsts.add("" if option[0] in "~$" else option[0])
        else:
            firsts |= _firsts(pieces[1:])
    return firsts


@lru_cache(maxsize=4096)
def expression(template: str) -> re.Pattern[str]:
    """Return what finds a word of the list in folded text."""
    made = "".join(f"(?:{'|'.join(map(_option, piece))})" for piece in _parse(template, template))
    if re.search("[a-zA-Z]", template):
        made = rf"(?:(?<![0-9a-z])|(?![a-z])){made}(?:(?![a-z])|(?<![a-z]))"
    return re.compile(made)


def _option(option: str) -> str:
    return "".join(_SIGNS.get(char) or re.escape(char) for char in option)
