"""A cut of the storm of imports, and the bug it is for."""

from __future__ import annotations

import random

import pytest

from storms import imports
from storms.nest import Nest
from storms.tally import Tally

pytestmark = pytest.mark.long


def test_damaged_files_are_read_or_refused() -> None:
    found = Tally("files", "files", 40, imports.HOSTILE)
    imports.damaged_files(found, random.Random(6))
    assert found.held, found.examples
    assert {"read", "refused"} <= set(found.told)


def test_an_import_that_is_killed_shows_all_or_nothing(nest: Nest) -> None:
    found = Tally("imports", "kills", 2, imports.KILLED)
    imports.killed(found, random.Random(6), nest)
    assert found.held, found.examples


def test_it_finds_rows_that_show_before_their_batch_closes(nest: Nest) -> None:
    found = Tally("imports", "kills", 3, imports.KILLED)
    imports.killed(found, random.Random(6), nest, plant="shown_at_once")
    assert found.bad["partly visible"]
