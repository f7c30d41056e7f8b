"""The mistakes of a playbook in the operator's language: each in one line, with file, line and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from rhythm_tui.domain.playbook_check import Finding
from rhythm_tui.domain.references import Place
from rhythm_tui.i18n import say
from rhythm_tui.toml_lines import lines_of

Placed = tuple[int, Finding]
"""A mistake, and the line on which it stands."""


def placed(text: str, findings: Iterable[Finding]) -> list[Placed]:
    """Return the mistakes in the order of the file; ``text`` is what stands in it."""
    lines = lines_of(text)
    return sorted(((_line(lines, one.place), one) for one in findings), key=lambda both: both[0])


def fields(mistakes: Iterable[Placed]) -> list[dict[str, Any]]:
    """Return mistakes as fields."""
    return [
        {
            "line": line,
            "field": one.field,
            "what": say(one.what, **one.values),
            "remedy": say(one.remedy, **one.values),
        }
        for line, one in mistakes
    ]


def told(path: Path, mistakes: Iterable[Placed]) -> list[str]:
    """Return a line for each mistake."""
    return [
        say(
            "{path}: line {line}: {field}: {what}; {remedy}",
            path=path,
            line=line,
            field=one.field,
            what=say(one.what, **one.values),
            remedy=say(one.remedy, **one.values),
        )
        for line, one in mistakes
    ]


def in_one_line(path: Path, text: str, findings: Iterable[Finding]) -> str:
    """Return the first mistake, and how many more there are."""
    first, *others = told(path, placed(text, findings))
    if not others:
        return first
    return say("{first} ({n} more: rhythm-tui playbook check {path})", first=first, n=len(others), path=path)


def _line(lines: Mapping[Place, int], place: Place) -> int:
    """Return the line of an entry, or of the innermost table around one that is not there."""
    while place not in lines:
        place = place[:-1]
    return lines[place]
