"""The places of approved wording that are to be filled in: ``{department}`` (RHYTHM 14)."""

from __future__ import annotations

import re

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def unfilled(text: str) -> tuple[str, ...]:
    """Return the names of the places that still stand in a reply, each once."""
    return tuple(dict.fromkeys(PLACEHOLDER.findall(text)))
