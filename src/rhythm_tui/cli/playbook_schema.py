"""The JSON Schema of a playbook: what an editor completes and checks ``playbook.toml`` with.

It holds what the models say of a single value; that names lead somewhere, and what several values owe each
other, ``playbook check`` alone tells.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Any

from rhythm_tui.domain.deadlines import clock_name
from rhythm_tui.domain.playbook import Playbook
from rhythm_tui.domain.tables import Table


def schema() -> dict[str, Any]:
    """Return the schema; what stands in the code beside an entry describes it."""
    found = Playbook.model_json_schema(ref_template="#/$defs/{model}")
    definitions = found["$defs"]
    for model in _tables(Table):
        definition = found if model is Playbook else definitions.get(model.__name__)
        if definition is not None:
            _explain(definition, model)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **found,
        "title": "rhythm-tui playbook",
    }


def _tables(model: type[Table]) -> Iterator[type[Table]]:
    for one in model.__subclasses__():
        yield one
        yield from _tables(one)


def _explain(definition: dict[str, Any], model: type[Table]) -> None:
    """Give the entries of a table their words, and their defaults as a playbook writes them."""
    told = {name: words for one in reversed(model.__mro__) for name, words in _words(one).items()}
    for name, value in definition["properties"].items():
        value.pop("title", None)
        if name in told:
            value["description"] = told[name]
        if "default" in value:
            value["default"] = _written(value, value["default"])
        if value.get("format") == "span" and not value.get("default", True):
            del value["default"]  # no span at all is not written


def _written(value: Mapping[str, Any], default: Any) -> Any:
    if value.get("format") == "span" and default:
        return clock_name(default)
    if value.get("type") == "array":
        return [_written(value.get("items", {}), one) for one in default]
    return default


@cache
def _sources(module: str) -> dict[str, ast.ClassDef]:
    """Return the classes of a module by name, as they are written."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}


def _words(model: type) -> dict[str, str]:
    """Return what stands under the fields of a class, by field."""
    if not issubclass(model, Table):
        return {}
    body = _sources(model.__module__)[model.__name__].body
    found = {}
    for node, following in pairwise(body):
        if (
            isinstance(node, ast.AnnAssign)
            and isinstance(node.target, ast.Name)
            and isinstance(following, ast.Expr)
            and isinstance(following.value, ast.Constant)
        ):
            found[node.target.id] = " ".join(str(following.value.value).split())
    return found
