"""Every message that says no, from the code that says it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import rhythm_tui
from rhythm_tui import i18n
from rhythm_tui.cli.usage import MESSAGES

GROUPS = {
    "field": ["get", "invalid"],
    "rule": ["NothingLeft", "Refusal", "WrongPin", "refused", "unknown"],
    "file": ["BadColumn", "Broken", "UnknownHeader", "Unreadable"],
    "row": ["NoFact", "NoTime", "Reject", "_no", "problem"],
    "usage": ["BadQuery", "WrongUse"],
    "setting": ["BadDays", "BadDrill", "BadSetting", "Finding", "Unfit", "ValueError", "_finding"],
    "desk": ["DeskDamaged", "DeskNewer", "DeskOutdated", "DeskUnusable", "Trouble"],
}
"""Groups of messages, and the calls that take one of that group."""
_SPEAKERS = {name: group for group, names in GROUPS.items() for name in names}
_HEAD = {"en": "| message | in Chinese |", "zh": "| 英文 | 中文 |"}
_MORE = {
    "field": {"en": " of | field |", "zh": " 关于 | 字段 |"},
    "rule": {"en": " of | code |", "zh": " 关于 | 代码 |"},
}
"""What the tables of refused commands tell besides: of what it is said, and the field or the code."""
_CODES = {"NothingLeft": "refused", "WrongPin": "refused", "refused": "refused", "unknown": "unknown"}
_OF = {
    ("interactions", "care", "asks"): ("items", "条目"),
    ("guard", "approval"): ("replies", "回复"),
    ("incidents", "duties", "timers", "freezing", "notes"): ("incidents", "舆情"),
    ("escalation",): ("passing on", "转告"),
    ("statements",): ("statements", "声明"),
    ("tasks",): ("tasks", "任务"),
    ("slots", "slot_changes", "slot_forms"): ("slots", "排期"),
    ("planning", "laying", "plan_file_forms"): ("the plan", "排期表"),
    ("campaigns", "campaign_forms"): ("campaigns", "活动"),
    ("repeats", "recurrence"): ("recurring slots", "固定排期"),
    ("own_days", "day_rules"): ("own days", "自定义日"),
    ("pool", "pledges", "stories"): ("the topic pool", "选题库"),
    ("lessons",): ("lessons", "经验教训"),
    ("shifts", "operators", "welcome_team"): ("shifts and operators", "班次与人员"),
    ("privacy", "purging"): ("privacy", "个人信息"),
    ("undo", "past"): ("undo", "撤销"),
    ("figures",): ("figures", "数据"),
    ("timekeeping",): ("the clock", "时钟"),
    ("saved",): ("saved filters", "已存筛选"),
    ("batches", "evidence"): ("files", "文件"),
}
"""Of what a module of ours speaks; every other one of any command."""
_ANY = ("any command", "任何命令")


class Said(NamedTuple):
    """A place where a message is said."""

    module: str
    mark: str
    """The field of the command, or the code of the refusal; empty where it is worked out."""


def block(group: str) -> Callable[[i18n.Lang], str]:
    """Return what writes the table of a group, each message in both languages."""

    def written(lang: i18n.Lang) -> str:
        before = i18n.language()
        i18n.use("zh")
        try:
            found = sorted(_found()[group].items())
            more = _MORE.get(group)
            rows = [
                f"| {_cell(one)} | {_cell(i18n._(one))} |{_told(said, lang) if more else ''}"
                for one, said in found
            ]
        finally:
            i18n.use(before)
        head = _HEAD[lang] + (more[lang] if more else "")
        return "\n".join([head, "|---" * (head.count("|") - 1) + "|", *rows])

    return written


def _cell(message: str) -> str:
    return " ".join(message.split()).replace("|", r"\|").replace("<", "&lt;")


def _told(said: set[Said], lang: i18n.Lang) -> str:
    """Return the cells that tell of what a message speaks, and its field or code."""
    of = dict.fromkeys(_of(one.module)[lang == "zh"] for one in sorted(said))
    marks = dict.fromkeys(f"`{one.mark}`" for one in sorted(said) if one.mark)
    return f" {', '.join(of)} | {' '.join(marks)} |"


def _of(module: str) -> tuple[str, str]:
    return next((name for modules, name in _OF.items() if module in modules), _ANY)


@cache
def _found() -> dict[str, dict[str, set[Said]]]:
    """Return the messages of each group, each with who says it and how."""
    told: dict[str, dict[str, set[Said]]] = {group: {} for group in GROUPS}
    told["usage"] |= {message: set() for message in MESSAGES if " " in message}
    for path in sorted(Path(rhythm_tui.__file__).parent.rglob("*.py")):
        text = path.read_text("utf-8")
        if "msg(" in text:
            for name, mark, message in _said(ast.parse(text)):
                told[_SPEAKERS[name]].setdefault(message, set()).add(Said(path.stem, mark))
    return told


def _said(module: ast.Module) -> Iterator[tuple[str, str, str]]:
    """Yield every message that reaches a call of a group, directly or by a name: what is called, the field
    or code it is called with, and the message.
    """
    named = _named(module)
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and (name := _name(node.func)) in _SPEAKERS:
            mark = _CODES.get(name) or _first(node)
            for argument in (*node.args, *(keyword.value for keyword in node.keywords)):
                for inner in ast.walk(argument):
                    if isinstance(inner, ast.Name):
                        yield from ((name, mark, message) for message in named.get(inner.id, ()))
                yield from ((name, mark, message) for message in _messages(argument))


def _first(call: ast.Call) -> str:
    """Return the first argument of a call where it is written out; else nothing."""
    first = call.args[0] if call.args else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""


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
