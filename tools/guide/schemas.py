"""The JSON Schemas, as the command line prints them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from rhythm_tui.cli.playbook_schema import schema
from rhythm_tui.domain import commands as known


def commands() -> str:
    """Return the schema of every command of ``do``."""
    return _text(known.schema())


def playbook() -> str:
    """Return the schema of a playbook."""
    return _text(schema())


def _text(made: Mapping[str, Any]) -> str:
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"
