"""A cut of the storm of imports, and the bug it is for."""

from __future__ import annotations

import random

import pytest

from storms import heavy, imports
from storms.nest import Nest
from storms.tally import Tally

pytestmark = pytest.mark.long
needs_proc = pytest.mark.skipif(not heavy.can_measure(), reason="no /proc to ask how much memory was taken")


def test_damaged_files_are_read_or_refused() -> None:
    found = Tally("files", "files", 40, imports.HOSTILE)
    imports.damaged_files(found, random.Random(6))
    assert found.held, found.examples
    assert {"read", "refused"} <= set(found.told)


def test_an_import_that_is_killed_shows_all_or_nothing(nest: Nest) -> None:
    found = Tally("imports", "kills", 2, imports.KILLED)
    imports.killed(found, random.Random(6), nest)
    assert found.held, found.examples


def test_it_finds_rows_that_show_before_their_batch_closes(
    nest: Nest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "ROWS", 12_000)  # so many that hardly a kill comes when all of it is done
    found = Tally("imports", "kills", 3, imports.KILLED)
    imports.killed(found, random.Random(6), nest, plant="shown_at_once")
    assert found.bad["partly visible"]


@needs_proc
def test_no_file_takes_much_memory_or_ends_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heavy, "WHOLE", 6_000)
    files = (heavy.one_line, heavy.deep, heavy.far_cell, heavy.shared_text, heavy.FILES[-1])
    found = Tally("heavy", "files", len(files), heavy.NEVER)
    heavy.run(found, random.Random(6), files)
    assert not any(found.bad[what] for what in ("300 MiB or more", "crash")), found.examples
    assert (found.told["refused"], found.told["read"]) == ("4", "1")


@needs_proc
def test_it_finds_a_file_that_is_held_whole() -> None:
    found = Tally("heavy", "files", 1, heavy.NEVER)
    heavy.run(found, random.Random(6), (heavy.one_object,), plant="held_whole")
    assert found.bad["300 MiB or more"]
