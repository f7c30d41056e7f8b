"""Names and values as TOML writes them."""

from __future__ import annotations

_BARE_KEY = r"[A-Za-z0-9_-]+"


def toml_value(value: object) -> str:
    """Return a text, number, flag, list or table as TOML writes it: single values are as in JSON."""
    import json  # where something is written: not on the way to the first page

    if isinstance(value, list):
        return f"[{', '.join(map(toml_value, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{toml_key(key)} = {toml_value(one)}' for key, one in value.items())} }}"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def toml_key(key: str) -> str:
    """Return a name as TOML writes it before a value: bare where it may stand so."""
    import re

    return key if re.fullmatch(_BARE_KEY, key) else toml_value(key)
