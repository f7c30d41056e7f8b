"""The fifth step: what an operator may do, and which PINs did not fit."""

from __future__ import annotations

STATEMENTS = (
    "ALTER TABLE operator ADD COLUMN roles TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX journal_wrong_pin ON journal (operator, seq) WHERE verb = 'pin.wrong'",
)
