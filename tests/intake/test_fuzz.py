"""Files damaged at random are read or refused; nothing else ever happens."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from rhythm_tui.domain.facts import Reject
from rhythm_tui.intake.source import Unreadable

from . import shapes
from .conftest import Open

SIGNS = (b'"', b"\n", b",", b"\0", b"{", b"}", b"]", b"[", b"\xff", b"\\ud800", b"1e999", b"9" * 400, b'""')


def damaged(whole: bytes, chance: random.Random) -> bytes:
    raw, at = bytearray(whole), chance.randrange(len(whole))
    match chance.randrange(5):
        case 0:
            del raw[at:]
        case 1:
            for _ in range(chance.randrange(1, 20)):
                raw[chance.randrange(len(raw))] = chance.randrange(256)
        case 2:
            raw[at:at] = raw[chance.randrange(len(raw)) :][:200]
        case 3:
            del raw[at : at + chance.randrange(200)]
        case _:
            for _ in range(5):
                at = chance.randrange(len(raw))
                raw[at:at] = chance.choice(SIGNS)
    return bytes(raw)


@pytest.mark.parametrize("seed", range(8))
def test_damaged_files_are_read_or_refused(tmp_path: Path, opened: Open, seed: int) -> None:
    chance = random.Random(seed)
    for name, write in shapes.ALL.items():
        folder = tmp_path / name
        folder.mkdir()
        path = write(folder)
        path.write_bytes(damaged(path.read_bytes(), chance))
        try:
            for fact in opened(path):
                if isinstance(fact, Reject):
                    assert fact.template.format(**fact.values)
                else:
                    "".join(field for field in fact if isinstance(field, str)).encode()
        except Unreadable as error:
            assert path.name in str(error)
