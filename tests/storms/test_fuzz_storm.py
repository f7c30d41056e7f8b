"""A cut of the storm of strings, and the bug it is for."""

from __future__ import annotations

import random

import pytest

from rhythm_tui import i18n
from storms import fuzz, mutants
from storms.tally import Tally

pytestmark = pytest.mark.long


def cleaned(number: int) -> Tally:
    tally = Tally("strings", "strings", number, fuzz.CLEANED)
    fuzz.clean_many(tally, random.Random(6))
    return tally


def drawn() -> Tally:
    i18n.use("en")
    tally = Tally("drawn", "strings", 40, fuzz.DRAWN)
    fuzz.draw_many(tally, random.Random(6), rows=8, dialogs_every=0)
    return tally


def test_nothing_a_terminal_must_not_get_is_left() -> None:
    found = cleaned(3000)
    assert found.held, found.examples
    assert found.done == 3000


def test_nor_drawn() -> None:
    found = drawn()
    assert found.held, found.examples
    assert int(found.told["screens looked at"]) > 5


def test_it_finds_a_cleaner_that_lets_one_control_character_through(monkeypatch: pytest.MonkeyPatch) -> None:
    mutants.one_control_left(monkeypatch.setattr)
    assert cleaned(200).bad["control or hidden character left"]
