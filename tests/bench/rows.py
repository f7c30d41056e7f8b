"""The table of targets: its rows, and how one is judged."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from typing import NamedTuple

NAN = float("nan")


class Row(NamedTuple):
    """A line of the table: ``ratio`` is to stay at ``target`` or below, or above it."""

    what: str
    yardstick: str
    ratio: float
    target: float
    above: bool = False

    @property
    def met(self) -> bool:
        """Whether the target is reached."""
        return self.ratio >= self.target if self.above else self.ratio <= self.target


def ratio(ours: Sequence[float], yard: Sequence[float]) -> float:
    """Return the median of ratios taken in turn; what was missed on either side does not count."""
    found = [a / b for a, b in zip(ours, yard, strict=True) if b and not math.isnan(a + b)]
    return statistics.median(found) if found else NAN


def report(rows: Sequence[Row]) -> str:
    """Return the table in Markdown."""
    lines = ["| what | yardstick | ratio | target | |", "|---|---|---|---|---|"]
    for row in rows:
        sign, verdict = ">=" if row.above else "<=", "" if row.met else "missed"
        lines.append(
            f"| {row.what} | {row.yardstick} | {row.ratio:.2f} | {sign} {row.target:g} | {verdict} |"
        )
    return "\n".join(lines)
