"""Reading the filter language, on a Chinese or an English keyboard (see ``query``).

A term is a plain word, ``field:value,value`` or ``field>span``; quotes keep blanks and signs, a backslash
inside them keeps a quote. Full-width signs, Chinese quotes and Chinese names of fields and values do as well:
``状态：逾期 平台：抖音 负责：无人 超过3小时``. Standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from rhythm_tui.domain.aliases import HALF_WIDTH, tight
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.query import Choice, Flag, Query, Span, Term, Words
from rhythm_tui.domain.query_words import (
    CONTAINED,
    FIELDS,
    SPANS,
    STATE_WORDS,
    UNITS,
    VALUES,
    names_of,
)
from rhythm_tui.domain.refusal import Refusal, msg

if TYPE_CHECKING:
    from rhythm_tui.domain.query import Comparison


_SIGNS = HALF_WIDTH | {
    **dict.fromkeys(map(ord, "\u201c\u201d\u201f\u300c\u300d\u300e\u300f"), '"'),
    **dict.fromkeys(map(ord, "\u2010\u2013\u2014\u2212"), "-"),
    ord("、"): ",",
}
_TERM = re.compile(r'(?:"(?:\\.?|[^"\\])*(?:"|$)|[^\s"])+', re.DOTALL)
_VALUE = re.compile(r'(?:"(?:\\.?|[^"\\])*(?:"|$)|[^,"])*', re.DOTALL)
_PIECE = re.compile(r'"((?:\\.?|[^"\\])*)(?:"|$)|([^"]+)', re.DOTALL)
_SIGN = re.compile(r"\\?(.)", re.DOTALL)
_FIELD = re.compile(r"([a-z]+|[\u4e00-\u9fff]{1,4})(:?[<>]=?|:?[\u2264\u2265]|:)", re.IGNORECASE)
_OVER = re.compile(r"(?:超过|已过)(?=\d)")
_SPAN = re.compile(r"(\d{1,4})([a-z]+|[\u4e00-\u9fff]{1,3})", re.IGNORECASE | re.ASCII)
_COMPARISONS: dict[str, Comparison] = {
    "<": "<",
    "<=": "<=",
    ">": ">",
    ">=": ">=",
    "\u2264": "<=",
    "\u2265": ">=",
}
_USUAL_COMPARISON: dict[str, Comparison] = {"age": ">", "due": "<"}
"""What a colon means: ``age:3h`` more than that, ``due:30m`` less."""


class BadQuery(Refusal):
    """A text that is no query: ``start`` and ``end`` say where, ``suggestion`` what may be meant there."""

    def __init__(
        self, template: str, start: int, end: int, suggestion: str | None = None, /, **values: object
    ) -> None:
        super().__init__("invalid", template, "filter", **values)
        self.start = start
        self.end = end
        self.suggestion = suggestion


class _Written(NamedTuple):
    """A stretch of the text as it was written, and with half-width signs, of the same length."""

    raw: str
    half: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.raw)

    def cut(self, start: int, end: int | None = None) -> _Written:
        """Return a part of it, its place in the text kept."""
        return _Written(self.raw[start:end], self.half[start:end], self.start + start)

    @property
    def words(self) -> str:
        """What is meant: without the quotes, and without the backslashes inside them."""
        kept: list[str] = []
        for found in _PIECE.finditer(self.half):
            if found[1] is None:
                kept.append(self.raw[found.start() : found.end()])
            else:
                signs = _SIGN.finditer(self.half, found.start(1), found.end(1))
                kept.extend(self.raw[sign.start(1)] for sign in signs)
        return "".join(kept)


def parse_query(text: str, platforms: Mapping[str, str] | None = None) -> Query:
    """Return the query that ``text`` writes; raises ``BadQuery``.

    ``platforms`` are the tight words for the platforms' ids, made by ``aliases.lookup``; without them any
    word is taken for an id.
    """
    whole = _Written(text, text.translate(_SIGNS), 0)
    terms: list[Term] = []
    for found in _TERM.finditer(whole.half):
        term = _term(whole.cut(found.start(), found.end()), platforms)
        if term is None:
            continue
        twin = next((place for place, other in enumerate(terms) if _are_alternatives(term, other)), None)
        if twin is not None and isinstance(term, Choice):
            values = (*terms[twin].values, *term.values)  # type: ignore[union-attr]
            terms[twin] = term._replace(values=tuple(dict.fromkeys(values)))
        elif term not in terms:
            terms.append(term)
    return Query(tuple(terms))


def _are_alternatives(one: Term, other: Term) -> bool:
    """Return whether two terms are one choice written twice; two tags may both be wanted."""
    both = isinstance(one, Choice) and isinstance(other, Choice) and one.field == other.field
    return both and not one.negated and not other.negated and one.field != "tag"  # type: ignore[union-attr]


def _term(written: _Written, platforms: Mapping[str, str] | None) -> Term | None:
    """Return a term; None for a quote that nothing stands in yet."""
    negated = len(written.half) > 1 and written.half[0] == "-"
    body = written.cut(1) if negated else written
    if over := _OVER.match(body.half):
        return Span("age", ">", _span(body.cut(over.end()), "age"), negated)
    found = _FIELD.match(body.half)
    field = FIELDS.get(tight(found[1])) if found else None
    if not found or not field:
        if found and not body.half.startswith("//", found.end()):
            _check_typo(body.cut(found.start(1), found.end(1)))
        return Words("", (body.words,), negated) if body.words else None
    value, sign = body.cut(found.end()), found[2]
    if not value.words:
        raise _nothing(written, found[1])
    if field in SPANS:
        comparison = _COMPARISONS.get(sign.removeprefix(":"), _USUAL_COMPARISON[field])
        return Span(field, comparison, _span(value, field), negated)
    if sign != ":":
        raise BadQuery(
            msg("{name} takes a colon"), body.start, body.start + found.end(), f"{field}:", name=field
        )
    values = _values(value, written, found[1])
    if field in CONTAINED:
        return Words(field, tuple(dict.fromkeys(one.words for one in values)), negated)
    if tight(found[1]) == "状态" and all(tight(one.words) in STATE_WORDS for one in values):
        field = "state"  # one word for how urgent a row is and how far it has come
    return _choice(field, values, platforms, negated=negated)


def _check_typo(name: _Written) -> None:
    """Refuse what is nearly the name of a field; anything else before a colon is a word like others."""
    if meant := _nearest(name.raw, FIELDS):
        template = msg("no such field: {name}; did you mean {meant}?")
        raise BadQuery(template, name.start, name.end, meant, name=name.raw, meant=meant)


def _nothing(written: _Written, name: str) -> BadQuery:
    return BadQuery(msg("nothing after {name}:"), written.start, written.end, name=name)


def _values(value: _Written, written: _Written, name: str) -> list[_Written]:
    """Return the values between commas."""
    found: list[_Written] = []
    start = 0
    while start <= len(value.half):
        match = _VALUE.match(value.half, start)
        end = match.end() if match else len(value.half)
        found.append(value.cut(start, end))
        start = end + 1
    if not all(one.words for one in found):
        raise _nothing(written, name)
    return found


def _choice(
    field: str, values: list[_Written], platforms: Mapping[str, str] | None, *, negated: bool
) -> Term:
    known = platforms if field == "platform" else VALUES.get(field)
    meant = tuple(dict.fromkeys(_value(field, one, known) for one in values))
    if field != "is":
        return Choice(field, meant, negated)
    if len(meant) > 1:
        raise BadQuery(msg("write is: once for each of them"), values[0].start, values[-1].end)
    return Flag(meant[0], negated)


def _value(field: str, written: _Written, known: Mapping[str, str] | None) -> str:
    word = written.words
    if known is None or field == "owner":
        return (known or {}).get(tight(word), word)
    if found := known.get(tight(word)):
        return found
    meant = _nearest(word, known)
    template = msg("no such {field}: {name}; there are {known}")
    names = names_of(field, known.values())
    raise BadQuery(template, written.start, written.end, meant, field=field, name=word, known=names)


def _span(written: _Written, field: str) -> int:
    found = _SPAN.fullmatch(written.half)
    unit = UNITS.get(found[2].lower()) if found else None
    if not found or not unit:
        template = msg("write {field} with a time, as in {example}")
        example = f"{field}{_USUAL_COMPARISON[field]}30m"
        raise BadQuery(template, written.start, written.end, example, field=field, example=example)
    return int(found[1]) * unit


def _nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that ``word`` may have been meant to be."""
    from difflib import get_close_matches

    found = get_close_matches(tight(word), list(known), n=1, cutoff=0.7) if 2 < len(word) <= 20 else []
    return found[0] if found else None
