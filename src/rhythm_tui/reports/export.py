"""Rows out of the desk as CSV that a spreadsheet may open, and what each file is called that leaves it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rhythm_tui.i18n import _

_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def begins_a_formula(text: str) -> bool:
    """Return whether a spreadsheet may take a text for a formula, or for one that was guarded before."""
    return _FORMULA.match(text) is not None


def guarded(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula (SAFETY 14).

    Text that begins like one gets ``'`` before it, and one that begins with such a mark another, so that it
    can be taken off again; numbers stay numbers, nothing stays empty, and a list or an object becomes its
    JSON.
    """
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and begins_a_formula(value):
        return f"'{value}"
    return value


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Return rows as CSV with a header, lines ended as RFC 4180 has it."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(columns)
    writer.writerows([guarded(row.get(column)) for column in columns] for row in rows)
    return target.getvalue()


def exports() -> dict[str, str]:
    """Return what each document and list is called that can be written to a file."""
    return {
        "handover": _("handover"),
        "incident": _("incident"),
        "review": _("review"),
        "queue": _("queue"),
        "slots": _("slots"),
        "campaigns": _("campaigns"),
        "repeats": _("recurring slots"),
        "incidents": _("incidents"),
        "tasks": _("tasks"),
        "lessons": _("lessons"),
        "statements": _("statements"),
        "superseded": _("superseded statements"),
        "ideas": _("ideas"),
        "pledges": _("pledges"),
        "stories": _("stories"),
        "plan": _("publishing plan"),
        "days": _("calendar"),
        "journal": _("journal"),
    }
