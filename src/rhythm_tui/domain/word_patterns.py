"""How a word of the guard's list is written, and what finds it in folded text.

Plainly or with six signs: ``(a|b|)`` is one of these (an empty one: or nothing), ``~`` up to eight characters
of the same clause, ``#`` a number, ``^`` and ``$`` the beginning and the end of the text. There is nothing
else to it, so that no word can make the guard slow.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rhythm_tui.domain.folding import BREAKS, fold

_NUMERALS = "一二两三四五六七八九十百千万几半"
_GAP = f"[^{BREAKS}]{{0,8}}?"
_NUMBER = rf"(?:[0-9]{{1,9}}(?:\.[0-9]{{1,3}})?|[{_NUMERALS}]{{1,6}})"
_DIGITS = frozenset("0123456789" + _NUMERALS)
_SIGNS = {"~": _GAP, "#": _NUMBER, "^": r"\A", "$": rf"(?=[{BREAKS} ]*\Z)"}
_TOKEN = re.compile(r"\(([^()]*)\)|([^()|]+)")
_OPTION = re.compile(rf"[0-9a-z\u3007\u3400-\u9fff\U00020000-\U0003ffff{BREAKS}%@'./ ~#^$-]*")

Pieces = list[tuple[str, ...]]
"""A word taken apart: each piece with what it may be."""


class BadWords(ValueError):
    """A word list that cannot be used: the entry, the field, and why."""


def parse(place: str, template: str) -> Pieces:
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


def checked_heads(place: str, template: str) -> set[str]:
    """Return what a word may begin with: two characters, or one. Raises ``BadWords`` for one too short."""
    pieces = parse(place, template)
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
    return re.compile(_pattern(template))


@lru_cache(maxsize=4096)
def any_of(templates: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds that one of some words stands in folded text: mostly none does."""
    return re.compile("|".join(f"(?:{_pattern(one)})" for one in templates))


def _pattern(template: str) -> str:
    made = "".join(f"(?:{'|'.join(map(_option, piece))})" for piece in parse(template, template))
    if re.search("[a-zA-Z]", template):
        made = rf"(?:(?<![0-9a-z])|(?![a-z])){made}(?:(?![a-z])|(?<![a-z]))"
    return made


def _option(option: str) -> str:
    return "".join(_SIGNS.get(char) or re.escape(char) for char in option)
