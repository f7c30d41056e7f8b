"""The storm of histories finds a column that is not written; its cut are the machines of the suite."""

from __future__ import annotations

import random

import pytest

from storms import histories, mutants
from storms.tally import Tally

pytestmark = pytest.mark.long


def test_it_finds_a_column_that_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    mutants.claimed_for_ever(monkeypatch.setattr)
    found = Tally("histories", "histories", 25, histories.NEVER)
    histories.run(found, random.Random(6), histories.MACHINES[:1])
    assert found.bad["desk and model differ"] == 1
    assert "DeskMachine" in found.examples[0]


def test_it_counts_what_it_walked() -> None:
    found = Tally("histories", "histories", 3, histories.NEVER)
    histories.run(found, random.Random(6), histories.MACHINES[3:4])
    assert (found.done, found.held) == (3, True)
