"""The sixth step: the ticks of the day's figures are found without reading the journal."""

from __future__ import annotations

STATEMENTS = ("CREATE INDEX journal_figures ON journal (seq) WHERE verb = 'figures.note'",)
