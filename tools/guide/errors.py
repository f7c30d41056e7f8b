"""Every message that says no, from the code that says it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import rhythm_tui
from rhythm_tui import i18n
from rhythm_tui.cli.usage import MESSAGES

GROUPS = {
    "field": ["get", "invalid"],
    "rule": ["Refusal", "WrongPin", "refused", "unknown"],
    "file": ["BadColumn", "Broken", "UnknownHeader", "Unreadable"],
    "row": ["NoFact", "NoTime", "Reject", "_no", "problem"],
    "usage": ["BadQuery", "WrongUse"],
    "setting": ["BadDays", "BadDrill", "BadSetting", "Finding", "Unfit", "ValueError", "_finding"],
    "desk": ["DeskDamaged", "DeskOutdated", "DeskUnusable", "Trouble"],
}
"""Groups of messages, and the calls that take one of that group."""
_SPEAKERS = {name: group for group, names in GROUPS.items() for name in names}
_HEAD = {"en": "| message | in Chinese |", "zh": "| 英文 | 中文 |"}


def block(group: str) -> Callable[[i18n.Lang], str]:
    """Return what writes the table of a group, each message in both languages."""

    def written(lang: i18n.Lang) -> str:
        before = i18n.language()
        i18n.use("zh")
        try:
            rows = [f"| {_cell(one)} | {_cell(i18n._(one))} |" for one in sorted(_found()[group])]
        finally:
            i18n.use(before)
        return "\n".join([_HEAD[lang], "|---|---|", *rows])

    return written


def _cell(message: str) -> str:
    return " ".join(message.split()).replace("|", r"\|").replace("<", "&lt;")


@cache
def _found() -> dict[str, set[str]]:
    """Return the messages of each group; one that several say stands with the first."""
    told: dict[str, set[str]] = {group: set() for group in GROUPS}
    told["usage"] |= {message for message in MESSAGES if " " in message}
    for path in sorted(Path(rhythm_tui.__file__).parent.rglob("*.py")):
        text = path.read_text("utf-8")
        if "msg(" in text:
            for name, message in _said(ast.parse(text)):
                told[_SPEAKERS[name]].add(message)
    return told


def _said(module: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield every message that reaches a call of a group, directly or by a name, and what is called."""
    named = _named(module)
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and (name := _name(node.func)) in _SPEAKERS:
            for argument in (*node.args, *(keyword.value for keyword in node.keywords)):
                for inner in ast.walk(argument):
                    if isinstance(inner, ast.Name):
                        yield from ((name, message) for message in named.get(inner.id, ()))
                yield from ((name, message) for message in _messages(argument))


def _named(module: ast.Module) -> dict[str, set[str]]:
    """Return the messages behind the names of a module."""
    found: dict[str, set[str]] = {}
    for node in ast.walk(module):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Name):
                    found.setdefault(target.id, set()).update(_messages(node.value))
    return found


def _messages(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) == "msg" and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def _name(called: ast.expr) -> str:
    return (
        called.id
        if isinstance(called, ast.Name)
        else called.attr
        if isinstance(called, ast.Attribute)
        else ""
    )
