"""Every key of a playbook, from the models that check it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from guide.commands import kind
from rhythm_tui.cli.playbook_schema import schema

if TYPE_CHECKING:
    from rhythm_tui.i18n import Lang


def block(_: Lang) -> str:
    """Return a section for each table: its keys, what they take, which are needed, what holds without."""
    found = schema()
    parts = ["## Keys at the top", _keys(found)]
    for name, value in found["properties"].items():
        if (table := _table(found, value)) is not None:
            parts += [f"## {_heading(name, value)}", *_described(value, table), _keys(table)]
            parts += _inner(found, name, table)
    return "\n\n".join(parts)


def _inner(found: Mapping[str, Any], above: str, table: Mapping[str, Any]) -> list[str]:
    """Return the tables within a table, whether named or in a list."""
    parts: list[str] = []
    for name, value in table["properties"].items():
        inside = _table(found, value.get("items", value))
        if inside is not None:
            parts += [f"### {above}.*.{name}", *_described(value, inside), _keys(inside)]
            parts += _inner(found, f"{above}.*.{name}", inside)
    return parts


def _table(found: Mapping[str, Any], value: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the definition of a table, also where it is one of many under names; None for a plain value."""
    inner = value.get("additionalProperties")
    either = next((one["$ref"] for one in value.get("anyOf", ()) if "$ref" in one), None)
    reference = value.get("$ref") or either or (inner.get("$ref") if isinstance(inner, dict) else None)
    return found["$defs"][reference.rpartition("/")[2]] if reference else None


def _heading(name: str, value: Mapping[str, Any]) -> str:
    return f"{name}.*" if "additionalProperties" in value else name


def _described(*tables: Mapping[str, Any]) -> list[str]:
    return list(dict.fromkeys(words for one in tables if (words := _words(one))))


def _keys(table: Mapping[str, Any]) -> str:
    rows = [
        f"| `{name}` | {_kind(value)} | {_without(name, value, table)} | {_words(value)} |"
        for name, value in table["properties"].items()
    ]
    return "\n".join(["| key | is | without it | |", "|---|---|---|---|", *rows])


def _kind(value: Mapping[str, Any]) -> str:
    if "$ref" in value:
        return "a table"
    if "additionalProperties" in value:
        inner = value["additionalProperties"]
        return "a table each" if isinstance(inner, dict) and "$ref" in inner else f"name = {_kind(inner)}"
    if value.get("type") == "array" and "$ref" in value.get("items", {}):
        return "a list of tables"
    if "format" in value:
        return f"{value['format']}, `{value['examples'][0]}`"
    if value.get("type") in ("number", "integer"):
        return f"number{_range(value)}"
    return kind(value).replace("object", "a table")


def _range(value: Mapping[str, Any]) -> str:
    least = value.get("minimum", value.get("exclusiveMinimum"))
    most = value.get("maximum", value.get("exclusiveMaximum"))
    if least is None or (least == 0 and most is None):
        return ""
    return f" from {least} to {most}" if most is not None else f" from {least}"


def _without(name: str, value: Mapping[str, Any], table: Mapping[str, Any]) -> str:
    if name in table.get("required", ()):
        return "refused"
    default = value.get("default")
    if default in (None, {}, [], "") or isinstance(default, dict):
        return "nothing" if default is None or default == "" else "none" if not default else "as built in"
    return f"`{json.dumps(default, ensure_ascii=False)}`"


def _words(value: Mapping[str, Any]) -> str:
    return " ".join(str(value.get("description", "")).replace("``", "`").replace("|", r"\|").split())
