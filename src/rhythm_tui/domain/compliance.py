"""The guard before a reply is copied: what in it breaks a rule (RHYTHM.md, law and privacy; RHYTHM 7 and 14).

``check`` finds, ``verdict`` sums up: red stops a copy, amber warns. Both are pure; the words are data
(``domain.words``). A word under a negation or in a question ("没有百分之百有效的药") is only worth a look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from rhythm_tui.domain.folding import Folded, fold, squeeze
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.personal import Hit, personal_data
from rhythm_tui.domain.placeholders import PLACEHOLDER
from rhythm_tui.domain.word_patterns import any_of, expression
from rhythm_tui.domain.words import TOO_LONG, UNFILLED, Said, Severity, Word, WordList, own_key

Verdict = Literal["red", "amber", "clear"]

_LEFT, _RIGHT = 18, 12
"""How far, in characters, a negation reaches before and after a word."""
_ASIDE = 24
_CLAUSE = re.compile(r"[,。!?;:\n]|\. ")
_TO_BREAK = re.compile(r"[。!;\n]|\. ")
_WARNED = re.compile(
    r"能不能|能否|是否|会不会|可不可以|有没有|是不是|要不要|不要(?!犹豫|错过|放弃|害怕|担心)|不得|不宜|不许|禁止|严禁|切勿|请勿|勿信|谨防|警惕|(?:当心|小心)(?![脏肝肌电率血])"
    r"|所谓|号称|声称|宣称|自称|打着|骗|谣言|误区|谈不上|称不上|(?<![特级区分个性类识鉴派辨])别(?![的人家处院墅])"
    r"|\b(?:beware|never|whether|do not|don't|avoid|so-called)\b"
)
"""Before a word: it is asked for, warned of or quoted."""
_NEGATION = re.compile(
    r"并不是|并不|不可能|不可以|不能|不会|不是|不可|不存在|不敢|不承诺|不保证|不一定|不建议|不等于|不代表|不意味"
    r"|不(?:评价|评论|比较|对比|参与|讨论|提供|接受|具有|涉及)|[不没未无难]\Z|没(?!有|事|关系|问题)|难以|较难"
    r"|没有(?!.{0,10}(?:就能|即可|也能))|未必|无法|并非|尚无|暂无|哪有|拒绝|避免|不便|不做"
    r"|\b(?:no|not|cannot|can't|isn't|doesn't|won't|nobody|none|neither)\b"
)
"""Before a word: it is denied; twice denied it is said again ("没有不能根治的病")."""
_DENIED = re.compile(
    r"不存在(?!任何|问题|风险)|不可信|不可能|不现实|不科学|不准确|不了|不提倡|骗|误区|谣言|的?说法|都是假|别信|不要信|勿信|要警惕"
    r"|需谨慎|没有依据|没有科学|缺乏|\A.{0,3}吗|是错误|才怪|\b(?:is a myth|does not exist|is not true)\b"
)
"""After a word: it is denied or asked."""
_NATURAL = frozenset(" /+-|~")


class Finding(NamedTuple):
    """Something in a reply that breaks a rule: ``text[start:end]`` of what was checked."""

    start: int
    end: int
    severity: Severity
    category: str
    citation: Said
    why: Said
    word: str
    """The entry of the list, or the name of what was found by its form: ``mobile``, ``too_long``, …."""


def check(text: str, platform: str | None, words: WordList, kind: str = "comment") -> tuple[Finding, ...]:
    """Return what in ``text`` breaks a rule, by place.

    ``platform`` and ``kind`` (``comment``, ``message``, ``live``) choose the limit of length. Takes any text.
    """
    folded = fold(text)
    found = [
        *_words(text, squeeze(folded), words),
        *_personal(folded, words),
        *_too_long(text, words, platform, kind),
        *_unfilled(text, words),
    ]
    return tuple(
        sorted(_widest(found), key=lambda one: (one.start, one.end, one.severity != "red", one.word))
    )


def verdict(findings: Iterable[Finding]) -> Verdict:
    """Return ``red`` where something stops a copy, ``amber`` where something warns, else ``clear``."""
    severities = {finding.severity for finding in findings}
    return "red" if "red" in severities else "amber" if severities else "clear"


def _words(text: str, folded: Folded, words: WordList) -> Iterator[Finding]:
    plain = folded.plain
    for word, start in _beginnings(plain, words):
        end = _end(word, plain, start)
        if end == -1 or _excused(word, plain, start, end):
            continue
        if word.whole and _NATURAL.intersection(text[folded.at[start] : folded.at[end - 1]]):
            continue
        severity: Severity = word.severity
        if word.negated != "same" and _denied(word, plain, start, end):
            if word.negated == "clear":
                continue
            severity = "amber"
        yield _finding(word, *folded.span(start, end), severity)


def _beginnings(plain: str, words: WordList) -> Iterator[tuple[Word, int]]:
    """Yield where a word may begin; of those that begin alike, where at least one of them stands."""
    for head in words.starts.finditer(plain):
        start = head.start()
        for begun in (plain[start : start + 2], head[0]):
            group = words.heads.get(begun)
            if group is not None and any_of(group.texts).match(plain, start):
                for word in group.words:
                    yield word, start


def _end(word: Word, plain: str, start: int) -> int:
    """Return where ``word`` ends if it begins at ``start``, else -1."""
    if word.plain:
        return start + len(word.plain) if plain.startswith(word.plain, start) else -1
    found = expression(word.text).match(plain, start)
    return found.end() if found else -1


def _excused(word: Word, plain: str, start: int, end: int) -> bool:
    """Return whether a phrase that makes the word harmless holds its end."""
    first, last = max(start - _ASIDE, 0), end + _ASIDE
    return any(
        found.start() < end <= found.end()
        for phrase in word.unless
        for found in expression(phrase).finditer(plain, first, last)
    )


def _denied(word: Word, plain: str, start: int, end: int) -> bool:
    """Return whether a word is denied, asked for or warned of in its own clause, or in a gap of its own."""
    if "~" in word.text and any(one not in word.text for one in _NEGATION.findall(plain, start, end)):
        return True
    before = plain[max(start - _LEFT, 0) : start]
    breaks = list(_CLAUSE.finditer(before))
    before = before[breaks[-1].end() :] if breaks else before
    if _WARNED.search(before) or len(_NEGATION.findall(before)) % 2:
        return True
    after = plain[end : end + _RIGHT]
    stop = _TO_BREAK.search(after)
    return _DENIED.search(after[: stop.start()] if stop else after) is not None


def _personal(folded: Folded, words: WordList) -> Iterator[Finding]:
    for hit in personal_data(folded.plain):
        word = words.found.get(hit.kind)
        if word is not None and not is_own(hit, folded.plain[hit.start : hit.end], words.own):
            yield _finding(word, *folded.span(hit.start, hit.end), word.severity)


def is_own(hit: Hit, written: str, own: frozenset[str]) -> bool:
    """Return whether a contact, as it stands in folded text, is one of the hospital's ``own``."""
    key = own_key(written)
    if hit.kind in ("url", "email"):
        return any(key == host or key.endswith(f".{host}") for host in own)
    return key in own or (hit.kind == "landline" and any(one.endswith(key) for one in own))


def _too_long(text: str, words: WordList, platform: str | None, kind: str) -> Iterator[Finding]:
    most = words.limits.get(platform or "", {}).get(kind)
    word = words.found.get(TOO_LONG)
    if most is not None and word is not None and len(text) > most:
        yield _finding(word, most, len(text), word.severity)


def _unfilled(text: str, words: WordList) -> Iterator[Finding]:
    word = words.found.get(UNFILLED)
    if word is not None:
        for place in PLACEHOLDER.finditer(text):
            yield _finding(word, *place.span(), word.severity)


def _finding(word: Word, start: int, end: int, severity: Severity) -> Finding:
    return Finding(start, end, severity, word.category, word.citation, word.why, word.text)


def _widest(findings: list[Finding]) -> Iterator[Finding]:
    """Yield the findings that say something of their own: none that lies inside a wider, as grave one."""
    reach: dict[tuple[str, Severity], int] = {}
    for one in sorted(findings, key=lambda one: (one.start, -one.end, one.severity != "red")):
        covered = reach.get((one.category, "red"), 0)
        if one.severity == "amber":
            covered = max(covered, reach.get((one.category, "amber"), 0))
        if one.end > covered:
            reach[one.category, one.severity] = one.end
            yield one
