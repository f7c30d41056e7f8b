"""One line of JSON that somebody else wrote, taken apart without being trusted."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from rhythm_tui.domain.refusal import Refusal, invalid, msg
from rhythm_tui.i18n import _

MAX_LINE = 1 << 20
"""Longest line in bytes: several times what the longest text takes with every character escaped."""
_KEPT = range(-(1 << 63), 1 << 63)
_REASONS = {
    "Expecting value": msg("a value is missing"),
    "Expecting property name enclosed in double quotes": msg("a name in double quotes is missing"),
    "Expecting ':' delimiter": msg("a colon is missing"),
    "Expecting ',' delimiter": msg("a comma is missing, or the end"),
    "Unterminated string starting at": msg("the text that begins there has no end"),
    "Invalid control character at": msg("a control character stands in a text"),
    "Extra data": msg("something stands behind the end"),
}
"""What Python says of text that is no JSON, and what is said here."""
_UNREADABLE = msg("what stands there cannot be read")


def parse_line(line: bytes) -> object:
    """Return the value that a line writes.

    Raises ``Refusal`` with code ``invalid`` for what is no JSON, no UTF-8, too long or too deep, and for
    repeated fields, numbers no desk can keep and halves of a character.
    """
    if len(line) > MAX_LINE:
        raise invalid("line", msg("the line is longer than {most} bytes"), most=MAX_LINE)
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise invalid("line", msg("byte {place} of the line is no UTF-8"), place=error.start + 1) from None
    try:
        value: object = json.loads(
            text, object_pairs_hook=_object, parse_int=_integer, parse_float=_number, parse_constant=_constant
        )
    except RecursionError:
        raise invalid("line", msg("the line is nested too deeply")) from None
    except json.JSONDecodeError as error:
        reason = _(_REASONS.get(error.msg, _UNREADABLE))
        raise invalid(
            "line", msg("no JSON at column {column}: {reason}"), column=error.colno, reason=reason
        ) from None
    _check_characters(value)
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise invalid(_shown(twice), msg("this field stands there twice"))
    return found


def _integer(digits: str) -> int:
    if len(digits) > 20 or int(digits) not in _KEPT:
        raise invalid("line", msg("the number {digits} is too large"), digits=digits[:24])
    return int(digits)


def _number(written: str) -> float:
    value = float(written)
    if value in (float("inf"), float("-inf")):
        raise invalid("line", msg("the number {digits} is too large"), digits=written[:24])
    return value


def _constant(name: str) -> NoReturn:
    raise invalid("line", msg("{name} is no JSON"), name=name)


def _check_characters(value: object) -> None:
    fields = value if isinstance(value, dict) else {"line": value}
    for name, one in fields.items():
        try:
            json.dumps({name: one}, ensure_ascii=False).encode("utf-8")
        except UnicodeEncodeError:
            raise invalid(_shown(name), msg("it holds half of a character")) from None


def _shown(name: str) -> str:
    return name[:60].encode("utf-8", "replace").decode("utf-8")


def answer_refused(error: Refusal, words: str) -> dict[str, Any]:
    """Return the answer to a line that was not done."""
    told: dict[str, Any] = {"code": error.code, "message": words}
    if error.field is not None:
        told["field"] = error.field
    return {"ok": False, "error": told}
