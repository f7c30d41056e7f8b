"""Whether a playbook has what the desk reads by: a light look that costs a start nothing.

It only tells whether the checked playbook (``playbook_check``) ought to be asked; that one names the mistake.
Standard library only: the fast start depends on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rhythm_tui.domain.deadlines import span
from rhythm_tui.domain.hours import window
from rhythm_tui.domain.references import under, unheard

TABLES = (
    "deadlines", "grades", "timers", "kinds", "platforms", "forms", "tiers", "audiences", "roles", "review",
    "shifts",
)  # fmt: skip
"""The tables that every playbook has."""
_NAMES = ("zh", "en")
_LAID = (*_NAMES, "platform", "at", "form")
WANTED: Mapping[str, tuple[str, ...]] = {
    "deadlines.*": ("target",),
    "grades.*": (*_NAMES, "rank"),
    "timers.*": (*_NAMES, "target"),
    "kinds.*": _NAMES,
    "kinds.*.tasks.*": (*_NAMES, "duty", "within"),
    "sources.*": _NAMES,
    "duties.*": _NAMES,
    "channels.*": _NAMES,
    "release.*": _NAMES,
    "access.*": _NAMES,
    "updates": _NAMES,
    "escalation.chain.*": ("duty", "at"),
    "platforms.*": _NAMES,
    "platforms.*.frequency": ("least", "most", "per"),
    "forms.*": _NAMES,
    "forms.*.sub.*": _NAMES,
    "tiers.*": (*_NAMES, "name_zh", "name_en", "share"),
    "audiences.*": (*_NAMES, "windows"),
    "roles.*": (*_NAMES, "short_zh", "short_en"),
    "shifts.*": (*_NAMES, "hours"),
    "depths.*": (*_NAMES, "most_s"),
    "goals.*": _NAMES,
    "metrics.*": _NAMES,
    "series.*": _NAMES,
    "checklist.*": _NAMES,
    "phases.*": (*_NAMES, "first", "last"),
    "phases.*.slots.*": (*_LAID, "day"),
    "phases.*.checklist.*": _NAMES,
    "templates.*": _LAID,
}
"""What entries must say, wherever they stand; a test holds this against the checked playbook."""
_NUMBERS = frozenset({"rank", "share", "least", "most", "most_s", "first", "last", "day"})
_STUMBLES = (AttributeError, KeyError, TypeError, ValueError)


def whole(tables: Mapping[str, Any]) -> bool:
    """Return whether nothing is missing that lists, status and screen are told by."""
    try:
        return (
            isinstance(tables["zone"], str)
            and isinstance(tables["version"], int)
            and all(tables[name] for name in TABLES)
            and {"comment", "message"} <= tables["deadlines"].keys()
            and {"normal", "emergency"} <= tables["review"].keys()
            and all(
                _fits(key, entry[key])
                for pattern, wanted in WANTED.items()
                for _place, entry in under(tables, pattern)
                for key in wanted
            )
            and not any(unheard(tables))
        )
    except _STUMBLES:
        return False


def _fits(key: str, value: object) -> bool:
    """Return whether an entry is of its kind; raises ``ValueError`` for what is written otherwise."""
    if key in _NUMBERS:
        return isinstance(value, int)
    if key == "windows":
        return isinstance(value, list) and all(window(one) for one in value)
    if key == "hours":
        return bool(window(str(value)))
    return bool(span(str(value))) if key in ("target", "within") else isinstance(value, str)
