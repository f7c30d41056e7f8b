"""A cut of the storm of clocks, and the bugs it is for."""

from __future__ import annotations

import random

import pytest

from storms import clock, mutants
from storms.tally import Tally


def storm(number: int) -> Tally:
    tally = Tally("clock", "events", number, clock.NEVER)
    clock.storm(tally, random.Random(6))
    return tally


def test_no_wrong_time_is_shown_as_sure() -> None:
    found = storm(3000)
    assert found.held, found.examples
    assert int(found.told["in doubt though right"]) < int(found.told["in doubt, rightly"])


def test_it_finds_steps_that_are_too_small_to_be_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    mutants.small_steps_forgotten(monkeypatch.setattr)
    assert storm(500).bad["wrong while shown as sure"]


def test_it_finds_a_clock_that_is_held_against_the_last_line_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    mutants.creeping_unseen(monkeypatch.setattr)
    assert storm(500).bad["undetected"]
