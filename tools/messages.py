"""Finds the messages of the catalogue in our code: also those inside an f-string, which Babel's own reader
passes over before Python 3.12. ``tools/babel.cfg`` hands it to ``pybabel extract``."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import IO, Any

Found = tuple[int, str, Any, list[str]]


def extract(
    file: IO[bytes], keywords: Mapping[str, Any], comments: object, options: object
) -> Iterator[Found]:
    """Yield line, function, message (a tuple with its plural) and no comments, as Babel wants them."""
    del comments, options
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call) and (name := _called(node.func)) in keywords:
            texts = tuple(_text(argument) for argument in node.args)
            if texts and texts[0] is not None:
                yield node.lineno, name, texts if len(texts) > 1 else texts[0], []


def _called(function: ast.expr) -> str:
    """Return the name of what is called, also as ``i18n.say``."""
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


def _text(argument: ast.expr) -> str | None:
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None
