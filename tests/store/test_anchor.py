"""The head anchor: two slots written in turn, only forward, and a torn one falls back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rhythm_tui.store import anchor
from rhythm_tui.store.anchor import Anchor
from rhythm_tui.store.file import lock_of
from rhythm_tui.store.journal import Head


def head(seq: int) -> Head:
    return Head(seq, f"{seq:064x}")


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "desk.db"


def test_nothing_there(db: Path) -> None:
    assert anchor.read(db) is None


def test_written_forward_never_back(db: Path) -> None:
    for seq in (1, 2, 3, 2, 1, 3):
        anchor.write(db, head(seq))
    assert anchor.read(db) == head(3)


def test_the_head_of_an_empty_journal_needs_no_anchor(db: Path) -> None:
    anchor.write(db, Head(0, ""))
    assert not anchor.path_of(db).exists()


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_private_whatever_the_umask(db: Path) -> None:
    old = os.umask(0)
    try:
        anchor.write(db, head(1))
    finally:
        os.umask(old)
    assert anchor.path_of(db).stat().st_mode & 0o777 == 0o600


@settings(max_examples=60)
@given(st.integers(1, 12), st.binary(max_size=128), st.integers(0, 128))
def test_a_torn_slot_falls_back_to_the_one_before(
    tmp_path_factory: pytest.TempPathFactory, seq: int, junk: bytes, kept: int
) -> None:
    """The slot being written when the power went holds some new bytes and some old, or anything at all."""
    db = tmp_path_factory.mktemp("torn") / "desk.db"
    for number in range(1, seq + 1):
        anchor.write(db, head(number))
    raw = anchor.path_of(db).read_bytes()
    at = (seq + 1) % 2 * 128
    whole = anchor._pack(head(seq + 1))
    torn = (
        raw[:at].ljust(at, b"\0")
        + whole[:kept]
        + junk[kept:].ljust(128 - kept, b"\0")[: 128 - kept]
        + raw[at + 128 :]
    )
    anchor.path_of(db).write_bytes(torn)
    assert anchor.read(db) in (head(seq), head(seq + 1))
    anchor.write(db, head(seq + 1))
    assert anchor.read(db) == head(seq + 1)


@given(st.integers(0, 255), st.integers(1, 255))
def test_a_flipped_byte_never_makes_another_head(
    tmp_path_factory: pytest.TempPathFactory, at: int, mask: int
) -> None:
    db = tmp_path_factory.mktemp("flip") / "desk.db"
    for number in (7, 8):
        anchor.write(db, head(number))
    raw = bytearray(anchor.path_of(db).read_bytes())
    raw[at] ^= mask
    anchor.path_of(db).write_bytes(raw)
    assert anchor.read(db) in (head(7), head(8))


@given(st.binary(max_size=300))
def test_rubbish_is_no_anchor(tmp_path_factory: pytest.TempPathFactory, junk: bytes) -> None:
    db = tmp_path_factory.mktemp("junk") / "desk.db"
    anchor.path_of(db).write_bytes(junk)
    assert anchor.read(db) is None
    anchor.write(db, head(1))
    assert anchor.read(db) == head(1)


def test_an_open_anchor_moves_forward_and_is_made_again_when_it_was_removed(db: Path) -> None:
    opened = Anchor(db)
    opened.advance(Head(0, ""))
    assert not anchor.path_of(db).exists()
    for seq in (1, 3, 2):
        opened.advance(head(seq))
    assert anchor.read(db) == head(3)
    anchor.write(db, head(5))
    opened.advance(head(4))
    assert anchor.read(db) == head(5)
    if os.name == "posix":  # elsewhere what stands open is not removed
        anchor.path_of(db).unlink()
        opened.advance(head(6))
        assert anchor.read(db) == head(6)
    opened.close()
    opened.advance(head(7))
    assert anchor.read(db) == head(7)
    opened.close()


def test_an_open_anchor_waits_for_the_lock_of_the_desk(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened, waited = Anchor(db), []
    lock = lock_of(db)
    lock.acquire()

    def wait(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 3:
            lock.release()

    monkeypatch.setattr("time.sleep", wait)
    opened.advance(head(1))
    assert (len(waited), anchor.read(db)) == (3, head(1))
    monkeypatch.setattr(anchor, "_TRIES", 4)
    with lock, pytest.raises(TimeoutError):
        opened.advance(head(2))
    assert anchor.read(db) == head(1)
    opened.close()
