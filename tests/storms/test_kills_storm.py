"""A cut of the storm of kills, and the bugs it is for."""

from __future__ import annotations

import random
from typing import Any

import pytest

from storms import kills
from storms.nest import Nest
from storms.tally import Tally

pytestmark = pytest.mark.long


def storm(nest: Nest, number: int, seed: int = 6, **how: Any) -> Tally:
    tally = Tally("kills", "kills", number, kills.NEVER)
    kills.run(tally, random.Random(seed), nest, **{"screens": 0.0, **how})
    return tally


def finds(nest: Nest, plant: str, what: str) -> bool:
    """Say whether a planted bug is found; seats live longer, as a slow disk lets few actions through."""
    return any(storm(nest, 40, seed, plant=plant, patience=0.1).bad[what] for seed in range(6, 12))


def test_what_was_answered_survives_every_kill(nest: Nest) -> None:
    found = storm(nest, 200)
    assert found.held, found.examples
    assert found.done == 200
    assert int(found.told["actions answered"]) > 10


def test_it_does_behind_a_screen_too(nest: Nest) -> None:
    found = storm(nest, 2, screens=1.0)
    assert found.held, found.examples
    assert found.told["of a screen"] == "2"


def test_it_finds_an_answer_before_the_commit(nest: Nest) -> None:
    assert finds(nest, "committed_in_threes", "acknowledged lost")


def test_it_finds_statements_that_commit_alone(nest: Nest) -> None:
    assert finds(nest, "each_statement_alone", "half applied")
