"""Personal data and contacts, found by their form (RHYTHM.md, law and privacy; PIPL 28).

Works on folded text (``domain.folding``): full-width and circled digits are plain ones already, and blanks or
dashes between digits hide nothing. Pure, total, linear. Standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from rhythm_tui.domain.named import NamedTuple

_DASHES = r"\-\u2010-\u2015\u2212"
_SEP = rf"[ .·*_~/|{_DASHES}]{{0,2}}"
_WIDE = rf"[ .·*_~/|(),、=:{_DASHES}]{{0,4}}"
"""Between the three groups in which a number is written there may stand more than between its digits."""
_MOBILE = re.compile(
    rf"(?<![0-9])(?:(?:\+|00)?86{_WIDE})?"
    rf"(?:1{_SEP}[3-9](?:{_SEP}[0-9]){{9}}|1[3-9][0-9]{_WIDE}[0-9]{{4}}{_WIDE}[0-9]{{4}})(?![0-9])"
)
_IDENTITY = re.compile(rf"(?<![0-9a-z])[1-9](?:{_SEP}[0-9]){{16}}{_SEP}[0-9x](?![0-9a-z])")
_CARD = re.compile(rf"(?<![0-9])[3-6](?:{_SEP}[0-9]){{15,18}}(?![0-9])")
_LANDLINE = re.compile(
    r"(?<![0-9])\(?0(?:10|2[0-57-9]|[3-9][0-9]{2})\)?[ \-]{0,2}[2-9][0-9]{2,3}[ \-]?[0-9]{4}(?![0-9])"
    r"|(?:电话|热线|座机|致电|拨打)[^0-9\n]{0,6}[2-9][0-9]{2,3}[ \-]?[0-9]{4}(?![0-9])"
)
_SERVICE_LINE = re.compile(r"(?<![0-9])[48]00(?:-?[0-9]{3}-?[0-9]{4}|-?[0-9]{4}-?[0-9]{3})(?![0-9])")
_WECHAT = re.compile(
    r"(?:微信|薇信|威信|徽信|v信|(?<![a-z])(?:vx|wx|weixin|wechat)|加(?:我|他|她)?[v薇微](?![a-z信]))"
    r"(?:号码|账号|号|id)?[ 是为]{0,2}"
    r"(?:[ ]?:[ ]?[a-z][a-z0-9_\-]{5,19}|[ ]?(?=[a-z][a-z_\-]{0,18}[0-9])[a-z][a-z0-9_\-]{5,19})(?![a-z0-9_])"
)
_QQ = re.compile(
    r"(?:(?<![a-z])qq|扣扣|企鹅|(?<![a-z])q(?=[群号]))(?:群|号码|号)?[^0-9a-z\n]{0,4}[1-9][0-9]{4,10}(?![0-9])"
)
_EMAIL = re.compile(
    r"(?<![a-z0-9._%+\-])[a-z0-9][a-z0-9._%+\-]{0,63}@(?:[a-z0-9\-]{1,63}\.){1,4}[a-z]{2,12}(?![a-z0-9])"
)
_ENDINGS = "com|cn|net|org|cc|top|xyz|vip|shop|link|me|io|info|club|online|site"
_PATH = r"[^\s\u3000-\u303f\u3400-\u9fff,]"
_URL = re.compile(
    rf"https?://{_PATH}{{1,500}}"
    rf"|(?<![a-z0-9@.\-])(?:[a-z0-9\-]{{1,63}}\.){{1,4}}(?:{_ENDINGS})(?![a-z0-9\-])(?:/{_PATH}{{0,500}})?"
)
_SPOKEN = str.maketrans(
    "〇零一壹幺二贰两三叁四肆五伍六陆七柒八捌九玖", "001112223344556677 8899".replace(" ", "")
)
_DIGIT = re.compile("[0-9]")
_SPOKEN_DIGIT = re.compile("[〇零一壹幺二贰两三叁四肆五伍六陆七柒八捌九玖]")
_LATIN = re.compile("[a-z]{2}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


class Hit(NamedTuple):
    """Something personal in folded text: its kind is one of ``domain.words.CONTACTS``."""

    kind: str
    start: int
    end: int


def personal_data(plain: str) -> list[Hit]:
    """Return what personal data and contacts stand in folded text, by place; no two of them overlap."""
    found: list[Hit] = []
    taken = bytearray(len(plain))
    for hit in _candidates(plain):
        if not any(taken[hit.start : hit.end]):
            taken[hit.start : hit.end] = b"1" * (hit.end - hit.start)
            found.append(hit)
    return sorted(found, key=lambda hit: hit.start)


def _candidates(plain: str) -> Iterator[Hit]:
    """Yield hits, the surest kind first."""
    if "@" in plain:
        yield from _all("email", _EMAIL, plain)
    if "." in plain or "http" in plain:
        yield from _all("url", _URL, plain)
    digits = len(_DIGIT.findall(plain))
    if digits >= 17:
        for found in _IDENTITY.finditer(plain):
            if kind := _identity(re.sub(r"[^0-9x]", "", found[0])):
                yield Hit(kind, *found.span())
    if digits >= 11:
        yield from _all("mobile", _MOBILE, plain)
    if digits + len(_SPOKEN_DIGIT.findall(plain)) >= 11:
        yield from _all("mobile", _MOBILE, plain.translate(_SPOKEN))
    if _LATIN.search(plain):
        yield from _all("wechat", _WECHAT, plain)
    if digits >= 5:
        yield from _all("qq", _QQ, plain)
        yield from _all("service_line", _SERVICE_LINE, plain)
        yield from _all("landline", _LANDLINE, plain)
    if digits >= 16:
        for found in _CARD.finditer(plain):
            if _luhn(re.sub(r"[^0-9]", "", found[0])):
                yield Hit("bank_card", *found.span())


def _all(kind: str, pattern: re.Pattern[str], plain: str) -> Iterator[Hit]:
    return (Hit(kind, *found.span()) for found in pattern.finditer(plain))


def _identity(number: str) -> str:
    """Return what 18 characters are: an ID number, nearly one (its check digit is wrong), or nothing."""
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return ""
    if not "1850" <= number[6:10] <= "2100":
        return ""
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return "id_card" if "10x98765432"[total % 11] == number[17] else "id_like"


def _luhn(number: str) -> bool:
    doubled = [int(digit) * 2 for digit in number[-2::-2]]
    return (sum(map(int, number[::-2])) + sum(two - 9 if two > 9 else two for two in doubled)) % 10 == 0
