"""Rows out of the desk as CSV that a spreadsheet may open."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def guarded(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula (SAFETY 14).

    Text that begins like one gets ``'`` before it; numbers stay numbers, nothing stays empty, and a list or
    an object becomes its JSON.
    """
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Return rows as CSV with a header, lines ended as RFC 4180 has it."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(columns)
    writer.writerows([guarded(row.get(column)) for column in columns] for row in rows)
    return target.getvalue()
