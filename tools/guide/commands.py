"""What may be asked of the desk, from the schema of its commands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rhythm_tui.domain import commands

if TYPE_CHECKING:
    from rhythm_tui.i18n import Lang


COMMON = ("do", "operator", "key", "expect")
"""The fields every command has; they are told once."""


def block(_: Lang) -> str:
    """Return a section for each command: what it does, its fields, which of them are needed."""
    definitions = commands.schema()["$defs"]
    parts, noun = [], ""
    for command in commands.COMMANDS:
        name = str(command.model_fields["do"].default)
        if name.partition(".")[0] != noun:
            noun = name.partition(".")[0]
            parts.append(f"## {noun}")
        parts.append(_section(name, definitions[command.__name__], undoable=command.undoable))
    return "\n\n".join(parts)


def _section(name: str, definition: Mapping[str, Any], *, undoable: bool) -> str:
    needed = definition["required"]
    rows = [
        f"| `{field}` | {kind(value)} | {'yes' if field in needed else ''} | {_told(value)} |"
        for field, value in definition["properties"].items()
        if field not in COMMON
    ]
    table = ["", "| field | is | needed | |", "|---|---|---|---|", *rows] if rows else []
    lasting = [] if undoable else ["", "It cannot be undone."]
    return "\n".join([f"### {name}", "", _line(definition.get("description", "")), *lasting, *table])


def _line(words: str) -> str:
    return " ".join(words.replace("``", "`").replace("|", r"\|").split())


def _told(value: Mapping[str, Any]) -> str:
    told = _line(value.get("description", ""))
    default = value.get("default")
    return f"{told} `{default}` unless said." if default not in (None, "", [], False) else told


def kind(value: Mapping[str, Any]) -> str:
    """Return what a field takes, in a word or as the values there are."""
    if "enum" in value:
        return " ".join(f"`{one}`" for one in value["enum"])
    if "anyOf" in value:
        return " or ".join(dict.fromkeys(kind(one) for one in value["anyOf"] if one.get("type") != "null"))
    if "$ref" in value:
        return "object"
    if value.get("type") == "array":
        return f"list of {kind(value['items'])}" if "items" in value else "list"
    return {"string": "text", "integer": "number", "boolean": "true, false"}.get(value.get("type", ""), "any")
